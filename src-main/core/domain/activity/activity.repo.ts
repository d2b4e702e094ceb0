/** SQL of follow-ups and sales: which rows a customer has, newest first, and sums per currency. */
import { and, count, desc, eq, isNull, max, sql, sum } from 'drizzle-orm';
import type { FollowUp, Sale } from '../../../../shared/modules/activity.ts';
import type { Row } from '../../changes/rows.ts';
import { followUp, sale } from '../../database/schema/activity.ts';
import type { OpenBook } from '../context.ts';

export type ActivityEntity = 'followUp' | 'sale';

export function rowToFollowUp(row: Row): FollowUp {
  const { createdAt: _, ...fields } = row.fields;
  return { ...fields, id: row.id, seq: row.aseq } as unknown as FollowUp;
}

export function rowToSale(row: Row): Sale {
  const { createdAt: _, ...fields } = row.fields;
  return { ...fields, id: row.id, seq: row.aseq } as unknown as Sale;
}

function rowsOf<T>(book: OpenBook, entity: ActivityEntity, ids: readonly { id: number }[], convert: (row: Row) => T): T[] {
  return ids.map(({ id }) => book.rows.get(entity, id)).flatMap((row) => (row ? [convert(row)] : []));
}

/** A customer's living follow-ups, latest first, and how many there are. */
export function followUpsOf(book: OpenBook, customerId: number, limit: number): { rows: FollowUp[]; total: number } {
  const mine = and(eq(followUp.customerId, customerId), isNull(followUp.deletedAt));
  const order = [desc(followUp.at), desc(followUp.id)];
  const ids = book.db.orm.select({ id: followUp.id }).from(followUp).where(mine).orderBy(...order).limit(limit).all();
  const total = book.db.orm.select({ n: count() }).from(followUp).where(mine).get()?.n ?? 0;
  return { rows: rowsOf(book, 'followUp', ids, rowToFollowUp), total };
}

/** A customer's living sales, latest first. */
export function salesOf(book: OpenBook, customerId: number, limit: number): Sale[] {
  const mine = and(eq(sale.customerId, customerId), isNull(sale.deletedAt));
  const order = [desc(sale.date), desc(sale.id)];
  const ids = book.db.orm.select({ id: sale.id }).from(sale).where(mine).orderBy(...order).limit(limit).all();
  return rowsOf(book, 'sale', ids, rowToSale);
}

/** Sums of a customer's sales, one line per currency: never mixed. */
export function saleSumsOf(book: OpenBook, customerId: number) {
  return book.db.orm
    .select({
      currency: sale.currency,
      amountMinor: sql<number>`${sum(sale.amountMinor)}`.mapWith(Number),
      paidMinor: sql<number>`${sum(sale.paidMinor)}`.mapWith(Number),
      count: count(),
      lastDate: max(sale.date),
    })
    .from(sale)
    .where(and(eq(sale.customerId, customerId), isNull(sale.deletedAt)))
    .groupBy(sale.currency)
    .all();
}
