/** Greetings (问候): texts with fields, what they say to each of many customers, and who was greeted. The program sends nothing itself. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { FESTIVALS, type Festival } from '../kernel/festivals.ts';
import { MERGE_FIELDS, type MergeField } from '../kernel/merge-text.ts';
import { selectionSchema } from './customers.ts';
import { fieldDef as field, type FieldDef } from './fields.ts';
import { contactMethodSchema } from './follow-ups.ts';
import { emptySchema, recordIdSchema } from './words.ts';

/** 生日、节日、纪念日、回访、催款、其他. */
export const occasionSchema = z.enum(['birthday', 'festival', 'anniversary', 'visit', 'payment', 'other']);
export type Occasion = z.output<typeof occasionSchema>;
export const festivalSchema = z.enum(FESTIVALS as readonly [Festival, ...Festival[]]);

export const greetingFields: readonly FieldDef[] = [
  field('name', 'text', 80, { importable: false }),
  field('occasion', 'choice', 20, { choices: occasionSchema.options, importable: false }),
  field('festival', 'choice', 20, { choices: FESTIVALS, importable: false }),
  field('body', 'longText', 2_000, { importable: false }),
  field('position', 'number', 0, { importable: false }),
];

const body = {
  name: z.string().trim().min(1).max(80),
  occasion: occasionSchema,
  /** Only for 'festival'; `null`: fits any. */
  festival: festivalSchema.nullable(),
  /** With fields like {姓名}, see shared/kernel/merge-text.ts. */
  body: z.string().trim().min(1).max(2_000),
};
export const greetingSchema = z.object({ id: recordIdSchema, ...body, seq: z.int() });
export type Greeting = z.output<typeof greetingSchema>;

/** Nobody greets more in one go by hand; a segment makes the rest smaller. */
export const MAX_GREETED = 1_000;

/** Why somebody stays out unless they are taken along: 勿扰, 不发推广, 撤回了同意. */
export const outReasonSchema = z.enum(['all', 'marketing', 'withdrawn']);
export type OutReason = z.output<typeof outReasonSchema>;

const partSchema = z.object({ kind: z.enum(['text', 'value', 'missing', 'unknown']), text: z.string() });
const mergeFieldSchema = z.enum(MERGE_FIELDS as [MergeField, ...MergeField[]]);

export const greetedSchema = z.object({
  customerId: recordIdSchema,
  name: z.string(),
  phones: z.array(z.string()),
  wechats: z.array(z.string()),
  emails: z.array(z.string()),
  /** What the text says to them, in pieces; gaps stay visible. */
  parts: z.array(partSchema),
  /** Fields of the text that they have nothing for. */
  missing: z.array(mergeFieldSchema),
  out: outReasonSchema.nullable(),
  /** They agreed in writing or were noted to have agreed. */
  agreed: z.boolean(),
  lastContactOn: z.number().nullable(),
  /** Heard of today already, through this or otherwise. */
  contactedToday: z.boolean(),
});
export type Greeted = z.output<typeof greetedSchema>;

export const greetingMethods = {
  'greetings.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ greetings: z.array(greetingSchema) }),
    errors: [],
    about: 'All texts to greet with, in their order.',
  }),
  'greetings.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject(body).partial({ festival: true }),
    output: greetingSchema,
    errors: ['greeting.exists'],
    about: 'Adds a text to greet with.',
  }),
  'greetings.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject(body).partial() }),
    output: greetingSchema,
    errors: ['record.missing', 'greeting.exists'],
    about: 'Changes a text to greet with.',
  }),
  'greetings.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: z.object({ actionId: z.int() }),
    errors: ['record.missing'],
    about: 'Deletes a text; undo brings it back.',
  }),
  'greetings.addReady': defineMethod({
    kind: 'command',
    access: 'write',
    input: emptySchema,
    output: z.object({ added: z.int() }),
    errors: [],
    about: "Adds the ready-made texts in the book's language, those of a name already there left out.",
  }),
  'greetings.preview': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ selection: selectionSchema, body: z.string().max(2_000), /** What {节日} stands for. */ festival: festivalSchema.nullable().default(null) }),
    output: z.object({ rows: z.array(greetedSchema), /** All that were chosen; no more than 1,000 are listed. */ total: z.int() }),
    errors: ['query.badField', 'segment.missing', 'segment.cycle'],
    about: 'What a text says to each of these customers, what is missing for whom, and who is not to be written to.',
  }),
  'greetings.contacted': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ method: contactMethodSchema, entries: z.array(z.strictObject({ customerId: recordIdSchema, content: z.string().trim().max(10_000) })).min(1).max(MAX_GREETED) }),
    output: z.object({ count: z.int() }),
    errors: [],
    about: 'Notes that these customers were contacted: a follow-up each with what was said, all one step of undo.',
  }),
} as const;
