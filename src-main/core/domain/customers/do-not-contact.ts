/** Who must not be contacted (勿扰): the one place that lists and files ask. */
import type { Condition } from '../../../../shared/kernel/filter.ts';
import type { OpenBook } from '../context.ts';

const QUIET: Condition = { field: 'doNotContact', test: { op: 'any', values: ['all'] } };

/** The customers of `chosen` who asked not to be contacted at all. */
export function quietAmong(book: OpenBook, chosen: Float64Array): ReadonlySet<number> {
  const quiet = new Set(book.derived.ids({ filter: { all: [QUIET] } }));
  return new Set(chosen.filter((id) => quiet.has(id)));
}

/** `chosen` without them, in its order. */
export function withoutQuiet(book: OpenBook, chosen: Float64Array): Float64Array {
  const quiet = quietAmong(book, chosen);
  return quiet.size === 0 ? chosen : chosen.filter((id) => !quiet.has(id));
}
