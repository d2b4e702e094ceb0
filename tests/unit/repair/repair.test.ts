/** Repairing really damaged books: each kind of damage, with and without a backup. */
import { copyFileSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROLE_RIGHTS } from '../../../shared/modules/people.ts';
import type { RepairLook } from '../../../shared/modules/repair.ts';
import type { DamagedBook } from '../../support/damaged-book.ts';
import { createDamagedBook, flip, PAGE, rowsIn, SECRET, silentlyLost } from '../../support/damaged-book.ts';
import { orSkip, startWebdavServer } from '../../support/storage-servers.ts';

let book: DamagedBook;
beforeAll(async () => {
  book = await createDamagedBook(40, async (test) => {
    await test.job((await test.call('backup.run', {})).jobId);
    // Some work after the last backup.
    for (let i = 0; i < 6; i++) await test.call('customers.create', { name: `后来${i}` });
  });
});
afterAll(() => book.dispose());
beforeEach(async () => {
  await book.test.core.call('session.lock', {});
  // A wrong passphrase makes the next one wait.
  book.test.clock.advance(120_000);
  book.reset();
});

const path = (name = 'crm.db') => join(book.test.bookDir, name);
const pages = () => statSync(path()).size / PAGE;
const look = async (): Promise<RepairLook> => {
  const job = await book.test.job((await book.test.call('repair.look', { ref: book.ref, secret: SECRET })).jobId);
  expect(job.error).toBeNull();
  return job.result as RepairLook;
};
const open = () => book.test.core.call('session.unlock', { ref: book.ref, secret: SECRET });
const unlocks = async () => expect(await open()).toMatchObject({ ok: true });

/** The book opens, and its own check finds nothing wrong with it. */
async function expectSound(): Promise<void> {
  await unlocks();
  const job = await book.test.job((await book.test.call('data.check', {})).jobId);
  expect(job.result).toEqual({ findings: [] });
  await book.test.call('session.lock', {});
}

async function expectNothingSilent(report: Awaited<ReturnType<DamagedBook['repair']>>): Promise<void> {
  expect(silentlyLost(book.before, await rowsIn(book.test.bookDir), report)).toEqual([]);
}

describe('looking at a damaged book', () => {
  it('tells which pages are gone, finds the backups, and writes nothing', async () => {
    book.damage(flip(9));
    book.damage(flip(12));
    const found = await look();
    expect(found.damage).toEqual([{ code: 'pages', count: 2 }]);
    expect(found.copies).toMatchObject([{ folder: null, customers: 40, behind: expect.any(Number) as number }]);
    expect(found.copies[0]!.behind).toBeGreaterThanOrEqual(6);
    expect(readdirSync(book.test.dir).filter((name) => name.startsWith('book'))).toEqual(['book']);
  });

  it('finds nothing wrong with a sound book', async () => {
    expect((await look()).damage).toEqual([]);
  });

  it.each([
    ['database.missing', () => rmSync(path())],
    ['database.empty', () => writeFileSync(path(), '')],
    ['database.plain', () => writeFileSync(path(), Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(PAGE - 16)]))],
    ['database.cut', () => book.damage((bytes) => bytes.subarray(0, bytes.length - 100))],
  ])('tells %s', async (code, harm) => {
    harm();
    expect((await look()).damage.map((one) => one.code)).toContain(code);
  });

  it('asks for the right passphrase', async () => {
    const { jobId } = await book.test.call('repair.look', { ref: book.ref, secret: { type: 'passphrase', passphrase: 'not this one at all 12' } });
    expect((await book.test.job(jobId)).error).toMatchObject({ code: 'vault.wrongSecret' });
  });
});

describe('salvage', () => {
  it('puts a sound book in place and keeps the damaged one aside for 30 days', async () => {
    book.damage(flip(9));
    const { aside, missing } = await book.repair();
    expect(missing).toEqual([]);
    expect(existsSync(join(aside!, 'crm.db'))).toBe(true);
    await expectSound();
    book.test.clock.advance(31 * 86_400_000);
    await unlocks();
    expect(existsSync(aside!)).toBe(false);
    await book.test.call('session.lock', {});
  });

  it.each([
    ['the first page', () => book.damage(flip(1))],
    ['the first page and every tenth', () => { for (let page = 1; page <= pages(); page += 10) book.damage(flip(page)); }],
    ['half of the file', () => book.damage((bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)))],
    ['the header of the pages of the change log', () => { for (let page = 110; page <= 140; page++) book.damage(flip(page)); }],
    ['two thirds of all pages', () => { for (let page = 2; page <= pages(); page++) if (page % 3 !== 0) book.damage(flip(page)); }],
  ])('loses nothing silently: %s', async (_name, harm) => {
    harm();
    const report = await book.repair();
    await expectNothingSilent(report);
    await expectSound();
  });

  it('names the customers that are lost and keeps what belongs to them', async () => {
    // Page by page until no customer can be read: their log and their table.
    for (let page = 2; page <= pages(); page++) if (page % 3 !== 1) book.damage(flip(page));
    const report = await book.repair();
    const customers = report.kinds.find(({ kind }) => kind === 'customer')!;
    expect(customers.lost + customers.stub + customers.older).toBe(report.missing.filter(({ kind }) => kind === 'customer').length);
    await expectNothingSilent(report);
    await expectSound();
  });

  it('takes from the backup what cannot be read, and everything newer from the book', async () => {
    for (let page = 2; page <= pages(); page++) if (page % 4 !== 0) book.damage(flip(page));
    const [copy] = (await look()).copies;
    const without = await book.repair({ dryRun: true });
    const report = await book.repair({ copy: copy!.ref });
    expect(report.fromCopy).toBeGreaterThan(0);
    const customers = ({ kinds }: typeof report) => kinds.find(({ kind }) => kind === 'customer')!.kept;
    expect(customers(report)).toBeGreaterThan(customers(without));
    await expectNothingSilent(report);
    await expectSound();
  });

  it('only tells when it is only to tell', async () => {
    book.damage(flip(1));
    const report = await book.repair({ dryRun: true });
    expect(report.aside).toBeNull();
    expect(readdirSync(book.test.dir).filter((name) => name.startsWith('book'))).toEqual(['book']);
    expect(await open()).toMatchObject({ ok: false, error: { code: 'book.damaged' } });
  });

  it('leaves everything as it was when it is stopped', async () => {
    book.damage(flip(9));
    const { jobId } = await book.test.call('repair.run', { ref: book.ref, secret: SECRET, how: 'salvage' });
    await book.test.call('jobs.cancel', { jobId });
    expect((await book.test.job(jobId)).state).toBe('cancelled');
    expect(readdirSync(book.test.dir).filter((name) => name.startsWith('book'))).toEqual(['book']);
  });

  it('says so when nothing at all can be read', async () => {
    rmSync(path());
    const { jobId } = await book.test.call('repair.run', { ref: book.ref, secret: SECRET, how: 'salvage' });
    expect((await book.test.job(jobId)).error).toMatchObject({ code: 'repair.nothing' });
  });
});

describe('restoring whole', () => {
  it('puts the backup in the place of a database that is gone', async () => {
    rmSync(path());
    const [copy] = (await look()).copies;
    const report = await book.repair({ how: 'restore', copy: copy!.ref });
    expect(report.kinds.find(({ kind }) => kind === 'customer')?.kept).toBe(40);
    expect(report.changes).toBeGreaterThanOrEqual(6);
    await expectSound();
  });
});

describe('a lost header', () => {
  it('is taken from a backup, which opens with the same passphrase', async () => {
    for (const name of ['vault.json', 'vault.json.prev']) writeFileSync(path(name), '\0\0\0\0');
    const found = await look();
    expect(found.damage).toEqual([{ code: 'header', count: 1 }]);
    const report = await book.repair();
    expect(report.missing).toEqual([]);
    await expectNothingSilent(report);
    await expectSound();
  });
});

describe('the write-ahead log', () => {
  let torn: DamagedBook;
  beforeAll(async () => {
    torn = await createDamagedBook(5);
    // As after a power cut: the log was not moved into the file.
    await torn.test.core.call('session.unlock', { ref: torn.ref, secret: SECRET });
    for (let i = 0; i < 10; i++) await torn.test.call('customers.create', { name: `日志里的${i}` });
    for (const name of ['crm.db', 'crm.db-wal']) copyFileSync(join(torn.test.bookDir, name), join(torn.test.dir, name));
    await torn.test.call('session.lock', {});
    for (const name of ['crm.db', 'crm.db-wal']) copyFileSync(join(torn.test.dir, name), join(torn.test.bookDir, name));
  });
  afterAll(() => torn.dispose());

  it('is read on past the frame where SQLite stops', async () => {
    const frames = Math.floor((statSync(join(torn.test.dir, 'crm.db-wal')).size - 32) / (PAGE + 24));
    torn.damage((bytes) => void (bytes[32 + Math.floor(frames / 3) * (PAGE + 24) + 24 + 700]! ^= 1), 'crm.db-wal');
    expect(await torn.test.core.call('session.unlock', { ref: torn.ref, secret: SECRET })).toMatchObject({ ok: false, error: { code: 'book.damaged', reason: 'changes' } });
    const report = await torn.repair();
    const names = [...(await rowsIn(torn.test.bookDir)).values()].map(({ fields }) => fields['name']);
    const found = Array.from({ length: 10 }, (_, i) => `日志里的${i}`).filter((name) => names.includes(name));
    expect(found.length + report.missing.length + (report.unnamed ?? 10)).toBeGreaterThanOrEqual(10);
    expect(found.length).toBe(10);
  });
});

describe('a book whose key was changed', () => {
  let changed: DamagedBook;
  let before: string;
  beforeAll(async () => {
    changed = await createDamagedBook(20, async (test) => {
      await test.job((await test.call('backup.run', {})).jobId);
      before = (await test.call('backup.copies', { id: 'ring' })).copies[0]!.name;
      const { copyJobId } = (await test.job((await test.call('session.changeKey', { passphrase: SECRET.passphrase })).jobId)).result as { readonly copyJobId: string };
      await test.job(copyJobId);
      await test.call('customers.create', { name: '换过以后' });
    });
  });
  afterAll(() => changed.dispose());
  beforeEach(async () => {
    await changed.test.core.call('session.lock', {});
    changed.test.clock.advance(120_000);
    changed.reset();
  });
  const found = async () => {
    const job = await changed.test.job((await changed.test.call('repair.look', { ref: changed.ref, secret: SECRET })).jobId);
    expect(job.error).toBeNull();
    return job.result as RepairLook;
  };
  const sound = async () => {
    expect(await changed.test.core.call('session.unlock', { ref: changed.ref, secret: SECRET })).toMatchObject({ ok: true });
    expect((await changed.test.job((await changed.test.call('data.check', {})).jobId)).result).toEqual({ findings: [] });
  };

  it('is salvaged without a backup, with the chain of the record from before and after', async () => {
    for (let page = 1; page <= statSync(join(changed.test.bookDir, 'crm.db')).size / PAGE; page += 5) changed.damage(flip(page));
    const report = await changed.repair();
    expect(silentlyLost(changed.before, await rowsIn(changed.test.bookDir), report)).toEqual([]);
    await sound();
  });

  it.each(['salvage', 'restore'] as const)('is repaired from backups of before and of after the change (%s)', async (how) => {
    const { copies } = await found();
    // Both are this book's: one sealed with the former key, one with today's.
    expect(copies.map(({ customers }) => customers)).toEqual([20, 20]);
    expect(copies[1]!.name).toBe(before);
    for (const { name } of copies) {
      changed.reset();
      for (let page = 2; page <= statSync(join(changed.test.bookDir, 'crm.db')).size / PAGE; page++) if (page % 4 !== 0) changed.damage(flip(page));
      const look = await found();
      const report = await changed.repair({ how, copy: look.copies.find((copy) => copy.name === name)!.ref });
      expect(report.kinds.find(({ kind }) => kind === 'customer')!.kept).toBeGreaterThanOrEqual(20);
      if (how === 'salvage') expect(silentlyLost(changed.before, await rowsIn(changed.test.bookDir), report)).toEqual([]);
      await sound();
      await changed.test.call('session.lock', {});
    }
  });

  it('finds its key again in the backup made after the change when its own header is lost', async () => {
    for (const name of ['vault.json', 'vault.json.prev']) writeFileSync(join(changed.test.bookDir, name), '\0\0\0\0');
    const report = await changed.repair();
    expect(report).toMatchObject({ missing: [], damage: [{ code: 'header', count: 1 }] });
    await sound();
  });
});

describe('a backup on a server', () => {
  it('is listed, unread and after nearer ones, fetched, and used; a server that does not answer is named', { timeout: 240_000 }, async (ctx) => {
    const server = await orSkip('the WebDAV server', () => startWebdavServer());
    if (server === null) return ctx.skip('the WebDAV server does not start here');
    const shop = await createDamagedBook(12, async (test) => {
      await test.call('backup.addRemote', { connection: server.connection });
      await test.job((await test.call('backup.run', {})).jobId);
    });
    try {
      const ask = async () => {
        shop.test.clock.advance(120_000);
        return (await shop.test.job((await shop.test.call('repair.look', { ref: shop.ref, secret: SECRET })).jobId)).result as RepairLook;
      };
      shop.damage(flip(9));
      // The same copy lies on this computer too: that one is nearer.
      expect((await ask()).copies).toMatchObject([{ folder: null, customers: 12 }]);
      rmSync(join(shop.test.dir, 'data', 'backups'), { recursive: true });
      const there = await ask();
      expect(there).toMatchObject({ unreached: [], copies: [{ folder: expect.stringContaining('客户备份') as string, customers: null, behind: null }] });
      for (const how of ['salvage', 'restore'] as const) {
        shop.reset();
        for (let page = 2; page <= statSync(join(shop.test.bookDir, 'crm.db')).size / PAGE; page++) if (page % 9 === 0) shop.damage(flip(page));
        const { copies } = await ask();
        const report = await shop.repair({ how, copy: copies[0]!.ref });
        expect(report.copy?.name).toBe(there.copies[0]!.name);
        expect(silentlyLost(shop.before, await rowsIn(shop.test.bookDir), report)).toEqual([]);
        expect(await shop.test.core.call('session.unlock', { ref: shop.ref, secret: SECRET })).toMatchObject({ ok: true });
        await shop.test.call('session.lock', {});
        expect(readdirSync(shop.test.dir).filter((name) => name.endsWith('.fetched'))).toEqual([]);
      }
      shop.reset();
      shop.damage(flip(9));
      server.front.set(() => ({ status: 503 }));
      expect(await ask()).toMatchObject({ copies: [], unreached: [expect.stringContaining('客户备份') as string] });
    } finally {
      await shop.dispose();
      await server.stop();
    }
  });
});

describe('a damaged book of several people', () => {
  it('is repaired by its owner alone, because the list of what is missing names everybody', async () => {
    const passphrase = 'willow garden 48 teapot';
    const shop = await createDamagedBook(5, async (test) => {
      await test.call('people.create', { name: '小林', role: 'manager', rights: ROLE_RIGHTS.manager, passphrase });
    });
    try {
      shop.damage(flip(9));
      const ask = async (secret: typeof SECRET | { readonly type: 'passphrase'; readonly passphrase: string }, method: 'repair.look' | 'repair.run') => {
        shop.test.clock.advance(120_000);
        const { jobId } = method === 'repair.look' ? await shop.test.call(method, { ref: shop.ref, secret }) : await shop.test.call(method, { ref: shop.ref, secret, how: 'salvage' });
        return (await shop.test.job(jobId)).error;
      };
      const staff = { type: 'passphrase', passphrase } as const;
      expect(await ask(staff, 'repair.look')).toMatchObject({ code: 'repair.ownerOnly' });
      expect(await ask(staff, 'repair.run')).toMatchObject({ code: 'repair.ownerOnly' });
      expect(readdirSync(shop.test.dir).filter((name) => name.startsWith('book'))).toEqual(['book']);
      expect(await ask(SECRET, 'repair.look')).toBeNull();
    } finally {
      await shop.dispose();
    }
  });
});
