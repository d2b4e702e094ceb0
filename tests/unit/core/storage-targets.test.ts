import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { checkedAddress } from '../../../src-main/core/operations/backup/drivers/address.ts';
import { folderTarget, remoteTarget } from '../../../src-main/core/operations/backup/drivers/index.ts';
import type { StorageTarget } from '../../../src-main/core/operations/backup/drivers/index.ts';
import { failingTarget } from '../../support/failing-target.ts';
import type { Rule } from '../../support/faulty-front.ts';
import { orSkip, startS3Server, startWebdavServer } from '../../support/storage-servers.ts';

const webdav = await orSkip('the WebDAV server', () => startWebdavServer());
const small = await orSkip('the WebDAV server', () => startWebdavServer(20_000));
const s3 = await orSkip('the S3 server', startS3Server);
afterAll(async () => {
  for (const server of [webdav, small, s3]) await server?.stop();
});

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'regulars-target-'))));
afterEach(() => {
  for (const server of [webdav, s3]) server?.front.set(null);
  rmSync(dir, { recursive: true });
});

const alone = () => ({ signal: new AbortController().signal, progress: () => undefined });
const calm = () => new AbortController().signal;
const nameOf = (n: number) => `regulars-0123abcd-${String(n).padStart(6, '0')}-20261122-0800-${randomBytes(2).toString('hex')}.regulars`;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: unknown) => (e instanceof AppFailure ? e.error.code : String(e)),
  );
async function bytesOf(place: StorageTarget, name: string, most?: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of place.get(name, calm(), most)) pieces.push(piece);
  return Buffer.concat(pieces);
}
/** A file on disk; `put` is given its path. */
function fileOf(bytes: Uint8Array) {
  const path = join(dir, randomBytes(4).toString('hex'));
  writeFileSync(path, bytes);
  return { path, sizeBytes: bytes.length };
}
const namesAt = async (place: StorageTarget) => (await place.list(calm())).map(({ name }) => name);

const DRIVERS: readonly (readonly [name: string, open: (() => StorageTarget) | null])[] = [
  ['a folder', () => folderTarget(join(dir, 'stick'))],
  ['WebDAV', webdav && (() => remoteTarget(webdav.connection))],
  ['S3', s3 && (() => remoteTarget(s3.connection))],
  ['the one for tests', () => failingTarget()],
];

describe.each(DRIVERS)('a place of kind %s', (_, open) => {
  it.skipIf(open === null)('keeps what is put there, tells it, gives it back whole and in part, and removes it', async () => {
    const place = open!();
    await place.check(calm());
    const [small, name] = [randomBytes(5_000), nameOf(1)];
    const sha256 = createHash('sha256').update(small).digest('hex');
    expect(await place.put(name, fileOf(small), alone())).toBe(sha256);
    expect(await place.list(calm())).toContainEqual({ name, sizeBytes: 5_000 });
    expect((await bytesOf(place, name)).equals(small)).toBe(true);
    expect((await bytesOf(place, name, 12)).equals(small.subarray(0, 12))).toBe(true);
    await place.remove(name, calm());
    expect(await namesAt(place)).not.toContain(name);
    expect(['number', 'object']).toContain(typeof (await place.free(calm())));
    expect(place.identity).not.toMatch(/密码|S3RVER/);
  });

  it.skipIf(open === null)('takes large copies with their progress, and keeps them apart from others', { timeout: 60_000 }, async () => {
    const place = open!();
    await place.check(calm());
    const large = randomBytes(20 * 1024 * 1024 + 7);
    const [one, two] = [nameOf(2), nameOf(3)];
    const seen: number[] = [];
    await place.put(one, fileOf(large), {
      signal: calm(),
      progress: (_phase, done, total) => void (total === large.length && seen.push(done)),
    });
    await place.put(two, fileOf(Buffer.from('two')), alone());
    expect((await bytesOf(place, one)).equals(large)).toBe(true);
    expect((await bytesOf(place, two)).toString()).toBe('two');
    expect(seen.at(-1)).toBe(large.length);
    expect((await namesAt(place)).filter((name) => [one, two].includes(name))).toHaveLength(2);
    for (const name of [one, two]) await place.remove(name, calm());
  });

  it.skipIf(open === null)('never writes over a copy, and says when one is gone', async () => {
    const place = open!();
    await place.check(calm());
    const name = nameOf(4);
    await place.put(name, fileOf(Buffer.from('first')), alone());
    expect(await codeOf(place.put(name, fileOf(Buffer.from('second')), alone()))).toBe('file.exists');
    expect((await bytesOf(place, name)).toString()).toBe('first');
    await place.remove(name, calm());
    expect(await codeOf(bytesOf(place, name))).toMatch(/^(backup\.missing|disk\.missing)$/);
  });

  it.skipIf(open === null)('leaves nothing behind when it is told to stop in the middle', async () => {
    const place = open!();
    await place.check(calm());
    const abort = new AbortController();
    const name = nameOf(5);
    const work = place.put(name, fileOf(randomBytes(12 * 1024 * 1024)), { signal: abort.signal, progress: () => abort.abort() });
    if (_ !== 'the one for tests') expect(await codeOf(work)).toBe('request.cancelled');
    else await work;
    if (_ !== 'the one for tests') expect((await namesAt(place)).filter((one) => one.startsWith(name))).toEqual([]);
  });
});

describe.skipIf(webdav === null)('a WebDAV server', () => {
  const open = (change: object = {}) => remoteTarget({ ...webdav!.connection, ...change });
  const put = (place = open()) => codeOf(place.put(nameOf(7), fileOf(randomBytes(300_000)), alone()));
  const here = () => readdirSync(join(webdav!.folder, 'Regulars'));

  it.each<readonly [string, Rule, string]>([
    ['cuts the line in the middle of the upload', ({ method }) => (method === 'PUT' ? { cutAfter: 100_000 } : null), 'place.unreachable'],
    ['does it and cuts the line before it says so', ({ method }) => (method === 'PUT' ? 'noAnswer' : null), 'place.unreachable'],
    ['gives other bytes back', ({ method }) => (method === 'GET' ? 'flip' : null), 'place.readBack'],
    ['gives only a part back', ({ method }) => (method === 'GET' ? { cutAnswerAfter: 1 } : null), 'place.unreachable'],
    ['has no room', ({ method }) => (method === 'PUT' ? { status: 507 } : null), 'place.full'],
    ['is locked', ({ method }) => (method === 'PUT' ? { status: 423 } : null), 'place.busy'],
    ['forbids it', ({ method }) => (method === 'PUT' ? { status: 403 } : null), 'place.forbidden'],
    ['will not give it its name', ({ method }) => (method === 'MOVE' ? { status: 412 } : null), 'file.exists'],
    ['fails', ({ method }) => (method === 'MOVE' ? { status: 500 } : null), 'place.failed'],
  ])('that %s keeps nothing that looks like a copy, and says so', async (_, rule, code) => {
    await open().check(calm());
    const before = here();
    webdav!.front.set(rule);
    expect(await put()).toBe(code);
    webdav!.front.set(null);
    expect(here().filter((name) => name.endsWith('.regulars'))).toEqual(before.filter((name) => name.endsWith('.regulars')));
  });

  it('never shows an unfinished copy under its name', async () => {
    const place = open();
    await place.check(calm());
    const names: string[] = [];
    webdav!.front.set(({ method, path }) => (method === 'PUT' && names.push(decodeURIComponent(path)) > 0 ? null : null));
    expect(await put(place)).toBe('done');
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/\.regulars\.partial$/);
    expect(webdav!.front.log.some((line) => line.startsWith('MOVE '))).toBe(true);
  });

  it('is told apart by what is wrong with it', async () => {
    const check = (change: object) => codeOf((async () => open(change).check(calm()))());
    expect(await check({ secret: 'wrong' })).toBe('place.denied');
    expect(await check({ secret: 'ascii', user: 'nobody' })).toBe('place.denied');
    expect(await check({ url: `${webdav!.connection.url}nowhere/` })).toBe('place.noFolder');
    expect(await check({ url: 'http://127.0.0.1:9/dav' })).toBe('place.refused');
    expect(await check({ url: 'https://no-such-host.invalid/dav' })).toBe('place.name');
    expect(await check({ url: `https://127.0.0.1:${webdav!.front.port}/` })).toBe('place.notTls');
    expect(await check({ url: 'http://example.org/dav' })).toBe('place.insecure');
    expect(await check({ url: 'ftp://example.org' })).toBe('place.badAddress');
    expect(await check({ url: 'https://me:secret@example.org/' })).toBe('place.badAddress');
    webdav!.front.set(() => ({ status: 200, body: '<html>hello</html>' }));
    expect(await check({})).toBe('place.notWebdav');
    webdav!.front.set(() => ({ status: 405 }));
    expect(await check({})).toBe('place.notWebdav');
    webdav!.front.set(() => 'silent');
    const abort = new AbortController();
    const waiting = codeOf(open().check(abort.signal));
    abort.abort();
    expect(await waiting).toBe('request.cancelled');
  });

  it('where one may only read says so', async () => {
    const place = open({ user: webdav!.readOnlyUser });
    expect(await codeOf(place.put(nameOf(8), fileOf(randomBytes(100)), alone()))).toMatch(/^place\.(forbidden|denied)$/);
  });

  it('with a full quota says so, and keeps nothing', async () => {
    const place = remoteTarget(small!.connection);
    await place.check(calm());
    expect(await codeOf(place.put(nameOf(9), fileOf(randomBytes(60_000)), alone()))).toBe('place.full');
    expect(await namesAt(place)).toEqual([]);
  });
});

describe.skipIf(s3 === null)('S3-compatible storage', () => {
  const open = (change: object = {}) => remoteTarget({ ...s3!.connection, ...change });
  const put = (sizeBytes: number) => codeOf(open().put(nameOf(10), fileOf(randomBytes(sizeBytes)), alone()));
  const LARGE = 9 * 1024 * 1024;
  const isPart = (path: string) => path.includes('partNumber=');

  it.each<readonly [string, number, Rule, string]>([
    [
      'cuts the line in the middle of the upload',
      300_000,
      ({ method }) => (method === 'PUT' ? { cutAfter: 100_000 } : null),
      'place.unreachable',
    ],
    [
      'cuts the line in the second part',
      LARGE,
      ({ method, path }) => (method === 'PUT' && path.includes('partNumber=2') ? { cutAfter: 100_000 } : null),
      'place.unreachable',
    ],
    [
      'gives other bytes back',
      300_000,
      ({ method, path }) => (method === 'GET' && !path.includes('list-type') ? 'flip' : null),
      'place.readBack',
    ],
    [
      'has no room',
      LARGE,
      ({ path }) => (isPart(path) ? { status: 403, body: '<Error><Code>QuotaExceeded</Code></Error>' } : null),
      'place.full',
    ],
    [
      'cannot put the parts together',
      LARGE,
      ({ method, path }) => (method === 'POST' && path.includes('uploadId') ? { status: 500 } : null),
      'place.failed',
    ],
    [
      'forbids it',
      300_000,
      ({ method }) => (method === 'PUT' ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' } : null),
      'place.forbidden',
    ],
  ])('that %s keeps nothing, and says so', { timeout: 60_000 }, async (_, sizeBytes, rule, code) => {
    const before = await namesAt(open());
    s3!.front.set(rule);
    expect(await put(sizeBytes)).toBe(code);
    s3!.front.set(null);
    expect(await namesAt(open())).toEqual(before);
  });

  it('that drops the line once is tried again, and the copy is whole', { timeout: 60_000 }, async () => {
    let dropped = 0;
    s3!.front.set(({ path }) => (path.includes('partNumber=1') && dropped++ === 0 ? { cutAfter: 1_000_000 } : null));
    expect(await put(LARGE)).toBe('done');
    expect(dropped).toBe(2);
  });

  it('is told apart by what is wrong with it', async () => {
    const check = (change: object) => codeOf((async () => open(change).check(calm()))());
    const name = nameOf(11);
    await open().put(name, fileOf(randomBytes(100)), alone());
    expect(await codeOf(bytesOf(open({ secret: 'wrong' }), name))).toBe('place.denied');
    expect(await check({ keyId: 'NOBODY' })).toBe('place.denied');
    expect(await check({ bucket: 'no-such-bucket' })).toBe('place.noBucket');
    expect(await check({ endpoint: 'http://127.0.0.1:45871' })).toBe('place.refused');
    expect(await check({ endpoint: 'https://no-such-host.invalid' })).toBe('place.name');
    expect(await check({ endpoint: 'http://s3.example.org' })).toBe('place.insecure');
    for (const [status, word, code] of [
      [403, 'RequestTimeTooSkewed', 'place.clock'],
      [301, 'PermanentRedirect', 'place.region'],
      [400, 'AuthorizationHeaderMalformed', 'place.region'],
      [503, 'SlowDown', 'place.busy'],
    ] as const) {
      s3!.front.set(() => ({ status, body: `<Error><Code>${word}</Code></Error>` }));
      expect(await check({})).toBe(code);
    }
  });
});

describe('an address', () => {
  it('is taken as https when it says nothing, and loses what does not belong to it', () => {
    expect(checkedAddress(' dav.example.org/remote.php/dav/?a=1#b ').href).toBe('https://dav.example.org/remote.php/dav');
    expect(checkedAddress('http://localhost:8080/').href).toBe('http://localhost:8080/');
    const { identity } = remoteTarget({ type: 'webdav', url: 'https://dav.example.org/客户 备份/Regulars/', user: '', secret: '' });
    expect(identity).toBe('https://dav.example.org/客户 备份/Regulars');
  });
});
