/** Reminders: for a customer, a segment, or by themselves. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { common } from './customers.ts';

export const reminder = sqliteTable('reminder', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id'),
  segmentId: integer('segment_id'),
  title: text('title').notNull(),
  note: text('note'),
  method: text('method'),
  startsOn: text('starts_on').notNull(),
  atTime: text('at_time'),
  rule: text('rule'),
  onHoliday: text('on_holiday').notNull(),
  leads: text('leads'),
  status: text('status').notNull(),
  settledOn: text('settled_on'),
  snoozedTo: text('snoozed_to'),
  assignee: text('assignee'),
  marks: text('marks'),
  doneAt: integer('done_at'),
  uid: text('uid'),
  ...common,
});
