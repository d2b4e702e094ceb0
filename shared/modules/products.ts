/** Products and services (商品): what a sale consists of, with the price list. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { MAX_MINOR } from '../kernel/money.ts';
import { fieldDef as field, type FieldDef } from './fields.ts';
import { emptySchema, fileTokenSchema, recordIdSchema } from './words.ts';

/** Every field of a product, in the order screens and files show them. */
export const productFields: readonly FieldDef[] = [
  field('code', 'text', 60),
  field('name', 'text', 200),
  field('pinyin', 'text', 600, { importable: false }),
  field('category', 'text', 60),
  field('unit', 'text', 20),
  field('priceMinor', 'money', 0),
  field('costMinor', 'money', 0),
  field('currency', 'text', 3),
  field('inactive', 'yesNo', 0),
  field('notes', 'longText', 2_000),
];

export const currencySchema = z.string().regex(/^[A-Z]{3}$/);
export const moneySchema = z.int().min(-MAX_MINOR).max(MAX_MINOR);
const price = z.int().min(0).max(MAX_MINOR).nullable();
const optional = (max: number) => z.string().trim().max(max).nullable();

const body = {
  code: optional(60),
  name: z.string().trim().min(1).max(200),
  category: optional(60),
  unit: optional(20),
  /** Minor units of `currency`; null = asked at each sale. */
  priceMinor: price,
  costMinor: price,
  currency: currencySchema,
  /** False = no longer sold: kept for the history, not offered in new sales. */
  active: z.boolean(),
  notes: optional(2_000),
};

export const productSchema = z.object({
  id: recordIdSchema,
  ...body,
  updatedAt: z.number(),
  deletedAt: z.number().nullable(),
  seq: z.int(),
});
export type Product = z.output<typeof productSchema>;

export const productPatchSchema = z.strictObject(body).partial();
export type ProductPatch = z.output<typeof productPatchSchema>;

export const productSortSchema = z.strictObject({
  field: z.enum(['name', 'code', 'category', 'priceMinor', 'costMinor', 'updatedAt']),
  direction: z.enum(['asc', 'desc']),
});

export const productQuerySchema = z.strictObject({
  /** Name, pinyin or its initials, or code. */
  text: z.string().max(200).optional(),
  category: z.string().max(60).optional(),
  active: z.boolean().optional(),
  /** The recycle bin instead of the living. */
  deleted: z.boolean().optional(),
  sort: productSortSchema.optional(),
});
export type ProductQuery = z.output<typeof productQuerySchema>;

const ids = z.strictObject({ ids: z.array(recordIdSchema).min(1).max(1_000) });

export const productMethods = {
  'products.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ query: productQuerySchema.default({}), limit: z.int().min(1).max(200).default(50), offset: z.int().min(0).default(0) }),
    output: z.object({ rows: z.array(productSchema), total: z.int() }),
    errors: [],
    about: 'Products that match, best first while searching, else in the order asked for, with the exact count.',
  }),
  'products.get': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema }),
    output: productSchema,
    errors: ['record.missing'],
    about: 'One product, deleted or not.',
  }),
  'products.categories': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ categories: z.array(z.object({ name: z.string(), count: z.int() })), units: z.array(z.string()), total: z.int() }),
    errors: [],
    about: 'Categories with how many products each has, and the units in use.',
  }),
  'products.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: productPatchSchema.extend({ name: body.name }),
    output: productSchema,
    errors: ['product.codeTaken'],
    about: 'Adds a product; only the name is needed.',
  }),
  'products.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: productPatchSchema, seq: z.int().optional() }),
    output: productSchema,
    errors: ['record.missing', 'record.deleted', 'record.changed', 'product.codeTaken'],
    about: 'Changes a product; sales already made keep what they were made with.',
  }),
  'products.change': defineMethod({
    kind: 'command',
    access: 'write',
    input: ids.extend({ patch: z.strictObject({ active: body.active, category: body.category }).partial() }),
    output: z.object({ count: z.int() }),
    errors: [],
    about: 'Puts several products into a category, or on and off sale, in one undoable step.',
  }),
  'products.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: ids,
    output: z.object({ count: z.int() }),
    errors: [],
    about: 'Moves products to the recycle bin; sales keep their lines.',
  }),
  'products.restore': defineMethod({
    kind: 'command',
    access: 'write',
    input: ids,
    output: z.object({ count: z.int() }),
    errors: [],
    about: 'Brings products back from the recycle bin.',
  }),
  'products.export': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ file: fileTokenSchema, format: z.enum(['csv', 'xlsx']), query: productQuerySchema.default({}) }),
    output: z.object({ jobId: z.string() }),
    errors: ['file.missing'],
    about: 'Writes the price list as CSV or XLSX.',
  }),
  'products.import': defineMethod({
    kind: 'job',
    access: 'write',
    input: z.strictObject({ file: fileTokenSchema }),
    output: z.object({ jobId: z.string() }),
    errors: ['file.missing'],
    about: 'Reads a price list (name, code, category, unit, price, cost); known codes and names are updated, the rest is added; one step of undo.',
  }),
} as const;
