/** A copy of the book beside the book as it is: what differs, and customers brought back as they were (找回). */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { copyRefSchema } from './backup.ts';
import { entitySchema } from './history.ts';
import { emptySchema, recordIdSchema } from './words.ts';

/** `gone`: they are in the bin now; `changed`: they, or something of theirs, are other than they were. */
export const differenceStateSchema = z.enum(['gone', 'changed']);
export type DifferenceState = z.output<typeof differenceStateSchema>;

/** Kinds of records that are looked at, customers first. */
export const COMPARED = ['customer', 'followUp', 'sale', 'payment', 'task', 'reminder', 'attachment', 'relation', 'consent', 'gift'] as const;
export const comparedSchema = z.enum(COMPARED);
export type Compared = z.output<typeof comparedSchema>;

export const comparedCountsSchema = z.object({
  /** Living ones in the copy, and now. */
  then: z.int(),
  now: z.int(),
  /** Living then, in the bin now. */
  gone: z.int(),
  changed: z.int(),
  /** Not there then. */
  added: z.int(),
  /** Deleted for good since: not to be brought back. */
  erased: z.int(),
});
export type ComparedCounts = z.output<typeof comparedCountsSchema>;

/** Result of the job of `backup.compare`. */
export const comparisonSchema = z.object({
  /** When the copy was made. */
  at: z.int(),
  counts: z.record(comparedSchema, comparedCountsSchema),
  /** Customers that can be brought back. */
  gone: z.int(),
  changed: z.int(),
  /** There are more than can be listed: restore the whole copy instead. */
  more: z.boolean(),
});
export type Comparison = z.output<typeof comparisonSchema>;

export const differenceSchema = z.object({
  id: recordIdSchema,
  name: z.string(),
  state: differenceStateSchema,
  fields: z.array(z.object({ field: z.string(), then: z.unknown(), now: z.unknown() })),
  /** Other records of theirs that are in the bin now, or were changed. */
  parts: z.array(z.object({ entity: entitySchema, gone: z.int(), changed: z.int() })),
});
export type Difference = z.output<typeof differenceSchema>;

/** Result of the job of `backup.bringBack`. */
export interface BroughtBack {
  readonly actionId: number | null;
  readonly customers: number;
  /** Other records that came back or were set to what they were. */
  readonly parts: number;
}

const jobId = z.object({ jobId: z.string() });
const MAX_CHOSEN = 5000;

export const bringBackMethods = {
  'backup.compare': defineMethod({
    kind: 'job',
    access: 'admin',
    input: copyRefSchema,
    output: jobId,
    errors: ['backup.noTarget', 'backup.away', 'backup.missing', 'backup.running'],
    about: 'Lays a copy beside the book: counts of what is gone, changed and new since. Stays at hand for `backup.differences` until `backup.endCompare`, the next comparison or the lock.',
  }),
  'backup.differences': defineMethod({
    kind: 'query',
    access: 'admin',
    input: z.strictObject({ text: z.string().max(200).default(''), state: differenceStateSchema.optional(), offset: z.int().min(0).default(0), limit: z.int().min(1).max(100).default(50) }),
    output: z.object({ total: z.int(), items: z.array(differenceSchema) }),
    errors: ['backup.notCompared'],
    about: 'Customers that are gone or other than in the copy, by name or phone, with what they were and are.',
  }),
  'backup.bringBack': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ ids: z.array(recordIdSchema).min(1).max(MAX_CHOSEN).optional() }),
    output: jobId,
    errors: ['backup.notCompared', 'backup.running'],
    about: 'Makes these customers (all that differ, without `ids`) what they were in the copy, with everything of theirs; what came since stays. One step of undo.',
  }),
  'backup.endCompare': defineMethod({
    kind: 'command',
    access: 'admin',
    input: emptySchema,
    output: emptySchema,
    errors: [],
    about: 'Puts the copy away that lies beside the book.',
  }),
} as const;
