/**
 * The plain way: every question is answered by going over all rows. Correct, slow, and
 * the measure the fast engine is compared with in tests; in the product it answers while
 * the index is being built. Text matches as `text/match.ts` says, values as told in
 * `shared/kernel/filter.ts`.
 */
import type { Condition } from '../../../shared/kernel/filter.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { Db } from '../database/open.ts';
import { namePinyin } from '../kernel/pinyin.ts';
import { contactKey, KEY_KINDS, rowKeys } from './keys/contact-keys.ts';
import { compareTexts, createWeights } from './mirror/collation.ts';
import { choiceTest, numberSpan } from './mirror/filter.ts';
import { columnOf, filterColumn, foldValue, JOINER, sortColumn } from './mirror/spec.ts';
import { dayOfYear } from './mirror/mirror.ts';
import { compareMixed } from './mirror/value-order.ts';
import type { ContactKeys, Derived, DerivedQuery, KeyHit } from './port.ts';
import type { CustomerRow } from './row.ts';
import { ROW_COLUMNS, rowState } from './row.ts';
import { matchesName, matchesRow } from './text/match.ts';
import type { Query } from './text/query.ts';
import { parseQuery } from './text/query.ts';

type Holds = (row: CustomerRow) => boolean;

/** The test of one condition on a row; `query.badField` for unknown fields and operators. */
export function plainTest(c: Condition, now: number): Holds {
  const spec = columnOf(filterColumn(c.field), c.field);
  if (spec.kind === 'number') {
    const { min, max, empty } = numberSpan(c, now);
    return (row) => {
      const v = spec.number(row);
      return empty === null ? v >= min && v <= max : Number.isNaN(v) === empty;
    };
  }
  const lines = (row: CustomerRow) => {
    const text = spec.text(row);
    return text === '' ? [] : text.split(JOINER);
  };
  if (spec.kind === 'choice') {
    const passes = choiceTest(c, spec.order === 'birthday', now);
    return (row) => passes(lines(row));
  }
  const test = textTest(c);
  // A line alone, and the whole of a text that has several.
  return (row) => {
    const each = lines(row);
    return test(each.length > 1 ? [spec.text(row), ...each] : each);
  };
}

function textTest(c: Condition): (lines: readonly string[]) => boolean {
  const op = c.test;
  const fold = (v: string | number) => foldValue(String(v));
  const has = (lines: readonly string[], wanted: string) => (wanted === '' ? lines.length === 0 : lines.includes(wanted));
  switch (op.op) {
    case 'empty':
      return (lines) => lines.length === 0;
    case 'notEmpty':
      return (lines) => lines.length > 0;
    case 'contains':
      return (lines) => lines.some((line) => line.includes(fold(op.value)));
    case 'startsWith':
      return (lines) => lines.some((line) => line.startsWith(fold(op.value)));
    case 'equals':
      return (lines) => has(lines, fold(op.value));
    case 'any':
      return (lines) => op.values.some((v) => has(lines, fold(v)));
    case 'none':
      return (lines) => !op.values.some((v) => has(lines, fold(v)));
    case 'all':
      return (lines) => op.values.every((v) => has(lines, fold(v)));
    default:
      throw new AppFailure('query.badField', { field: c.field, op: op.op });
  }
}

/** A `Derived` without any index over this connection. */
export function createPlainDerived(db: Db, now: () => number = () => 0): Derived {
  const everything = db.raw.prepare<[], CustomerRow>(`SELECT ${ROW_COLUMNS} FROM customer ORDER BY id DESC`);
  let weights: Uint16Array | null = null;
  const collation = () => (weights ??= createWeights());

  const find = (query: DerivedQuery): CustomerRow[] => {
    const tests = (query.filter?.all ?? []).map((c) => plainTest(c, now()));
    const text = query.text?.trim() ? parseQuery(query.text) : undefined;
    if (text === null) return [];
    const state = query.deleted ? 1 : 0;
    const rows = everything.all().filter((row) => rowState(row) === state && tests.every((holds) => holds(row)));
    const found = text ? rows.filter((row) => matchesRow(text, row)) : rows;
    if (text && !query.sort) return byRelevance(found, text);
    const { field, direction } = query.sort ?? { field: 'updatedAt', direction: 'desc' as const };
    return sortRows(found, field, direction === 'desc' ? -1 : 1, collation);
  };
  return {
    onCommitted: () => undefined,
    list(query, page) {
      const found = find(query);
      const start = page.cursor ? Number(page.cursor) : (page.offset ?? 0);
      if (!Number.isInteger(start)) throw new AppFailure('query.badCursor');
      const ids = found.slice(start, start + page.limit).map((r) => r.id);
      const next = start + page.limit < found.length ? String(start + page.limit) : null;
      return { ids, total: found.length, totalIsLowerBound: false, next, indexing: false };
    },
    ids: (query) => Float64Array.from(find(query), (r) => r.id),
    search: (text, limit) => ({ ids: find({ text: text.trim() === '' ? '\u0000' : text }).slice(0, limit).map((r) => r.id), indexing: false }),
    facets: (field, query) => countValues(find(query), field),
    findByKeys: (keys) => keyHits(everything.all(), keys),
    findByName: (name, limit) => namesLike(everything.all(), name).slice(0, limit),
    pause: () => undefined,
    resume: () => Promise.resolve(),
    ready: () => Promise.resolve(),
    idle: () => undefined,
    close: () => undefined,
  };
}

function byRelevance(rows: readonly CustomerRow[], query: Query): CustomerRow[] {
  const named = new Set(rows.filter((row) => matchesName(query, row)));
  return [...named, ...rows.filter((row) => !named.has(row))];
}

function sortRows(rows: readonly CustomerRow[], field: string, sign: number, weights: () => Uint16Array): CustomerRow[] {
  if (field === 'id') return sign === -1 ? [...rows] : [...rows].reverse();
  const spec = columnOf(sortColumn(field), field);
  const texts = new Map(rows.map((row) => [row, spec.kind === 'number' ? '' : spec.text(row)]));
  const order = (a: CustomerRow, b: CustomerRow): number => {
    if (spec.kind === 'number') return spec.number(a) - spec.number(b);
    const [x, y] = [texts.get(a)!, texts.get(b)!];
    if (spec.order === 'birthday') return dayOfYear(x) - dayOfYear(y);
    return spec.order === 'mixed' ? compareMixed(weights(), x, y) : compareTexts(weights(), x, y);
  };
  const empty = (row: CustomerRow) => (spec.kind === 'number' ? Number.isNaN(spec.number(row)) : texts.get(row) === '');
  return [...rows].sort((a, b) => {
    if (empty(a) || empty(b)) return Number(empty(a)) - Number(empty(b)) || b.id - a.id;
    return sign * order(a, b) || b.id - a.id;
  });
}

function countValues(rows: readonly CustomerRow[], field: string): { value: string | number | null; count: number }[] {
  const spec = columnOf(field, field);
  if (spec.kind === 'number' || (spec.kind === 'text' && !field.startsWith('extra:'))) throw new AppFailure('query.badField', { field });
  const counts = new Map<string | null, number>();
  for (const row of rows) {
    const text = spec.text(row);
    for (const value of text === '' ? [null] : text.split(JOINER)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const facets = [...counts].map(([value, count]) => ({ value: field === 'tags' && value !== null ? Number(value) : value, count }));
  return facets.sort((a, b) => b.count - a.count || String(a.value).localeCompare(String(b.value))).slice(0, 200);
}

function keyHits(rows: readonly CustomerRow[], keys: ContactKeys): KeyHit[] {
  const raw = { phone: keys.phones, wechat: keys.wechats, email: keys.emails, code: keys.code === null ? [] : [keys.code] };
  const hits = new Map<number, KeyHit>();
  for (const by of KEY_KINDS) {
    for (const value of raw[by]) {
      const wanted = contactKey(by, value);
      for (const row of rows) {
        if (rowState(row) === 2 || hits.has(row.id)) continue;
        rowKeys(row, (kind, key) => {
          if (kind === by && key === wanted) hits.set(row.id, { id: row.id, by });
        });
      }
    }
  }
  return [...hits.values()];
}

function namesLike(rows: readonly CustomerRow[], name: string): { id: number; same: boolean }[] {
  const fold = (text: string) => foldValue(text).replace(/\s+/g, ' ');
  const sound = namePinyin(name).full;
  const living = rows.filter((row) => rowState(row) === 0);
  const equal = living.filter((row) => fold(row.name) === fold(name));
  const alike = living.filter((row) => fold(row.name) !== fold(name) && sound !== '' && row.pinyin === sound);
  return [...equal.map((row) => ({ id: row.id, same: true })), ...alike.map((row) => ({ id: row.id, same: false }))];
}
