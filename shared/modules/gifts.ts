/** Gifts (礼品记录): what a customer was given, when, for what, and what it cost. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { dayOfIso } from '../kernel/formula-functions.ts';
import { MAX_MINOR } from '../kernel/money.ts';
import { fieldDef as field, type FieldDef } from './fields.ts';
import { currencySchema } from './products.ts';
import { emptySchema, recordIdSchema } from './words.ts';

export const giftFields: readonly FieldDef[] = [
  field('customerId', 'record', 0, { merge: 'first', importable: false, editable: false }),
  field('date', 'date', 10),
  field('occasion', 'text', 60),
  field('what', 'text', 200),
  field('costMinor', 'money'),
  field('currency', 'text', 3, { editable: false }),
  field('notes', 'longText', 2_000),
];

const body = {
  date: z.string().refine((v) => dayOfIso(v) !== null, 'date'),
  /** In the owner's words: 生日, 中秋, 开业. */
  occasion: z.string().trim().max(60).nullable(),
  what: z.string().trim().min(1).max(200),
  costMinor: z.int().min(0).max(MAX_MINOR).nullable(),
  notes: z.string().trim().max(2_000).nullable(),
};

export const giftSchema = z.object({ id: recordIdSchema, customerId: recordIdSchema, ...body, currency: currencySchema, seq: z.int() });
export type Gift = z.output<typeof giftSchema>;

/** Of a year and a currency; money of several currencies is never added up. */
const sumSchema = z.object({ year: z.int(), currency: currencySchema, count: z.int(), costMinor: z.int() });

export const giftMethods = {
  'gifts.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema, limit: z.int().min(1).max(500).default(200) }),
    output: z.object({ rows: z.array(giftSchema), total: z.int(), sums: z.array(sumSchema) }),
    errors: [],
    about: "A customer's gifts, latest first, with what they cost by year.",
  }),
  'gifts.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ customerId: recordIdSchema, ...body }).partial({ occasion: true, costMinor: true, notes: true }),
    output: giftSchema,
    errors: ['record.missing'],
    about: "Writes down a gift; what it cost is in the book's currency.",
  }),
  'gifts.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject(body).partial() }),
    output: giftSchema,
    errors: ['record.missing'],
    about: 'Corrects a gift; the history keeps what it said before.',
  }),
  'gifts.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: emptySchema,
    errors: ['record.missing'],
    about: 'Takes a gift off; undo brings it back.',
  }),
} as const;
