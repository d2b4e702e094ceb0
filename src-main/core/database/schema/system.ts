/** Tables that keep the book itself: facts, settings, actions, log, audit, jobs. */
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const meta = sqliteTable('meta', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

export const action = sqliteTable('action', {
  id: integer('id').primaryKey(),
  kind: text('kind').notNull(),
  actor: text('actor').notNull(),
  facts: text('facts').notNull(),
  state: text('state').notNull(),
  startedAt: integer('started_at').notNull(),
  endedAt: integer('ended_at'),
  undoneBy: integer('undone_by'),
});

export const changeLog = sqliteTable('change_log', {
  seq: integer('seq').primaryKey(),
  actionId: integer('action_id').notNull(),
  stamp: text('stamp').notNull(),
  rowCount: integer('row_count').notNull(),
  codec: integer('codec').notNull(),
  body: blob('body', { mode: 'buffer' }).notNull(),
});

export const audit = sqliteTable('audit', {
  seq: integer('seq').primaryKey(),
  at: integer('at').notNull(),
  stamp: text('stamp').notNull(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  rowCount: integer('row_count').notNull(),
  valueHash: blob('value_hash', { mode: 'buffer' }).notNull(),
  hash: blob('hash', { mode: 'buffer' }).notNull(),
});

export const importBatch = sqliteTable('import_batch', {
  actionId: integer('action_id').primaryKey(),
  fileName: text('file_name').notNull(),
  fileHash: text('file_hash').notNull(),
  options: text('options').notNull(),
  counts: text('counts').notNull(),
  nextRow: integer('next_row').notNull(),
  state: text('state').notNull(),
  startedAt: integer('started_at').notNull(),
  endedAt: integer('ended_at'),
});

export const importIssue = sqliteTable('import_issue', {
  actionId: integer('action_id').notNull(),
  rowNo: integer('row_no').notNull(),
  cells: text('cells').notNull(),
  issues: text('issues').notNull(),
});

export const savedMapping = sqliteTable('saved_mapping', {
  signature: text('signature').primaryKey(),
  mapping: text('mapping').notNull(),
  usedAt: integer('used_at').notNull(),
});

export const job = sqliteTable('job', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  state: text('state').notNull(),
  info: text('info').notNull(),
  startedAt: integer('started_at').notNull(),
  endedAt: integer('ended_at'),
});
