/** Privacy per person: everything about somebody as files, and erasing them for good (彻底删除). */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { listFilterSchema } from '../kernel/filter.ts';
import { entitySchema } from './history.ts';
import { fileTokenSchema, recordIdSchema } from './words.ts';

/** How many records of a kind, the customer not among them. */
const recordCounts = z.array(z.object({ entity: entitySchema, count: z.int() }));

export const erasePreviewSchema = z.object({
  name: z.string(),
  /** Records that go with the person. */
  gone: recordCounts,
  /** Records that stay for the books, without the person. */
  kept: recordCounts,
  /** Entries of the change history that lose their values. */
  changes: z.int(),
  /** Rows an import left out that go too: they name the person, or somebody of the same name. */
  importRows: z.int(),
  /** Where the name still stands afterwards: the owner decides, nothing of others is rewritten. */
  elsewhere: z.object({ customers: z.int(), filter: listFilterSchema, saved: z.array(z.string()) }),
});
export type ErasePreview = z.output<typeof erasePreviewSchema>;

/** Result of the job. */
export const eraseResultSchema = z.object({
  customers: z.int(),
  /** Rows removed or made anonymous. */
  rows: z.int(),
  files: z.int(),
  /** The unused parts of the file were cleaned too; otherwise that is done at the next opening. */
  cleaned: z.boolean(),
});
export type EraseResult = z.output<typeof eraseResultSchema>;

export const privacyMethods = {
  'privacy.erasePreview': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema }),
    output: erasePreviewSchema,
    errors: ['record.missing'],
    about: 'What erasing a customer would remove, and what would stay without the name.',
  }),
  'privacy.exportPerson': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ id: recordIdSchema, file: fileTokenSchema }),
    output: z.object({ jobId: z.string() }),
    errors: ['record.missing', 'file.missing'],
    about: 'Everything about one customer as a zip archive: a page to read and print, the same as JSON with its fields explained, and their files.',
  }),
  'privacy.erase': defineMethod({
    kind: 'job',
    access: 'admin',
    /** `name` must be the customer's name as it is now. */
    input: z.strictObject({ id: recordIdSchema, name: z.string().trim().max(200) }),
    output: z.object({ jobId: z.string() }),
    errors: ['record.missing', 'erase.otherName', 'erase.nobody', 'erase.busy'],
    about: 'Removes a customer for good: rows, history, files, index; cannot be undone, and holds in restored backups too.',
  }),
} as const;
