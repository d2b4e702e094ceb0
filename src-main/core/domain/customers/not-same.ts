/** 不是同一位: said of a pair of customers that look alike, kept with the one it was said at, for as long as it is not taken back. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { NOT_SAME, type Confirmation } from '../../../../shared/modules/review.ts';
import { write } from '../../changes/write.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { Handler, OpenBook } from '../context.ts';
import { findCustomer } from './customers.repo.ts';

const names = (customer: Pick<Customer, 'confirmed'>, id: number): boolean => customer.confirmed.some(({ field, value }) => field === NOT_SAME && value === String(id));

/** True when it was said at either of the two. */
export function isNotSame(one: Customer, other: Customer): boolean {
  return names(one, other.id) || names(other, one.id);
}

/** What is kept of it with a customer. */
export function notSameAs(book: OpenBook, actor: string, ids: readonly number[]): Confirmation[] {
  return [...new Set(ids)].map((id) => ({ field: NOT_SAME, value: String(id), reason: '', on: isoDate(book.clock.now()), by: actor }));
}

/** One step of undo. Taken back at both. */
export const sayNotSame: Handler<'customers.notSame'> = ({ book, actor }, { id, otherId, said }) => {
  const [one, other] = [findCustomer(book, id), findCustomer(book, otherId)];
  if (!one || one.deletedAt !== null) return err('record.missing', { entity: 'customer', id });
  if (!other || id === otherId) return err('record.missing', { entity: 'customer', id: otherId });
  const without = (customer: Customer, gone: number) => customer.confirmed.filter((c) => c.field !== NOT_SAME || c.value !== String(gone));
  const action = { kind: said ? 'customers.notSame' : 'customers.maybeSame', actor, origin: 'local' as const, facts: { name: one.name } };
  const { seq, actionId } = write(book.write, action, (w) => {
    w.update('customer', id, { confirmed: [...without(one, otherId), ...(said ? notSameAs(book, actor, [otherId]) : [])] });
    if (!said && other.deletedAt === null) w.update('customer', otherId, { confirmed: without(other, id) });
  });
  if (seq !== null) book.undo.push(actionId);
  return ok({ said });
};
