/** Payments (回款) and receivables (应收): what came in after the sale, and what is still to come. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { doNotContactSchema } from './customers.ts';
import { MAX_MINOR } from '../kernel/money.ts';
import { fieldDef as field, type FieldDef } from './fields.ts';
import { currencySchema, moneySchema } from './products.ts';
import { payMethodSchema, saleSchema } from './sales.ts';
import { isoDateSchema, recordIdSchema } from './words.ts';

export const paymentFields: readonly FieldDef[] = [
  field('customerId', 'record', 0, { merge: 'first', editable: false }),
  field('date', 'date', 10),
  field('amountMinor', 'money', 0, { editable: false }),
  field('currency', 'text', 3, { editable: false }),
  field('method', 'choice', 20, { choices: payMethodSchema.options }),
  field('allocations', 'list', 0, { editable: false }),
  field('notes', 'longText', 2_000),
];

/** A part of a payment that goes to one sale. */
export const allocationSchema = z.strictObject({ saleId: recordIdSchema, amountMinor: moneySchema.refine((v) => v !== 0) });
export type Allocation = z.output<typeof allocationSchema>;

export const paymentSchema = z.object({
  id: recordIdSchema,
  customerId: recordIdSchema,
  customerName: z.string(),
  date: isoDateSchema,
  /** Negative: paid back to the customer. */
  amountMinor: z.int(),
  currency: currencySchema,
  method: payMethodSchema.nullable(),
  allocations: z.array(allocationSchema.extend({ number: z.string().nullable() })),
  /** What no sale has taken: the customer's credit (预收). */
  creditMinor: z.int(),
  notes: z.string().nullable(),
  deletedAt: z.number().nullable(),
  seq: z.int(),
});
export type Payment = z.output<typeof paymentSchema>;

/** Days overdue: 未到期, 1–30, 31–60, 61–90, over 90. */
export const ageBuckets = ['notDue', 'd30', 'd60', 'd90', 'more'] as const;
export const ageBucketSchema = z.enum(ageBuckets);
export type AgeBucket = (typeof ageBuckets)[number];

const ages = z.object({ notDue: z.int(), d30: z.int(), d60: z.int(), d90: z.int(), more: z.int() });

const body = {
  date: isoDateSchema,
  /** Negative: paid back to the customer. */
  amountMinor: z.int().min(-MAX_MINOR).max(MAX_MINOR).refine((v) => v !== 0),
  currency: currencySchema,
  method: payMethodSchema.nullable(),
  /** Which sales it pays; left out: the open ones, earliest due first. */
  allocations: z.array(allocationSchema).max(500),
  notes: z.string().trim().max(2_000).nullable(),
};
const ids = z.strictObject({ ids: z.array(recordIdSchema).min(1).max(1_000) });

export const paymentMethods = {
  'payments.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({
      customerId: recordIdSchema.optional(),
      from: isoDateSchema.optional(),
      to: isoDateSchema.optional(),
      deleted: z.boolean().optional(),
      limit: z.int().min(1).max(200).default(50),
      cursor: z.string().max(100).optional(),
    }),
    output: z.object({ rows: z.array(paymentSchema), next: z.string().nullable() }),
    errors: ['query.badCursor'],
    about: 'Payments, latest first, page by page.',
  }),
  'payments.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ customerId: recordIdSchema, ...body }).partial({ method: true, allocations: true, notes: true, currency: true }),
    output: paymentSchema,
    errors: ['record.missing', 'payment.tooMuch', 'payment.wrongSale', 'payment.overAllocated'],
    about: 'Records money received for one sale or several; what is left over stays as credit and is told.',
  }),
  'payments.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject(body).partial().omit({ currency: true }) }),
    output: paymentSchema,
    errors: ['record.missing', 'payment.tooMuch', 'payment.wrongSale', 'payment.overAllocated'],
    about: 'Corrects a payment.',
  }),
  'payments.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: ids,
    output: z.object({ count: z.int() }),
    errors: [],
    about: 'Moves payments to the recycle bin; what they paid is open again.',
  }),
  'payments.restore': defineMethod({
    kind: 'command',
    access: 'write',
    input: ids,
    output: z.object({ count: z.int() }),
    errors: [],
    about: 'Brings payments back from the recycle bin.',
  }),
  'receivables.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({
      /** The day to look from; today when left out. */
      asOf: isoDateSchema.optional(),
      bucket: ageBucketSchema.optional(),
      currency: currencySchema.optional(),
      limit: z.int().min(1).max(200).default(100),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({
      /** Customers with open sales, the largest overdue sum first; one row per customer and currency. */
      rows: z.array(
        z.object({
          customerId: recordIdSchema,
          customerName: z.string(),
          doNotContact: doNotContactSchema.nullable(),
          currency: z.string(),
          count: z.int(),
          openMinor: z.int(),
          ages,
          /** Earliest due date. */
          dueOn: z.string(),
        }),
      ),
      total: z.int(),
      sums: z.array(z.object({ currency: z.string(), count: z.int(), customers: z.int(), openMinor: z.int(), ages })),
    }),
    errors: [],
    about: 'What customers owe, by how long it is overdue (账龄), per currency.',
  }),
  'receivables.sales': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema }),
    output: z.object({ sales: z.array(saleSchema), credits: z.array(z.object({ currency: z.string(), amountMinor: z.int() })) }),
    errors: [],
    about: "A customer's open sales, earliest due first; at most 500.",
  }),
  'receivables.due': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ limit: z.int().min(1).max(200).default(50) }),
    output: z.object({
      /** Today, in the book's place. */
      day: isoDateSchema,
      rows: z.array(
        z.object({
          saleId: recordIdSchema,
          /** From 0, of so many instalments. */
          part: z.int(),
          parts: z.int(),
          number: z.string().nullable(),
          customerId: recordIdSchema,
          customerName: z.string(),
          currency: z.string(),
          dueOn: isoDateSchema,
          openMinor: z.int(),
        }),
      ),
      sums: z.array(z.object({ currency: z.string(), count: z.int(), openMinor: z.int(), overdue: z.int(), overdueMinor: z.int() })),
    }),
    errors: [],
    about: 'What is due today, overdue, or soon enough to be reminded of, instalment by instalment, earliest due first; sums per currency.',
  }),
} as const;
