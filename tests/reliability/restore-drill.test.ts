/**
 * T17: the computer is gone, and all there is is a backup. On an empty home, in a process of its own, the book is built again by every way
 * there is, and compared with the one it came from record for record and byte for byte. Backups of older versions are kept in golden/.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromRoot } from '../../build/paths.ts';
import { ROLE_RIGHTS } from '../../shared/modules/people.ts';
import { createCore } from '../../src-main/core/app/create-core.ts';
import { silentLogger } from '../../src-main/core/kernel/logger.ts';
import type { OsKeychain } from '../../src-main/core/kernel/ports.ts';
import { systemClock, systemRandom } from '../../src-main/core/kernel/ports.ts';
import { createTestCore, TEST_PASSPHRASE } from '../support/create-test-core.ts';
import type { TestCore } from '../support/create-test-core.ts';
import { openWithPassphrase } from '../support/open-raw.ts';
import { orSkip, startS3Server, startWebdavServer } from '../support/storage-servers.ts';
import { childPath } from './lib/child-path.ts';
import { report } from './lib/kill.ts';
import { digestBook, digestOf, tablesThatDiffer } from './lib/rows-of.ts';
import type { BookDigest } from './lib/rows-of.ts';

const MEI = 'quiet river 88 sandal';
/** The cheapest derivation the vault's bounds allow. */
const CHEAP = { mKiB: 19 * 1024, t: 1 };
const GOLDEN = fileURLToPath(new URL('./golden/', import.meta.url));
const OWNER = { type: 'passphrase', passphrase: TEST_PASSPHRASE } as const;

const webdav = await orSkip('the WebDAV server', () => startWebdavServer());
const s3 = await orSkip('the S3 server', startS3Server);

let root: string;
let source: TestCore;
let bookDir: string;
let recoveryCode: string;
/** The shipped file. */
let file: string;
let whole: Contents;
let files: string[];
const figures = { ways: 0, tables: 0, rows: 0, files: 0, differing: 0, refused: 0 };

async function fill(t: TestCore): Promise<string[]> {
  const hashes: string[] = [];
  for (let i = 0; i < 60; i++) {
    const { id } = await t.call('customers.create', { name: `客户${String(i)}`, phones: [{ value: `138${String(10_000_000 + i)}` }], notes: '字'.repeat(i * 7) });
    if (i % 3 === 0) await t.call('followUps.create', { customerId: id, at: t.clock.now(), method: 'phone', content: `谈了第 ${String(i)} 次` });
    if (i % 5 === 0) await t.call('customers.update', { id, patch: { notes: `改过 ${String(i)}` } });
    if (i % 7 === 0) await t.call('customers.remove', { selection: { ids: [id] } });
    if (i % 20 !== 3) continue;
    const bytes = Buffer.alloc(70_000 * (i + 1), i);
    const path = join(root, `附件 ${String(i)}.bin`);
    writeFileSync(path, bytes);
    expect((await t.job((await t.call('attachments.add', { customerId: id, file: t.file(path) })).jobId)).state).toBe('done');
    hashes.push(createHash('sha256').update(bytes).digest('hex'));
  }
  return hashes.sort();
}

interface Contents {
  readonly expected: BookDigest;
  /** Leaves out what comes after the snapshot, and the number of the device, which a restored book has anew. */
  readonly where: Readonly<Record<string, string>>;
}

/** What a book holds now. */
async function contentsOf(dir: string): Promise<Contents> {
  const db = await openWithPassphrase(dir, TEST_PASSPHRASE);
  const where: Record<string, string> = { audit: `seq <= ${String(db.raw.prepare('SELECT max(seq) FROM audit').pluck().get())}`, meta: "key NOT IN ('clock', 'backupSeq')", job: '0', backup_copy: '0', backup_target: '0' };
  const expected = Object.fromEntries(Object.entries(digestBook(db)).map(([table, { columns }]) => [table, digestOf(db, table, columns, where[table])]));
  db.close();
  return { expected, where };
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-drill-'));
  source = await createTestCore({ dir: join(root, 'source'), book: false });
  bookDir = join(root, 'source', 'data', 'books', 'shop');
  const made = await source.core.createInFolder(bookDir, { name: '小满花店', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: TEST_PASSPHRASE });
  if (!made.ok) throw new Error(made.error.code);
  recoveryCode = made.value.recoveryCode;
  files = await fill(source);
  await source.call('people.create', { name: '小美', role: 'readonly', rights: ROLE_RIGHTS.readonly, passphrase: MEI });
  for (const server of [webdav, s3]) if (server) await source.call('backup.addRemote', { connection: server.connection });
  whole = await contentsOf(bookDir);
  file = join(root, 'shipped.regulars');
  expect((await source.job((await source.call('backup.create', { file: source.file(file) })).jobId)).state).toBe('done');
  if (webdav ?? s3) expect((await source.job((await source.call('backup.run', {})).jobId)).result).toMatchObject({ failed: [] });
}, 180_000);
afterAll(async () => {
  await source.dispose();
  for (const server of [webdav, s3]) await server?.stop();
  rmSync(root, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
/** A process that knows nothing but an empty home; it gets a copy of the shipped file there, and nothing else. */
function onEmptyHome(home: string, args: readonly string[]): Promise<Ended> {
  mkdirSync(home, { recursive: true });
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], HOME: home, USERPROFILE: home, REGULARS_HOME: join(home, 'data'), LANG: 'en_US.UTF-8', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };
    const child = spawn(process.execPath, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString('utf8')));
    child.stderr.on('data', (data: Buffer) => (err += data.toString('utf8')));
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
async function deed<T>(home: string, what: 'restore' | 'open', detail: unknown): Promise<T> {
  const { code, out, err } = await onEmptyHome(home, [childPath('restorer.ts'), join(home, 'data'), what, JSON.stringify(detail)]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as T;
}
interface Opened {
  readonly person: { readonly role: string };
  readonly total: number;
  readonly files: readonly string[];
  readonly byKeychain: string;
  readonly writes: string;
}

const blobsOf = (dir: string): string[] =>
  readdirSync(join(dir, 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name} ${createHash('sha256').update(readFileSync(join(entry.parentPath, entry.name))).digest('hex')}`)
    .sort();
const booksIn = (home: string): string[] => (existsSync(join(home, 'data', 'books')) ? readdirSync(join(home, 'data', 'books')).map((name) => join(home, 'data', 'books', name)) : []);

/** Rows and sealed files against the source. */
async function compare(dir: string, { expected, where } = whole): Promise<void> {
  const db = await openWithPassphrase(dir, TEST_PASSPHRASE);
  const differing = tablesThatDiffer(db, expected, where);
  db.close();
  figures.differing += differing.length;
  expect(differing).toEqual([]);
  expect(blobsOf(dir)).toEqual(blobsOf(bookDir));
  figures.ways++;
  figures.tables += Object.keys(expected).length;
  figures.rows += Object.values(expected).reduce((sum, { rows }) => sum + rows, 0);
  figures.files += files.length;
}

let homes = 0;
const newHome = (): string => join(root, `home-${String(++homes)}`);
const shipTo = (home: string, from = file): string => {
  mkdirSync(home, { recursive: true });
  const path = join(home, basename(from));
  copyFileSync(from, path);
  return path;
};

/** Restores on an empty home, compares, and opens as the program does after a start. */
async function drill(input: object, secret: object, home = newHome(), contents = whole): Promise<Opened> {
  expect(await deed(home, 'restore', input)).toEqual({ state: 'done', code: null });
  const [dir] = booksIn(home);
  await compare(dir!, contents);
  return deed<Opened>(home, 'open', secret);
}
const fromFile = (secret: object): Promise<Opened> => {
  const home = newHome();
  return drill({ file: `token:${shipTo(home)}`, secret }, secret, home);
};
/** All customers but those in the bin; the owner may go on writing. */
const asBefore = { total: 51, writes: 'yes', person: { role: 'owner' } };

describe('on a computer that has nothing', () => {
  it('the passphrase and the file bring everything back; a wrong one brings nothing', async () => {
    const opened = await fromFile(OWNER);
    expect(opened).toMatchObject(asBefore);
    expect(opened.files).toEqual(files);
    const home = newHome();
    const wrong = { type: 'passphrase', passphrase: 'not the one 11 at all' };
    expect(await deed(home, 'restore', { file: `token:${shipTo(home)}`, secret: wrong })).toMatchObject({ code: 'vault.wrongSecret' });
    expect(booksIn(home)).toEqual([]);
    figures.refused++;
  });

  it('so does the recovery code', async () => {
    const opened = await fromFile({ type: 'recovery', code: recoveryCode });
    expect(opened).toMatchObject(asBefore);
    expect(opened.files).toEqual(files);
  });

  it('so does the passphrase where the keychain that opened the book was wiped', async () => {
    let kept: Uint8Array | null = null;
    const home = newHome();
    // The same book on a computer whose keychain opens it; a backup of that one is shipped.
    const keychain: OsKeychain = {
      available: () => Promise.resolve(true),
      seal: (secret) => {
        kept = Uint8Array.from(secret);
        return Promise.resolve(Uint8Array.of(7, 7, 7));
      },
      open: () => Promise.resolve(kept && Uint8Array.from(kept)),
    };
    const shipped = join(root, 'with-keychain.regulars');
    const core = await createCore({ clock: systemClock, random: systemRandom, logger: silentLogger, dataDir: join(root, 'keychain', 'data'), host: 'electron', keychain, files: { resolve: () => ({ kind: 'path', path: shipped, name: 'with-keychain.regulars' }) }, version: '0.1.0', workerEntry: new URL('../../src-main/core/jobs/job-worker.ts', import.meta.url) }, { vault: { cost: { daily: CHEAP, backup: CHEAP } } });
    await source.call('session.lock', {});
    const copied = join(root, 'keychain', 'book');
    cpSync(bookDir, copied, { recursive: true });
    expect(await core.openFolder(copied, OWNER)).toMatchObject({ ok: true });
    expect(await core.call('session.setKeychain', { enabled: true })).toMatchObject({ ok: true });
    await core.call('session.lock', {});
    const listed = (await core.call('books.list', {})) as { value: { books: { ref: string }[] } };
    expect(await core.call('session.unlock', { ref: listed.value.books[0]!.ref, secret: { type: 'keychain' } })).toMatchObject({ ok: true });
    // Who came in by the keychain proves who they are before anything leaves the book.
    expect(await core.call('session.prove', { secret: OWNER })).toMatchObject({ ok: true });
    const contents = await contentsOf(copied);
    const ended = new Promise((resolve) => core.onEvent((e) => void (e.type === 'job.ended' && resolve(e.job.state))));
    expect(await core.call('backup.create', { file: 'token:with-keychain' })).toMatchObject({ ok: true });
    expect(await ended).toBe('done');
    await core.close();
    kept = null;
    const opened = await drill({ file: `token:${shipTo(home, shipped)}`, secret: OWNER }, OWNER, home, contents);
    expect(opened).toMatchObject(asBefore);
    expect(opened.byKeychain).toMatch(/^vault\./);
    const again = await source.core.openFolder(bookDir, OWNER);
    expect(again.ok).toBe(true);
  });

  it('an employee gets the book back too, and is in it who they were', async () => {
    const opened = await fromFile({ type: 'passphrase', passphrase: MEI });
    expect(opened).toMatchObject({ total: 51, person: { role: 'readonly' }, writes: 'people.denied' });
  });

  it.skipIf(webdav === null)('a copy on a WebDAV server is fetched and does the same', async () => {
    await fromServer(webdav!.connection);
  });

  it.skipIf(s3 === null)('a copy in an S3 bucket is fetched and does the same', async () => {
    await fromServer(s3!.connection);
  });

  async function fromServer(connection: NonNullable<typeof webdav | typeof s3>['connection']): Promise<void> {
    const { copies } = await source.call('backup.findCopies', { connection });
    const opened = await drill({ remote: { connection, name: copies[0]!.name }, secret: OWNER }, OWNER);
    expect(opened).toMatchObject(asBefore);
    expect(opened.files).toEqual(files);
  }

  it('the command line does it without a window', async () => {
    const home = newHome();
    const shipped = shipTo(home);
    writeFileSync(join(home, 'pass'), `${TEST_PASSPHRASE}\n`);
    const restored = await onEmptyHome(home, [fromRoot('src-main/hosts/node/cli.ts'), 'restore', shipped, '--to', join(home, 'shop'), '--json', '--passphrase-file', join(home, 'pass')]);
    expect({ code: restored.code, dir: (JSON.parse(restored.out) as { dir: string }).dir }).toEqual({ code: 0, dir: join(home, 'shop') });
    await compare(join(home, 'shop'));
  });
});

describe('on a computer that has the book already', () => {
  it('the restored one stands beside it, and the first is as it was', async () => {
    const home = newHome();
    await source.call('session.lock', {});
    const there = join(home, 'data', 'books', 'shop');
    cpSync(bookDir, there, { recursive: true });
    const before = createHash('sha256').update(readFileSync(join(there, 'crm.db'))).digest('hex');
    expect(await deed(home, 'restore', { file: `token:${shipTo(home)}`, secret: OWNER, name: '小满花店（恢复）' })).toEqual({ state: 'done', code: null });
    const dirs = booksIn(home);
    expect(dirs).toHaveLength(2);
    const restored = dirs.find((dir) => dir !== there)!;
    expect(createHash('sha256').update(readFileSync(join(there, 'crm.db'))).digest('hex')).toBe(before);
    const db = await openWithPassphrase(restored, TEST_PASSPHRASE);
    // The name it was given is the one difference.
    const differing = tablesThatDiffer(db, whole.expected, whole.where).filter((line) => !line.startsWith('meta:') && !line.startsWith('setting'));
    db.close();
    expect(differing).toEqual([]);
    expect(blobsOf(restored)).toEqual(blobsOf(bookDir));
    figures.ways++;
  });
});

interface Golden {
  readonly schema: number;
  readonly format: number;
  readonly passphrase: string;
  readonly recoveryCode: string;
  readonly tables: BookDigest;
  readonly files: readonly string[];
}
/** Rows that the maker wrote after its snapshot, or that belong to the computer. */
const AFTER_SNAPSHOT = new Set(['audit', 'meta', 'job', 'backup_copy', 'backup_target', 'backup_login']);
const goldens = readdirSync(GOLDEN).filter((name) => name.endsWith('.json')).map((name) => name.replace('.json', ''));

describe('a backup of an older version', () => {
  it('there are three of them', () => expect(goldens.length).toBeGreaterThanOrEqual(3));

  it.each(goldens)('%s restores with every record, as it was and after the program has brought it up to date', async (name) => {
    const golden = JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), 'utf8')) as Golden;
    const tables = Object.fromEntries(Object.entries(golden.tables).filter(([table]) => !AFTER_SNAPSHOT.has(table)));
    for (const secret of [{ type: 'passphrase', passphrase: golden.passphrase }, { type: 'recovery', code: golden.recoveryCode }]) {
      const home = newHome();
      expect(await deed(home, 'restore', { file: `token:${shipTo(home, join(GOLDEN, `${name}.regulars`))}`, secret })).toEqual({ state: 'done', code: null });
      const dir = booksIn(home)[0]!;
      const look = async (): Promise<string[]> => {
        const db = await openWithPassphrase(dir, golden.passphrase);
        const differing = tablesThatDiffer(db, tables);
        db.close();
        return differing;
      };
      expect(await look()).toEqual([]);
      const opened = await deed<Opened>(home, 'open', secret);
      expect(opened).toMatchObject({ total: 3, writes: 'yes', person: { role: 'owner' } });
      expect(opened.files).toEqual(golden.files);
      figures.ways++;
      figures.tables += Object.keys(tables).length;
      figures.rows += Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
    }
  });
});

describe('the drill', () => {
  it('would notice one letter, one row and one bit', async () => {
    const home = newHome();
    expect(await deed(home, 'restore', { file: `token:${shipTo(home)}`, secret: OWNER })).toMatchObject({ state: 'done' });
    const db = await openWithPassphrase(booksIn(home)[0]!, TEST_PASSPHRASE);
    db.raw.exec("UPDATE customer SET notes = notes || 'x' WHERE id = (SELECT max(id) FROM customer)");
    expect(tablesThatDiffer(db, whole.expected, whole.where)).toEqual([expect.stringMatching(/^customer:/)]);
    db.raw.exec('DELETE FROM follow_up WHERE id = (SELECT min(id) FROM follow_up)');
    expect(tablesThatDiffer(db, whole.expected, whole.where)).toHaveLength(2);
    db.close();
    const turned = readFileSync(file);
    turned[turned.length >> 1]! ^= 1;
    const bare = newHome();
    const path = shipTo(bare);
    writeFileSync(path, turned);
    expect(await deed(bare, 'restore', { file: `token:${path}`, secret: OWNER })).toMatchObject({ code: 'backup.damaged' });
    expect(booksIn(bare)).toEqual([]);
    figures.refused++;
    report('restore drill', figures);
  });
});
