/** Saved views of the customer list: filter, columns, order, grouping, list or board. Also who was looked at last. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { listFilterSchema, listSortSchema } from '../kernel/filter.ts';
import { customerSchema } from './customers.ts';
import { fieldDef, type FieldDef } from './fields.ts';
import { emptySchema, fileTokenSchema, recordIdSchema } from './words.ts';

const field = (name: string, kind: FieldDef['kind'], maxLength = 0): FieldDef => fieldDef(name, kind, maxLength, { importable: false });

export const viewFields: readonly FieldDef[] = [field('name', 'text', 80), field('body', 'map'), field('pinned', 'number'), field('position', 'number')];

const fieldName = z.string().min(1).max(200);

/** What a view looks like. `group` and `board` name a field; dates are grouped by month. */
export const viewBodySchema = z.strictObject({
  layout: z.enum(['list', 'board']).default('list'),
  text: z.string().max(200).default(''),
  filter: listFilterSchema.default({ all: [] }),
  /** `null`: the columns of the book. */
  columns: z.array(z.strictObject({ field: fieldName, width: z.int().min(40).max(1000) })).max(60).nullable().default(null),
  sort: listSortSchema.nullable().default(null),
  group: fieldName.nullable().default(null),
  board: fieldName.nullable().default(null),
});
export type ViewBody = z.output<typeof viewBodySchema>;

export const viewSchema = z.object({ id: recordIdSchema, name: z.string(), body: viewBodySchema, pinned: z.boolean(), position: z.int(), seq: z.int() });
export type View = z.output<typeof viewSchema>;

const name = z.string().trim().min(1).max(80);

export const viewMethods = {
  'views.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({
      views: z.array(viewSchema),
      /** The view in use when the book was last looked at. */
      last: recordIdSchema.nullable(),
    }),
    errors: [],
    about: 'All saved views in their order, and the one used last.',
  }),
  'views.opened': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema.nullable() }),
    output: emptySchema,
    errors: [],
    about: 'Notes which view is in use, so that the next start begins with it.',
  }),
  'views.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ name, body: viewBodySchema, pinned: z.boolean().default(true) }),
    output: viewSchema,
    errors: ['view.exists'],
    about: 'Saves a view under a name, after the others.',
  }),
  'views.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject({ name, body: viewBodySchema, pinned: z.boolean() }).partial() }),
    output: viewSchema,
    errors: ['record.missing', 'view.exists'],
    about: 'Renames, pins or changes a view.',
  }),
  'views.reorder': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ ids: z.array(recordIdSchema).max(500) }),
    output: emptySchema,
    errors: ['record.missing'],
    about: 'Puts views into this order.',
  }),
  'views.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: z.object({ actionId: z.int() }),
    errors: ['record.missing'],
    about: 'Deletes a view; customers are not touched, and undo brings it back.',
  }),
  'views.export': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, file: fileTokenSchema }),
    output: emptySchema,
    errors: ['record.missing', 'file.missing'],
    about: 'Writes a view to a file that holds no customers; tags, segments and own fields go by name.',
  }),
  'views.import': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ file: fileTokenSchema }),
    output: z.object({ view: viewSchema, /** Names the file uses that this book does not have; their conditions were left out. */ unknown: z.array(z.string()) }),
    errors: ['file.missing', 'view.badFile'],
    about: 'Adds a view from a file another book wrote.',
  }),
  'views.since': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ field: fieldName, ids: z.array(recordIdSchema).max(200) }),
    output: z.object({ since: z.array(z.object({ id: recordIdSchema, at: z.number() })) }),
    errors: [],
    about: 'Since when each of these customers has its present value of a field: how long a card has been in its column.',
  }),
  'recent.note': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: emptySchema,
    errors: [],
    about: 'Notes that a customer was looked at.',
  }),
  'recent.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ rows: z.array(customerSchema) }),
    errors: [],
    about: 'The last 20 customers that were looked at, latest first.',
  }),
} as const;
