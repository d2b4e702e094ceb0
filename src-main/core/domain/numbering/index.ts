/** Numbers the program gives out: the settings of those for customers. Sales keep theirs with the settings of sales. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { numberingMethods } from '../../../../shared/modules/numbering.ts';
import { write } from '../../changes/write.ts';
import type { Handler, Routes } from '../context.ts';
import { getCustomerNumbers, nextCustomerNumber, putCustomerNumbers } from './customers.ts';
import { stemOf } from './series.ts';

const getNumbering: Handler<'numbering.get'> = ({ book }, { pattern }) => {
  const settings = getCustomerNumbers(book.db);
  const shown = pattern ?? settings.pattern;
  if (!stemOf(shown, '2026-01-01')) return err('number.badPattern', { pattern: shown });
  const filter = { all: [{ field: 'code', test: { op: 'empty' as const } }] };
  const without = book.derived.ids({ filter, sort: { field: 'id', direction: 'asc' }, deleted: false }).length;
  return ok({ ...settings, next: nextCustomerNumber(book.db, shown, book.clock.now()), without });
};

const setNumbering: Handler<'numbering.set'> = ({ book, actor }, values) => {
  const { pattern } = values;
  if (pattern !== undefined && !stemOf(pattern, '2026-01-01')) return err('number.badPattern', { pattern });
  write(book.write, { kind: 'settings.set', actor, origin: 'local' }, (w) => putCustomerNumbers(w.db, values));
  book.emit({ type: 'data.changed', entities: ['settings'], ids: null, origin: 'local' });
  return ok({});
};

export const numberingRoutes: Routes<Exclude<keyof typeof numberingMethods, 'numbering.fill'>> = { 'numbering.get': getNumbering, 'numbering.set': setNumbering };
export { customerNumberGiver, customerNumbering } from './customers.ts';
export { anIdHere, peekNumber, stemOf, takeNumber } from './series.ts';
