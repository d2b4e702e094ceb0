/** Tasks, care plans, and what each of them is doing for a customer. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { common } from './customers.ts';

export const task = sqliteTable('task', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  title: text('title').notNull(),
  due: text('due'),
  method: text('method'),
  priority: text('priority').notNull(),
  status: text('status').notNull(),
  note: text('note'),
  message: text('message'),
  doneAt: integer('done_at'),
  followUpId: integer('follow_up_id'),
  planId: integer('plan_id'),
  runId: integer('run_id'),
  visitId: integer('visit_id'),
  missed: text('missed'),
  ...common,
});

export const carePlan = sqliteTable('care_plan', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  stage: text('stage'),
  segmentId: integer('segment_id'),
  active: integer('active').notNull(),
  steps: text('steps'),
  position: integer('position').notNull(),
  ...common,
});

export const careRun = sqliteTable('care_run', {
  id: integer('id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  planId: integer('plan_id').notNull(),
  state: text('state').notNull(),
  origin: text('origin').notNull(),
  startedOn: text('started_on').notNull(),
  pausedOn: text('paused_on'),
  leftOn: text('left_on'),
  kept: integer('kept'),
  ...common,
});

export const visitPlan = sqliteTable('visit_plan', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  method: text('method'),
  script: text('script'),
  fromOn: text('from_on').notNull(),
  toOn: text('to_on').notNull(),
  ...common,
});
