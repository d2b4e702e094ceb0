/**
 * What a list can be asked: conditions and a sort. Fields are named as in
 * `shared/modules/customers.ts`; an imported column without a field of its own is
 * `extra:<header>`. A filter is a conjunction today; groups (`any`, `not`) will be
 * further members beside `all`.
 */
import { z } from 'zod';

export const MAX_CONDITIONS = 40;
export const MAX_FILTER_VALUES = 1000;

const field = z.string().min(1).max(200);
const scalar = z.union([z.string().max(1000), z.number()]);
const values = z.array(scalar).max(MAX_FILTER_VALUES);

/**
 * One test on a field. Text is compared without case, width and surrounding space.
 * `any`/`none`/`all` look at every value of a list field (phones, tags …); `range` is
 * inclusive at both ends (numbers, EpochMs, or `YYYY-MM-DD` in the book's time zone);
 * `relative` is a span of whole days, weeks, months or years around today (0 = today's),
 * both ends inclusive: the last 30 days are `from: -30, to: 0`; for a birthday only the
 * day of the year counts.
 */
export const fieldOpSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('equals'), value: scalar }),
  z.strictObject({ op: z.literal('any'), values }),
  z.strictObject({ op: z.literal('none'), values }),
  z.strictObject({ op: z.literal('all'), values }),
  z.strictObject({ op: z.literal('empty') }),
  z.strictObject({ op: z.literal('notEmpty') }),
  z.strictObject({ op: z.literal('contains'), value: z.string().min(1).max(200) }),
  z.strictObject({ op: z.literal('startsWith'), value: z.string().min(1).max(200) }),
  z.strictObject({ op: z.literal('range'), min: scalar.optional(), max: scalar.optional() }),
  z.strictObject({
    op: z.literal('relative'),
    unit: z.enum(['day', 'week', 'month', 'year']),
    from: z.int().min(-10_000).max(10_000),
    to: z.int().min(-10_000).max(10_000),
  }),
]);
export type FieldOp = z.output<typeof fieldOpSchema>;

export const conditionSchema = z.strictObject({ field, test: fieldOpSchema });
export type Condition = z.output<typeof conditionSchema>;

export const listFilterSchema = z.strictObject({
  /** Every condition holds. */
  all: z.array(conditionSchema).max(MAX_CONDITIONS).default([]),
});
export type ListFilter = z.output<typeof listFilterSchema>;

/** Order of a list; equal values are newest first. Field `id` sorts by creation; empty values come last. */
export const listSortSchema = z.strictObject({ field, direction: z.enum(['asc', 'desc']).default('asc') });
export type ListSort = z.output<typeof listSortSchema>;
export const NEWEST_FIRST: ListSort = { field: 'id', direction: 'desc' };

/** The filter that lets every record through. */
export const NO_FILTER: ListFilter = { all: [] };
