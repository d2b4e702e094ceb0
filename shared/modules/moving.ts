/** Moving or copying customers to another book (移到另一本客户簿), with everything that belongs to them. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { selectionSchema } from './customers.ts';
import { OPEN_ERRORS, secretSchema } from './session.ts';
import { emptySchema, recordIdSchema } from './words.ts';

export const moveModeSchema = z.enum(['move', 'copy']);
export type MoveMode = z.output<typeof moveModeSchema>;

/** What happens to customers the other book seems to have: left out, or written there all the same. */
const onFound = z.enum(['skip', 'create']);
export const moveChoicesSchema = z.strictObject({
  mode: moveModeSchema,
  /** Same phone, WeChat, e-mail or code, and a name that agrees. */
  same: onFound,
  /** Only looks alike: same name, or a shared phone under another name. */
  alike: onFound,
});
export type MoveChoices = z.output<typeof moveChoicesSchema>;

export const moveCountsSchema = z.object({
  customers: z.int(),
  followUps: z.int(),
  sales: z.int(),
  payments: z.int(),
  files: z.int(),
  relations: z.int(),
  /** Other things of theirs: tasks, consents. */
  others: z.int(),
  /** Customers left out because the other book has them. */
  skipped: z.int(),
  /** Files that could not be read here any more. */
  lostFiles: z.int(),
  /** Sales and customers whose number was taken there: they got another. */
  renumbered: z.int(),
  /** Made in the other book. */
  newTags: z.int(),
  newFields: z.int(),
  newProducts: z.int(),
});
export type MoveCounts = z.output<typeof moveCountsSchema>;
export const NO_MOVE_COUNTS: MoveCounts = {
  customers: 0, followUps: 0, sales: 0, payments: 0, files: 0, relations: 0, others: 0, skipped: 0, lostFiles: 0, renumbered: 0, newTags: 0, newFields: 0, newProducts: 0,
}; // prettier-ignore

const foundSchema = z.object({
  count: z.int(),
  /** A few of them, with the one in the other book and by what it was found. */
  examples: z.array(z.object({ id: recordIdSchema, name: z.string(), there: z.string(), by: z.enum(['code', 'phone', 'wechat', 'email', 'name']) })),
});

/** Result of the job of `moving.preview`. */
export const movePreviewSchema = z.object({
  customers: z.int(),
  followUps: z.int(),
  sales: z.int(),
  payments: z.int(),
  files: z.int(),
  fileBytes: z.int(),
  /** Between two of those chosen. */
  relations: z.int(),
  /** To somebody who stays: not taken along. */
  relationsLeft: z.int(),
  /** Sums of sales and payments stay in these. */
  currencies: z.array(z.string()),
  same: foundSchema,
  alike: foundSchema,
  /** Names of what will be made in the other book. */
  newTags: z.array(z.string()),
  newFields: z.array(z.string()),
  newProducts: z.array(z.string()),
});
export type MovePreview = z.output<typeof movePreviewSchema>;

/** Result of the job of `moving.start` and `moving.finish`. */
export const moveResultSchema = z.object({
  moveId: z.int(),
  ...moveCountsSchema.shape,
  /** A few of those left out. */
  left: z.array(z.object({ id: recordIdSchema, name: z.string() })),
});
export type MoveResult = z.output<typeof moveResultSchema>;

export const moveStateSchema = z.enum(['running', 'interrupted', 'done', 'cancelled', 'undoing', 'undone']);
export const moveInfoSchema = z.object({
  /** The action it is in this book. */
  moveId: z.int(),
  direction: z.enum(['out', 'in']),
  mode: moveModeSchema,
  bookName: z.string(),
  /** The other book on this computer; `null` when it is not known here. */
  ref: z.string().nullable(),
  at: z.number(),
  state: moveStateSchema,
  ...moveCountsSchema.shape,
});
export type MoveInfo = z.output<typeof moveInfoSchema>;

const job = z.object({ jobId: z.string() });
const target = { ref: z.string().min(1).max(4096), secret: secretSchema };
const errors = [...OPEN_ERRORS, 'moving.running', 'moving.sameBook'] as const;

export const movingMethods = {
  'moving.preview': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ ...target, selection: selectionSchema }),
    output: job,
    errors: [...errors, 'moving.nobody', 'query.badField', 'segment.missing', 'segment.cycle'],
    about: 'What moving customers to another book would take along, find and make there; changes nothing.',
  }),
  'moving.start': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ ...target, selection: selectionSchema, choices: moveChoicesSchema }),
    output: job,
    errors: [...errors, 'moving.nobody', 'query.badField', 'segment.missing', 'segment.cycle'],
    about: 'Moves or copies customers to another book; here they go to the bin only when all are safe there.',
  }),
  'moving.finish': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ ...target, moveId: recordIdSchema }),
    output: job,
    errors: [...errors, 'moving.missing'],
    about: 'Goes on with a move that was interrupted, from where it stopped.',
  }),
  'moving.takeBack': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ ...target, moveId: recordIdSchema }),
    output: job,
    errors: [...errors, 'moving.missing'],
    about: 'Undoes an interrupted move: brings back what is in the bin here, then takes away what came there.',
  }),
  'moving.undo': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ moveId: recordIdSchema }),
    output: job,
    errors: ['moving.running', 'moving.missing'],
    about: 'Takes everything away that one move brought into this book.',
  }),
  'moving.leave': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ moveId: recordIdSchema }),
    output: emptySchema,
    errors: ['moving.running', 'moving.missing'],
    about: 'Leaves an interrupted move as it is and asks no more about it.',
  }),
  'moving.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ moves: z.array(moveInfoSchema) }),
    errors: [],
    about: 'Moves out of this book and into it, latest first, with what became of them.',
  }),
} as const;
