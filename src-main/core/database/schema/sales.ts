/** Products, sales and payments, and the facts derived from them. Money is in minor units, quantities in thousandths. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { common } from './customers.ts';

export const product = sqliteTable('product', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  pinyin: text('pinyin').notNull(),
  code: text('code'),
  category: text('category'),
  unit: text('unit'),
  priceMinor: integer('price_minor'),
  costMinor: integer('cost_minor'),
  currency: text('currency').notNull(),
  /** 1 = no longer sold. */
  inactive: integer('inactive'),
  notes: text('notes'),
  ...common,
});

export const sale = sqliteTable('sale', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  kind: text('kind').notNull(),
  refundOf: integer('refund_of'),
  number: text('number'),
  date: text('date').notNull(),
  dueDate: text('due_date'),
  items: text('items'),
  discountMinor: integer('discount_minor').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  paidMinor: integer('paid_minor').notNull(),
  payMethod: text('pay_method'),
  notes: text('notes'),
  /** Somebody unlocked the settled sale; null = locked as soon as it is settled. */
  unlockedAt: integer('unlocked_at'),
  /** Parts of what was not paid with it, by day. */
  instalments: text('instalments'),
  remindDays: integer('remind_days'),
  ...common,
  // Derived, kept by changes/facts.
  live: integer('live').notNull(),
  receivedMinor: integer('received_minor').notNull(),
  refundedMinor: integer('refunded_minor').notNull(),
  openMinor: integer('open_minor').notNull(),
  state: integer('state').notNull(),
});

export const payment = sqliteTable('payment', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  date: text('date').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  method: text('method'),
  allocations: text('allocations'),
  notes: text('notes'),
  ...common,
});

/** What one unit of a currency is worth from a day on. */
export const rate = sqliteTable('rate', {
  id: integer('id').primaryKey(),
  currency: text('currency').notNull(),
  base: text('base').notNull(),
  date: text('date').notNull(),
  /** Hundred-millionths. */
  rate: integer('rate').notNull(),
  ...common,
});
