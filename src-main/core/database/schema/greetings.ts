/** Texts to greet with, and gifts. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { common } from './customers.ts';

export const greeting = sqliteTable('greeting', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  occasion: text('occasion').notNull(),
  festival: text('festival'),
  body: text('body').notNull(),
  position: integer('position').notNull(),
  ...common,
});

export const gift = sqliteTable('gift', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  date: text('date').notNull(),
  occasion: text('occasion'),
  what: text('what').notNull(),
  costMinor: integer('cost_minor'),
  currency: text('currency').notNull(),
  notes: text('notes'),
  ...common,
});
