/**
 * A condition about related records → one SQL over an indexed table that yields the
 * customers the matching records belong to, one row per record. Values are bound, names
 * come from the tables below, never from the question.
 */
import type { Condition, FieldOp, Related } from '../../../../shared/kernel/filter.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { isRelatedKind, relatedField } from '../../../../shared/modules/related.ts';
import type { RelatedField, RelatedKind } from '../../../../shared/modules/related.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import type { Db } from '../../database/open.ts';
import { endOfDate, isoDate, startOfDate, startOfUnit } from '../mirror/dates.ts';
import { foldValue } from '../mirror/spec.ts';

interface RelatedTable {
  readonly table: string;
  /** Which rows of the table count; must match the partial indexes of the schema word by word. */
  readonly living: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Records whose change makes an answer old. */
  readonly from: readonly string[];
}

const MONEY = { amountMinor: 'amount_minor' } as const;

export const RELATED_TABLES: Readonly<Record<RelatedKind, RelatedTable>> = {
  sale: {
    table: 'sale',
    // Counted as everywhere: what was taken back whole was no purchase (it is found among the refunds).
    living: "live = 1 AND kind = 'sale' AND (refunded_minor < amount_minor OR amount_minor <= 0)",
    columns: { date: 'date', ...MONEY, state: 'state', payMethod: 'pay_method', currency: 'currency', number: 'number', notes: 'notes' },
    from: ['sale', 'payment'],
  },
  saleItem: {
    table: 'sale_item',
    living: 'kept > 0',
    columns: { date: 'date', category: 'category', name: 'name', quantity: 'kept', ...MONEY },
    from: ['sale'],
  },
  refund: { table: 'sale', living: "live = 1 AND kind = 'refund'", columns: { date: 'date', ...MONEY, notes: 'notes' }, from: ['sale'] },
  payment: { table: 'payment', living: 'deleted_at IS NULL', columns: { date: 'date', ...MONEY, method: 'method', notes: 'notes' }, from: ['payment'] },
  followUp: {
    table: 'follow_up',
    living: 'deleted_at IS NULL',
    columns: { at: 'at', method: 'method', result: 'result', intent: 'intent', satisfaction: 'satisfaction', content: 'content', nextDate: 'next_date' },
    from: ['followUp'],
  },
  stageMove: { table: 'stage_move', living: "kind = 'stage'", columns: { date: 'on_date', from: 'from_value', to: 'to_value' }, from: ['sale', 'customer'] },
};

export type Bound = string | number;

/** A part of a WHERE clause with what is bound in it. */
export interface Clause {
  readonly sql: string;
  readonly params: readonly Bound[];
}

export interface RelatedQuery extends Clause {
  readonly kind: RelatedKind;
  /** Whether a customer with so many matching records passes. */
  readonly passes: (count: number) => boolean;
}

/** Makes SQLite know how texts are compared here (no case, no width); once per connection. */
export function registerFold(db: Db): void {
  db.raw.function('fold_text', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? foldValue(text) : null));
}

/** The clause behind `FROM <table>`; `query.badField` for kinds, fields and operators that do not exist. */
export function relatedQuery(db: Db, node: Related, now: number): RelatedQuery {
  if (!isRelatedKind(node.related)) throw new AppFailure('query.badField', { field: node.related });
  const { table, living, columns } = RELATED_TABLES[node.related];
  const clauses: Clause[] = [{ sql: living, params: [] }];
  for (const c of node.where) {
    const def = relatedField(node.related, c.field);
    const column = columns[c.field];
    if (!def || !column) throw new AppFailure('query.badField', { field: c.field });
    clauses.push(conditionSql(c, def, column, now));
    if (def.kind === 'money') clauses.push({ sql: 'currency = ?', params: [bookCurrency(db)] });
  }
  return {
    kind: node.related,
    sql: `FROM ${table} WHERE ${clauses.map((c) => c.sql).join(' AND ')}`,
    params: clauses.flatMap((c) => c.params),
    passes: countTest(node),
  };
}

function countTest({ count, none }: Related): (n: number) => boolean {
  if (none) return (n) => n === 0;
  const min = count?.min ?? (count?.max === undefined ? 1 : 0);
  const max = count?.max ?? Infinity;
  return (n) => n >= min && n <= max;
}

function conditionSql(c: Condition, def: RelatedField, column: string, now: number): Clause {
  const { test } = c;
  if (test.op === 'empty') return { sql: `(${column} IS NULL OR ${column} = '')`, params: [] };
  if (test.op === 'notEmpty') return { sql: `(${column} IS NOT NULL AND ${column} <> '')`, params: [] };
  switch (def.kind) {
    case 'choice':
      return choiceSql(c, def, column);
    case 'text':
      return textSql(c, column);
    case 'date':
      return spanSql(c, column, dateSpan(test, now));
    case 'instant':
      return spanSql(c, column, instantSpan(test, now));
    default:
      return spanSql(c, column, numberSpan(test));
  }
}

function unsupported(c: Condition): never {
  throw new AppFailure('query.badField', { field: c.field, op: c.test.op });
}

const marks = (n: number) => Array(n).fill('?').join(', ');

/** The states of a sale are kept as numbers in the order of their words. */
function stored(def: RelatedField, value: string | number): Bound {
  return def.name === 'state' && Array.isArray(def.choices) ? def.choices.indexOf(String(value)) : value;
}

function choiceSql(c: Condition, def: RelatedField, column: string): Clause {
  const { test } = c;
  const values = test.op === 'equals' ? [test.value] : test.op === 'any' || test.op === 'none' ? test.values : unsupported(c);
  const params = values.map((v) => stored(def, v));
  if (test.op === 'none') return { sql: `(${column} IS NULL OR ${column} NOT IN (${marks(params.length)}))`, params };
  return { sql: `${column} IN (${marks(params.length)})`, params };
}

function textSql(c: Condition, column: string): Clause {
  const { test } = c;
  if (test.op === 'contains') return { sql: `instr(fold_text(${column}), ?) > 0`, params: [foldValue(test.value)] };
  if (test.op === 'startsWith') return { sql: `instr(fold_text(${column}), ?) = 1`, params: [foldValue(test.value)] };
  if (test.op === 'equals') return { sql: `fold_text(${column}) = ?`, params: [foldValue(String(test.value))] };
  return unsupported(c);
}

/** Both ends inclusive; `null` for an open end, `undefined` for an operator that makes no span. */
type Span = readonly [Bound | null, Bound | null] | undefined;

function dateSpan(test: FieldOp, now: number): Span {
  if (test.op === 'equals') return [String(test.value), String(test.value)];
  if (test.op === 'range') return [test.min === undefined ? null : String(test.min), test.max === undefined ? null : String(test.max)];
  if (test.op !== 'relative') return undefined;
  return [isoDate(startOfUnit(now, test.unit, test.from)), isoDate(startOfUnit(now, test.unit, test.to + 1) - 1)];
}

function instantSpan(test: FieldOp, now: number): Span {
  const from = (v: Bound) => (typeof v === 'number' ? v : finite(startOfDate(v)));
  const to = (v: Bound) => (typeof v === 'number' ? v : finite(endOfDate(v) - 1));
  if (test.op === 'equals') return [from(test.value), to(test.value)];
  if (test.op === 'range') return [test.min === undefined ? null : from(test.min), test.max === undefined ? null : to(test.max)];
  if (test.op !== 'relative') return undefined;
  return [startOfUnit(now, test.unit, test.from), startOfUnit(now, test.unit, test.to + 1) - 1];
}

/** A text that is no date bounds nothing in: SQLite would read NaN as NULL. */
const finite = (n: number) => (Number.isNaN(n) ? -1 : n);

function numberSpan(test: FieldOp): Span {
  const number = (v: Bound) => finite(Number(v));
  if (test.op === 'equals') return [number(test.value), number(test.value)];
  if (test.op === 'range') return [test.min === undefined ? null : number(test.min), test.max === undefined ? null : number(test.max)];
  return undefined;
}

function spanSql(c: Condition, column: string, span: Span): Clause {
  if (!span) return unsupported(c);
  const [min, max] = span;
  const parts: Clause[] = [];
  if (min !== null) parts.push({ sql: `${column} >= ?`, params: [min] });
  if (max !== null) parts.push({ sql: `${column} <= ?`, params: [max] });
  if (parts.length === 0) parts.push({ sql: `${column} IS NOT NULL`, params: [] });
  return { sql: parts.map((p) => p.sql).join(' AND '), params: parts.flatMap((p) => p.params) };
}
