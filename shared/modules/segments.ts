/** Segments (细分): saved questions that stay true, and lists of chosen customers; both can be used wherever customers are chosen. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { listFilterSchema } from '../kernel/filter.ts';
import { listQuerySchema, selectionSchema } from './customers.ts';
import { fieldDef, type FieldDef } from './fields.ts';
import { emptySchema, recordIdSchema } from './words.ts';

/** `live` asks anew each time; `fixed` is a list of customers somebody chose. */
export const segmentKindSchema = z.enum(['live', 'fixed']);

const field = (name: string, kind: FieldDef['kind'], maxLength = 0): FieldDef => fieldDef(name, kind, maxLength, { importable: false });

export const segmentFields: readonly FieldDef[] = [
  field('name', 'text', 80),
  { ...field('kind', 'choice'), choices: segmentKindSchema.options, merge: 'first' },
  field('filter', 'map'),
  field('note', 'longText', 500),
];
export const segmentMemberFields: readonly FieldDef[] = [
  { ...field('segmentId', 'record'), merge: 'first' },
  { ...field('customerId', 'record'), merge: 'first' },
];

const name = z.string().trim().min(1).max(80);
const note = z.string().trim().max(500).nullable();

export const segmentSchema = z.object({
  id: recordIdSchema,
  name: z.string(),
  kind: segmentKindSchema,
  /** `null` for a fixed list. */
  filter: listFilterSchema.nullable(),
  note: z.string().nullable(),
  seq: z.int(),
});
export type Segment = z.output<typeof segmentSchema>;

/** How a bulk change ended; also the result of its job. Of those left as they were, the first hundred are named. */
export const bulkResultSchema = z.object({
  count: z.int(),
  /** They had the value already. */
  same: z.int(),
  /** Their field cannot hold the value: too long, no such value, or the operation makes no sense there. */
  refused: z.int(),
  refusals: z.array(z.object({ id: recordIdSchema, name: z.string(), reason: z.enum(['tooLong', 'badValue', 'unsuited']) })),
  actionId: z.int(),
});
export type BulkResult = z.output<typeof bulkResultSchema>;
export type Refusal = BulkResult['refusals'][number];

/** Many customers are changed in the background: then there is a job instead of a result. */
export const bulkDoneSchema = z.object({ count: z.int(), actionId: z.int().nullable(), jobId: z.string().nullable(), result: bulkResultSchema.nullable() });
export type BulkDone = z.output<typeof bulkDoneSchema>;

export const segmentMethods = {
  'segments.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ segments: z.array(segmentSchema) }),
    errors: [],
    about: 'All segments by name, without their customers.',
  }),
  'segments.count': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ query: listQuerySchema }),
    output: z.object({ count: z.int() }),
    errors: ['query.badField', 'segment.missing', 'segment.cycle'],
    about: 'How many living customers a query finds, exactly; what the filter builder shows while it is used.',
  }),
  'segments.counts': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ ids: z.array(recordIdSchema).max(200) }),
    output: z.object({ counts: z.array(z.object({ id: recordIdSchema, count: z.int().nullable() })) }),
    errors: [],
    about: 'How many customers each of these segments has now; null for one that cannot be worked out any more.',
  }),
  'segments.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('live'), name, note: note.default(null), filter: listFilterSchema }),
      z.strictObject({ kind: z.literal('fixed'), name, note: note.default(null), selection: selectionSchema.optional() }),
    ]),
    output: z.object({ segment: segmentSchema, jobId: z.string().nullable() }),
    errors: ['segment.exists', 'segment.missing', 'segment.cycle', 'query.badField', 'selection.busy'],
    about: 'Saves a question as a live segment, or the customers of a selection as a fixed list.',
  }),
  'segments.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject({ name, note, filter: listFilterSchema }).partial() }),
    output: segmentSchema,
    errors: ['record.missing', 'segment.exists', 'segment.missing', 'segment.cycle', 'query.badField'],
    about: 'Renames a segment or changes what it asks; a segment cannot contain itself.',
  }),
  'segments.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: z.object({ actionId: z.int() }),
    errors: ['record.missing', 'segment.used'],
    about: 'Deletes a segment no other segment or view builds on; its customers stay.',
  }),
  'segments.members': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, selection: selectionSchema, remove: z.boolean().default(false) }),
    output: bulkDoneSchema,
    errors: ['record.missing', 'segment.notFixed', 'query.badField', 'segment.missing', 'segment.cycle', 'selection.busy'],
    about: 'Puts customers on a fixed list or takes them off it, in one undoable step.',
  }),
  'segments.of': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema }),
    output: z.object({ segments: z.array(z.object({ id: recordIdSchema, name: z.string(), kind: segmentKindSchema })) }),
    errors: ['record.missing'],
    about: 'The segments a customer is in now.',
  }),
} as const;
