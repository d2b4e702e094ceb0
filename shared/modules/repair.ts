/** A damaged book: what was found, what can be had back from where, and what is missing afterwards. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { entitySchema } from './history.ts';
import { fileTokenSchema, recordIdSchema } from './words.ts';

/**
 * What is wrong. `header`: the key slots; `database.missing|empty|plain|cut`: its file; `pages`: pages
 * that fail their tag; `log`: torn parts of the write-ahead log; `changes`: committed changes that
 * are not there; `links`: readable pages that do not fit together.
 */
export const damageCodeSchema = z.enum(['header', 'database.missing', 'database.empty', 'database.plain', 'database.cut', 'pages', 'log', 'changes', 'links']);
export type DamageCode = z.output<typeof damageCodeSchema>;

/** A backup that could be used; `ref` is good until the program ends. */
export const repairCopySchema = z.object({
  ref: z.string(),
  name: z.string(),
  /** The folder it lies in, or where on which server; `null` for the computer's own. */
  folder: z.string().nullable(),
  at: z.number(),
  sizeBytes: z.int(),
  /** `null` for one on a server: nothing of it was read yet. */
  customers: z.int().nullable(),
  /** Changes the book had since; `null` when that cannot be told. */
  behind: z.int().nullable(),
});
export type RepairCopy = z.output<typeof repairCopySchema>;

export const repairLookSchema = z.object({
  damage: z.array(z.object({ code: damageCodeSchema, count: z.int() })),
  copies: z.array(repairCopySchema),
  /** Servers with backups that could not be asked. */
  unreached: z.array(z.string()),
  /** There is something left to be read. */
  readable: z.boolean(),
});
export type RepairLook = z.output<typeof repairLookSchema>;

/** `lost`: not there any more; `stub`: only a name and what belongs to it; `older`: changed later in a way nobody can tell. */
export const missingStateSchema = z.enum(['lost', 'stub', 'older']);
export type MissingState = z.output<typeof missingStateSchema>;

/** Records told one by one. */
export const MOST_MISSING = 5000;

export const repairReportSchema = z.object({
  bookId: z.string(),
  name: z.string(),
  at: z.number(),
  damage: repairLookSchema.shape.damage,
  /** Records now in the book, and what is missing of them. */
  kinds: z.array(z.object({ kind: entitySchema, kept: z.int(), lost: z.int(), stub: z.int(), older: z.int() })),
  /** `name`: as far as it is known. */
  missing: z.array(z.object({ kind: entitySchema, id: recordIdSchema, state: missingStateSchema, name: z.string().nullable() })),
  /** Changes of which nothing is left. */
  changes: z.int(),
  /** At most so many records that nobody can name may be missing too; `null` when not even that is known. */
  unnamed: z.int().nullable(),
  /** Attached files that are not there. */
  files: z.int(),
  /** The backup used, if any. */
  copy: z.object({ at: z.number(), name: z.string() }).nullable(),
  /** What was put back from the backup. */
  fromCopy: z.int(),
  /** Where the damaged files were put; `null` when nothing was changed. */
  aside: z.string().nullable(),
});
export type RepairReport = z.output<typeof repairReportSchema>;

const secretSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('passphrase'), passphrase: z.string().min(1).max(1024) }),
  z.strictObject({ type: z.literal('recovery'), code: z.string().min(1).max(256) }),
]);
const ask = { ref: z.string().regex(/^[0-9a-f]{24}$/), secret: secretSchema };
const errors = ['book.unknown', 'book.busy', 'vault.wrongSecret', 'vault.wait', 'vault.missing', 'vault.damaged', 'vault.newer', 'book.newer', 'repair.ownerOnly'];
const jobIdOutput = z.object({ jobId: z.string() });

export const repairMethods = {
  'repair.look': defineMethod({
    kind: 'job',
    access: 'public',
    input: z.strictObject(ask),
    output: jobIdOutput,
    errors,
    about: 'Reads every page of a closed book, tells what is damaged, and finds backups of it. Writes nothing.',
  }),
  'repair.run': defineMethod({
    kind: 'job',
    access: 'public',
    input: z.strictObject({
      ...ask,
      /** `salvage`: everything that can be read, filled up from the backup when one is given; `restore`: the backup alone. */
      how: z.enum(['salvage', 'restore']),
      /** A backup found by `repair.look`. */
      copy: z.string().max(64).optional(),
      /** A backup chosen by hand. */
      file: fileTokenSchema.optional(),
      /** Only tell what would be missing. */
      dryRun: z.boolean().default(false),
    }),
    output: jobIdOutput,
    errors: [...errors, 'file.missing', 'backup.missing', 'backup.foreign', 'backup.damaged', 'backup.newer', 'repair.otherBook', 'repair.otherLine', 'repair.nothing'],
    about: 'Builds the book anew beside the damaged one, checks it, and puts it in its place; the damaged files are kept aside for 30 days. Tells what is missing.',
  }),
} as const;
