/** A book with generated customers, made once per size and kept; opened with the parts of the product. */
import { join } from 'node:path';
import { initClockRow } from '../../src-main/core/changes/clock-row.ts';
import { createRowStore } from '../../src-main/core/changes/rows.ts';
import type { WriteDeps } from '../../src-main/core/changes/write.ts';
import { write } from '../../src-main/core/changes/write.ts';
import { defaultMigrationsDir, loadMigrations, migrate } from '../../src-main/core/database/migrate.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import { createDerived } from '../../src-main/core/derived/derived.ts';
import type { Derived } from '../../src-main/core/derived/port.ts';
import { rebuildSnapshot } from '../../src-main/core/derived/rebuild.ts';
import { installSnapshot } from '../../src-main/core/derived/snapshot/file.ts';
import { startRebuild } from '../../src-main/core/derived/threads/rebuild-thread.ts';
import { loadSodium } from '../../src-main/core/kernel/sodium.ts';
import { createGenerator, DEVICE, storedRow } from './generate.ts';
import { keep, keptNote } from './kept.ts';

export const KEY = new Uint8Array(32).fill(0x42);
const BOOK_ID = 'bench';

export interface BenchBook {
  readonly dir: string;
  readonly rows: number;
  readonly db: Db;
  readonly derived: Derived;
  readonly deps: WriteDeps;
  close(): void;
}

/** Folder of the book with this many customers; made (unmeasured) when it is not there. */
export async function prepareBook(root: string, rows: number): Promise<string> {
  const dir = join(root, `book-${rows}`);
  if (keptNote(dir) !== null) return dir;
  const db = openDatabase(join(dir, 'crm.db'), { key: KEY, create: true, synchronous: 'OFF', cacheMiB: 64 });
  migrate(db, loadMigrations(defaultMigrationsDir()), 1);
  initClockRow(db, DEVICE, rows + 10);
  const deps = await writeDeps(db, () => undefined);
  write(deps, { kind: 'bench', actor: 'owner', origin: 'local' }, (w) => w.create('customer', { name: '甲', kind: 'individual', pinyin: 'jia' }));
  insertRows(db, rows);
  rebuildSnapshot(db, { path: join(dir, 'search.db'), key: KEY, bookId: BOOK_ID });
  installSnapshot(join(dir, 'search.db'));
  db.raw.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  keep(dir);
  return dir;
}

function insertRows(db: Db, rows: number): void {
  const columns = [
    'id', 'kind', 'name', 'pinyin', 'code', 'phones', 'wechats', 'emails', 'company', 'title', 'addresses', 'gender', 'birthday', 'grade',
    'source', 'tags', 'notes', 'extra', 'created_at', 'updated_at', 'deleted_at', 'deleted_kind', 'aseq',
  ]; // prettier-ignore
  const insert = db.raw.prepare(`INSERT INTO customer (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  const generator = createGenerator();
  db.raw.exec('BEGIN');
  for (let n = 0; n < rows; n++) {
    const r = storedRow(generator.next(), n);
    insert.run(
      r.id, r.kind, r.name, r.pinyin, r.code, r.phones, r.wechats, r.emails, r.company, r.title, r.addresses, r.gender, r.birthday, r.grade,
      r.source, r.tags, r.notes, r.extra, r.createdAt, r.updatedAt, null, null, 1,
    ); // prettier-ignore
  }
  db.raw.exec('COMMIT');
}

async function writeDeps(db: Db, onCommitted: WriteDeps['onCommitted']): Promise<WriteDeps> {
  const sodium = await loadSodium();
  return { db, rows: createRowStore(db), clock: { now: () => Date.now() }, mac: (m) => sodium.hash(32, m, KEY), onCommitted };
}

/** Opens the book as the product does: durable commits, checkpoints only in idle time. */
export async function openBook(dir: string, rows: number): Promise<BenchBook> {
  const db = openDatabase(join(dir, 'crm.db'), { key: KEY, autoCheckpoint: 0 });
  const path = join(dir, 'search.db');
  const rebuild = () => startRebuild({ bookPath: db.path, bookKey: KEY, path, key: KEY, bookId: BOOK_ID });
  const derived = createDerived({ db, path, key: KEY, bookId: BOOK_ID, now: () => Date.now(), rebuild });
  const deps = await writeDeps(db, (change) => derived.onCommitted(change));
  return {
    dir,
    rows,
    db,
    derived,
    deps,
    close() {
      derived.close();
      db.close();
    },
  };
}
