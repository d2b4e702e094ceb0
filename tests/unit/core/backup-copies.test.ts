import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultMigrationsDir, loadMigrations } from '../../../src-main/core/database/migrate.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

const DAY = 86_400_000;

let t: TestCore;
let usb: string;
beforeEach(async () => {
  t = await createTestCore();
  usb = join(t.dir, 'usb');
  mkdirSync(usb);
});
afterEach(() => t.dispose());

const copy = async (id?: string) => t.job((await t.call('backup.run', id === undefined ? {} : { id })).jobId);
const copiesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.regulars'));
const prove = async (id: string, name: string) => t.job((await t.call('backup.prove', { id, name })).jobId);
const status = () => t.call('backup.status', {});

describe('copies of the book', () => {
  it('go to the computer and to every folder added, in a folder of their own, under names never used twice', async () => {
    await t.call('customers.create', { name: '王小明' });
    const { id } = await t.call('backup.addTarget', { folder: usb });
    expect((await copy()).result).toMatchObject({ written: 2, customers: 1, failed: [] });
    expect((await copy(id)).result).toMatchObject({ written: 1 });
    expect(copiesIn(join(usb, 'Regulars'))).toHaveLength(2);
    const { targets } = await status();
    expect(targets.map((one) => [one.id === id, one.kind, one.copies, one.lastError])).toEqual([[false, 'ring', 1, null], [true, 'folder', 2, null]]);
    const { copies } = await t.call('backup.copies', { id });
    expect(copies.map(({ seq, reason, customers }) => [seq, reason, customers])).toEqual([[2, 'hand', 1], [1, 'hand', 1]]);
  });

  it('are proved by a restore that leaves nothing behind, and restore to a book of their own', async () => {
    for (const name of ['王小明', '李四']) await t.call('customers.create', { name });
    const { id } = await t.call('backup.addTarget', { folder: usb });
    await copy(id);
    const [made] = (await t.call('backup.copies', { id })).copies;
    expect((await prove(id, made!.name)).result).toEqual({ customers: 2, compared: 2 });
    expect((await status()).targets.find((one) => one.id === id)?.provenAt).toBe(t.clock.now());
    expect(readdirSync(join(t.bookDir, 'staging'))).toEqual([]);
    const { jobId } = await t.call('backup.restore', { file: t.file(join(usb, 'Regulars', made!.name)), secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } });
    expect(await t.job(jobId)).toMatchObject({ state: 'done', result: { customers: 2 } });
    const secret = { type: 'passphrase', passphrase: TEST_PASSPHRASE } as const;
    const again = await t.call('backup.restore', { copy: { id, name: made!.name }, secret });
    expect(await t.job(again.jobId)).toMatchObject({ state: 'done', result: { customers: 2 } });
    expect(await t.fail('backup.restore', { copy: { id: 'ring', name: made!.name }, secret })).toMatchObject({ code: 'backup.missing' });
    expect(await t.fail('backup.restore', { secret })).toMatchObject({ code: 'file.missing' });
  });

  it('that were damaged or cut are found out, and said to be', async () => {
    await t.call('customers.create', { name: '王小明' });
    const { id } = await t.call('backup.addTarget', { folder: usb });
    for (const spoil of [(bytes: Buffer) => (bytes[bytes.length >> 1]! ^= 1), (bytes: Buffer) => bytes.fill(0, bytes.length - 40)]) {
      await copy(id);
      const [made] = (await t.call('backup.copies', { id })).copies;
      const path = join(usb, 'Regulars', made!.name);
      const bytes = readFileSync(path);
      spoil(bytes);
      writeFileSync(path, bytes);
      expect(await prove(id, made!.name)).toMatchObject({ state: 'failed', error: { code: 'backup.damaged' } });
      expect((await t.call('backup.copies', { id })).copies[0]).toMatchObject({ damage: 'backup.damaged', provenAt: null });
    }
  });

  it('wait while the disk is away; the others are made', async () => {
    await t.call('customers.create', { name: '王小明' });
    const { id } = await t.call('backup.addTarget', { folder: usb });
    renameSync(usb, `${usb}-away`);
    expect((await status()).targets.find((one) => one.id === id)).toMatchObject({ state: 'away' });
    expect((await copy()).result).toMatchObject({ written: 1 });
    expect(existsSync(usb)).toBe(false);
    expect(await copy(id)).toMatchObject({ state: 'failed', error: { code: 'backup.away' } });
    renameSync(`${usb}-away`, usb);
    expect((await copy(id)).result).toMatchObject({ written: 1 });
  });

  it('stay when their place is no longer used, and the ring cannot be given up', async () => {
    const { id } = await t.call('backup.addTarget', { folder: usb });
    await copy(id);
    await t.call('backup.removeTarget', { id });
    expect(copiesIn(join(usb, 'Regulars'))).toHaveLength(1);
    expect((await status()).targets).toHaveLength(1);
    expect(await t.fail('backup.removeTarget', { id: 'ring' })).toMatchObject({ code: 'backup.noTarget' });
  });

  it('are not kept inside the book, nowhere, or twice in one folder', async () => {
    expect(await t.fail('backup.addTarget', { folder: t.bookDir })).toMatchObject({ code: 'backup.inBook' });
    expect(await t.fail('backup.addTarget', { folder: join(t.dir, 'nowhere') })).toMatchObject({ code: 'backup.badFolder' });
    expect(await t.fail('backup.addTarget', { folder: 'usb' })).toMatchObject({ code: 'backup.badFolder' });
    await t.call('backup.addTarget', { folder: usb });
    expect(await t.fail('backup.addTarget', { folder: usb })).toMatchObject({ code: 'backup.known' });
  });

  it('worry their owner when there are none elsewhere, none proved, none new', async () => {
    expect((await status()).concerns).toEqual(['noTarget']);
    const { id } = await t.call('backup.addTarget', { folder: usb });
    await t.call('customers.create', { name: '王小明' });
    await copy(id);
    expect((await status()).concerns).toEqual([]);
    t.clock.advance(8 * DAY);
    expect((await status()).concerns).toEqual(['unproven']);
    await prove(id, (await t.call('backup.copies', { id })).copies[0]!.name);
    expect(await status()).toMatchObject({ concerns: [], changed: false });
    await t.call('customers.create', { name: '李四' });
    t.clock.advance(8 * DAY);
    expect(await status()).toMatchObject({ concerns: ['unproven', 'offDisk'], changed: true });
  });

  it('worry their owner too when the only proof was dated by a clock that ran ahead', async () => {
    const { id } = await t.call('backup.addTarget', { folder: usb });
    await t.call('customers.create', { name: '王小明' });
    await copy(id);
    t.clock.advance(400 * DAY);
    await prove(id, (await t.call('backup.copies', { id })).copies[0]!.name);
    expect((await status()).concerns).toEqual([]);
    t.clock.advance(-391 * DAY);
    expect(await status()).toMatchObject({ provenAt: null, concerns: ['unproven'] });
  });

  it('that vanished from their folder are forgotten at the next one, and nothing else is touched', async () => {
    const { id } = await t.call('backup.addTarget', { folder: usb });
    await copy(id);
    const own = join(usb, 'Regulars');
    for (const name of copiesIn(own)) rmSync(join(own, name));
    writeFileSync(join(own, 'holiday.jpg'), 'not ours');
    await copy(id);
    expect((await t.call('backup.copies', { id })).copies.map((one) => one.seq)).toEqual([2]);
    expect(readdirSync(own)).toContain('holiday.jpg');
  });

  it('are made and proved by the timetable: at once, after four hours of change, a proof a day, and nothing when nothing is due', async () => {
    await t.call('customers.create', { name: '王小明' });
    const due = async () => {
      const { jobId } = await t.call('backup.due', {});
      return jobId === null ? null : (await t.job(jobId)).name;
    };
    expect(await due()).toBe('backup.auto');
    expect(await due()).toBe('backup.prove');
    expect(await due()).toBe(null);
    await t.call('customers.create', { name: '李四' });
    expect(await due()).toBe(null);
    t.clock.advance(4 * 3_600_000);
    expect(await due()).toBe('backup.auto');
    expect(await due()).toBe(null);
    t.clock.advance(DAY);
    expect(await due()).toBe('backup.prove');
    // A clock set back must not put everything off until it has caught up.
    await t.call('customers.create', { name: '王五' });
    t.clock.advance(-40 * DAY);
    expect(await due()).toBe('backup.auto');
    expect((await t.call('backup.copies', { id: 'ring' })).copies.map((one) => one.seq)).toEqual([3, 2, 1]);
  });

  it('are made on quitting and before large changes, by programs that stay', async () => {
    const watched = await createTestCore({ automaticBackups: true });
    try {
      const { id } = await watched.call('customers.create', { name: '王小明' });
      await watched.call('bulk.edit', { selection: { ids: [id] }, field: 'notes', change: { op: 'set', value: '老客' } });
      expect((await watched.call('backup.copies', { id: 'ring' })).copies.map(({ reason, customers }) => [reason, customers])).toEqual([['bulk', 1]]);
      await watched.call('customers.create', { name: '李四' });
      watched.clock.advance(3_600_000);
      await watched.core.close({ quit: true });
      const [ring] = readdirSync(join(watched.dir, 'data', 'backups'));
      expect(copiesIn(join(watched.dir, 'data', 'backups', ring!))).toHaveLength(2);
    } finally {
      await watched.dispose();
    }
  });

  it('are made when the book is locked, on what is connected, told after the window was locked; not again within the hour', async () => {
    const watched = await createTestCore({ automaticBackups: true });
    try {
      const folder = join(watched.dir, 'stick');
      mkdirSync(folder);
      await watched.call('backup.addTarget', { folder });
      await watched.call('customers.create', { name: '王小明' });
      const written = () => copiesIn(join(folder, 'Regulars'));
      const toldWhen: number[] = [];
      watched.core.onEvent((event) => event.type === 'session.locked' && toldWhen.push(existsSync(join(folder, 'Regulars')) ? written().length : 0));
      await watched.call('session.lock', {});
      expect(toldWhen).toEqual([0]);
      expect(written()).toHaveLength(1);
      const unlock = () => watched.core.openFolder(watched.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE });
      expect(await unlock()).toMatchObject({ ok: true });
      expect((await watched.call('backup.copies', { id: 'ring' })).copies.map(({ reason }) => reason)).toEqual(['lock']);
      await watched.call('customers.create', { name: '李四' });
      await watched.call('session.lock', {});
      expect(written()).toHaveLength(1);
      expect(await unlock()).toMatchObject({ ok: true });
      watched.clock.advance(3_600_000);
      await watched.call('session.lock', {});
      expect(written()).toHaveLength(2);
    } finally {
      await watched.dispose();
    }
  });

  it('are made before a book that nobody uses locks itself', async () => {
    const watched = await createTestCore({ automaticBackups: true, host: 'loopback' });
    try {
      await watched.call('customers.create', { name: '王小明' });
      watched.clock.advance(11 * 60_000);
      await expect.poll(() => watched.events.filter((event) => event.type === 'session.locked'), { timeout: 40_000 }).toEqual([{ type: 'session.locked', reason: 'idle' }]);
      const [ring] = readdirSync(join(watched.dir, 'data', 'backups'));
      expect(copiesIn(join(watched.dir, 'data', 'backups', ring!))).toHaveLength(1);
    } finally {
      await watched.dispose();
    }
  });

  it('are made before many are deleted, and not before one is', async () => {
    const watched = await createTestCore({ automaticBackups: true });
    try {
      const ids: number[] = [];
      for (let i = 0; i < 22; i++) ids.push((await watched.call('customers.create', { name: `客户${i}` })).id);
      await watched.call('customers.remove', { selection: { ids: ids.slice(0, 1) } });
      expect((await watched.call('backup.copies', { id: 'ring' })).copies).toEqual([]);
      await watched.call('customers.remove', { selection: { ids: ids.slice(1) } });
      expect((await watched.call('backup.copies', { id: 'ring' })).copies.map(({ reason, customers }) => [reason, customers])).toEqual([['delete', 22]]);
    } finally {
      await watched.dispose();
    }
  });

  it('are made before a newer program changes how the book is laid out, and can be restored, compared and proved after', { timeout: 120_000 }, async () => {
    const { id } = await t.call('customers.create', { name: '王小明', notes: '升级前' });
    await t.core.close();
    const migrationsDir = join(t.dir, 'migrations');
    cpSync(defaultMigrationsDir(), migrationsDir, { recursive: true });
    const next = loadMigrations(migrationsDir).length + 1;
    writeFileSync(join(migrationsDir, `${String(next).padStart(4, '0')}_later.sql`), 'ALTER TABLE customer ADD COLUMN later TEXT;');
    const newer = await createTestCore({ dir: t.dir, book: false, migrationsDir });
    const secret = { type: 'passphrase', passphrase: TEST_PASSPHRASE } as const;
    const { ref } = (await newer.call('books.list', {})).books[0]!;
    await newer.call('session.unlock', { ref, secret });
    const { copies } = await newer.call('backup.copies', { id: 'ring' });
    expect(copies.map(({ reason, customers }) => [reason, customers])).toEqual([['update', 1]]);
    const copy = { id: 'ring', name: copies[0]!.name };
    await newer.call('customers.update', { id, patch: { notes: '升级后' } });
    expect(await newer.job((await newer.call('backup.prove', copy)).jobId)).toMatchObject({ state: 'done', result: { customers: 1 } });
    expect(await newer.job((await newer.call('backup.compare', copy)).jobId)).toMatchObject({ state: 'done', result: { changed: 1 } });
    expect(await newer.job((await newer.call('backup.restore', { copy, secret })).jobId)).toMatchObject({ state: 'done', result: { customers: 1 } });
    await newer.call('session.lock', {});
    await newer.call('session.unlock', { ref, secret });
    expect((await newer.call('backup.copies', { id: 'ring' })).copies).toHaveLength(1);
    await newer.core.close();
  });
});
