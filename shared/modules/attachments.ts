/** Attachments (附件): files of a customer, sealed beside the book, the same content stored once. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { fieldDef, type FieldDef } from './fields.ts';
import { emptySchema, fileTokenSchema, recordIdSchema } from './words.ts';

const field = (name: string, kind: FieldDef['kind'], maxLength: number, editable = false): FieldDef =>
  fieldDef(name, kind, maxLength, { merge: editable ? 'lww' : 'first', editable, importable: false });

export const attachmentFields: readonly FieldDef[] = [
  field('customerId', 'record', 0),
  field('followUpId', 'record', 0),
  field('blob', 'text', 64),
  field('thumb', 'text', 64),
  field('name', 'text', 200, true),
  field('mime', 'text', 100),
  field('sizeBytes', 'number', 0),
];

export const MAX_ATTACHMENT_BYTES = 2 * 1024 ** 3;
/** Larger files are saved and opened elsewhere. */
export const MAX_PREVIEW_BYTES = 64 * 1024 ** 2;
/** What one answer of `attachments.read` carries. */
export const READ_PART_BYTES = 2 * 1024 ** 2;
/** A picture from the clipboard comes through the contract, whose calls are limited in size. */
export const PASTE_PART_BYTES = 512 * 1024;
export const MAX_PASTE_BYTES = 32 * 1024 ** 2;
export const MAX_THUMB_BYTES = 100_000;

export const attachmentSchema = z.object({
  id: recordIdSchema,
  customerId: recordIdSchema,
  followUpId: recordIdSchema.nullable(),
  name: z.string(),
  mime: z.string(),
  sizeBytes: z.int(),
  hasThumb: z.boolean(),
  createdAt: z.number(),
});
export type Attachment = z.output<typeof attachmentSchema>;

export const attachmentMethods = {
  'attachments.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema, limit: z.int().min(1).max(500).default(100) }),
    output: z.object({ rows: z.array(attachmentSchema), total: z.int(), sizeBytes: z.int() }),
    errors: [],
    about: "A customer's files, latest first, with how many there are and what they weigh.",
  }),
  'attachments.add': defineMethod({
    kind: 'job',
    access: 'write',
    input: z.strictObject({
      customerId: recordIdSchema,
      followUpId: recordIdSchema.optional(),
      file: fileTokenSchema,
      /** What the file is called here; else its own name. */
      name: z.string().trim().min(1).max(200).optional(),
    }),
    output: z.object({ jobId: z.string() }),
    errors: ['record.missing', 'file.missing'],
    about: 'Seals a chosen file into the book and gives it to a customer; what is there already is not stored again. The result of the job is the attachment.',
  }),
  'attachments.paste': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({
      /** The same for all parts of one file; made by the caller. */
      upload: z.string().regex(/^[\w-]{16,64}$/),
      customerId: recordIdSchema,
      followUpId: recordIdSchema.optional(),
      name: z.string().trim().min(1).max(200),
      data: z.base64().max(Math.ceil(PASTE_PART_BYTES / 3) * 4),
      last: z.boolean(),
    }),
    output: z.object({ attachment: attachmentSchema.nullable() }),
    errors: ['record.missing', 'file.tooLarge'],
    about: 'Takes in a picture from the clipboard, which has no file behind it, part by part; the last part makes the attachment.',
  }),
  'attachments.setThumb': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, data: z.base64().max(Math.ceil(MAX_THUMB_BYTES / 3) * 4) }),
    output: emptySchema,
    errors: ['record.missing'],
    about: 'Keeps a small picture of an attachment, sealed like the file itself.',
  }),
  'attachments.thumbs': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ ids: z.array(recordIdSchema).min(1).max(60) }),
    output: z.object({ thumbs: z.array(z.object({ id: recordIdSchema, data: z.string() })) }),
    errors: [],
    about: 'Small pictures of attachments (base64); those without one are left out.',
  }),
  'attachments.read': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema, offset: z.int().min(0).max(MAX_ATTACHMENT_BYTES).default(0) }),
    output: z.object({ data: z.string(), next: z.int().nullable() }),
    errors: ['record.missing', 'attachment.missing', 'attachment.damaged', 'attachment.tooLarge'],
    about: 'The content for a preview, 2 MiB at a time (base64).',
  }),
  'attachments.save': defineMethod({
    kind: 'job',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema, file: fileTokenSchema }),
    output: z.object({ jobId: z.string() }),
    errors: ['record.missing', 'file.missing'],
    about: 'Writes the content, readable, to where the user chose.',
  }),
  'attachments.rename': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, name: z.string().trim().min(1).max(200) }),
    output: attachmentSchema,
    errors: ['record.missing'],
    about: 'Gives an attachment another name.',
  }),
  'attachments.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: emptySchema,
    errors: ['record.missing'],
    about: "Takes an attachment off; undo brings it back. The sealed file stays as long as the bin's time.",
  }),
  'attachments.totals': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ files: z.int(), sizeBytes: z.int(), attachments: z.int() }),
    errors: [],
    about: 'How many files lie beside the book and what they weigh.',
  }),
} as const;
