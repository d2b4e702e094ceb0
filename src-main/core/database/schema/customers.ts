/** Customers and their tags. List-valued fields are JSON; the first element is the primary one; NULL = empty. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Columns every replicated table has. */
export const common = {
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  deletedAt: integer('deleted_at'),
  /** 1 = deleted by the user (shown in the bin), 2 = its creation was undone. */
  deletedKind: integer('deleted_kind'),
  aseq: integer('aseq').notNull(),
};

export const customer = sqliteTable('customer', {
  id: integer('id').primaryKey(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  pinyin: text('pinyin').notNull(),
  familyName: text('family_name'),
  givenName: text('given_name'),
  code: text('code'),
  phones: text('phones'),
  wechats: text('wechats'),
  emails: text('emails'),
  company: text('company'),
  title: text('title'),
  addresses: text('addresses'),
  gender: text('gender'),
  birthday: text('birthday'),
  grade: text('grade'),
  source: text('source'),
  tags: text('tags'),
  notes: text('notes'),
  preferences: text('preferences'),
  painPoints: text('pain_points'),
  preferredMethod: text('preferred_method'),
  preferredTime: text('preferred_time'),
  doNotContact: text('do_not_contact'),
  contactEvery: integer('contact_every'),
  confirmed: text('confirmed'),
  starred: text('starred'),
  extra: text('extra'),
  custom: text('custom'),
  verifiedOn: text('verified_on'),
  gradeBy: text('grade_by'),
  stageHand: text('stage_hand'),
  ...common,
});

export const tag = sqliteTable('tag', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  groupName: text('group_name'),
  color: text('color').notNull(),
  ...common,
});
