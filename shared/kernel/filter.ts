/**
 * What a list can be asked: conditions, a sort, a page. Fields are named as in
 * `shared/modules/customers.ts`; an imported column without a field of its own is
 * `extra:<header>`. A filter is a conjunction today; groups (`any`, `not`) will be
 * further members of `filterNode`, so readers must switch on the member present.
 */
import { z } from 'zod';

export const MAX_CONDITIONS = 40;
export const MAX_FILTER_VALUES = 1000;
export const MAX_PAGE_ROWS = 200;

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
export const fieldOp = z.discriminatedUnion('op', [
  z.object({ op: z.literal('equals'), value: scalar }),
  z.object({ op: z.literal('any'), values }),
  z.object({ op: z.literal('none'), values }),
  z.object({ op: z.literal('all'), values }),
  z.object({ op: z.literal('empty') }),
  z.object({ op: z.literal('notEmpty') }),
  z.object({ op: z.literal('contains'), value: z.string().min(1).max(200) }),
  z.object({ op: z.literal('startsWith'), value: z.string().min(1).max(200) }),
  z.object({ op: z.literal('range'), min: scalar.optional(), max: scalar.optional() }),
  z.object({
    op: z.literal('relative'),
    unit: z.enum(['day', 'week', 'month', 'year']),
    from: z.int().min(-10_000).max(10_000),
    to: z.int().min(-10_000).max(10_000),
  }),
]);
export type FieldOp = z.infer<typeof fieldOp>;

export const condition = z.object({ field, test: fieldOp });
export type Condition = z.infer<typeof condition>;

export const listFilter = z.object({
  /** Every condition holds. */
  all: z.array(condition).max(MAX_CONDITIONS).default([]),
  /** `live` (default): not in the recycle bin; `deleted`: only the bin; `both`. */
  state: z.enum(['live', 'deleted', 'both']).default('live'),
});
export type ListFilter = z.infer<typeof listFilter>;
/** What a caller may write: everything has a default. */
export type ListFilterInput = z.input<typeof listFilter>;

/** Order of a list; equal values are newest first. Field `id` sorts by creation; empty values come last. */
export const listSort = z.object({ field, direction: z.enum(['asc', 'desc']).default('asc') });
export type ListSort = z.infer<typeof listSort>;
export const NEWEST_FIRST: ListSort = { field: 'id', direction: 'desc' };

/** A page: `after` continues behind the last row of the previous page; `offset` jumps (scroll bar). */
export const listPage = z.object({
  limit: z.int().min(1).max(MAX_PAGE_ROWS).default(50),
  after: z.string().max(4000).optional(),
  offset: z.int().min(0).optional(),
});
export type ListPage = z.infer<typeof listPage>;

/** The filter that lets every live record through. */
export const NO_FILTER: ListFilter = { all: [], state: 'live' };
