/**
 * What a list can be asked: a tree of conditions and a sort. Fields are named as in
 * `shared/modules/customers.ts`; an imported column without a field of its own is
 * `extra:<header>`. A group passes when every part it has passes: all of `all`, one of
 * `any` (an empty list asks nothing), and not `not`.
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

/**
 * The customers an import created or changed, as a condition: `{ field: 'import', test: { op: 'equals', value: importId } }`
 * (or `any` with several). It asks the log, not a column, so it has no sort.
 */
export const IMPORT_FIELD = 'import';

export const conditionSchema = z.strictObject({ field, test: fieldOpSchema });
export type Condition = z.output<typeof conditionSchema>;

/** How many of something, both ends inclusive. */
const countSchema = z.strictObject({ min: z.int().min(0).max(1_000_000).optional(), max: z.int().min(0).max(1_000_000).optional() });

/**
 * Something about what belongs to a customer: follow-ups, sales … Its conditions all hold
 * for the same record; fields are those of `shared/modules/related.ts`. Without `count`
 * one record is enough; `none` means there is no such record.
 */
export const relatedSchema = z.strictObject({
  related: z.string().min(1).max(40),
  where: z.array(conditionSchema).max(20),
  count: countSchema.optional(),
  none: z.literal(true).optional(),
});
export type Related = z.output<typeof relatedSchema>;

/** Membership of a saved segment (细分). */
export const segmentRefSchema = z.strictObject({ segment: z.int().positive() });
export type SegmentRef = z.output<typeof segmentRefSchema>;

export interface FilterGroup {
  readonly all?: FilterNode[] | undefined;
  readonly any?: FilterNode[] | undefined;
  readonly not?: FilterNode | undefined;
}
export type FilterNode = Condition | Related | SegmentRef | FilterGroup;
/** The whole filter of a list; `all` is there even when it is empty. */
export interface ListFilter extends FilterGroup {
  readonly all: FilterNode[];
}

/** Groups within groups; a person loses the thread long before. */
export const MAX_FILTER_DEPTH = 6;
/** Conditions of a whole tree. */
export const MAX_FILTER_NODES = 200;

/** One schema per level instead of one that calls itself: a nest of ten thousand groups is refused at the seventh. */
function nodeSchema(depth: number): z.ZodType<FilterNode, FilterNode> {
  const leaves = [conditionSchema, relatedSchema, segmentRefSchema] as const;
  if (depth === 0) return z.union(leaves);
  const node = nodeSchema(depth - 1);
  const nodes = z.array(node).max(MAX_CONDITIONS).optional();
  return z.union([...leaves, z.strictObject({ all: nodes, any: nodes, not: node.optional() })]);
}

const rootNode = nodeSchema(MAX_FILTER_DEPTH - 1);

export const listFilterSchema: z.ZodType<ListFilter, FilterGroup> = z
  .strictObject({
    all: z.array(rootNode).max(MAX_CONDITIONS).default([]),
    any: z.array(rootNode).max(MAX_CONDITIONS).optional(),
    not: rootNode.optional(),
  })
  .refine((filter) => countNodes(filter) <= MAX_FILTER_NODES, 'tooMany');

export const isCondition = (node: FilterNode): node is Condition => 'field' in node;
export const isRelated = (node: FilterNode): node is Related => 'related' in node;
export const isSegmentRef = (node: FilterNode): node is SegmentRef => 'segment' in node;
export const isGroup = (node: FilterNode): node is FilterGroup => !isCondition(node) && !isRelated(node) && !isSegmentRef(node);

/** The nodes directly within a group. */
export function partsOf(group: FilterGroup): readonly FilterNode[] {
  return [...(group.all ?? []), ...(group.any ?? []), ...(group.not ? [group.not] : [])];
}

/** How many conditions a tree has. */
export function countNodes(node: FilterNode): number {
  return isGroup(node) ? partsOf(node).reduce((sum, part) => sum + countNodes(part), 0) : 1;
}

/** Every segment a tree names, each once. */
export function segmentsOf(node: FilterNode, found = new Set<number>()): ReadonlySet<number> {
  if (isSegmentRef(node)) found.add(node.segment);
  else if (isGroup(node)) for (const part of partsOf(node)) segmentsOf(part, found);
  return found;
}

/** True when a filter asks anything at all. */
export function asksSomething(filter: FilterGroup | undefined): boolean {
  return filter !== undefined && countNodes(filter) > 0;
}

/** Order of a list; equal values are newest first. Field `id` sorts by creation; empty values come last. */
export const listSortSchema = z.strictObject({ field, direction: z.enum(['asc', 'desc']).default('asc') });
export type ListSort = z.output<typeof listSortSchema>;
export const NEWEST_FIRST: ListSort = { field: 'id', direction: 'desc' };
