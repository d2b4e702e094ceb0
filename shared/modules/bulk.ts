/** Changing many customers at once: one field of a whole selection, and merging tags. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { selectionSchema } from './customers.ts';
import { bulkDoneSchema } from './segments.ts';
import { recordIdSchema } from './words.ts';

const scalar = z.union([z.string().max(20_000), z.number(), z.boolean()]);
const value = z.union([scalar, z.array(z.union([z.string().max(500), z.number()])).max(200)]);

/** What is done to the field: `append` adds a text at the end or values to a list; `replace` works on texts, `remove` on lists. */
export const bulkOpSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('set'), value }),
  z.strictObject({ op: z.literal('clear') }),
  z.strictObject({ op: z.literal('append'), value }),
  z.strictObject({ op: z.literal('remove'), value }),
  z.strictObject({ op: z.literal('replace'), find: z.string().min(1).max(500), with: z.string().max(500) }),
]);
export type BulkOp = z.output<typeof bulkOpSchema>;

const edit = z.strictObject({ selection: selectionSchema, field: z.string().min(1).max(200), change: bulkOpSchema });
const bulkErrors = ['query.badField', 'segment.missing', 'segment.cycle', 'tag.missing', 'bulk.badValue', 'selection.busy'] as const;

export const bulkMethods = {
  'bulk.preview': defineMethod({
    kind: 'query',
    access: 'read',
    input: edit,
    output: z.object({
      /** Customers the selection means. */
      count: z.int(),
      /** Of the first `looked` of them: how many change, and how many cannot (too long, unknown number …). */
      looked: z.int(),
      changing: z.int(),
      refused: z.int(),
      examples: z.array(z.object({ id: recordIdSchema, name: z.string(), before: z.unknown(), after: z.unknown() })),
    }),
    errors: bulkErrors,
    about: 'What a bulk edit would do: counts, and a few customers before and after.',
  }),
  'bulk.edit': defineMethod({
    kind: 'command',
    access: 'write',
    input: edit,
    output: bulkDoneSchema,
    errors: bulkErrors,
    about: 'Changes one field of many customers as one undoable step; above 1,000 in the background.',
  }),
  'tags.merge': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ from: recordIdSchema, into: recordIdSchema }),
    output: bulkDoneSchema,
    errors: ['record.missing', 'selection.busy'],
    about: 'Gives every customer of one tag the other and deletes the first, as one undoable step.',
  }),
} as const;
