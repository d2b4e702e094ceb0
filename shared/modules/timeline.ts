/** One timeline of everything that happened with a customer, and the portrait (画像) on top of it. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { consentMethodSchema } from './consents.ts';
import { consentKindSchema, customerSchema } from './customers.ts';
import { contactMethodSchema, followUpIntentSchema, followUpResultSchema, followUpSchema, instantSchema, satisfactionSchema } from './follow-ups.ts';
import { moveReasonSchema } from './lifecycle.ts';
import { relatedSchema } from './relations.ts';
import { isoDateSchema, recordIdSchema } from './words.ts';

/** A kind of entry; a new kind is one more source in core/operations/timeline and one line in the window. */
export const timelineKindSchema = z.enum(['followUp', 'sale', 'payment', 'task', 'attachment', 'consent', 'gift', 'move', 'change']);
export type TimelineKind = z.output<typeof timelineKindSchema>;

const base = { id: recordIdSchema, at: z.number() };
export const timelineEntrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('followUp'),
    ...base,
    method: contactMethodSchema,
    result: followUpResultSchema.nullable(),
    intent: followUpIntentSchema.nullable(),
    satisfaction: satisfactionSchema.nullable(),
    content: z.string(),
    nextDate: z.string().nullable(),
    files: z.int(),
  }),
  z.object({ kind: z.literal('sale'), ...base, date: z.string(), items: z.string(), amountMinor: z.int(), paidMinor: z.int(), currency: z.string(), notes: z.string().nullable() }),
  z.object({ kind: z.literal('payment'), ...base, date: z.string(), amountMinor: z.int(), currency: z.string(), method: z.string().nullable(), notes: z.string().nullable() }),
  z.object({ kind: z.literal('task'), ...base, title: z.string(), method: contactMethodSchema.nullable(), planName: z.string().nullable(), note: z.string().nullable() }),
  z.object({ kind: z.literal('attachment'), ...base, name: z.string(), mime: z.string(), sizeBytes: z.int(), hasThumb: z.boolean() }),
  z.object({ kind: z.literal('consent'), ...base, of: consentKindSchema, scope: z.string().nullable(), method: consentMethodSchema.nullable(), notes: z.string().nullable() }),
  z.object({ kind: z.literal('gift'), ...base, what: z.string(), occasion: z.string().nullable(), costMinor: z.int().nullable(), currency: z.string(), notes: z.string().nullable() }),
  /** From one stage or grade to another. */
  z.object({
    kind: z.literal('move'),
    ...base,
    of: z.enum(['stage', 'grade']),
    from: z.string().nullable(),
    to: z.string().nullable(),
    byHand: z.boolean(),
    reason: moveReasonSchema,
  }),
  z.object({
    kind: z.literal('change'),
    ...base,
    /** `customers.update`, `import.run` … */
    action: z.string(),
    actor: z.string(),
    op: z.enum(['create', 'update', 'delete', 'restore']),
    fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  }),
]);
export type TimelineEntry = z.output<typeof timelineEntrySchema>;

export const portraitSchema = z.object({
  customer: customerSchema,
  /** The next thing agreed: the earliest open date, else nothing. */
  nextStep: z.object({ followUpId: recordIdSchema, date: z.string(), content: z.string(), overdue: z.boolean() }).nullable(),
  lastFollowUp: followUpSchema.nullable(),
  followUpCount: z.int(),
  /** Complaints among the follow-ups that no later one closed. */
  openIssues: z.int(),
  /** Per currency; never mixed. */
  sales: z.array(z.object({ currency: z.string(), count: z.int(), amountMinor: z.int(), paidMinor: z.int() })),
  lastSaleOn: isoDateSchema.nullable(),
  related: z.array(relatedSchema),
  relatedTotal: z.int(),
  attachmentCount: z.int(),
  attachmentBytes: z.int(),
});
export type Portrait = z.output<typeof portraitSchema>;

export const timelineMethods = {
  'timeline.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({
      customerId: recordIdSchema,
      /** All kinds when absent. */
      kinds: z.array(timelineKindSchema).min(1).max(20).optional(),
      /** Start with what happened at this instant or before: jump to a date. */
      from: instantSchema.optional(),
      cursor: z.string().max(2_000).optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ entries: z.array(timelineEntrySchema), next: z.string().nullable() }),
    errors: ['record.missing', 'query.badCursor'],
    about: 'Follow-ups, sales, payments, files and changes of a customer in one list, latest first, page by page.',
  }),
  'timeline.counts': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema }),
    output: z.object({ counts: z.array(z.object({ kind: timelineKindSchema, count: z.int() })) }),
    errors: [],
    about: 'How many entries of each kind a customer has; changes are not counted.',
  }),
  'portrait.get': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema }),
    output: portraitSchema,
    errors: ['record.missing'],
    about: 'Everything the top of a profile shows, in one call.',
  }),
} as const;
