/** What happened with customers. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { common } from './customers.ts';

export const followUp = sqliteTable('follow_up', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  at: integer('at').notNull(),
  method: text('method').notNull(),
  content: text('content').notNull(),
  nextDate: text('next_date'),
  ...common,
});

export const sale = sqliteTable('sale', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  date: text('date').notNull(),
  items: text('items').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  paidMinor: integer('paid_minor').notNull(),
  notes: text('notes'),
  ...common,
});
