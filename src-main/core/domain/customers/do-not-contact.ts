/** Who must not be contacted (勿扰): the one place that every list, file and sheet of paper asks. */
import type { Condition } from '../../../../shared/kernel/filter.ts';
import type { OpenBook } from '../context.ts';

const QUIET: Condition = { field: 'doNotContact', test: { op: 'any', values: ['all'] } };

/** The customers who asked not to be contacted at all, those in the bin included. Who only wants no advertising is not among them. */
export function quietIds(book: OpenBook): ReadonlySet<number> {
  const filter = { all: [QUIET] };
  return new Set([...book.derived.ids({ filter }), ...book.derived.ids({ filter, deleted: true })]);
}

export interface Kept<T> {
  readonly kept: T;
  /** How many stay out. */
  readonly leftOut: number;
}

/** What of `ids` is given out, in its order; `quiet` are those of them that belong to customers who must not be contacted. */
export function keepIds(ids: Float64Array, quiet: ReadonlySet<number>, includeQuiet: boolean): Kept<Float64Array> {
  const kept = includeQuiet || quiet.size === 0 ? ids : ids.filter((id) => !quiet.has(id));
  return { kept, leftOut: ids.length - kept.length };
}

/** The same of rows that say themselves what their customer wants. */
export function keepRows<T extends { readonly doNotContact: string | null }>(rows: readonly T[], includeQuiet: boolean): Kept<readonly T[]> {
  const kept = includeQuiet ? rows : rows.filter((row) => row.doNotContact !== 'all');
  return { kept, leftOut: rows.length - kept.length };
}
