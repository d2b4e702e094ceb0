/** Adding an industry's fields later on. */
import { ok } from '../../../../shared/kernel/result.ts';
import type { Handler } from '../context.ts';
import { readSettings } from '../settings/index.ts';
import { addPresetFields } from './fields.service.ts';

export const addPreset: Handler<'fields.addPreset'> = ({ book, actor }, { preset }) => {
  const { language, currency } = readSettings(book.db);
  const done = addPresetFields(book, actor, preset, language, currency);
  if (done.added > 0) book.undo.push(done.actionId);
  return ok(done);
};
