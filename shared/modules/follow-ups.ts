/** Follow-ups (跟进): what was said with a customer, what came of it and what comes next. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { fieldDef as field, type FieldDef } from './fields.ts';
import { emptySchema, isoDateSchema, recordIdSchema } from './words.ts';

/** 电话、微信、到店、走访、短信、邮件、来信、热线、其他. */
export const contactMethodSchema = z.enum(['phone', 'wechat', 'store', 'visit', 'sms', 'email', 'letter', 'hotline', 'other']);
export type ContactMethod = z.output<typeof contactMethodSchema>;
/** What came of it: reached, not reached, to be thought over, agreed, refused, complaint. */
export const followUpResultSchema = z.enum(['reached', 'noAnswer', 'thinking', 'agreed', 'refused', 'complaint']);
export type FollowUpResult = z.output<typeof followUpResultSchema>;
/** How much the customer wants it. */
export const followUpIntentSchema = z.enum(['high', 'medium', 'low', 'none']);
export type FollowUpIntent = z.output<typeof followUpIntentSchema>;

/** 满意度, from 1 (not at all) to 5 (very). */
export const satisfactionSchema = z.enum(['1', '2', '3', '4', '5']);
export type Satisfaction = z.output<typeof satisfactionSchema>;

export const followUpFields: readonly FieldDef[] = [
  { ...field('customerId', 'record', 0), merge: 'first' },
  field('at', 'instant', 0),
  { ...field('method', 'choice', 20), choices: contactMethodSchema.options },
  { ...field('result', 'choice', 20), choices: followUpResultSchema.options },
  { ...field('intent', 'choice', 20), choices: followUpIntentSchema.options },
  { ...field('satisfaction', 'choice', 1), choices: satisfactionSchema.options },
  field('content', 'longText', 10_000),
  field('nextDate', 'date', 10),
];

/** Instants from 1970 to the year 9999. */
export const instantSchema = z.int().min(0).max(253_402_300_799_999);

/** What is written down of a contact. */
export const followUpBody = {
  at: instantSchema,
  method: contactMethodSchema,
  result: followUpResultSchema.nullable(),
  intent: followUpIntentSchema.nullable(),
  satisfaction: satisfactionSchema.nullable(),
  content: z.string().trim().max(10_000),
  nextDate: isoDateSchema.nullable(),
};

export const followUpSchema = z.object({ id: recordIdSchema, customerId: recordIdSchema, ...followUpBody, seq: z.int() });
export type FollowUp = z.output<typeof followUpSchema>;

export const followUpMethods = {
  'followUps.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema, limit: z.int().min(1).max(200).default(100) }),
    output: z.object({ rows: z.array(followUpSchema), total: z.int() }),
    errors: [],
    about: "A customer's follow-ups, latest first.",
  }),
  'followUps.get': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema }),
    output: followUpSchema,
    errors: ['record.missing'],
    about: 'One follow-up, to be corrected.',
  }),
  'followUps.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z
      .strictObject({ customerId: recordIdSchema, ...followUpBody })
      .partial({ nextDate: true, result: true, intent: true, satisfaction: true })
      .refine((v) => v.content !== '' || v.result || v.satisfaction, 'content'),
    output: followUpSchema,
    errors: ['record.missing'],
    about: 'Records a contact with a customer: a few words, a result, or both.',
  }),
  'followUps.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject(followUpBody).partial() }),
    output: followUpSchema,
    errors: ['record.missing'],
    about: 'Corrects a follow-up.',
  }),
  'followUps.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: emptySchema,
    errors: ['record.missing'],
    about: 'Deletes a follow-up; undo brings it back.',
  }),
} as const;
