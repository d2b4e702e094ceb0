/** Says of a value that looks wrong that it is right, and why; or takes that back. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import { confirmationOf, doubtsOf, NOT_SAME, type Confirmation } from '../../../../shared/modules/review.ts';
import { reviewedValues } from '../../../../shared/modules/reviewed-customer.ts';
import { write } from '../../changes/write.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import { reviewRules } from '../../derived/fields/review-column.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { Handler } from '../context.ts';
import { findCustomer } from './customers.repo.ts';

/** One step of undo. What was said of values that are gone is forgotten on the way. */
export const confirmValue: Handler<'customers.confirm'> = ({ book, actor }, { id, field, value, reason }) => {
  const customer = findCustomer(book, id);
  if (!customer) return err('record.missing', { entity: 'customer', id });
  if (customer.deletedAt !== null) return err('record.deleted', { entity: 'customer', id });
  const doubts = doubtsOf(reviewedValues(customer), reviewRules(fieldBook(book.db).facts), isoDate(customer.updatedAt));
  if (!doubts.some((doubt) => doubt.field === field && doubt.value === value)) return err('record.changed', { id, fields: [field], current: customer });
  const others = customer.confirmed.filter((one) => one.field === NOT_SAME || ((one.field !== field || one.value !== value) && doubts.some((doubt) => confirmationOf([one], doubt))));
  const said: Confirmation[] = reason === null ? [] : [{ field, value, reason, on: isoDate(book.clock.now()), by: actor }];
  const action = { kind: reason === null ? 'customers.unconfirm' : 'customers.confirm', actor, origin: 'local' as const, facts: { name: customer.name } };
  const { seq, actionId } = write(book.write, action, (w) => w.update('customer', id, { confirmed: [...others, ...said] }));
  if (seq !== null) book.undo.push(actionId);
  return ok(findCustomer(book, id) ?? customer);
};
