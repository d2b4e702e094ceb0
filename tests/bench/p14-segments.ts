/**
 * P14: segments of conditions over own fields and over sales and follow-ups, counted and
 * shown; 100,000 customers changed in bulk. A million sales with a line each and as many
 * follow-ups are put in first (unmeasured), one of each per customer on average.
 */
import { join } from 'node:path';
import type { FilterNode, ListFilter } from '../../shared/kernel/filter.ts';
import { undoAction } from '../../src-main/core/changes/undo.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { runBulk } from '../../src-main/core/domain/bulk/index.ts';
import type { BenchBook } from './book.ts';
import { KEY } from './book.ts';
import { createRandom, DEVICE } from './generate.ts';
import type { Report } from './report.ts';
import { ms, spreadOf, timed } from './stats.ts';

const DAY_MS = 86_400_000;
const FIRST = DEVICE * 2 ** 32 + 1;
const CATEGORIES = ['茶叶', '茶具', '礼盒', '点心', '花茶', '白茶', '配件', '其他'];
const RESULTS = ['reached', 'noAnswer', 'thinking', 'agreed', 'refused', 'complaint'];

/** Sales and follow-ups of the last two years, as rows of the tables. */
export function addRelated(dir: string, rows: number): void {
  const db = openDatabase(join(dir, 'crm.db'), { key: KEY, synchronous: 'OFF', cacheMiB: 128 });
  if (db.raw.prepare('SELECT 1 FROM sale LIMIT 1').get() !== undefined) return db.close();
  const random = createRandom(14);
  const now = Date.now();
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const day = () => new Date(now - Math.floor(random() * 730) * DAY_MS).toISOString().slice(0, 10);
  const kept = "VALUES (?, ?, 'sale', ?, '[]', 8800, 'CNY', 8800, 0, 0, 1, 1, 8800, 2)";
  const sale = db.raw.prepare(`INSERT INTO sale (id, customer_id, kind, date, items, amount_minor, currency, paid_minor, created_at, updated_at, aseq, live, received_minor, state) ${kept}`);
  const item = db.raw.prepare("INSERT INTO sale_item (sale_id, line, customer_id, category, name, date, quantity, amount_minor, currency) VALUES (?, 0, ?, ?, '货', ?, 1000, 8800, 'CNY')");
  const followUp = db.raw.prepare("INSERT INTO follow_up (id, customer_id, at, method, result, content, created_at, updated_at, aseq) VALUES (?, ?, ?, 'phone', ?, '聊了聊', 0, 0, 1)");
  db.raw.exec('BEGIN');
  for (let n = 0; n < rows; n++) {
    const id = FIRST + rows + 1000 + n;
    const [buyer, date] = [FIRST + Math.floor(random() * rows), day()];
    sale.run(id, buyer, date);
    item.run(id, buyer, pick(CATEGORIES), date);
    followUp.run(id + rows, FIRST + Math.floor(random() * rows), now - Math.floor(random() * 730 * DAY_MS), pick(RESULTS));
  }
  db.raw.exec('COMMIT');
  db.raw.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

const own: ListFilter = {
  all: [{ field: 'grade', test: { op: 'any', values: ['A', 'B'] } }],
  any: [{ field: 'notes', test: { op: 'contains', value: '发票' } }, { field: 'birthday', test: { op: 'relative', unit: 'day', from: 0, to: 30 } }],
};
const notFor90: FilterNode = { related: 'sale', where: [{ field: 'date', test: { op: 'relative', unit: 'day', from: -89, to: 0 } }], none: true };
const complained: FilterNode = { related: 'followUp', where: [{ field: 'at', test: { op: 'relative', unit: 'day', from: -365, to: 0 } }, { field: 'result', test: { op: 'any', values: ['complaint'] } }] };
const threeTimes: FilterNode = { related: 'saleItem', where: [{ field: 'category', test: { op: 'any', values: ['茶叶'] } }, { field: 'date', test: { op: 'relative', unit: 'day', from: -265, to: 0 } }], count: { min: 3 } };

const ROUNDS = 60;

/** Count and first page; between two rounds `spoil` throws away what was kept. */
function measure(book: BenchBook, filter: ListFilter, spoil: () => void): number[] {
  const out: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    spoil();
    out.push(timed(() => book.derived.list({ filter, sort: { field: 'updatedAt', direction: 'desc' } }, { limit: 50 })).ms);
  }
  return out;
}

export async function benchSegments(book: BenchBook, report: Report): Promise<void> {
  await book.derived.ready();
  const other = () => void book.derived.list({ sort: { field: 'id', direction: 'asc' } }, { limit: 1 });
  // A change of a sale and of a follow-up: the sets are made anew.
  const changed = () => {
    for (const entity of ['sale', 'followUp'] as const) book.derived.onCommitted({ seq: 0, actionId: 0, origin: 'local', created: { entity, ids: [], packed: new Uint8Array(0) }, rows: [] });
    other();
  };
  measure(book, own, other);
  const plain = measure(book, own, other);
  report.line('segment of three conditions over own fields', plain);
  const p95 = spreadOf(plain).p95;
  report.figure('P14', 'three conditions over own fields, counted and shown, p95', `${ms(p95)} ms`, '20 ms', p95 < 20, `${book.derived.count({ filter: own })} found`);
  const related: ListFilter = { all: [notFor90, complained] };
  const fresh = measure(book, related, changed);
  report.line('no purchase for 90 days and a complaint within a year, after a change of both tables', fresh);
  const worst = spreadOf(fresh).p95;
  report.figure('P14', 'looking into sales and follow-ups, p95, nothing kept', `${ms(worst)} ms`, '300 ms', worst < 300, `${book.derived.count({ filter: related })} found`);
  const again = measure(book, related, other);
  report.line('the same, asked again', again);
  const often = measure(book, { all: [threeTimes] }, changed);
  report.line(`bought 茶叶 at least 3 times in 9 months (${book.derived.count({ filter: { all: [threeTimes] } })} found), nothing kept`, often);
  await bulkEdit(book, report);
}

async function bulkEdit(book: BenchBook, report: Report): Promise<void> {
  const count = Math.min(100_000, book.rows);
  const ids = book.derived.ids({ sort: { field: 'id', direction: 'asc' } }).slice(0, count);
  const stopped = () => false;
  const silent = { ...book.deps, onCommitted: () => undefined };
  book.derived.pause();
  const started = performance.now();
  const action = { kind: 'bulk.edit', facts: { count } };
  const result = await runBulk(silent, { action, change: { kind: 'edit', field: 'source', change: { op: 'set', value: '批量' } }, ids }, { actor: 'owner', origin: 'job', batch: 500, stopped, progress: () => undefined });
  const written = performance.now() - started;
  await book.derived.resume();
  const shown = performance.now() - started;
  const detail = `${result.count} changed; the list follows after ${ms(shown)} ms`;
  report.figure('P14', `bulk edit of ${count.toLocaleString('en')} customers`, `${(written / 1000).toFixed(1)} s`, '20 s', written < 20_000, detail);
  book.derived.pause();
  const undo = performance.now();
  await undoAction(silent, result.actionId, { kind: 'undo', actor: 'owner' });
  report.note(`taking it back: ${((performance.now() - undo) / 1000).toFixed(1)} s`);
  await book.derived.resume();
}
