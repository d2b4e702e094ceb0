import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteConnection } from '../../../shared/modules/backup-remote.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { failingTarget, STEPS } from '../../support/failing-target.ts';
import type { FailingTarget } from '../../support/failing-target.ts';
import { orSkip, startS3Server, startWebdavServer } from '../../support/storage-servers.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const secret = { type: 'passphrase', passphrase: TEST_PASSPHRASE } as const;

const webdav = await orSkip('the WebDAV server', () => startWebdavServer());
const s3 = await orSkip('the S3 server', startS3Server);
afterAll(async () => {
  for (const server of [webdav, s3]) await server?.stop();
});

let t: TestCore;
afterEach(async () => {
  for (const server of [webdav, s3]) server?.front.set(null);
  await t.dispose();
});

const copy = async (id?: string) => t.job((await t.call('backup.run', id === undefined ? {} : { id })).jobId);
const prove = async (id: string, name: string) => t.job((await t.call('backup.prove', { id, name })).jobId);
const targetOf = async (id: string) => (await t.call('backup.status', {})).targets.find((one) => one.id === id)!;
const copiesAt = async (id: string) => (await t.call('backup.copies', { id })).copies;
const due = async () => {
  const { jobId } = await t.call('backup.due', {});
  return jobId === null ? null : (await t.job(jobId)).name;
};

describe.each([
  ['WebDAV', webdav],
  ['S3', s3],
] as const)('backups on a server, %s', (_, server) => {
  beforeEach(async () => void (t = await createTestCore()));

  it.skipIf(server === null)('are tried out, kept, copied to, proved, compared, and restored on a computer that has nothing', { timeout: 120_000 }, async () => {
    const { connection, front } = server!;
    const { id: person } = await t.call('customers.create', { name: '王小明' });
    expect(await t.call('backup.testRemote', { connection })).toMatchObject({ copies: expect.any(Number) });
    const { id } = await t.call('backup.addRemote', { connection });
    expect(await t.fail('backup.addRemote', { connection })).toMatchObject({ code: 'backup.known' });
    expect((await copy()).result).toMatchObject({ written: 2, failed: [], waiting: [] });
    const [made] = await copiesAt(id);
    expect((await prove(id, made!.name)).result).toEqual({ customers: 1, compared: 1 });
    expect(await targetOf(id)).toMatchObject({ kind: connection.type, copies: 1, provenAt: t.clock.now(), state: 'here', lastError: null });
    expect((await t.call('backup.status', {})).concerns).toEqual([]);
    await t.call('customers.update', { id: person, patch: { notes: '改过' } });
    expect(await t.job((await t.call('backup.compare', { id, name: made!.name })).jobId)).toMatchObject({ state: 'done', result: { changed: 1 } });
    await t.call('backup.endCompare', {});
    expect(await t.job((await t.call('backup.restore', { copy: { id, name: made!.name }, secret })).jobId)).toMatchObject({ state: 'done', result: { customers: 1 } });
    expect(readdirSync(join(t.bookDir, 'staging'))).toEqual([]);

    const bare = await createTestCore({ book: false });
    try {
      const { copies } = await bare.call('backup.findCopies', { connection });
      expect(copies[0]).toMatchObject({ name: made!.name, seq: made!.seq, sizeBytes: made!.sizeBytes });
      const { jobId } = await bare.call('backup.restore', { remote: { connection, name: copies[0]!.name }, secret });
      expect(await bare.job(jobId)).toMatchObject({ state: 'done', result: { customers: 1 } });
      const [book] = (await bare.call('books.list', {})).books;
      await bare.call('session.unlock', { ref: book!.ref, secret });
      expect((await bare.call('customers.list', { query: {} })).rows.map((row) => row.name)).toEqual(['王小明']);
      expect(await bare.fail('backup.findCopies', { connection: { ...connection, ...(connection.type === 's3' ? { keyId: 'NOBODY' } : { secret: 'wrong' }) } })).toMatchObject({ code: 'place.denied' });
      // The restored book knows the place and its password, and goes on with it.
      expect((await bare.call('backup.status', {})).targets.map((one) => one.kind)).toContain(connection.type);
    } finally {
      await bare.dispose();
    }
    await t.call('backup.removeTarget', { id });
    front.set(null);
    expect(await copy()).toMatchObject({ result: { written: 1 } });
    expect(front.log).toEqual([]);
  });

  it.skipIf(server === null)('wait calmly while it cannot be reached, and are made up for', { timeout: 60_000 }, async () => {
    const { connection, front } = server!;
    const { id } = await t.call('backup.addRemote', { connection });
    await t.call('customers.create', { name: '王小明' });
    front.set(() => ({ cutAnswerAfter: -1 }));
    expect((await copy()).result).toMatchObject({ written: 1, failed: [], waiting: [{ targetId: id, code: 'place.unreachable' }] });
    expect(await copy(id)).toMatchObject({ state: 'failed', error: { code: 'place.unreachable' } });
    expect(await targetOf(id)).toMatchObject({ state: 'away', lastError: 'place.unreachable' });
    expect((await t.call('backup.status', {})).concerns).toEqual([]);
    t.clock.advance(6 * DAY);
    await prove('ring', (await copiesAt('ring'))[0]!.name);
    expect((await t.call('backup.status', {})).concerns).toEqual([]);
    expect(await due()).toBe(null);
    t.clock.advance(2 * DAY);
    expect((await t.call('backup.status', {})).concerns).toEqual(['offDisk']);
    front.set(null);
    expect(await due()).toBe('backup.auto');
    expect(await targetOf(id)).toMatchObject({ state: 'here', lastError: null, copies: 1 });
    expect(await due()).toBe('backup.prove');
    expect((await t.call('backup.status', {})).concerns).toEqual([]);
  });

  it.skipIf(server === null)('that refuses us is told at once and not knocked at again for an hour, until its password is changed', async () => {
    const { connection, front } = server!;
    const { id } = await t.call('backup.addRemote', { connection });
    await t.call('customers.create', { name: '王小明' });
    front.set(() => ({ status: 401, body: '<Error><Code>InvalidAccessKeyId</Code></Error>' }));
    expect(await due()).toBe('backup.auto');
    expect((await targetOf(id)).copies).toBe(0);
    expect(await targetOf(id)).toMatchObject({ state: 'here', lastError: 'place.denied' });
    expect((await t.call('backup.status', {})).concerns).toEqual(['failing']);
    front.set(() => ({ status: 401 }));
    await due();
    expect(front.log).toEqual([]);
    t.clock.advance(HOUR);
    await due();
    expect(front.log.length).toBeGreaterThan(0);
    expect(await t.fail('backup.changeRemote', { id, connection: { ...connection, secret: '' } })).toMatchObject({ code: 'place.denied' });
    front.set(null);
    await t.call('backup.changeRemote', { id, connection: { ...connection, secret: '' } });
    expect(await targetOf(id)).toMatchObject({ lastError: null });
    expect((await copy(id)).result).toMatchObject({ written: 1 });
  });

  it.skipIf(server === null)('are stopped in the middle without a trace', { timeout: 60_000 }, async () => {
    const { connection, front } = server!;
    const { id } = await t.call('backup.addRemote', { connection });
    const before = (await t.call('backup.findCopies', { connection })).copies;
    front.set(({ method }) => (method === 'PUT' ? 'silent' : null));
    const { jobId } = await t.call('backup.run', { id });
    await new Promise<void>((done) => {
      const look = setInterval(() => {
        if (!front.log.some((line) => line.startsWith('PUT '))) return;
        clearInterval(look);
        done();
      }, 5);
    });
    await t.call('jobs.cancel', { jobId });
    expect(await t.job(jobId)).toMatchObject({ state: 'cancelled' });
    front.set(null);
    expect((await t.call('backup.findCopies', { connection })).copies).toEqual(before);
    expect(await targetOf(id)).toMatchObject({ copies: 0, lastError: null });
  });
});

describe('a password of a place', () => {
  const connection: RemoteConnection = { type: 'webdav', url: 'https://dav.example.org/shop', user: 'mei', secret: 'tulip-canary-7731' };
  beforeEach(async () => void (t = await createTestCore({ openRemote: () => failingTarget('https://dav.example.org/shop/Regulars') })));

  it('comes out of the book in no answer, event, error, export or file', async () => {
    const { id } = await t.call('backup.addRemote', { connection });
    const answers: unknown[] = [];
    answers.push(await t.call('backup.status', {}), await copy(), await t.call('audit.list', {}), await t.call('jobs.list', {}), await t.call('settings.get', {}));
    answers.push(await t.core.call('backup.changeRemote', { id: '0123456789abcdef', connection }), await t.core.call('backup.addRemote', { connection: { ...connection, extra: 1 } }));
    expect(JSON.stringify([answers, t.events])).not.toContain('canary');
    expect((await targetOf(id)).remote).toEqual({ type: 'webdav', url: connection.url, user: 'mei' });
    await t.core.close();
    const files = (readdirSync(t.dir, { recursive: true }) as string[]).map((name) => join(t.dir, name)).filter((path) => statSync(path).isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const path of files) expect(readFileSync(path).includes('canary'), path).toBe(false);
  });
});

describe('a place that fails', () => {
  let place: FailingTarget;
  beforeEach(async () => {
    place = failingTarget();
    t = await createTestCore({ openRemote: () => place });
  });
  const connection: RemoteConnection = { type: 'webdav', url: 'https://dav.example.org', user: 'mei', secret: 'x' };

  it('at any step loses no older copy, and is called good only for what is there and whole', { timeout: 120_000 }, async () => {
    await t.call('customers.create', { name: '王小明' });
    const { id } = await t.call('backup.addRemote', { connection });
    expect((await copy(id)).result).toMatchObject({ written: 1 });
    const older = new Map(place.files);
    for (const step of STEPS.filter((one) => one !== 'free')) {
      place.fail(step, step === 'list' ? 'place.full' : 'place.readBack');
      const ended = await copy(id);
      place.fail(null);
      const noted = await copiesAt(id);
      for (const [name, bytes] of older) expect(place.files.get(name)).toBe(bytes);
      expect(noted.every(({ name, sizeBytes }) => place.files.get(name)?.length === sizeBytes)).toBe(true);
      expect(ended.state === 'done', step).toBe(noted.length > older.size);
      for (const { name } of noted) older.set(name, place.files.get(name)!);
    }
    expect(older.size).toBe(4);
    const newest = [...older.keys()].sort().at(-1)!;
    expect((await prove(id, newest)).state).toBe('done');
    place.files.get(newest)!.fill(0, 2_000, 3_000);
    expect(await prove(id, newest)).toMatchObject({ state: 'failed', error: { code: 'backup.damaged' } });
    expect((await copiesAt(id))[0]).toMatchObject({ damage: 'backup.damaged', provenAt: null });
  });

  it('or loses a copy is noticed at the next one', async () => {
    const { id } = await t.call('backup.addRemote', { connection });
    await copy(id);
    const [gone] = await copiesAt(id);
    place.files.clear();
    expect(await prove(id, gone!.name)).toMatchObject({ state: 'failed', error: { code: 'backup.missing' } });
    await copy(id);
    expect((await copiesAt(id)).map(({ seq }) => seq)).toEqual([2]);
  });

  it('is away when the program ends: the copy on this computer is made all the same', async () => {
    await t.dispose();
    t = await createTestCore({ openRemote: () => place, automaticBackups: true });
    await t.call('backup.addRemote', { connection });
    await t.call('customers.create', { name: '王小明' });
    place.fail('check');
    await t.core.close({ quit: true });
    const [ring] = readdirSync(join(t.dir, 'data', 'backups'));
    expect(readdirSync(join(t.dir, 'data', 'backups', ring!)).filter((name) => name.endsWith('.regulars'))).toHaveLength(1);
    expect(place.files.size).toBe(0);
  });
});
