/** A real encrypted book in a temporary folder with generated customers, and the derived data over it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initClockRow } from '../../../src-main/core/changes/clock-row.ts';
import { createRowStore } from '../../../src-main/core/changes/rows.ts';
import type { Fields } from '../../../src-main/core/changes/rows.ts';
import { write } from '../../../src-main/core/changes/write.ts';
import type { Committed, WriteDeps, Writer } from '../../../src-main/core/changes/write.ts';
import { defaultMigrationsDir, loadMigrations, migrate } from '../../../src-main/core/database/migrate.ts';
import { openDatabase } from '../../../src-main/core/database/open.ts';
import type { Db } from '../../../src-main/core/database/open.ts';
import { createDerived } from '../../../src-main/core/derived/derived.ts';
import type { DerivedDeps } from '../../../src-main/core/derived/derived.ts';
import type { Derived } from '../../../src-main/core/derived/port.ts';
import { rebuildSnapshot } from '../../../src-main/core/derived/rebuild.ts';
import type { CustomerRow } from '../../../src-main/core/derived/row.ts';
import { createGenerator, DEVICE, storedRow } from '../../bench/generate.ts';

export const BOOK_KEY = new Uint8Array(32).fill(7);
export const SEARCH_KEY = new Uint8Array(32).fill(9);
export const NOW = Date.UTC(2026, 10, 22, 8);

export interface TestBook {
  readonly dir: string;
  readonly db: Db;
  readonly searchPath: string;
  readonly troubles: string[];
  /** Opens the derived data; rebuilding runs in place. */
  open(more?: Partial<DerivedDeps>): Derived;
  /** A change through the pipeline; every opened `Derived` is told. */
  change(body: (w: Writer) => void): Committed | null;
  dispose(): void;
}

const ZERO_MAC = () => new Uint8Array(32);

/** An empty book. */
export function createTestBook(): TestBook {
  const dir = mkdtempSync(join(tmpdir(), 'regulars-derived-'));
  const db = openDatabase(join(dir, 'crm.db'), { key: BOOK_KEY, create: true, synchronous: 'OFF' });
  migrate(db, loadMigrations(defaultMigrationsDir()), 1);
  initClockRow(db, DEVICE);
  const searchPath = join(dir, 'search.db');
  const opened: Derived[] = [];
  const troubles: string[] = [];
  let last: Committed | null = null;
  const deps: WriteDeps = {
    db,
    rows: createRowStore(db),
    clock: { now: () => NOW },
    mac: ZERO_MAC,
    onCommitted: (change) => {
      last = change;
      for (const derived of opened) derived.onCommitted(change);
    },
  };
  return {
    dir,
    db,
    searchPath,
    troubles,
    open(more = {}) {
      const derived = createDerived({
        db,
        path: searchPath,
        key: SEARCH_KEY,
        bookId: 'book-1',
        now: () => NOW,
        rebuild: () => ({ done: Promise.resolve().then(() => void rebuildSnapshot(db, buildOptions(searchPath))), stop: () => Promise.resolve() }),
        onTrouble: (code) => void troubles.push(code),
        ...more,
      });
      opened.push(derived);
      return derived;
    },
    change(body) {
      last = null;
      write(deps, { kind: 'test', actor: 'owner', origin: 'local' }, body);
      return last;
    },
    dispose() {
      for (const derived of opened) derived.close();
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Writes that no opened `Derived` hears of, as a worker thread's. */
export function createTestWriter(book: TestBook): (body: (w: Writer) => void) => void {
  const deps: WriteDeps = { db: book.db, rows: createRowStore(book.db), clock: { now: () => NOW }, mac: ZERO_MAC, onCommitted: () => undefined };
  return (body) => void write(deps, { kind: 'test', actor: 'owner', origin: 'job' }, body);
}

export const buildOptions = (path: string) => ({ path, key: SEARCH_KEY, bookId: 'book-1' });

/** The first `count` generated rows. */
export function generatedRows(count: number, seed = 1): CustomerRow[] {
  const generator = createGenerator(seed);
  return Array.from({ length: count }, (_, n) => storedRow(generator.next(), n));
}

/** Editable fields of a stored row, as the pipeline takes them. */
export function fieldsOf(row: CustomerRow): Fields {
  const { id: _id, updatedAt: _u, deletedAt: _d, deletedKind: _k, createdAt: _c, phones, wechats, emails, addresses, tags, extra, ...plain } = row;
  const list = (json: string | null): unknown => (json === null ? [] : (JSON.parse(json) as unknown));
  return {
    ...plain,
    phones: list(phones),
    wechats: list(wechats),
    emails: list(emails),
    addresses: list(addresses),
    tags: list(tags),
    extra: extra === null ? {} : (JSON.parse(extra) as unknown),
  };
}

/** Writes rows through the pipeline in batches; answers their ids. */
export function addCustomers(book: TestBook, rows: readonly CustomerRow[]): number[] {
  const ids: number[] = [];
  for (let i = 0; i < rows.length; i += 500) {
    book.change((w) => {
      for (const row of rows.slice(i, i + 500)) ids.push(w.create('customer', fieldsOf(row)));
    });
  }
  return ids;
}
