/**
 * T15: rot of any kind is found before it is taken for data: bits of the database, of its log and
 * of attached files, and older copies of single pages, which no cipher can tell from new ones.
 */
import { closeSync, copyFileSync, cpSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHighWater, saveHighWater } from '../../src-main/core/changes/high-water.ts';
import { createRowStore } from '../../src-main/core/changes/rows.ts';
import type { WriteDeps } from '../../src-main/core/changes/write.ts';
import { write } from '../../src-main/core/changes/write.ts';
import { initClockRow } from '../../src-main/core/changes/clock-row.ts';
import { defaultMigrationsDir, loadMigrations, migrate } from '../../src-main/core/database/migrate.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { walkTree } from '../../src-main/core/database/pages/btree.ts';
import { openPages } from '../../src-main/core/database/pages/page-source.ts';
import { tablesOf } from '../../src-main/core/database/pages/tables.ts';
import { loadSodium } from '../../src-main/core/kernel/sodium.ts';
import { checkBook } from '../../src-main/core/operations/check/index.ts';
import type { WorkerBook } from '../../src-main/core/operations/worker-book.ts';
import { createBlobStore, Secret } from '../../src-main/core/vault/index.ts';
import { report } from './lib/kill.ts';

const PAGE = 4096;
const KEY = new Uint8Array(32).fill(7);
const FLIPS = { pages: 2000, log: 400, stale: 70, blobs: 200 } as const;
/** Notes of the program and of this computer: nothing else says how they should read. */
const UNTOLD: ReadonlySet<string> = new Set(['meta', 'setting', 'job', 'action', 'migration', 'sqlite_sequence']);

let state = 20_261_123;
const random = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

let root: string;
let sodium: Awaited<ReturnType<typeof loadSodium>>;
const mac = (message: Uint8Array) => sodium.hash(32, message, new Uint8Array(32).fill(9));
const marks = { today: mac, record: mac, isFirst: true };
const clock = { now: () => Date.UTC(2026, 10, 22, 8) };
const dbPath = (dir: string) => join(dir, 'crm.db');

function depsOf(db: Db): WriteDeps {
  return { db, rows: createRowStore(db), clock, mac, onCommitted: () => undefined };
}

function open(dir: string, create = false): Db {
  return openDatabase(dbPath(dir), { key: KEY, create, synchronous: 'OFF', autoCheckpoint: 0 });
}

/** Customers with follow-ups, and changes of what was there. */
function work(db: Db, from: number, count: number): void {
  const deps = depsOf(db);
  for (let i = from; i < from + count; i++) {
    write(deps, { kind: 'customers.create', actor: 'owner', origin: 'local' }, (w) => {
      const id = w.create('customer', { kind: 'individual', name: `顾客${i}`, pinyin: `gu ke ${i}`, notes: '记'.repeat(300) });
      w.create('followUp', { customerId: id, at: clock.now(), method: 'phone', content: `聊${i}` });
    });
  }
  for (const id of db.raw.prepare<[], number>('SELECT id FROM customer ORDER BY id').pluck().all()) {
    if (id % 2 === 0) write(deps, { kind: 'customers.update', actor: 'owner', origin: 'local' }, (w) => void w.update('customer', id, { company: `公司${from}` }));
  }
}

async function makeBook(name: string): Promise<string> {
  const dir = mkdtempSync(join(root, name));
  const db = open(dir, true);
  migrate(db, loadMigrations(defaultMigrationsDir()), 1);
  initClockRow(db, 12);
  work(db, 0, 60);
  await saveHighWater(dir, db, marks);
  db.raw.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return dir;
}

/** What opening and the book's own check say; `null` when nothing is wrong. */
async function verdict(dir: string): Promise<string | null> {
  let db: Db | null = null;
  try {
    db = openDatabase(dbPath(dir), { key: KEY, readonly: true });
    if (checkHighWater(dir, db, marks).state === 'missing') return 'changes';
    const book = { db, write: depsOf(db), progress: () => undefined, cancelled: () => false } as unknown as WorkerBook;
    const [first] = (await checkBook(book, null)) as { code: string }[];
    return first?.code ?? null;
  } catch (e) {
    return (e as { code?: string; error?: { code: string } }).error?.code ?? (e as { code?: string }).code ?? 'error';
  } finally {
    db?.close();
  }
}

/** Flips one bit in place, asks, and flips it back. */
async function flipped(path: string, at: number, ask: () => Promise<string | null>): Promise<string | null> {
  const fd = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  const turn = (bit: number) => {
    readSync(fd, byte, 0, 1, at);
    byte[0]! ^= bit;
    writeSync(fd, byte, 0, 1, at);
  };
  const bit = 1 << random(8);
  turn(bit);
  const said = await ask();
  turn(bit);
  closeSync(fd);
  return said;
}

beforeAll(async () => {
  sodium = await loadSodium();
  root = mkdtempSync(join(tmpdir(), 'regulars-rot-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('rot', () => {
  it('of any bit of the database is found', { timeout: 180_000 }, async () => {
    const dir = await makeBook('pages-');
    expect(await verdict(dir)).toBeNull();
    const size = statSync(dbPath(dir)).size;
    const quick = async (): Promise<string | null> => {
      try {
        const db = openDatabase(dbPath(dir), { key: KEY, readonly: true });
        const said: unknown = db.raw.pragma('integrity_check(1)', { simple: true });
        db.close();
        return said === 'ok' ? null : 'pages';
      } catch {
        return 'damaged';
      }
    };
    let missed = 0;
    for (let i = 0; i < FLIPS.pages; i++) if ((await flipped(dbPath(dir), random(size), quick)) === null) missed++;
    expect(await verdict(dir)).toBeNull();
    report('rot of database pages', { flips: FLIPS.pages, missed });
    expect(missed).toBe(0);
  });

  it('of any bit of the log is found by the mark, and by nothing else', { timeout: 120_000 }, async () => {
    const dir = await makeBook('log-');
    const db = open(dir);
    work(db, 100, 40);
    await saveHighWater(dir, db, marks);
    const kept = join(dir, 'kept');
    cpSync(dbPath(dir), `${kept}.db`);
    cpSync(`${dbPath(dir)}-wal`, `${kept}.wal`);
    db.close();
    const wal = readFileSync(`${kept}.wal`);
    const ask = async (hasMark: boolean): Promise<string | null> => {
      rmSync(`${dbPath(dir)}-shm`, { force: true });
      const conn = openDatabase(dbPath(dir), { key: KEY, readonly: true });
      try {
        return hasMark && checkHighWater(dir, conn, marks).state === 'missing' ? 'changes' : null;
      } finally {
        conn.close();
        await Promise.resolve();
      }
    };
    let missed = 0;
    let blind = 0;
    for (let i = 0; i < FLIPS.log; i++) {
      copyFileSync(`${kept}.db`, dbPath(dir));
      // The last frame may be a commit of its own: a flip anywhere before its end cuts it off.
      const at = random(wal.length);
      const rotten = Buffer.from(wal);
      rotten[at]! ^= 1 << random(8);
      writeFileSync(`${dbPath(dir)}-wal`, rotten);
      const said = await ask(true).catch(() => 'damaged');
      if (said === null) missed++;
      if ((await ask(false).catch(() => 'damaged')) === null) blind++;
    }
    report('rot of the log', { flips: FLIPS.log, missed, 'unnoticed without the mark': blind });
    expect(missed).toBe(0);
    // The control: SQLite itself says nothing.
    expect(blind).toBeGreaterThan(FLIPS.log / 2);
  });

  it('of single pages back in time is found by rows and log together', { timeout: 180_000 }, async () => {
    const dir = await makeBook('stale-');
    const versions: Buffer[] = [];
    for (let round = 0; round < 4; round++) {
      versions.push(readFileSync(dbPath(dir)));
      const db = open(dir);
      work(db, 1000 * (round + 1), 12);
      await saveHighWater(dir, db, marks);
      db.raw.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
    }
    const now = readFileSync(dbPath(dir));
    const told = toldPages(dir);
    const pairs = versions.flatMap((old) => [...told].filter((page) => page * PAGE <= old.length && !sameContent(old, now, page)).map((page) => ({ old, page })));
    expect(pairs.length).toBeGreaterThanOrEqual(FLIPS.stale);
    let missed = 0;
    let byIntegrity = 0;
    for (let i = 0; i < FLIPS.stale; i++) {
      const { old, page } = pairs[Math.floor((i * pairs.length) / FLIPS.stale)]!;
      const mixed = Buffer.from(now);
      old.copy(mixed, (page - 1) * PAGE, (page - 1) * PAGE, page * PAGE);
      writeFileSync(dbPath(dir), mixed);
      const said = await verdict(dir);
      if (said === null) missed++;
      if (said === 'pages' || said === 'book.damaged' || said === 'SQLITE_CORRUPT') byIntegrity++;
    }
    report('stale pages', { pages: FLIPS.stale, missed, 'found by integrity_check alone': byIntegrity });
    expect(missed).toBe(0);
    // The control: integrity_check alone is blind to some of them.
    expect(byIntegrity).toBeLessThan(FLIPS.stale);
  });

  it('of attached files is found', { timeout: 60_000 }, async () => {
    const dir = mkdtempSync(join(root, 'blobs-'));
    const own = Secret.adopt(new Uint8Array(32).fill(3));
    const blobs = createBlobStore(sodium, dir, { current: own, older: [], names: own });
    const content = Buffer.alloc(700_000, 'x');
    const { hash } = await blobs.put({
      content: async function* () {
        yield await Promise.resolve(content);
      },
    });
    expect(await blobs.verify(hash)).toBe('sound');
    let missed = 0;
    const size = statSync(blobs.path(hash)).size;
    for (let i = 0; i < FLIPS.blobs; i++) if ((await flipped(blobs.path(hash), random(size), async () => ((await blobs.verify(hash)) === 'sound' ? null : 'damaged'))) === null) missed++;
    report('rot of attached files', { flips: FLIPS.blobs, missed });
    expect(missed).toBe(0);
  });
});

/** Pages of tables and indexes whose rows something else vouches for. */
function toldPages(dir: string): Set<number> {
  const model = openDatabase(join(mkdtempSync(join(root, 'model-')), 'model.db'), { key: KEY, create: true, synchronous: 'OFF' });
  migrate(model, loadMigrations(defaultMigrationsDir()), 1);
  const source = openPages(sodium, dbPath(dir), KEY);
  const pages = new Set<number>();
  const visit = { row: () => undefined, entry: () => undefined, lost: () => undefined, visited: (page: number) => void pages.add(page) };
  for (const { name, root: tree, indexes } of tablesOf(source, model).tables) {
    if (UNTOLD.has(name)) continue;
    for (const at of [tree ?? 0, ...indexes]) for (const _page of walkTree(source, at, visit));
  }
  source.close();
  model.close();
  return pages;
}

/** A page is sealed anew at every write: equal bytes mean that it was not written in between. */
const sameContent = (a: Buffer, b: Buffer, page: number): boolean => a.subarray((page - 1) * PAGE, page * PAGE).equals(b.subarray((page - 1) * PAGE, page * PAGE));
