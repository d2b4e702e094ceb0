/** Follow-ups and sales of a customer. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { Row } from '../../changes/rows.ts';
import { write } from '../../changes/write.ts';
import { findCustomer } from '../customers/index.ts';
import type { CallContext, Handler, OpenBook } from '../context.ts';
import { followUpsOf, rowToFollowUp, rowToSale, saleSumsOf, salesOf } from './activity.repo.ts';
import type { ActivityEntity } from './activity.repo.ts';

function nameOf(book: OpenBook, customerId: number): string {
  return findCustomer(book, customerId)?.name ?? '';
}

/** Adds a record of a living customer, as one step of undo; `null` when there is no such customer. */
function add(ctx: CallContext, entity: ActivityEntity, kind: string, fields: { readonly customerId: number }): Row | null {
  const { book, actor } = ctx;
  const owner = findCustomer(book, fields.customerId);
  if (!owner || owner.deletedAt !== null) return null;
  const action = { kind, actor, origin: 'local' as const, facts: { name: owner.name } };
  const { value: id, actionId } = write(book.write, action, (w) => w.create(entity, { ...fields }));
  book.undo.push(actionId);
  return book.rows.get(entity, id);
}

function change(ctx: CallContext, entity: ActivityEntity, kind: string, id: number, patch: object | null): Row | null {
  const { book, actor } = ctx;
  const row = book.rows.get(entity, id);
  if (!row || row.deletedAt !== null) return null;
  const facts = { name: nameOf(book, Number(row.fields['customerId'])) };
  const action = { kind, actor, origin: 'local' as const, facts };
  const written = write(book.write, action, (w) => (patch ? w.update(entity, id, { ...patch }) : w.remove(entity, id)));
  if (written.seq !== null) book.undo.push(written.actionId);
  return written.value;
}

export const listFollowUps: Handler<'followUps.list'> = ({ book }, { customerId, limit }) => ok(followUpsOf(book, customerId, limit));

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
  const sums = saleSumsOf(book, customerId);
  const total = sums.reduce((n, s) => n + s.count, 0);
  const lastDate = sums.map((s) => s.lastDate).sort().at(-1) ?? null;
  return ok({ rows: salesOf(book, customerId, limit), total, sums: sums.map(({ lastDate: _, ...sum }) => sum), lastDate });
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
