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
import type { MadeColumns } from './mirror/spec.ts';
import { placeOf } from './mirror/mirror.ts';
import { compareMixed } from './mirror/value-order.ts';
import { fieldBook } from './fields/field-book.ts';
import { localDay } from './fields/sources.ts';
import { birthDecade, birthMonth, countedAs, countSpans, createTally, monthOf } from './facets.ts';
import type { ContactKeys, Derived, DerivedQuery, FacetMore, Facets, KeyHit } from './port.ts';
import { createRelatedTexts } from './related/related-texts.ts';
import { rowFilter } from './related/row-filter.ts';
import type { CustomerRow } from './row.ts';
import { ROW_COLUMNS, ROW_TABLES, rowState } from './row.ts';
import { matchesName, matchesRow } from './text/match.ts';
import type { Query } from './text/query.ts';
import { parseQuery } from './text/query.ts';

type Holds = (row: CustomerRow) => boolean;

const NONE_MADE: MadeColumns = { spec: () => null };

/** The test of one condition on a row; `query.badField` for unknown fields and operators. */
export function plainTest(c: Condition, now: number, made: MadeColumns = NONE_MADE): Holds {
  const spec = columnOf(filterColumn(c.field), c.field, made);
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

export interface PlainOptions {
  /** Leaves the texts of related records out: four questions for every row. */
  readonly ownOnly?: boolean;
}

/** A `Derived` without any index over this connection. */
export function createPlainDerived(db: Db, now: () => number = () => 0, { ownOnly = false }: PlainOptions = {}): Derived {
  const related = createRelatedTexts(db);
  const everything = db.raw.prepare<[], CustomerRow>(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} ORDER BY id DESC`);
  const one = db.raw.prepare<[number], CustomerRow>(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE id = ?`);
  let weights: Uint16Array | null = null;
  const collation = () => (weights ??= createWeights());
  const made = (): MadeColumns => {
    const book = fieldBook(db);
    const today = localDay(now());
    return { spec: (name) => book.spec(name, today) };
  };

  const matches = (query: Query, row: CustomerRow, own: boolean) => matchesRow(query, row, own ? undefined : () => related.of(row.id).map(({ text }) => text));
  const find = (query: DerivedQuery, own = ownOnly): CustomerRow[] => {
    const holds = rowFilter(query.filter, { db, now: now(), test: (c) => plainTest(c, now(), made()) });
    const text = query.text?.trim() ? parseQuery(query.text) : undefined;
    if (text === null) return [];
    const state = query.deleted ? 1 : 0;
    const rows = everything.all().filter((row) => rowState(row) === state && holds(row));
    const found = text ? rows.filter((row) => matches(text, row, own)) : rows;
    if (text && !query.sort) return byRelevance(found, text);
    const { field, direction } = query.sort ?? { field: 'updatedAt', direction: 'desc' as const };
    return sortRows(found, { field, sign: direction === 'desc' ? -1 : 1, weights: collation, made: made() });
  };
  return {
    onCommitted: () => undefined,
    prepare: () => Promise.resolve(),
    list(query, page) {
      const found = find(query);
      const start = page.cursor ? Number(page.cursor) : (page.offset ?? 0);
      if (!Number.isInteger(start)) throw new AppFailure('query.badCursor');
      const ids = found.slice(start, start + page.limit).map((r) => r.id);
      const next = start + page.limit < found.length ? String(start + page.limit) : null;
      return { ids, total: found.length, totalIsLowerBound: false, next, indexing: false };
    },
    ids: (query) => Float64Array.from(find(query), (r) => r.id),
    search: (text, limit, more) => ({ ids: find({ text: text.trim() === '' ? '\u0000' : text }, more?.own).slice(0, limit).map((r) => r.id), indexing: false }),
    count: (query) => find(query).length,
    matches(filter, id) {
      const row = one.get(id);
      const input = { db, now: now(), only: id, test: (c: Condition) => plainTest(c, now(), made()) };
      return row !== undefined && rowState(row) === 0 && rowFilter(filter, input)(row);
    },
    facets: (field, query, more) => countValues(find(query), { field, made: made(), more }),
    findByKeys: (keys) => keyHits(everything.all(), keys),
    findByName: (name, limit) => namesLike(everything.all(), name).slice(0, limit),
    pause: () => undefined,
    resume: () => Promise.resolve(),
    ready: () => Promise.resolve(),
    rebuild: () => undefined,
    forget: () => Promise.resolve(),
    idle: () => undefined,
    close: () => undefined,
  };
}

function byRelevance(rows: readonly CustomerRow[], query: Query): CustomerRow[] {
  const named = new Set(rows.filter((row) => matchesName(query, row)));
  const own = new Set(rows.filter((row) => !named.has(row) && matchesRow(query, row)));
  return [...named, ...own, ...rows.filter((row) => !named.has(row) && !own.has(row))];
}

interface SortInput {
  readonly field: string;
  readonly sign: number;
  readonly weights: () => Uint16Array;
  readonly made: MadeColumns;
}

function sortRows(rows: readonly CustomerRow[], { field, sign, weights, made }: SortInput): CustomerRow[] {
  if (field === 'id') return sign === -1 ? [...rows] : [...rows].reverse();
  const spec = columnOf(sortColumn(field), field, made);
  const texts = new Map(rows.map((row) => [row, spec.kind === 'number' ? '' : spec.text(row)]));
  const order = (a: CustomerRow, b: CustomerRow): number => {
    if (spec.kind === 'number') return spec.number(a) - spec.number(b);
    const [x, y] = [texts.get(a)!, texts.get(b)!];
    const [placeX, placeY] = [placeOf(spec, x), placeOf(spec, y)];
    if (placeX !== null && placeY !== null) return placeX - placeY;
    return spec.order === 'mixed' ? compareMixed(weights(), x, y) : compareTexts(weights(), x, y);
  };
  const empty = (row: CustomerRow) => (spec.kind === 'number' ? Number.isNaN(spec.number(row)) : texts.get(row) === '');
  return [...rows].sort((a, b) => {
    if (empty(a) || empty(b)) return Number(empty(a)) - Number(empty(b)) || b.id - a.id;
    return sign * order(a, b) || b.id - a.id;
  });
}

interface CountInput {
  readonly field: string;
  readonly made: MadeColumns;
  readonly more: FacetMore | undefined;
}

function countValues(rows: readonly CustomerRow[], { field, made, more = {} }: CountInput): Facets {
  const spec = columnOf(field, field, made);
  const way = countedAs(spec, more.by);
  if (way === null) throw new AppFailure('query.badField', { field });
  const summed = more.sum === undefined ? null : columnOf(more.sum, more.sum, made);
  if (summed && summed.kind !== 'number') throw new AppFailure('query.badField', { field: more.sum });
  const amountOf = (row: CustomerRow) => (summed ? summed.number(row) : 0);
  if (way === 'spans') return countSpans(Float64Array.from(rows, (row) => spec.number(row)), summed && Float64Array.from(rows, amountOf));
  const tally = createTally(summed !== null);
  const birthday = more.by === 'decade' ? birthDecade : birthMonth;
  for (const row of rows) {
    const amount = amountOf(row);
    const text = way === 'months' ? '' : spec.text(row);
    if (way === 'months') tally.add(monthOf(spec.number(row)), 1, amount);
    else if (way === 'birthdays') tally.add(birthday(text), 1, amount);
    else if (way === 'texts') tally.add(text === '' ? null : text, 1, amount, text === '' ? undefined : row.id);
    else for (const value of text === '' ? [null] : text.split(JOINER)) tally.add(value, 1, amount);
  }
  return tally.facets(field === 'tags', more.limit);
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
