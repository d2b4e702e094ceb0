/** Records that belong to one customer: added, changed and deleted as one step of undo each. */
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { Row } from '../../changes/rows.ts';
import { write } from '../../changes/write.ts';
import type { Writer } from '../../changes/write.ts';
import { findCustomer } from './customers.repo.ts';
import type { CallContext } from '../context.ts';

/** Adds a record of a living customer; `null` when there is no such customer. */
export function addOwned(ctx: CallContext, entity: EntityName, kind: string, fields: { readonly customerId: number }): Row | null {
  const { book, actor } = ctx;
  const owner = findCustomer(book, fields.customerId);
  if (!owner || owner.deletedAt !== null) return null;
  const action = { kind, actor, origin: 'local' as const, facts: { name: owner.name } };
  const { value: id, actionId } = write(book.write, action, (w) => w.create(entity, { ...fields }));
  book.undo.push(actionId);
  return book.rows.get(entity, id);
}

/** Changes a living record, or deletes it when `patch` is null; `null` when there is none. `also`: what belongs to the same step. */
export function changeOwned(ctx: CallContext, entity: EntityName, kind: string, id: number, patch: object | null, also?: (w: Writer) => void): Row | null {
  const { book, actor } = ctx;
  const row = book.rows.get(entity, id);
  if (!row || row.deletedAt !== null) return null;
  const facts = { name: findCustomer(book, Number(row.fields['customerId']))?.name ?? '' };
  const action = { kind, actor, origin: 'local' as const, facts };
  const written = write(book.write, action, (w) => {
    also?.(w);
    return patch ? w.update(entity, id, { ...patch }) : w.remove(entity, id);
  });
  if (written.seq !== null) book.undo.push(written.actionId);
  return written.value;
}
