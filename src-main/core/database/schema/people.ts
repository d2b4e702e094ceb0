/** People who work with the book, beside the owner who made it. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const person = sqliteTable('person', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  role: text('role').notNull(),
  rights: text('rights'),
  active: integer('active').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  deletedAt: integer('deleted_at'),
  deletedKind: integer('deleted_kind'),
  aseq: integer('aseq').notNull(),
});

/** Whose contact details somebody opened who sees them masked, and when last. */
export const contactOpened = sqliteTable('contact_opened', {
  personId: integer('person_id').notNull(),
  customerId: integer('customer_id').notNull(),
  at: integer('at').notNull(),
});
