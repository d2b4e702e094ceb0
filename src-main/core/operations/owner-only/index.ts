/** Keeping a field that is there already to the owner, or giving it back to everybody: values, history, index and pages. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import { changeSealing } from '../../changes/sealing.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { Handler } from '../../domain/context.ts';
import { findField, need, whyNotOwnerOnly } from '../../domain/fields/index.ts';
import { ownerFieldOf } from '../../domain/people/index.ts';
import { isBusy, startCleaning } from '../erase/index.ts';

const setOwnerOnly: Handler<'fields.setOwnerOnly'> = async ({ book, actor }, { id, ownerOnly }) => {
  const field = fieldBook(book.db).field(id);
  if (!field || field.deleted) return err('record.missing', { entity: 'field', id });
  // Who is in charge of a customer must be readable: access goes by it.
  const refusal = ownerFieldOf(book.db) === id ? err('field.notSealable') : whyNotOwnerOnly({ book, actor }, field.kind);
  if (refusal) return refusal;
  if (isBusy(book)) return err('erase.busy');
  // The index knows the values: it is put away before they are sealed, and made anew.
  await book.derived.forget();
  try {
    const customers = changeSealing(book.write, { fieldId: id, label: field.label, actor, ownerOnly });
    startCleaning(book);
    return ok({ field: need(findField(book, id)), customers });
  } finally {
    book.derived.rebuild();
    await book.derived.ready();
    book.emit({ type: 'data.changed', entities: ['field', 'customer'], ids: null, origin: 'local' });
  }
};

export const ownerOnlyRoutes = { 'fields.setOwnerOnly': setOwnerOnly };
