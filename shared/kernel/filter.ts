/**
 * The filter and sort language of lists. Today a filter is an AND of conditions;
 * groups (OR, NOT) are a further member of the union when segments come.
 */
import { z } from 'zod';

const value = z.union([z.string().max(500), z.number(), z.boolean()]);

/** What can be asked of a field; which kinds allow which is checked against the field's definition. */
export const fieldOpSchema = z.enum([
  'is',
  'isNot',
  'anyOf',
  'noneOf',
  'allOf',
  'contains',
  'notContains',
  'startsWith',
  'empty',
  'notEmpty',
  'before',
  'after',
  'between',
  'inLastDays',
  'inNextDays',
]);
export type FieldOp = z.output<typeof fieldOpSchema>;

export const conditionSchema = z.strictObject({
  field: z.string().min(1).max(60),
  op: fieldOpSchema,
  /** One value, two for `between`, many for `anyOf`/`noneOf`/`allOf`; absent for `empty`. */
  values: z.array(value).max(500).default([]),
});
export type Condition = z.output<typeof conditionSchema>;

export const listFilterSchema = z.strictObject({ all: z.array(conditionSchema).max(50) });
export type ListFilter = z.output<typeof listFilterSchema>;

export const listSortSchema = z.strictObject({
  field: z.string().min(1).max(60),
  dir: z.enum(['asc', 'desc']).default('asc'),
});
export type ListSort = z.output<typeof listSortSchema>;
