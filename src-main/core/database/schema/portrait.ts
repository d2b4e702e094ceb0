/** What belongs to a customer's portrait: follow-ups, related people, files, what they agreed to. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { common } from './customers.ts';

export const followUp = sqliteTable('follow_up', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  at: integer('at').notNull(),
  method: text('method').notNull(),
  result: text('result'),
  intent: text('intent'),
  satisfaction: text('satisfaction'),
  content: text('content').notNull(),
  nextDate: text('next_date'),
  ...common,
});

export const relation = sqliteTable('relation', {
  id: integer('id').primaryKey(),
  fromId: integer('from_id').notNull(),
  toId: integer('to_id').notNull(),
  kind: text('kind').notNull(),
  label: text('label'),
  reverseLabel: text('reverse_label'),
  role: text('role'),
  notes: text('notes'),
  ...common,
});

export const attachment = sqliteTable('attachment', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  followUpId: integer('follow_up_id'),
  blob: text('blob').notNull(),
  thumb: text('thumb'),
  name: text('name').notNull(),
  mime: text('mime').notNull(),
  sizeBytes: integer('size_bytes').notNull(),
  ...common,
});

export const consent = sqliteTable('consent', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  kind: text('kind').notNull(),
  scope: text('scope'),
  method: text('method'),
  date: text('date').notNull(),
  notes: text('notes'),
  attachmentId: integer('attachment_id'),
  ...common,
});

/** Not replicated: which sealed files lie beside the book. */
export const blob = sqliteTable('blob', {
  hash: text('hash').primaryKey(),
  sizeBytes: integer('size_bytes').notNull(),
  createdAt: integer('created_at').notNull(),
});
