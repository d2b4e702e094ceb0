/** SQL of payments and of what customers owe. */
import type { AgeBucket, Payment } from '../../../../shared/modules/payments.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { registry } from '../../changes/registry.ts';
import { rowOf } from '../../changes/rows.ts';
import type { Db } from '../../database/open.ts';

type Cells = Record<string, unknown> & { readonly id: number };

const SELECT = `SELECT p.*, c.name AS customer_name, (SELECT coalesce(sum(t.amount_minor), 0) FROM payment_part t WHERE t.payment_id = p.id) AS used
  FROM payment p JOIN customer c ON c.id = p.customer_id`;

function cellsToPayment(db: Db, cells: Cells): Payment {
  const row = rowOf(registry.payment, cells.id, cells);
  const { createdAt: _, ...fields } = row.fields;
  const number = db.raw.prepare<[number], string | null>('SELECT number FROM sale WHERE id = ?').pluck();
  const allocations = (fields['allocations'] as { saleId: number; amountMinor: number }[]).map((a) => ({ ...a, number: number.get(a.saleId) ?? null }));
  const creditMinor = Number(fields['amountMinor']) - Number(cells['used']);
  return { ...fields, allocations, creditMinor, customerName: cells['customer_name'], id: row.id, deletedAt: row.deletedAt, seq: row.aseq } as unknown as Payment;
}

/** One payment, deleted or not; `null` when the id is unknown. */
export function findPayment(db: Db, id: number): Payment | null {
  const cells = db.raw.prepare<[number], Cells>(`${SELECT} WHERE p.id = ? AND p.deleted_kind IS NOT 2`).get(id);
  return cells ? cellsToPayment(db, cells) : null;
}

export interface PaymentQuery {
  readonly customerId?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly deleted?: boolean | undefined;
}

/** One page of payments, latest first. `query.badCursor`. */
export function paymentPage(db: Db, query: PaymentQuery, limit: number, cursor: string | undefined): { rows: Payment[]; next: string | null } {
  const where = [query.deleted ? 'p.deleted_kind = 1' : 'p.deleted_at IS NULL'];
  const values: (string | number)[] = [];
  const add = (condition: string, ...more: (string | number)[]) => {
    where.push(condition);
    values.push(...more);
  };
  if (query.customerId) add('p.customer_id = ?', query.customerId);
  if (query.from) add('p.date >= ?', query.from);
  if (query.to) add('p.date <= ?', query.to);
  const m = cursor === undefined ? null : /^(\d{4}-\d{2}-\d{2}):(\d{1,16})$/.exec(cursor);
  if (cursor !== undefined && !m) throw new AppFailure('query.badCursor');
  if (m) add('(p.date, p.id) < (?, ?)', m[1]!, Number(m[2]));
  const found = db.raw
    .prepare<unknown[], Cells>(`${SELECT} WHERE ${where.join(' AND ')} ORDER BY p.date DESC, p.id DESC LIMIT ?`)
    .all(...values, limit + 1);
  const rows = found.slice(0, limit).map((cells) => cellsToPayment(db, cells));
  const last = rows.at(-1);
  return { rows, next: last && found.length > limit ? `${last.date}:${last.id}` : null };
}

/** Money a customer paid ahead, per currency. */
export function creditsOf(db: Db, customerId: number): { currency: string; amountMinor: number }[] {
  return db.raw
    .prepare<[number], { currency: string; amountMinor: number }>(
      `SELECT p.currency, sum(p.amount_minor - coalesce((SELECT sum(t.amount_minor) FROM payment_part t WHERE t.payment_id = p.id), 0)) AS amountMinor
       FROM payment p WHERE p.customer_id = ? AND p.deleted_at IS NULL GROUP BY p.currency HAVING amountMinor <> 0`,
    )
    .all(customerId);
}

export type Ages = Readonly<Record<AgeBucket, number>>;
interface AgeColumns {
  readonly notDue: number;
  readonly d30: number;
  readonly d60: number;
  readonly d90: number;
  readonly more: number;
}

/** First day of each bucket, counted back from `asOf`: due on `asOf` is not overdue yet. */
export interface AgeLimits {
  readonly asOf: string;
  readonly d30: string;
  readonly d60: string;
  readonly d90: string;
}

const DUE = 'due_on';
/** Conditions of each bucket; parameters are named, so that one statement can use them often. */
const BUCKETS: Readonly<Record<AgeBucket, string>> = {
  notDue: `${DUE} >= @asOf`,
  d30: `${DUE} < @asOf AND ${DUE} >= @d30`,
  d60: `${DUE} < @d30 AND ${DUE} >= @d60`,
  d90: `${DUE} < @d60 AND ${DUE} >= @d90`,
  more: `${DUE} < @d90`,
};
const AGE_SUMS = Object.entries(BUCKETS)
  .map(([name, test]) => `sum(iif(${test}, open_minor, 0)) AS ${name}`)
  .join(', ');
/** The index holds all that is asked of what is owed, instalment by instalment. */
const OWED = 'FROM owed_part INDEXED BY owed_part_customer WHERE open_minor > 0';

export interface ReceivableQuery extends AgeLimits {
  readonly bucket?: AgeBucket | undefined;
  readonly currency?: string | undefined;
  /** Only theirs: a JSON list of ids. */
  readonly customers?: string | undefined;
}

function owed({ bucket, currency, customers }: ReceivableQuery): string {
  const theirs = customers ? ' AND customer_id IN (SELECT value FROM json_each(@customers))' : '';
  return `${OWED}${bucket ? ` AND ${BUCKETS[bucket]}` : ''}${currency ? ' AND currency = @currency' : ''}${theirs}`;
}

const agesOf = ({ notDue, d30, d60, d90, more }: AgeColumns) => ({ notDue, d30, d60, d90, more });

export interface Receivable {
  readonly customerId: number;
  readonly customerName: string;
  readonly doNotContact: 'all' | 'marketing' | null;
  readonly currency: string;
  readonly count: number;
  readonly openMinor: number;
  readonly dueOn: string;
  readonly ages: AgeColumns;
}

/** Customers that owe, most overdue money first; one row per customer and currency. */
export function receivablePage(db: Db, query: ReceivableQuery, limit: number, offset: number): Receivable[] {
  const sql = `SELECT o.*, c.name AS customerName, c.do_not_contact AS doNotContact FROM (
      SELECT customer_id AS customerId, currency, count(DISTINCT sale_id) AS count, sum(open_minor) AS openMinor, min(${DUE}) AS dueOn, ${AGE_SUMS}
      ${owed(query)} GROUP BY customer_id, currency) o JOIN customer c ON c.id = o.customerId
    ORDER BY o.openMinor - o.notDue DESC, o.openMinor DESC, o.customerId LIMIT @limit OFFSET @offset`;
  type Found = AgeColumns & Omit<Receivable, 'ages'>;
  return db.raw
    .prepare<unknown[], Found>(sql)
    .all({ ...query, currency: query.currency ?? null, customers: query.customers ?? null, limit, offset })
    .map((r) => ({ customerId: r.customerId, customerName: r.customerName, doNotContact: r.doNotContact, currency: r.currency, count: r.count, openMinor: r.openMinor, dueOn: r.dueOn, ages: agesOf(r) }));
}

/** Sums of everything owed, per currency. */
export function receivableSums(db: Db, query: ReceivableQuery) {
  type Found = AgeColumns & { currency: string; count: number; customers: number; openMinor: number };
  const sql = `SELECT currency, count(DISTINCT sale_id) AS count, count(DISTINCT customer_id) AS customers, sum(open_minor) AS openMinor, ${AGE_SUMS}
    ${owed(query)} GROUP BY currency ORDER BY 2 DESC`;
  return db.raw
    .prepare<unknown[], Found>(sql)
    .all({ ...query, currency: query.currency ?? null, customers: query.customers ?? null })
    .map((r) => ({ currency: r.currency, count: r.count, customers: r.customers, openMinor: r.openMinor, ages: agesOf(r) }));
}

export interface DuePart {
  readonly saleId: number;
  readonly part: number;
  readonly parts: number;
  readonly number: string | null;
  readonly customerId: number;
  readonly customerName: string;
  readonly currency: string;
  readonly dueOn: string;
  readonly openMinor: number;
}

/** What is due or to be reminded of up to this day, earliest due first. */
export function dueParts(db: Db, day: string, limit: number): DuePart[] {
  const sql = `SELECT o.sale_id AS saleId, o.part, o.parts, s.number, o.customer_id AS customerId, c.name AS customerName, o.currency, o.due_on AS dueOn, o.open_minor AS openMinor
    FROM owed_part o JOIN sale s ON s.id = o.sale_id JOIN customer c ON c.id = o.customer_id
    WHERE o.remind_on <= ? ORDER BY o.due_on, o.sale_id, o.part LIMIT ?`;
  return db.raw.prepare<[string, number], DuePart>(sql).all(day, limit);
}

/** How many parts that is, how many of them are overdue, and what they come to, per currency. */
export function dueSums(db: Db, day: string): { currency: string; count: number; openMinor: number; overdue: number; overdueMinor: number }[] {
  type Found = { currency: string; count: number; openMinor: number; overdue: number; overdueMinor: number };
  const sql = `SELECT currency, count(*) AS count, sum(open_minor) AS openMinor, sum(due_on < @day) AS overdue, sum(iif(due_on < @day, open_minor, 0)) AS overdueMinor
    FROM owed_part INDEXED BY owed_part_remind WHERE remind_on <= @day GROUP BY currency ORDER BY 2 DESC`;
  return db.raw.prepare<unknown[], Found>(sql).all({ day });
}
