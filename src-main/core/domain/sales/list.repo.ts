/**
 * Lists of sales and their sums. Every way in has its index: by day, by state, by customer,
 * by product or category (lines), by number; pages go on by key, so the last costs what
 * the first does. Sums without a choice of customer or product come from sums per day.
 */
import type { RatedSum } from '../../../../shared/kernel/rates.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { Sale, SaleQuery, SaleSum } from '../../../../shared/modules/sales.ts';
import { saleStateSchema } from '../../../../shared/modules/sales.ts';
import { purchase } from '../../changes/facts/index.ts';
import type { Db } from '../../database/open.ts';
import { findSales } from './sales.repo.ts';

/** What the search box means: found beforehand among customers and products. */
export interface TextHits {
  readonly text: string;
  readonly customerIds: readonly number[];
  readonly productIds: readonly number[];
}

interface Sql {
  readonly where: string[];
  readonly values: (string | number)[];
}

const stateNumber = (state: string) => saleStateSchema.options.indexOf(state as 'unpaid');

/** Conditions on the sale itself. */
function saleConditions(query: SaleQuery, hits: TextHits | null): Sql {
  const sql: Sql = { where: [query.deleted ? 's.deleted_kind = 1' : 's.live = 1'], values: [] };
  const add = (condition: string, ...values: (string | number)[]) => {
    sql.where.push(condition);
    sql.values.push(...values);
  };
  if (query.from) add('s.date >= ?', query.from);
  if (query.to) add('s.date <= ?', query.to);
  if (query.state) add('s.state = ?', stateNumber(query.state));
  if (query.kind) add('s.kind = ?', query.kind);
  if (query.currency) add('s.currency = ?', query.currency);
  if (query.customerId) add('s.customer_id = ?', query.customerId);
  if (hits) {
    const found = `SELECT id FROM sale WHERE customer_id IN (SELECT value FROM json_each(?))
      UNION SELECT id FROM sale WHERE number IS NOT NULL AND number LIKE ? ESCAPE '\\'
      UNION SELECT sale_id FROM sale_item WHERE product_id IN (SELECT value FROM json_each(?))`;
    add(`s.id IN (${found})`, JSON.stringify(hits.customerIds), `%${hits.text.replace(/[\\%_]/g, '\\$&')}%`, JSON.stringify(hits.productIds));
  }
  return sql;
}

/** Conditions on the lines; `null` when lines are not asked about. */
function lineConditions(query: SaleQuery): Sql | null {
  if (query.deleted || (query.productId === undefined && query.category === undefined)) return null;
  const sql: Sql = { where: [], values: [] };
  const add = (condition: string, value: string | number) => {
    sql.where.push(condition);
    sql.values.push(value);
  };
  if (query.productId !== undefined) add('i.product_id = ?', query.productId);
  if (query.category !== undefined) add('i.category = ?', query.category);
  if (query.from) add('i.date >= ?', query.from);
  if (query.to) add('i.date <= ?', query.to);
  return sql;
}

/** More is asked of the sale than its lines know. */
function asksSale(query: SaleQuery, hits: TextHits | null): boolean {
  return hits !== null || query.state !== undefined || query.kind !== undefined || query.currency !== undefined || query.customerId !== undefined;
}

export interface SalePage {
  readonly rows: Sale[];
  readonly next: string | null;
}

/** One page, latest first. `query.badCursor`. */
export function salePage(db: Db, query: SaleQuery, hits: TextHits | null, limit: number, cursor: string | undefined): SalePage {
  const after = cursor === undefined ? null : readCursor(cursor);
  const found = query.deleted ? binned(db, query, hits, limit + 1, after) : living(db, query, hits, limit + 1, after);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows: findSales(db, rows.map((r) => r.id)), next: last && found.length > limit ? `${last.at}:${last.id}` : null };
}

interface Key {
  readonly at: string | number;
  readonly id: number;
}

function living(db: Db, query: SaleQuery, hits: TextHits | null, limit: number, after: Key | null): Key[] {
  const lines = lineConditions(query);
  const sale = saleConditions(query, hits);
  if (!lines) {
    const key = after ? ' AND (s.date, s.id) < (?, ?)' : '';
    const sql = `SELECT s.date AS at, s.id FROM sale s WHERE ${sale.where.join(' AND ')}${key} ORDER BY s.date DESC, s.id DESC LIMIT ?`;
    return all(db, sql, [...sale.values, ...(after ? [after.at, after.id] : []), limit]);
  }
  const key = after ? ' AND (i.date, i.sale_id) < (?, ?)' : '';
  const sql = `SELECT DISTINCT i.date AS at, i.sale_id AS id FROM sale_item i CROSS JOIN sale s ON s.id = i.sale_id
    WHERE ${[...lines.where, ...sale.where].join(' AND ')}${key} ORDER BY i.date DESC, i.sale_id DESC LIMIT ?`;
  return all(db, sql, [...lines.values, ...sale.values, ...(after ? [after.at, after.id] : []), limit]);
}

/** The bin, last deleted first. */
function binned(db: Db, query: SaleQuery, hits: TextHits | null, limit: number, after: Key | null): Key[] {
  const sale = saleConditions(query, hits);
  const key = after ? ' AND (s.deleted_at, s.id) < (?, ?)' : '';
  const sql = `SELECT s.deleted_at AS at, s.id FROM sale s WHERE s.deleted_at IS NOT NULL AND ${sale.where.join(' AND ')}${key}
    ORDER BY s.deleted_at DESC, s.id DESC LIMIT ?`;
  return all(db, sql, [...sale.values, ...(after ? [Number(after.at), after.id] : []), limit]);
}

function all(db: Db, sql: string, values: readonly (string | number)[]): Key[] {
  return db.raw.prepare<unknown[], Key>(sql).all(...values);
}

function readCursor(cursor: string): Key {
  const m = /^(\d{4}-\d{2}-\d{2}|\d{1,15}):(\d{1,16})$/.exec(cursor);
  if (!m) throw new AppFailure('query.badCursor');
  return { at: m[1]!, id: Number(m[2]) };
}

export interface SaleSums {
  readonly count: number;
  readonly sums: SaleSum[];
  readonly ofItems: boolean;
}

/** Where the sums of a query come from: rows, lines, or the sums of days; `of` is the table's alias. */
interface SumSource extends Sql {
  readonly of: 's' | 'd' | 'i';
  readonly from: string;
  readonly count: string;
}

function sumSource(query: SaleQuery, hits: TextHits | null): SumSource {
  const lines = lineConditions(query);
  if (lines) {
    const sale = asksSale(query, hits) ? saleConditions(query, hits) : { where: [], values: [] };
    const from = sale.where.length > 0 ? 'sale_item i CROSS JOIN sale s ON s.id = i.sale_id' : 'sale_item i';
    return { of: 'i', from, count: 'count(DISTINCT i.sale_id)', where: [...lines.where, ...sale.where], values: [...lines.values, ...sale.values] };
  }
  const sale = saleConditions(query, hits);
  if (query.deleted) return { of: 's', from: 'sale s', count: 'count(*)', where: ['s.deleted_at IS NOT NULL', ...sale.where], values: sale.values };
  if (hits || query.customerId) return { of: 's', from: 'sale s', count: 'count(*)', ...sale };
  return { of: 'd', from: 'sale_day d', count: 'sum(d.count)', where: [...sale.where.slice(1), 's.count > 0'].map((w) => w.replaceAll('s.', 'd.')), values: sale.values };
}

/** Exact count and sums per currency of what a query finds. */
export function saleSums(db: Db, query: SaleQuery, hits: TextHits | null): SaleSums {
  const { of, from, count, where, values } = sumSource(query, hits);
  // Lines know nothing of payments.
  const paid = of === 'i' ? '0 AS receivedMinor, 0 AS openMinor' : `sum(${of}.received_minor) AS receivedMinor, sum(${of}.open_minor) AS openMinor`;
  const sql = `SELECT ${of}.currency, ${count} AS count, sum(${of}.amount_minor) AS amountMinor, ${paid} FROM ${from} WHERE ${where.join(' AND ')} GROUP BY ${of}.currency ORDER BY 2 DESC`;
  const sums = db.raw.prepare<unknown[], SaleSum>(sql).all(...values);
  return { count: sums.reduce((n, s) => n + s.count, 0), sums, ofItems: of === 'i' };
}

/** The same by the rate into `base` that held on the day of each sale. */
export function saleSumsByRate(db: Db, query: SaleQuery, hits: TextHits | null, base: string): RatedSum[] {
  const { of, from, where, values } = sumSource(query, hits);
  const rate = `(SELECT r.id FROM rate r WHERE r.base = ? AND r.currency = ${of}.currency AND r.date <= ${of}.date AND r.deleted_at IS NULL ORDER BY r.date DESC LIMIT 1)`;
  const sql = `SELECT x.currency, x.amountMinor, r.rate, r.date AS rateDate FROM (
      SELECT ${of}.currency, ${rate} AS rateId, sum(${of}.amount_minor) AS amountMinor FROM ${from} WHERE ${where.join(' AND ')} GROUP BY 1, 2
    ) x LEFT JOIN rate r ON r.id = x.rateId ORDER BY x.currency, r.date DESC`;
  return db.raw.prepare<unknown[], RatedSum>(sql).all(base, ...values);
}

/** The ids a query finds, latest first, for files. */
export function saleIds(db: Db, query: SaleQuery, hits: TextHits | null): Float64Array {
  const found = query.deleted ? binned(db, query, hits, -1, null) : living(db, query, hits, -1, null);
  return Float64Array.from(found, (k) => k.id);
}

/** Sales of these customers: id and customer, deleted ones included. */
export function salesOf(db: Db, customerIds: ReadonlySet<number>): [number, number][] {
  const sql = 'SELECT s.id, s.customer_id FROM json_each(?) q CROSS JOIN sale s ON s.customer_id = q.value';
  return db.raw.prepare<[string], [number, number]>(sql).raw().all(JSON.stringify([...customerIds]));
}

const SUMS = 'sum(s.amount_minor) AS amountMinor, sum(s.received_minor) AS receivedMinor, sum(s.open_minor) AS openMinor';

/** First and last sale of a customer, what is due first, and sums per currency. */
export function customerSales(db: Db, customerId: number) {
  const sums = db.raw
    .prepare<[number], SaleSum>(
      `SELECT s.currency, sum(${purchase('s.')}) AS count, ${SUMS} FROM sale s WHERE s.customer_id = ? AND s.deleted_at IS NULL GROUP BY s.currency ORDER BY count(*) DESC`,
    )
    .all(customerId);
  const days = db.raw
    .prepare<[number, number], { first: string | null; last: string | null; due: string | null }>(
      `SELECT min(iif(${purchase()}, date, NULL)) AS first, max(iif(${purchase()}, date, NULL)) AS last,
         (SELECT min(due_on) FROM owed_part WHERE customer_id = ?) AS due FROM sale WHERE customer_id = ? AND deleted_at IS NULL`,
    )
    .get(customerId, customerId);
  return { sums, firstOn: days?.first ?? null, lastOn: days?.last ?? null, dueOn: days?.due ?? null };
}
