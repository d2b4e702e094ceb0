/** P13: a list by a formula against the same list by a stored field that holds the same values; filter, sort, count and the 50 rows with their values. */
import type { DerivedQuery } from '../../src-main/core/derived/port.ts';
import { customShower } from '../../src-main/core/domain/fields/index.ts';
import { write } from '../../src-main/core/changes/write.ts';
import { rebuildSnapshot } from '../../src-main/core/derived/rebuild.ts';
import { installSnapshot } from '../../src-main/core/derived/snapshot/file.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { createRowStore } from '../../src-main/core/changes/rows.ts';
import { isoDate } from '../../src-main/core/kernel/civil-date.ts';
import { join } from 'node:path';
import { KEY, openBook, type BenchBook } from './book.ts';
import type { Report } from './report.ts';
import { ms, spreadOf, timed, times } from './stats.ts';

const BOOK_ID = 'bench';

const POINTS = 'abs((id * 7919) % 5000)';
const AMOUNT = 'abs((id * 104729) % 900000)';
const DAYS = 'abs((id * 31) % 700)';
const FIRST_DAY = '2026-01-01';

/** Gives every customer of a spoiled book points, an amount and a date, what the formulas make of them, and builds its snapshot anew. Unmeasured. */
function addValues(dir: string): Record<'points' | 'amount' | 'until' | 'worth' | 'left', number> {
  const db = openDatabase(join(dir, 'crm.db'), { key: KEY, synchronous: 'OFF', cacheMiB: 64 });
  const deps = { db, rows: createRowStore(db), clock: { now: () => Date.now() }, mac: () => new Uint8Array(32), onCommitted: () => undefined };
  const field = (label: string, kind: string, position: number) =>
    write(deps, { kind: 'bench', actor: 'owner', origin: 'local' }, (w) => w.create('field', { entity: 'customer', label, kind, position, rules: {}, hidden: 0, currency: 'CNY' })).value;
  const ids = { points: field('积分', 'number', 1), amount: field('储值', 'money', 2), until: field('到期', 'date', 3), worth: field('价值', 'number', 4), left: field('剩余', 'number', 5) };
  const gone = Math.round((Date.parse(isoDate(Date.now())) - Date.parse(FIRST_DAY)) / 86_400_000);
  db.raw.exec('BEGIN');
  db.raw
    .prepare(
      `UPDATE customer SET custom = json_object(?, ${POINTS}, ?, ${AMOUNT}, ?, date('${FIRST_DAY}', '+' || ${DAYS} || ' days'),
        ?, round(${POINTS} / 10.0 + ${AMOUNT} / 100.0 * 0.05, 1), ?, ${DAYS} - ${gone})`,
    )
    .run(String(ids.points), String(ids.amount), String(ids.until), String(ids.worth), String(ids.left));
  db.raw.exec('COMMIT');
  rebuildSnapshot(db, { path: join(dir, 'search.db'), key: KEY, bookId: BOOK_ID });
  installSnapshot(join(dir, 'search.db'));
  db.close();
  return ids;
}

const OTHER: DerivedQuery = { sort: { field: 'id', direction: 'asc' } };

/** A page as the product answers it: ids, count, and the rows with stored and computed values. */
function page(book: BenchBook, query: DerivedQuery): number {
  return timed(() => {
    const shown = customShower(book.db, Date.now());
    for (const id of book.derived.list(query, { limit: 50 }).ids) {
      const row = book.deps.rows.get('customer', id);
      if (row) shown(row);
    }
  }).ms;
}

function measure(book: BenchBook, queries: readonly DerivedQuery[]): number[] {
  const out: number[] = [];
  for (let i = 0; i < 100; i++) {
    for (const query of queries) {
      // Another question in between: nothing of this one is kept.
      book.derived.list(OTHER, { limit: 1 });
      out.push(page(book, query));
    }
  }
  return out;
}

const asked = (field: string, min: number, max: number): DerivedQuery[] => [
  { sort: { field, direction: 'desc' } },
  { filter: { all: [{ field, test: { op: 'range', min, max } }] }, sort: { field, direction: 'asc' } },
  { filter: { all: [{ field, test: { op: 'range', min } }, { field: 'grade', test: { op: 'any', values: ['A'] } }] }, sort: { field: 'id', direction: 'desc' } },
];

/** Both have the same values, or their times would compare two things. */
function assertSame(book: BenchBook, stored: readonly DerivedQuery[], computed: readonly DerivedQuery[]): void {
  for (const [i, query] of stored.entries()) {
    const [a, b] = [book.derived.list(query, { limit: 50 }), book.derived.list(computed[i]!, { limit: 50 })];
    if (a.total !== b.total) throw new Error(`a formula finds ${b.total} where the stored values find ${a.total}`);
  }
}

export async function benchFormulas(dir: string, rows: number, report: Report): Promise<void> {
  const ids = addValues(dir);
  const book = await openBook(dir, rows);
  try {
    await book.derived.ready();
    const both = (first: number, second: number): DerivedQuery[] => [...asked(`custom:${first}`, 100, 300), ...asked(`custom:${second}`, -100, 100)];
    const stored = measure(book, both(ids.worth, ids.left));
    const make = (formula: string, result: string) =>
      write(book.deps, { kind: 'bench', actor: 'owner', origin: 'local' }, (w) => w.create('field', { entity: 'customer', label: formula, kind: 'formula', position: 9, rules: {}, formula, result, hidden: 0 })).value;
    const worth = make(`round([#${ids.points}] / 10 + [#${ids.amount}] * 0.05, 1)`, 'number');
    const left = make(`if(empty([#${ids.until}]), 0, days(today(), [#${ids.until}]))`, 'number');
    const first = [worth, left].map((id) => page(book, { sort: { field: `custom:${id}`, direction: 'desc' } }));
    assertSame(book, both(ids.worth, ids.left), both(worth, left));
    const computed = measure(book, both(worth, left));
    const [a, b] = [spreadOf(stored), spreadOf(computed)];
    const ratio = b.p50 / a.p50;
    report.figure('P13', 'list by a formula ÷ by a stored field (p50, rows and values included)', times(ratio), '≤ 1.2×', ratio <= 1.2, `${ms(b.p50)} ÷ ${ms(a.p50)} ms; p95 ${ms(b.p95)} and ${ms(a.p95)} ms`);
    report.note(`P13: a formula asked for the first time after it was made, over ${rows.toLocaleString('en')} customers: ${first.map((n) => `${ms(n)} ms`).join(', ')} (once, and once a day for one with today())`);
    report.line('P13, by a stored number', stored);
    report.line('P13, by a formula', computed);
  } finally {
    book.close();
  }
}
