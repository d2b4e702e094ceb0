/** Segments with the members of fixed lists, and saved views. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { common } from './customers.ts';

export const segment = sqliteTable('segment', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').notNull(),
  /** JSON tree; NULL for a fixed list or one that asks nothing. */
  filter: text('filter'),
  note: text('note'),
  ...common,
});

export const segmentMember = sqliteTable('segment_member', {
  id: integer('id').primaryKey(),
  segmentId: integer('segment_id').notNull(),
  customerId: integer('customer_id').notNull(),
  ...common,
});

export const view = sqliteTable('view', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  body: text('body'),
  pinned: integer('pinned').notNull(),
  position: integer('position').notNull(),
  ...common,
});
