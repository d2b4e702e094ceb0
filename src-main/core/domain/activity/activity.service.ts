/** Follow-ups and sales of a customer. */
import { and, count, desc, eq, isNull, max, sql, sum } from 'drizzle-orm';
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { FollowUp, Sale } from '../../../../shared/modules/activity.ts';
import type { Row } from '../../changes/rows.ts';
import { write } from '../../changes/write.ts';
import { followUp, sale } from '../../database/schema/activity.ts';
import { findCustomer } from '../customers/index.ts';
import type { CallContext, Handler, OpenBook } from '../context.ts';

type Entity = 'followUp' | 'sale';

function rowToFollowUp(row: Row): FollowUp {
  const { createdAt: _, ...fields } = row.fields;
  return { ...fields, id: row.id, seq: row.aseq } as unknown as FollowUp;
}

function rowToSale(row: Row): Sale {
  const { createdAt: _, ...fields } = row.fields;
  return { ...fields, id: row.id, seq: row.aseq } as unknown as Sale;
}

function rowsOf<T>(book: OpenBook, entity: Entity, ids: readonly { id: number }[], convert: (row: Row) => T): T[] {
  return ids.map(({ id }) => book.rows.get(entity, id)).flatMap((row) => (row ? [convert(row)] : []));
}

function nameOf(book: OpenBook, customerId: number): string {
  return findCustomer(book, customerId)?.name ?? '';
}

/** Adds a record of a living customer, as one step of undo; `null` when there is no such customer. */
function add(ctx: CallContext, entity: Entity, kind: string, fields: { readonly customerId: number }): Row | null {
  const { book, actor } = ctx;
  const owner = findCustomer(book, fields.customerId);
  if (!owner || owner.deletedAt !== null) return null;
  const action = { kind, actor, origin: 'local' as const, facts: { name: owner.name } };
  const { value: id, actionId } = write(book.write, action, (w) => w.create(entity, { ...fields }));
  book.undo.push(actionId);
  return book.rows.get(entity, id);
}

function change(ctx: CallContext, entity: Entity, kind: string, id: number, patch: object | null): Row | null {
  const { book, actor } = ctx;
  const row = book.rows.get(entity, id);
  if (!row || row.deletedAt !== null) return null;
  const facts = { name: nameOf(book, Number(row.fields['customerId'])) };
  const action = { kind, actor, origin: 'local' as const, facts };
  const written = write(book.write, action, (w) => (patch ? w.update(entity, id, { ...patch }) : w.remove(entity, id)));
  if (written.seq !== null) book.undo.push(written.actionId);
  return written.value;
}

export const listFollowUps: Handler<'followUps.list'> = ({ book }, { customerId, limit }) => {
  const mine = and(eq(followUp.customerId, customerId), isNull(followUp.deletedAt));
  const ids = book.db.orm.select({ id: followUp.id }).from(followUp).where(mine).orderBy(desc(followUp.at), desc(followUp.id)).limit(limit).all();
  const total = book.db.orm.select({ n: count() }).from(followUp).where(mine).get()?.n ?? 0;
  return ok({ rows: rowsOf(book, 'followUp', ids, rowToFollowUp), total });
};

export const createFollowUp: Handler<'followUps.create'> = (ctx, input) => {
  const row = add(ctx, 'followUp', 'followUps.create', input);
  return row ? ok(rowToFollowUp(row)) : err('record.missing', { entity: 'customer', id: input.customerId });
};

export const updateFollowUp: Handler<'followUps.update'> = (ctx, { id, patch }) => {
  const row = change(ctx, 'followUp', 'followUps.update', id, patch);
  return row ? ok(rowToFollowUp(row)) : err('record.missing', { entity: 'followUp', id });
};

export const removeFollowUp: Handler<'followUps.remove'> = (ctx, { id }) =>
  change(ctx, 'followUp', 'followUps.remove', id, null) ? ok({}) : err('record.missing', { entity: 'followUp', id });

export const listSales: Handler<'sales.list'> = ({ book }, { customerId, limit }) => {
  const mine = and(eq(sale.customerId, customerId), isNull(sale.deletedAt));
  const ids = book.db.orm.select({ id: sale.id }).from(sale).where(mine).orderBy(desc(sale.date), desc(sale.id)).limit(limit).all();
  const sums = book.db.orm
    .select({
      currency: sale.currency,
      amountMinor: sql<number>`${sum(sale.amountMinor)}`.mapWith(Number),
      paidMinor: sql<number>`${sum(sale.paidMinor)}`.mapWith(Number),
      count: count(),
      lastDate: max(sale.date),
    })
    .from(sale)
    .where(mine)
    .groupBy(sale.currency)
    .all();
  const total = sums.reduce((n, s) => n + s.count, 0);
  const lastDate = sums.map((s) => s.lastDate).sort().at(-1) ?? null;
  return ok({ rows: rowsOf(book, 'sale', ids, rowToSale), total, sums: sums.map(({ lastDate: _, ...s }) => s), lastDate });
};

export const createSale: Handler<'sales.create'> = (ctx, input) => {
  const row = add(ctx, 'sale', 'sales.create', input);
  return row ? ok(rowToSale(row)) : err('record.missing', { entity: 'customer', id: input.customerId });
};

export const updateSale: Handler<'sales.update'> = (ctx, { id, patch }) => {
  const row = change(ctx, 'sale', 'sales.update', id, patch);
  return row ? ok(rowToSale(row)) : err('record.missing', { entity: 'sale', id });
};

export const removeSale: Handler<'sales.remove'> = (ctx, { id }) =>
  change(ctx, 'sale', 'sales.remove', id, null) ? ok({}) : err('record.missing', { entity: 'sale', id });
