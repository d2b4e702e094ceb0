/** Taking in the sales of a table file (导入成交): what each column is, whose sales they are, what is left out and why. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { dateOrderSchema } from './transfer.ts';
import { fileTokenSchema, recordIdSchema } from './words.ts';

/** What a column of the file can be. */
export const saleColumnSchema = z.enum([
  'number', 'kind', 'date', 'customer', 'phone', 'customerCode', 'product', 'productCode', 'category', 'quantity', 'unit', 'price',
  'discount', 'amount', 'received', 'open', 'payMethod', 'dueDate', 'instalments', 'currency', 'notes',
]); // prettier-ignore
export type SaleColumn = z.output<typeof saleColumnSchema>;

/** Why a row is left out. */
export const saleProblemSchema = z.enum([
  'row.unreadable', 'date.missing', 'date.unreadable', 'date.ambiguous', 'customer.missing', 'customer.unknown', 'customer.ambiguous',
  'customer.otherName', 'item.missing', 'quantity.unreadable', 'amount.missing', 'amount.unreadable', 'currency.unreadable', 'sale.negative',
  'sale.overpaid', 'sale.mixed', 'sale.periodClosed', 'sale.numberTaken', 'sale.tooManyLines', 'sale.together', 'sale.instalments',
]); // prettier-ignore
export type SaleProblem = z.output<typeof saleProblemSchema>;

const sumSchema = z.object({ currency: z.string(), count: z.int(), amountMinor: z.int() });

export const saleImportPlanSchema = z.object({
  columns: z.array(z.object({ header: z.string(), is: saleColumnSchema.nullable(), samples: z.array(z.string()) })),
  rows: z.int(),
  /** Sales that would be written, and their sums per currency. */
  sales: z.int(),
  sums: z.array(sumSchema),
  newCustomers: z.int(),
  /** In the book already: the same number, or the same customer, day, sum and lines. */
  already: z.int(),
  leftOut: z.int(),
  problems: z.array(z.object({ row: z.int(), problem: saleProblemSchema, value: z.string() })),
  examples: z.array(
    z.object({ customer: z.string(), customerId: recordIdSchema.nullable(), date: z.string(), number: z.string().nullable(), items: z.string(), amountMinor: z.int(), paidMinor: z.int(), currency: z.string() }),
  ),
  /** Dates that can be read two ways, when nothing in the file settles it. */
  question: z.object({ example: z.string(), readings: z.array(z.object({ order: dateOrderSchema, date: z.string() })) }).nullable(),
  /** A heading without which nothing can be taken in is not there. */
  missing: z.array(z.enum(['date', 'customer', 'amount'])),
});
export type SaleImportPlan = z.output<typeof saleImportPlanSchema>;

export const saleImportResultSchema = z.object({
  actionId: z.int().nullable(),
  sales: z.int(),
  sums: z.array(sumSchema),
  newCustomers: z.int(),
  already: z.int(),
  leftOut: z.int(),
  stopped: z.boolean(),
});
export type SaleImportResult = z.output<typeof saleImportResultSchema>;

const choices = {
  file: fileTokenSchema,
  /** What each column is, in the order of the file; left out: recognised by its heading. */
  columns: z.array(saleColumnSchema.nullable()).max(500).optional(),
  dateOrder: dateOrderSchema.optional(),
  /** Whether customers the book does not know are made, or their sales left out. */
  newCustomers: z.boolean().default(true),
};

const started = z.object({ jobId: z.string() });

export const saleImportMethods = {
  'sales.planImport': defineMethod({
    kind: 'job',
    access: 'write',
    input: z.strictObject(choices),
    output: started,
    errors: ['file.missing'],
    about: 'Reads a file of sales and tells what an import of it would do; writes nothing.',
  }),
  'sales.import': defineMethod({
    kind: 'job',
    access: 'write',
    input: z.strictObject(choices),
    output: started,
    errors: ['file.missing'],
    about: 'Takes in the sales of a file: lines of one number make one sale, those already in the book are left alone; one step of undo.',
  }),
  'sales.importProblems': defineMethod({
    kind: 'job',
    access: 'write',
    input: z.strictObject({ ...choices, target: fileTokenSchema }),
    output: started,
    errors: ['file.missing'],
    about: 'Writes the rows that an import leaves out to a CSV file, each with its number and the reason.',
  }),
} as const;
