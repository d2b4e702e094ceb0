/** The record of operations (操作记录): who did what when, without values, in a chain that shows any tampering. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { emptySchema, fileTokenSchema, languageSchema, recordIdSchema } from './words.ts';

/** Groups to filter by, with the beginnings of the actions each one covers; what none covers is `other`. */
export const AUDIT_GROUPS = {
  customers: ['customers', 'history', 'bulk', 'undo', 'redo', 'followUps', 'relations', 'attachments', 'tags', 'segments', 'views', 'fields', 'consents', 'gifts', 'greetings'],
  sales: ['sales', 'payments', 'receivables', 'products'],
  files: ['import', 'export', 'backup', 'print', 'audit'],
  access: ['session', 'request', 'settings', 'people', 'contacts'],
  erasures: ['privacy', 'erase', 'bin'],
} as const;
export const auditGroupSchema = z.enum(['customers', 'sales', 'files', 'access', 'erasures', 'other']);
export type AuditGroup = z.output<typeof auditGroupSchema>;

export const auditQuerySchema = z.strictObject({
  group: auditGroupSchema.optional(),
  /** Instants: from (inclusive) and to (exclusive). */
  from: z.int().min(0).optional(),
  to: z.int().min(0).optional(),
  /** Only what changed this customer or something of theirs. */
  customerId: recordIdSchema.optional(),
});
export type AuditQuery = z.output<typeof auditQuerySchema>;

export const auditRowSchema = z.object({
  /** Number of the entry in the chain. */
  id: z.int(),
  at: z.number(),
  actor: z.string(),
  action: z.string(),
  /** Records it touched. */
  rows: z.int(),
  /** The one customer it was about, when it was one and they are still there. */
  customer: z.object({ id: recordIdSchema, name: z.string() }).nullable(),
});
export type AuditRow = z.output<typeof auditRowSchema>;

/** Result of the job `audit.verify`. */
export const auditVerdictSchema = z.object({
  at: z.number(),
  entries: z.int(),
  /** Beginning of the newest entry's hash, to compare with a note made earlier. */
  head: z.string(),
  /** First entry that does not fit; `null`: the chain is whole. */
  badSeq: z.int().nullable(),
});
export type AuditVerdict = z.output<typeof auditVerdictSchema>;

export const auditMethods = {
  'audit.list': defineMethod({
    kind: 'query',
    access: 'admin',
    input: z.strictObject({ query: auditQuerySchema.default({}), before: z.int().optional(), limit: z.int().min(1).max(200).default(50) }),
    output: z.object({ rows: z.array(auditRowSchema), total: z.int(), next: z.int().nullable() }),
    errors: [],
    about: 'What was done, latest first: who, when, what, without values; the customer where it was about one.',
  }),
  'audit.status': defineMethod({
    kind: 'query',
    access: 'admin',
    input: emptySchema,
    output: z.object({ entries: z.int(), verified: auditVerdictSchema.nullable() }),
    errors: [],
    about: 'How many entries the record has, and what its last verification said.',
  }),
  'audit.verify': defineMethod({
    kind: 'job',
    access: 'admin',
    input: emptySchema,
    output: z.object({ jobId: z.string() }),
    errors: [],
    about: 'Walks the whole chain; the result names the entries, the head and the first entry that does not fit.',
  }),
  'audit.export': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ file: fileTokenSchema, query: auditQuerySchema.default({}), language: languageSchema.optional() }),
    output: z.object({ jobId: z.string() }),
    errors: ['file.missing'],
    about: 'Writes the record of operations as CSV: number, time, who, action, records; no values and no names of customers.',
  }),
  'audit.note': defineMethod({
    kind: 'command',
    access: 'read',
    input: z.strictObject({ event: z.enum(['print.customer', 'print.list', 'print.labels', 'print.calls', 'print.calendar', 'print.letters']), count: z.int().min(0).max(10_000_000).default(1) }),
    output: emptySchema,
    errors: [],
    about: 'Notes what only the window knows of: that something was printed.',
  }),
} as const;
