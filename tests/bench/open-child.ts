/** Opens a prepared book once, in a fresh process, and reports how long each part took. */
import { join } from 'node:path';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { createDerived } from '../../src-main/core/derived/derived.ts';
import { ROW_COLUMNS, ROW_TABLES } from '../../src-main/core/derived/row.ts';
import { KEY } from './book.ts';

const [dir, mode] = process.argv.slice(2) as [string, string];
const path = join(dir, 'crm.db');
const from = performance.now();
const db = openDatabase(path, { key: KEY, autoCheckpoint: 0 });
let report: Record<string, number>;
if (mode === 'bare') {
  const rows = db.raw.prepare(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE deleted_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT 50`).all();
  report = { bareMs: performance.now() - from, rows: rows.length };
} else {
  const never = { done: new Promise<void>(() => undefined), stop: () => Promise.resolve() };
  const derived = createDerived({ db, path: join(dir, 'search.db'), key: KEY, bookId: 'bench', now: () => Date.now(), rebuild: () => never });
  const select = db.raw.prepare<[number], object>(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE id = ?`);
  const rows = derived.list({}, { limit: 50 }).ids.map((id) => select.get(id));
  const firstRowsMs = performance.now() - from;
  if (rows.length !== 50) throw new Error('no first page');
  await derived.ready();
  const readyMs = performance.now() - from;
  const at = performance.now();
  if (derived.search('王伟', 50).indexing) throw new Error('not ready');
  report = { firstRowsMs, readyMs, firstSearchMs: performance.now() - at, rssMiB: process.memoryUsage().rss / 2 ** 20 };
  derived.close();
}
process.stdout.write(JSON.stringify(report));
db.close();
