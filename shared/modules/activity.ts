/** What happened with a customer: follow-ups (跟进) and sales (成交记录), as plain as the first release needs. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import type { FieldDef } from './fields.ts';
import { emptySchema, recordIdSchema } from './words.ts';

export const contactMethodSchema = z.enum(['phone', 'wechat', 'visit', 'store', 'sms', 'email', 'other']);

const field = (name: string, kind: FieldDef['kind'], maxLength: number): FieldDef => ({
  name,
  kind,
  merge: 'lww',
  editable: true,
  importable: true,
  maxLength,
});

export const followUpFields: readonly FieldDef[] = [
  { ...field('customerId', 'record', 0), merge: 'first' },
  field('at', 'instant', 0),
  { ...field('method', 'choice', 20), choices: contactMethodSchema.options },
  field('content', 'longText', 10_000),
  field('nextDate', 'date', 10),
];

export const saleFields: readonly FieldDef[] = [
  { ...field('customerId', 'record', 0), merge: 'first' },
  field('date', 'date', 10),
  field('items', 'text', 500),
  field('amountMinor', 'money', 0),
  field('currency', 'text', 3),
  field('paidMinor', 'money', 0),
  field('notes', 'longText', 2_000),
];

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const amount = z.int().min(-9_000_000_000_000).max(9_000_000_000_000);

const followUpBody = {
  at: z.int().min(0).max(253_402_300_799_999),
  method: contactMethodSchema,
  content: z.string().trim().min(1).max(10_000),
  nextDate: isoDate.nullable(),
};
const saleBody = {
  date: isoDate,
  items: z.string().trim().min(1).max(500),
  /** Minor units; negative for a refund. */
  amountMinor: amount,
  currency: z.string().regex(/^[A-Z]{3}$/),
  paidMinor: amount,
  notes: z.string().max(2_000).nullable(),
};

export const followUpSchema = z.object({ id: recordIdSchema, customerId: recordIdSchema, ...followUpBody, seq: z.int() });
export type FollowUp = z.output<typeof followUpSchema>;
export const saleSchema = z.object({ id: recordIdSchema, customerId: recordIdSchema, ...saleBody, seq: z.int() });
export type Sale = z.output<typeof saleSchema>;

export const activityMethods = {
  'followUps.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema, limit: z.int().min(1).max(200).default(100) }),
    output: z.object({ rows: z.array(followUpSchema), total: z.int() }),
    errors: [],
    about: "A customer's follow-ups, latest first.",
  }),
  'followUps.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ customerId: recordIdSchema, ...followUpBody }).partial({ nextDate: true }),
    output: followUpSchema,
    errors: ['record.missing'],
    about: 'Records a contact with a customer.',
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
  'sales.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema, limit: z.int().min(1).max(200).default(100) }),
    output: z.object({
      rows: z.array(saleSchema),
      total: z.int(),
      /** Per currency: never mixed in a sum. */
      sums: z.array(z.object({ currency: z.string(), amountMinor: z.int(), paidMinor: z.int(), count: z.int() })),
      lastDate: z.string().nullable(),
    }),
    errors: [],
    about: "A customer's sales, latest first, with totals per currency.",
  }),
  'sales.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ customerId: recordIdSchema, ...saleBody }).partial({ notes: true }),
    output: saleSchema,
    errors: ['record.missing'],
    about: 'Records a sale.',
  }),
  'sales.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject(saleBody).partial() }),
    output: saleSchema,
    errors: ['record.missing'],
    about: 'Corrects a sale.',
  }),
  'sales.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: emptySchema,
    errors: ['record.missing'],
    about: 'Deletes a sale; undo brings it back.',
  }),
} as const;
