/** What leaves the book to be worked with: tables of tasks and receivables, the call list, and how many of any output asked not to be disturbed. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { calendarOf } from './calendar.ts';
import { doNotContactSchema, selectionSchema } from './customers.ts';
import { ageBucketSchema } from './payments.ts';
import { saleQuerySchema } from './sales.ts';
import { taskBandSchema, taskFilterSchema } from './tasks.ts';
import { currencySchema } from './products.ts';
import { forOutput, isoDateSchema, recordIdSchema, tableFile, tableStarted } from './words.ts';

const bands = z.array(taskBandSchema).min(1).max(taskBandSchema.options.length);
const ofTasks = z.strictObject({ of: z.literal('tasks'), bands, filter: taskFilterSchema.default({}) });
const ofCustomers = z.strictObject({ of: z.literal('customers'), selection: selectionSchema });
const ofSales = z.strictObject({ of: z.literal('sales'), query: saleQuerySchema });
const ofReceivables = z.strictObject({ of: z.literal('receivables'), bucket: ageBucketSchema.optional(), currency: currencySchema.optional() });

const ofCalendar = z.strictObject({ of: z.literal('calendar'), ...calendarOf });

/** What an output is made of. */
export const outputOfSchema = z.discriminatedUnion('of', [ofCustomers, ofSales, ofTasks, ofReceivables, ofCalendar]);
export type OutputOf = z.input<typeof outputOfSchema>;

/** Whom a call list is about. */
export const callsOfSchema = z.discriminatedUnion('of', [ofCustomers, ofTasks]);
export type CallsOf = z.input<typeof callsOfSchema>;

/** Nobody makes more calls from one print; some twenty fit on a page. */
export const MAX_CALLS = 500;

export const callSchema = z.object({
  customerId: recordIdSchema,
  name: z.string(),
  company: z.string().nullable(),
  /** The first, in the order of the record. */
  phones: z.array(z.string()),
  wechat: z.string().nullable(),
  doNotContact: doNotContactSchema.nullable(),
  /** What is to be done for them, the most pressing first. */
  why: z.array(z.string()),
  /** The earliest day one of these is due. */
  due: isoDateSchema.nullable(),
  lastContactOn: z.number().nullable(),
});
export type Call = z.output<typeof callSchema>;

export const outputMethods = {
  'outputs.quiet': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ what: outputOfSchema }),
    output: z.object({ rows: z.int(), customers: z.int() }),
    errors: ['query.badField', 'segment.missing', 'segment.cycle'],
    about: 'How many rows of an output belong to customers who asked not to be contacted (勿扰), and how many customers these are.',
  }),
  'calls.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ what: callsOfSchema, ...forOutput }),
    output: z.object({
      calls: z.array(callSchema),
      /** Customers in all; no more than 500 are listed. */
      total: z.int(),
      leftOut: z.int(),
    }),
    errors: ['query.badField', 'segment.missing', 'segment.cycle'],
    about: 'Whom to call: one line per customer with phone, reason and last contact, for a sheet of paper.',
  }),
  'tasks.export': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ ...tableFile, bands, filter: taskFilterSchema.default({}) }),
    output: tableStarted,
    errors: ['file.missing'],
    about: 'Writes the tasks of some spans of time as CSV or XLSX, agreed next dates among them.',
  }),
  'receivables.export': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ ...tableFile, bucket: ageBucketSchema.optional(), currency: currencySchema.optional() }),
    output: tableStarted,
    errors: ['file.missing'],
    about: 'Writes what customers owe, by how long it is overdue, as CSV or XLSX: one row per customer and currency.',
  }),
} as const;
