/** Definitions of custom fields; the values lie in the customers' `custom` column. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { common } from './customers.ts';

export const field = sqliteTable('field', {
  id: integer('id').primaryKey(),
  entity: text('entity').notNull(),
  label: text('label').notNull(),
  aliases: text('aliases'),
  kind: text('kind').notNull(),
  options: text('options'),
  section: text('section'),
  position: integer('position').notNull(),
  rules: text('rules'),
  formula: text('formula'),
  result: text('result'),
  unit: text('unit'),
  currency: text('currency'),
  hidden: integer('hidden').notNull(),
  onTop: integer('on_top'),
  ownerOnly: integer('owner_only'),
  yearly: integer('yearly'),
  ...common,
});
