/** Adding an industry's fields later on. */
import { ok } from '../../../../shared/kernel/result.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { Handler } from '../context.ts';
import { addPresetFields } from './fields.service.ts';

export const addPreset: Handler<'fields.addPreset'> = ({ book, actor }, { preset }) => {
  const { language, currency } = fieldBook(book.db).facts;
  const done = addPresetFields(book, actor, preset, language, currency);
  if (done.added > 0) book.undo.push(done.actionId);
  return ok(done);
};
