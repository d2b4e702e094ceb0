/** P3 and P4: any filter × any sort × exact count, and pages to the end. */
import type { Condition, FieldOp, ListSort } from '../../shared/kernel/filter.ts';
import type { DerivedQuery } from '../../src-main/core/derived/port.ts';
import { ROW_COLUMNS, ROW_TABLES } from '../../src-main/core/derived/row.ts';
import type { CustomerRow } from '../../src-main/core/derived/row.ts';
import type { BenchBook } from './book.ts';
import { createRandom, DEVICE } from './generate.ts';
import { fetchTimes } from './p2-search.ts';
import type { Report } from './report.ts';
import { ms, spreadOf, timed, times } from './stats.ts';

const SORTS = ['id', 'updatedAt', 'createdAt', 'name', 'company', 'title', 'code', 'notes', 'phones', 'emails', 'wechats', 'addresses', 'birthday', 'grade', 'source', 'gender', 'tags', 'extra:消费总额', 'extra:积分', 'extra:导购', 'extra:上次到店'];

function conditionsOf(row: CustomerRow, random: () => number): (() => Condition)[] {
  const on = (field: string, test: FieldOp) => () => ({ field, test });
  const tagOf = (n: number) => DEVICE * 2 ** 32 + 900_000_000 + n;
  const extra = JSON.parse(row.extra ?? '{}') as Record<string, string>;
  return [
    on('grade', { op: 'any', values: ['A', 'C'] }),
    on('grade', { op: 'none', values: ['B'] }),
    on('source', { op: 'equals', value: row.source ?? '抖音' }),
    on('gender', { op: 'empty' }),
    on('tags', { op: 'any', values: [tagOf(1), tagOf(3)] }),
    on('tags', { op: 'none', values: [tagOf(2)] }),
    on('tags', { op: 'notEmpty' }),
    on('name', { op: 'startsWith', value: row.name.slice(0, 1) }),
    on('name', { op: 'contains', value: row.name.slice(1, 2) }),
    on('company', { op: 'contains', value: (row.company ?? '上海科技').slice(1, 4) }),
    on('company', { op: 'notEmpty' }),
    on('emails', { op: 'contains', value: 'qq.com' }),
    on('emails', { op: 'empty' }),
    on('phones', { op: 'startsWith', value: '138' }),
    on('addresses', { op: 'contains', value: '人民' }),
    on('notes', { op: 'contains', value: '发票' }),
    on('title', { op: 'any', values: ['经理', '店长'] }),
    on('birthday', { op: 'range', min: '05-01', max: '05-31' }),
    on('birthday', { op: 'relative', unit: 'day', from: 0, to: 30 }),
    on('createdAt', { op: 'range', min: row.createdAt - Math.floor(random() * 1e5), max: row.createdAt + 1e5 }),
    on('extra:门店', { op: 'equals', value: extra['门店'] ?? '一店' }),
    on('extra:消费总额', { op: 'range', min: 1000, max: 20_000 }),
    on('extra:偏好', { op: 'empty' }),
  ];
}

/** 1,000 combinations of up to four conditions and a sort, the same on every machine. */
function fuzzedQueries(book: BenchBook): DerivedQuery[] {
  const random = createRandom(7);
  const select = book.db.raw.prepare<[number], CustomerRow>(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE id = ?`);
  const below = (n: number) => Math.floor(random() * n);
  return Array.from({ length: 1000 }, () => {
    const row = select.get(DEVICE * 2 ** 32 + 1 + below(book.rows))!;
    const pool = conditionsOf(row, random);
    const all = Array.from({ length: below(5) }, () => pool[below(pool.length)]!());
    const sort: ListSort = { field: SORTS[below(SORTS.length)]!, direction: random() < 0.5 ? 'asc' : 'desc' };
    return { filter: { all }, sort };
  });
}

const OTHER: DerivedQuery = { sort: { field: 'id', direction: 'asc' } };

export async function benchLists(book: BenchBook, report: Report): Promise<void> {
  const { derived } = book;
  await derived.ready();
  // The product reads the columns ahead in idle time; the same here, and what it costs.
  report.note(`columns of the mirror read ahead, one idle slice each: ${warm(book)}`);
  const queries = fuzzedQueries(book);
  const first: number[] = [];
  const again: number[] = [];
  let worst = { ms: 0, query: '' };
  for (const query of queries) {
    first.push(timed(() => derived.list(query, { limit: 50 })).ms);
    let t = Infinity;
    for (let i = 0; i < 3; i++) {
      // Another question in between: nothing of this one is kept.
      derived.list(OTHER, { limit: 1 });
      t = Math.min(t, timed(() => derived.list(query, { limit: 50 })).ms);
    }
    again.push(t);
    if (t > worst.ms) worst = { ms: t, query: JSON.stringify(query) };
  }
  const s = spreadOf(again);
  const f = spreadOf(first);
  const small = book.rows <= 100_000;
  report.figure('P3', 'filter × sort × exact count, p95 of 1,000', `${ms(s.p95)} ms`, small ? '≤ 3 ms' : '≤ 20 ms', s.p95 <= (small ? 3 : 20), `limit: ${scanLimit(book.rows)}`);
  report.figure('P3', 'the slowest of them', `${ms(s.max)} ms`, '≤ 50 ms', s.max <= 50, worst.query.slice(0, 160));
  report.line('P3, first time asked (values of text columns read from the file)', first);
  report.line('P3, asked again', again);
  report.note(`P3 first time asked, slowest ${ms(f.max)} ms`);
  pages(book, report);
}

function warm(book: BenchBook): string {
  const slices: number[] = [];
  for (let i = 0; i < 60; i++) slices.push(timed(() => book.derived.idle()).ms);
  const s = spreadOf(slices);
  return `${ms(slices.reduce((a, b) => a + b, 0))} ms in all, longest ${ms(s.max)} ms`;
}

/** One pass over a column of this size with a count: what a filter costs at the very least. */
function scanLimit(rows: number): string {
  const column = new Uint32Array(rows).map((_, i) => i % 97);
  const hits = new Uint8Array(97).fill(1, 0, 40);
  let best = Infinity;
  let n = 0;
  for (let i = 0; i < 20; i++) {
    best = Math.min(
      best,
      timed(() => {
        n = 0;
        for (let r = 0; r < column.length; r++) n += hits[column[r]!]!;
      }).ms,
    );
  }
  return `one pass over one column with a count ${ms(best)} ms (${n} hits)`;
}

function pages(book: BenchBook, report: Report): void {
  const { derived } = book;
  const timesAt = (query: DerivedQuery, start: number): number[] => {
    let page = derived.list(query, { limit: 50, offset: start });
    const out: number[] = [];
    for (let i = 0; i < 200 && page.next !== null; i++) {
      const cursor = page.next;
      const t = timed(() => derived.list(query, { limit: 50, cursor }));
      out.push(t.ms);
      page = t.value;
    }
    return out;
  };
  const fetch = spreadOf(fetchTimes(book, 100));
  const rows: string[][] = [];
  let ratio = 0;
  let page = 0;
  for (const query of [{}, { sort: { field: 'name', direction: 'asc' } }, { sort: { field: 'extra:消费总额', direction: 'desc' }, filter: { all: [{ field: 'grade', test: { op: 'any', values: ['A', 'B'] } }] } }] as DerivedQuery[]) {
    const total = derived.list(query, { limit: 1 }).total;
    const at = [0, 0.1, 0.5, 0.9].map((part) => spreadOf(timesAt(query, Math.floor(total * part))));
    rows.push([JSON.stringify(query), ...at.map((s) => `${ms(s.p50)} / ${ms(s.p95)}`)]);
    ratio = Math.max(ratio, at[3]!.p50 / at[0]!.p50);
    page = Math.max(page, at[3]!.p50);
  }
  report.figure('P4', 'page at 90 % ÷ first pages (p50)', times(ratio), '≤ 1.2×', ratio <= 1.2, '');
  report.figure('P4', 'page ÷ fetching 50 rows by id (p50)', times(page / fetch.p50), '≤ 1×', page / fetch.p50 <= 1, `${ms(page)} ÷ ${ms(fetch.p50)} ms`);
  report.table('P4: pages by cursor, p50 / p95 (ms)', ['query', 'from the start', '10 %', '50 %', '90 %'], rows);
}
