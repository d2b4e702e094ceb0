/** P2: search as you type, 16 kinds of query, beside fetching 50 rows by id. */
import { ROW_COLUMNS, ROW_TABLES } from '../../src-main/core/derived/row.ts';
import type { CustomerRow } from '../../src-main/core/derived/row.ts';
import { matchesName, matchesRow } from '../../src-main/core/derived/text/match.ts';
import { parseQuery } from '../../src-main/core/derived/text/query.ts';
import type { BenchBook } from './book.ts';
import { createRandom, DEVICE } from './generate.ts';
import type { Report } from './report.ts';
import { ms, spreadOf, timed, times } from './stats.ts';

const LIMIT = 50;
const PER_KIND = 200;
const REPEATS = 3;

type Make = (row: CustomerRow, random: () => number) => string;
const han = (text: string | null) => text !== null && /[\u4e00-\u9fff]/.test(text);
const phoneOf = (row: CustomerRow) => (JSON.parse(row.phones ?? '[{"value":"13800138000"}]') as { value: string }[])[0]!.value;

/** Kind → how its query is made, and which rows it can be made of. */
export const KINDS: readonly { readonly name: string; readonly fits: (row: CustomerRow) => boolean; readonly make: Make }[] = [
  { name: '1 Han character', fits: (r) => han(r.name), make: (r) => r.name.slice(0, 1) },
  { name: '2 Han characters', fits: (r) => han(r.name), make: (r) => r.name.slice(0, 2) },
  { name: '3 Han characters', fits: (r) => han(r.name) && r.name.length > 2, make: (r) => r.name.slice(0, 3) },
  { name: 'company, 2 characters', fits: (r) => han(r.company), make: (r) => r.company!.slice(2, 4) },
  { name: 'company, 4 characters', fits: (r) => han(r.company), make: (r) => r.company!.slice(1, 5) },
  { name: 'pinyin, 1 letter', fits: (r) => han(r.name), make: (r) => r.pinyin.slice(0, 1) },
  { name: 'pinyin, 2 letters', fits: (r) => han(r.name), make: (r) => r.pinyin.slice(0, 2) },
  { name: 'pinyin, 4 letters', fits: (r) => han(r.name), make: (r) => r.pinyin.replaceAll(' ', '').slice(0, 4) },
  { name: 'pinyin, full', fits: (r) => han(r.name), make: (r) => r.pinyin.replaceAll(' ', '') },
  { name: 'initials', fits: (r) => han(r.name), make: (r) => r.pinyin.split(' ').map((s) => s.charAt(0)).join('') },
  { name: 'English, 3 letters', fits: (r) => !han(r.name), make: (r) => r.name.slice(0, 3).toLowerCase() },
  { name: 'English, full', fits: (r) => !han(r.name), make: (r) => r.name },
  { name: 'phone, last 4', fits: () => true, make: (r) => phoneOf(r).slice(-4) },
  { name: 'phone, first 7', fits: () => true, make: (r) => phoneOf(r).slice(0, 7) },
  { name: 'no hit, Chinese', fits: () => true, make: (_r, random) => `龘${String.fromCharCode(0x4e00 + Math.floor(random() * 20_000))}` },
  { name: 'no hit, Latin', fits: () => true, make: (_r, random) => `zq${Math.floor(random() * 1e6).toString(36)}xj` },
];

/** The same queries on every machine. */
export function queriesOf(book: BenchBook): { readonly kind: string; readonly texts: string[] }[] {
  const random = createRandom(99);
  const select = book.db.raw.prepare<[number], CustomerRow>(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE id = ?`);
  const anyRow = () => select.get(DEVICE * 2 ** 32 + 1 + Math.floor(random() * book.rows))!;
  return KINDS.map(({ name, fits, make }) => {
    const texts: string[] = [];
    while (texts.length < PER_KIND) {
      const row = anyRow();
      if (fits(row)) texts.push(make(row, random));
    }
    return { kind: name, texts };
  });
}

/** Milliseconds of fetching 50 random rows by id, whole rows, prepared. */
export function fetchTimes(book: BenchBook, samples: number): number[] {
  const random = createRandom(5);
  const select = book.db.raw.prepare<[number], CustomerRow>(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE id = ?`);
  const out: number[] = [];
  for (let s = 0; s < samples; s++) {
    const ids = Array.from({ length: LIMIT }, () => DEVICE * 2 ** 32 + 1 + Math.floor(random() * book.rows));
    let best = Infinity;
    for (let i = 0; i < REPEATS; i++) best = Math.min(best, timed(() => ids.forEach((id) => select.get(id))).ms);
    out.push(best);
  }
  return out;
}

export async function benchSearch(book: BenchBook, report: Report): Promise<void> {
  await book.derived.ready();
  const kinds = queriesOf(book);
  const first: number[] = [];
  const warm: number[] = [];
  const rows: string[][] = [];
  const limit: number[] = [];
  const select = book.db.raw.prepare<[number], CustomerRow>(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE id = ?`);
  const whole: number[] = [];
  for (const { kind, texts } of kinds) {
    const mine: number[] = [];
    for (const text of texts) {
      first.push(timed(() => book.derived.search(text, LIMIT)).ms);
      let best = Infinity;
      let bestWhole = Infinity;
      for (let i = 0; i < REPEATS; i++) {
        best = Math.min(best, timed(() => book.derived.search(text, LIMIT)).ms);
        bestWhole = Math.min(bestWhole, timed(() => book.derived.search(text, LIMIT).ids.map((id) => select.get(id))).ms);
      }
      mine.push(best);
      whole.push(bestWhole);
    }
    warm.push(...mine);
    limit.push(...fetchTimes(book, 20));
    const s = spreadOf(mine);
    rows.push([kind, ms(s.p50), ms(s.p95), ms(s.p99), ms(s.max)]);
  }
  const base = spreadOf(limit);
  const s = spreadOf(warm);
  report.figure('P2', 'search p95 ÷ fetching 50 rows by id p95', times(s.p95 / base.p95), '≤ 3×', s.p95 / base.p95 <= 3, `${ms(s.p95)} ÷ ${ms(base.p95)} ms`);
  report.figure('P2', 'search p99 ÷ the same fetch p95', times(s.p99 / base.p95), '≤ 10×', s.p99 / base.p95 <= 10, `${ms(s.p99)} ms`);
  report.line('search + the 50 rows', whole);
  report.line('search, first run in this process', first);
  report.line('limit: 50 rows by id', limit);
  report.table('P2 by kind (ms)', ['kind', 'p50', 'p95', 'p99', 'max'], rows);
  checkAgainstScan(book, kinds, report);
}

const CHECKED_PER_KIND = 3;

/** The answers equal a scan over every row: by the definition in text/match.ts, and for Chinese and digits by SQL's LIKE. */
function checkAgainstScan(book: BenchBook, kinds: readonly { kind: string; texts: string[] }[], report: Report): void {
  const queries = kinds.flatMap(({ texts }) => texts.slice(0, CHECKED_PER_KIND)).map((text) => ({ text, query: parseQuery(text)!, names: [] as number[], others: [] as number[] }));
  for (const row of book.db.raw.prepare<[], CustomerRow>(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE deleted_at IS NULL ORDER BY id DESC`).iterate()) {
    for (const q of queries) {
      if (q.names.length >= LIMIT) continue;
      if (matchesName(q.query, row)) q.names.push(row.id);
      else if (q.others.length < LIMIT && matchesRow(q.query, row)) q.others.push(row.id);
    }
  }
  const wrong = queries.filter((q) => JSON.stringify(book.derived.search(q.text, LIMIT).ids) !== JSON.stringify([...q.names, ...q.others].slice(0, LIMIT)));
  report.figure('P2', 'answers equal to a scan of all rows', `${queries.length - wrong.length} of ${queries.length}`, 'all', wrong.length === 0, '');
  const like = book.db.raw.prepare('SELECT count(*) FROM customer WHERE deleted_at IS NULL AND (name LIKE @q OR company LIKE @q OR title LIKE @q OR code LIKE @q OR notes LIKE @q OR addresses LIKE @q OR phones LIKE @q OR emails LIKE @q OR wechats LIKE @q OR EXISTS (SELECT 1 FROM json_each(extra) j WHERE j.value LIKE @q))').pluck();
  const texts = kinds.filter(({ kind }) => /Han|company|phone/.test(kind)).map(({ texts: t }) => t[0]!);
  const same = texts.filter((text) => book.derived.ids({ text }).length === Number(like.get({ q: `%${text}%` })));
  report.figure('P2', 'counts equal to SQL LIKE over ten columns', `${same.length} of ${texts.length}`, 'all', same.length === texts.length, '');
}
