/** Sales (成交) and refunds (退货退款): lines, discounts, what was paid with them. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { MAX_INSTALMENTS } from '../kernel/instalments.ts';
import { MAX_MINOR, MAX_QUANTITY } from '../kernel/money.ts';
import { fieldDef as field, type FieldDef } from './fields.ts';
import { currencySchema } from './products.ts';
import { emptySchema, isoDateSchema, recordIdSchema, tableFile, tableStarted } from './words.ts';

/** 现金、微信、支付宝、刷卡、转账、储值、其他. */
export const payMethodSchema = z.enum(['cash', 'wechat', 'alipay', 'card', 'transfer', 'stored', 'other']);
export type PayMethod = z.output<typeof payMethodSchema>;
export const saleKindSchema = z.enum(['sale', 'refund']);
/** 未付、部分付款、已结清. */
export const saleStateSchema = z.enum(['unpaid', 'part', 'settled']);
export type SaleState = z.output<typeof saleStateSchema>;

/** Part of a sum that must fit together: never put back alone from the history. */
const whole = { editable: false } as const;

export const saleFields: readonly FieldDef[] = [
  field('customerId', 'record', 0, { merge: 'first', editable: false }),
  field('kind', 'choice', 10, { choices: saleKindSchema.options, merge: 'first', editable: false }),
  field('refundOf', 'record', 0, { merge: 'first', editable: false }),
  field('number', 'text', 60),
  field('date', 'date', 10),
  field('dueDate', 'date', 10),
  field('items', 'list', 0, whole),
  field('discountMinor', 'money', 0, whole),
  field('amountMinor', 'money', 0, whole),
  field('currency', 'text', 3, whole),
  field('paidMinor', 'money', 0, whole),
  field('payMethod', 'choice', 20, { choices: payMethodSchema.options }),
  field('notes', 'longText', 2_000),
  field('unlockedAt', 'instant', 0, whole),
  field('instalments', 'list', 0, whole),
  field('remindDays', 'number'),
];

/** A line as stored; in a refund quantity and amount are negative. */
export const saleItemSchema = z.object({
  productId: recordIdSchema.nullable(),
  name: z.string(),
  category: z.string().nullable(),
  unit: z.string().nullable(),
  /** Thousandths. */
  quantity: z.int(),
  priceMinor: z.int(),
  /** Taken off this line alone. */
  discountMinor: z.int(),
  /** Net: the line's share of the whole discount is taken off; the lines add up to the sale. */
  amountMinor: z.int(),
  /** In a refund: the line of the sale it takes back. */
  of: z.int().optional(),
});
export type SaleItem = z.output<typeof saleItemSchema>;

/** A part of what was not paid with the sale, and the day it is due. */
const instalmentSchema = z.strictObject({ date: isoDateSchema, amountMinor: z.int().min(1).max(MAX_MINOR) });

export const saleSchema = z.object({
  id: recordIdSchema,
  customerId: recordIdSchema,
  customerName: z.string(),
  kind: saleKindSchema,
  refundOf: recordIdSchema.nullable(),
  number: z.string().nullable(),
  date: isoDateSchema,
  dueDate: isoDateSchema.nullable(),
  items: z.array(saleItemSchema),
  /** Off the whole sale. */
  discountMinor: z.int(),
  amountMinor: z.int(),
  currency: currencySchema,
  /** Paid with the sale itself; `receivedMinor` has later payments too. */
  paidMinor: z.int(),
  payMethod: payMethodSchema.nullable(),
  notes: z.string().nullable(),
  receivedMinor: z.int(),
  /** Taken back by refunds, positive. */
  refundedMinor: z.int(),
  /** Still to come; negative: the customer gets money back. */
  openMinor: z.int(),
  /** By day; they add up to what was not paid with the sale. Empty: it is due as a whole on `dueDate`. */
  instalments: z.array(instalmentSchema),
  /** Days before a payment is due on which it comes up among what is to be done. */
  remindDays: z.int().nullable(),
  state: saleStateSchema,
  /** Settled, or before the day the books are closed to: changed only after `sales.unlock`. */
  locked: z.boolean(),
  createdAt: z.number(),
  deletedAt: z.number().nullable(),
  seq: z.int(),
});
export type Sale = z.output<typeof saleSchema>;

const optional = (max: number) => z.string().trim().max(max).nullable();

/** A line as written: a product, or any words; what is not given comes from the product. */
export const saleLineSchema = z.strictObject({
  productId: recordIdSchema.nullable().optional(),
  name: z.string().trim().max(200).optional(),
  category: optional(60).optional(),
  unit: optional(20).optional(),
  quantity: z.int().min(1).max(MAX_QUANTITY).default(1000),
  priceMinor: z.int().min(0).max(MAX_MINOR).optional(),
  discountMinor: z.int().min(0).max(MAX_MINOR).default(0),
});
export type SaleLine = z.input<typeof saleLineSchema>;

const lines = z.array(saleLineSchema).min(1).max(200);
const head = {
  date: isoDateSchema,
  dueDate: isoDateSchema.nullable(),
  discountMinor: z.int().min(0).max(MAX_MINOR),
  currency: currencySchema,
  paidMinor: z.int().min(0).max(MAX_MINOR),
  payMethod: payMethodSchema.nullable(),
  notes: optional(2_000),
  number: optional(60),
  instalments: z.array(instalmentSchema).max(MAX_INSTALMENTS),
  remindDays: z.int().min(0).max(90).nullable(),
};

export const saleDraftSchema = z.strictObject({
  customerId: recordIdSchema,
  items: lines,
  ...head,
  /** Left out: the whole sum was paid. */
  paidMinor: head.paidMinor.optional(),
  dueDate: head.dueDate.default(null),
  discountMinor: head.discountMinor.default(0),
  /** Left out: the book's currency. */
  currency: head.currency.optional(),
  payMethod: head.payMethod.default(null),
  notes: head.notes.default(null),
  /** Left out or empty: the next number. */
  number: head.number.optional(),
  instalments: head.instalments.default([]),
  remindDays: head.remindDays.default(null),
});

export const salePatchSchema = z.strictObject({ ...head, items: lines }).partial();
export type SalePatch = z.output<typeof salePatchSchema>;

export const saleQuerySchema = z.strictObject({
  from: isoDateSchema.optional(),
  to: isoDateSchema.optional(),
  kind: saleKindSchema.optional(),
  state: saleStateSchema.optional(),
  currency: currencySchema.optional(),
  customerId: recordIdSchema.optional(),
  productId: recordIdSchema.optional(),
  category: z.string().max(60).optional(),
  /** Number, customer, product. */
  text: z.string().max(200).optional(),
  /** The recycle bin instead of the living. */
  deleted: z.boolean().optional(),
});
export type SaleQuery = z.output<typeof saleQuerySchema>;

/** Sums of one currency; `amountMinor` is net of refunds. */
export const saleSumSchema = z.object({
  currency: z.string(),
  count: z.int(),
  amountMinor: z.int(),
  receivedMinor: z.int(),
  openMinor: z.int(),
});
export type SaleSum = z.output<typeof saleSumSchema>;

const ids = z.strictObject({ ids: z.array(recordIdSchema).min(1).max(1_000) });

const SUM_ERRORS = [
  'record.missing',
  'sale.numberTaken',
  'sale.overpaid',
  'sale.currency',
  'sale.lineWithoutName',
  'sale.lineWithoutPrice',
  'sale.tooLarge',
  'sale.periodClosed',
  'sale.instalmentSum',
] as const;

export const saleMethods = {
  'sales.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({
      query: saleQuerySchema.default({}),
      limit: z.int().min(1).max(200).default(50),
      /** Continue after the page that answered this cursor; flat cost to the end. */
      cursor: z.string().max(100).optional(),
    }),
    output: z.object({ rows: z.array(saleSchema), next: z.string().nullable() }),
    errors: ['query.badCursor'],
    about: 'Sales and refunds that match, latest first, page by page.',
  }),
  'sales.sums': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ query: saleQuerySchema.default({}) }),
    output: z.object({
      count: z.int(),
      /** Per currency: never mixed in a sum. */
      sums: z.array(saleSumSchema),
      /** The sums are of the chosen product or category only, not of whole sales. */
      ofItems: z.boolean(),
    }),
    errors: [],
    about: 'Exact count and sums per currency of what a query finds.',
  }),
  'sales.bySource': defineMethod({
    kind: 'query',
    access: 'read',
    /** Only customers who came within these days. */
    input: z.strictObject({ from: isoDateSchema.optional(), to: isoDateSchema.optional() }),
    output: z.object({
      rows: z.array(
        z.object({
          /** `null`: none was written down. */
          source: z.string().nullable(),
          customers: z.int(),
          /** Those of them who bought. */
          buyers: z.int(),
          /** What they bought to this day, net of refunds, per currency: never mixed in a sum. */
          sums: z.array(z.object({ currency: z.string(), amountMinor: z.int() })),
        }),
      ),
    }),
    errors: [],
    about: 'Where customers come from (来源): how many came, how many of them bought, and for how much; the most first.',
  }),
  'sales.summary': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema }),
    output: z.object({
      count: z.int(),
      sums: z.array(saleSumSchema),
      firstOn: z.string().nullable(),
      lastOn: z.string().nullable(),
      /** Money the customer paid ahead, per currency. */
      credits: z.array(z.object({ currency: z.string(), amountMinor: z.int() })),
      /** Earliest day something is due. */
      dueOn: z.string().nullable(),
    }),
    errors: [],
    about: "A customer's purchases in one line: last, count, totals and what is open, per currency.",
  }),
  'sales.get': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema }),
    output: z.object({
      sale: saleSchema,
      /** Refunds of it, or for a refund the sale it belongs to. */
      related: z.array(saleSchema),
      payments: z.array(
        z.object({ id: recordIdSchema, date: z.string(), amountMinor: z.int(), method: payMethodSchema.nullable(), notes: z.string().nullable() }),
      ),
    }),
    errors: ['record.missing'],
    about: 'One sale with its refunds and the payments that went to it.',
  }),
  'sales.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: saleDraftSchema,
    output: saleSchema,
    errors: SUM_ERRORS,
    about: 'Records a sale; lines add up to the total, the number is given out by the book.',
  }),
  'sales.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: salePatchSchema, seq: z.int().optional() }),
    output: saleSchema,
    errors: [...SUM_ERRORS, 'record.changed', 'sale.locked', 'sale.hasRefunds'],
    about: 'Corrects a sale; a settled one must be unlocked first.',
  }),
  'sales.refund': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({
      id: recordIdSchema,
      date: isoDateSchema,
      /** Lines and quantities that come back; left out: everything that is left. */
      lines: z.array(z.strictObject({ line: z.int().min(0), quantity: z.int().min(1).max(MAX_QUANTITY) })).min(1).max(200).optional(),
      /** Paid back at once; left out: what the customer has paid too much then. */
      paidMinor: z.int().min(0).max(MAX_MINOR).optional(),
      payMethod: head.payMethod.default(null),
      notes: head.notes.default(null),
    }),
    output: saleSchema,
    errors: ['record.missing', 'sale.periodClosed', 'sale.refundTooMuch', 'sale.refundPaidTooMuch', 'sale.isRefund', 'sale.nothingLeft'],
    about: 'Takes a sale back, whole or by line; never more than was sold.',
  }),
  'sales.unlock': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, locked: z.boolean().default(false) }),
    output: saleSchema,
    errors: ['record.missing'],
    about: 'Lets a settled sale be corrected, or locks it again; noted in its history.',
  }),
  'sales.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: ids.extend({ unlock: z.boolean().default(false) }),
    output: z.object({ count: z.int() }),
    errors: ['sale.locked'],
    about: 'Moves sales to the recycle bin with their refunds and payments made for them alone.',
  }),
  'sales.restore': defineMethod({
    kind: 'command',
    access: 'write',
    input: ids,
    output: z.object({ count: z.int() }),
    errors: [],
    about: 'Brings sales back from the recycle bin, with what went there together with them.',
  }),
  'sales.settings': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({
      pattern: z.string(),
      refundPattern: z.string(),
      /** Sales up to this day are locked (结账日). */
      closedUntil: isoDateSchema.nullable(),
      /** The number the next sale of today would get. */
      next: z.string(),
    }),
    errors: [],
    about: 'How sales are numbered, the next number, and up to which day the books are closed.',
  }),
  'sales.setSettings': defineMethod({
    kind: 'command',
    access: 'write',
    input: z
      .strictObject({
        pattern: z.string().trim().min(1).max(60),
        refundPattern: z.string().trim().min(1).max(60),
        closedUntil: isoDateSchema.nullable(),
      })
      .partial(),
    output: emptySchema,
    errors: ['number.badPattern'],
    about: 'Sets the patterns of numbers (text with {yyyy} {yy} {MM} {dd} and one counter like {###}) and the day the books are closed to.',
  }),
  'sales.export': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({
      ...tableFile,
      query: saleQuerySchema.default({}),
      /** One row per sale, or one per line. */
      detail: z.enum(['sales', 'lines']).default('sales'),
    }),
    output: tableStarted,
    errors: ['file.missing'],
    about: 'Writes the sales a query finds as CSV or XLSX.',
  }),
} as const;

