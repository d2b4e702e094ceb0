/** Rules the owner edits (grades); what follows from them is derived. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { common } from './customers.ts';

export const ruleSet = sqliteTable('rule_set', {
  id: integer('id').primaryKey(),
  kind: text('kind').notNull(),
  body: text('body'),
  ...common,
});
