/** Exchange rates (汇率) written down by hand, and totals in the book's currency. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { MAX_RATE } from '../kernel/rates.ts';
import { fieldDef as field, type FieldDef } from './fields.ts';
import { currencySchema } from './products.ts';
import { saleQuerySchema } from './sales.ts';
import { emptySchema, isoDateSchema, recordIdSchema } from './words.ts';

export const rateFields: readonly FieldDef[] = [
  field('currency', 'text', 3, { merge: 'first', editable: false, importable: false }),
  field('base', 'text', 3, { merge: 'first', editable: false, importable: false }),
  field('date', 'date', 10, { merge: 'first', editable: false, importable: false }),
  field('rate', 'number', 0, { importable: false }),
];

export const rateSchema = z.object({
  id: recordIdSchema,
  currency: currencySchema,
  /** The currency the rate is in: the book's when it was written down. */
  base: currencySchema,
  /** It holds from this day until the next one. */
  date: isoDateSchema,
  /** Hundred-millionths of `base` for one of `currency`. */
  rate: z.int().min(1).max(MAX_RATE),
});
export type Rate = z.output<typeof rateSchema>;

const totalSchema = z.object({
  currency: z.string(),
  amountMinor: z.int(),
  rates: z.array(z.object({ currency: z.string(), date: z.string(), rate: z.int() })),
  missing: z.array(z.object({ currency: z.string(), amountMinor: z.int() })),
});

export const rateMethods = {
  'rates.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ base: currencySchema, rows: z.array(rateSchema) }),
    errors: [],
    about: "The rates into the book's currency, by currency, latest first.",
  }),
  'rates.set': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ currency: currencySchema, date: isoDateSchema, rate: z.int().min(1).max(MAX_RATE) }),
    output: rateSchema,
    errors: ['rate.sameCurrency'],
    about: 'Writes down what one unit of a currency is worth from a day on; one of that day is replaced.',
  }),
  'rates.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: emptySchema,
    errors: ['record.missing'],
    about: 'Deletes a rate; undo brings it back.',
  }),
  'rates.saleTotal': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ query: saleQuerySchema.default({}) }),
    output: totalSchema,
    errors: [],
    about: "What the sales a query finds come to in the book's currency, each at the rate of its day; currencies without a rate are told, not guessed.",
  }),
  'rates.owedTotal': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema.optional() }),
    output: totalSchema,
    errors: [],
    about: "What is owed in all, or by one customer, in the book's currency at today's rates.",
  }),
} as const;
