/** Change history, "restore this value", and undo of the sitting's last actions. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { emptySchema, recordIdSchema } from './words.ts';

export const entitySchema = z.enum(['customer', 'tag', 'field', 'followUp', 'relation', 'attachment', 'sale', 'product', 'payment', 'rate', 'segment', 'segmentMember', 'view', 'task', 'carePlan', 'careRun', 'visitPlan', 'ruleSet', 'consent', 'greeting', 'gift', 'reminder', 'person']);
export type EntityName = z.output<typeof entitySchema>;

export const changeSchema = z.object({
  seq: z.int(),
  at: z.number(),
  actor: z.string(),
  /** What was done as a whole: `customers.update`, `import.run`, `undo` … */
  action: z.string(),
  actionId: z.int(),
  /** The other book, when the record came from there or went there. */
  book: z.string().optional(),
  op: z.enum(['create', 'update', 'delete', 'restore']),
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});
export type Change = z.output<typeof changeSchema>;

export const actionSchema = z.object({
  actionId: z.int(),
  kind: z.string(),
  at: z.number(),
  /** Facts for the sentence shown: counts, a name, a file name. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type ActionInfo = z.output<typeof actionSchema>;

const undone = z.object({
  action: actionSchema,
  rows: z.int(),
  /** Fields that somebody edited later: kept as they are. */
  kept: z.array(z.object({ entity: entitySchema, id: recordIdSchema, fields: z.array(z.string()) })),
});

export const historyMethods = {
  'history.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({
      entity: entitySchema,
      id: recordIdSchema,
      limit: z.int().min(1).max(200).default(50),
      /** Only changes older than this seq. */
      before: z.int().optional(),
    }),
    output: z.object({ changes: z.array(changeSchema), next: z.int().nullable() }),
    errors: ['record.missing'],
    about: 'Every change of a record, latest first: who, when, old and new value per field.',
  }),
  'history.restoreValue': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({
      entity: entitySchema,
      id: recordIdSchema,
      seq: z.int(),
      field: z.string().max(60),
      which: z.enum(['before', 'after']).default('before'),
    }),
    output: emptySchema,
    errors: ['record.missing', 'history.missing'],
    about: 'Puts a value from the history back into its field, as a new change.',
  }),
  'undo.status': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ undo: actionSchema.nullable(), redo: actionSchema.nullable(), depth: z.int() }),
    errors: [],
    about: 'What Ctrl+Z and Ctrl+Shift+Z would do now; the last 100 actions of the sitting are kept.',
  }),
  'undo.interrupted': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    /** `rows`: records that were changed before the program stopped. */
    output: z.object({ actions: z.array(actionSchema.extend({ rows: z.int() })) }),
    errors: [],
    about: 'Bulk edits that a crash or power cut stopped half-way, latest first; imports are in their own list.',
  }),
  'undo.keep': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ actionId: z.int() }),
    output: emptySchema,
    errors: ['undo.nothing'],
    about: 'Leaves a bulk edit that was stopped half-way as it is: it is not asked about again.',
  }),
  'undo.undo': defineMethod({
    kind: 'command',
    access: 'write',
    /** Without an id the last action; with one exactly that action, whatever was done since: of this sitting, or stopped half-way in an earlier one. */
    input: z.strictObject({ actionId: z.int().optional() }),
    output: undone,
    errors: ['undo.nothing', 'undo.inJob'],
    about: "Takes back the sitting's last action, or the one named; later hand edits of the same fields are kept and listed.",
  }),
  'undo.redo': defineMethod({
    kind: 'command',
    access: 'write',
    input: emptySchema,
    output: undone,
    errors: ['undo.nothing', 'undo.inJob'],
    about: 'Does again what was last undone.',
  }),
} as const;
