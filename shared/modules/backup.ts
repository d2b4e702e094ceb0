/** Backups: single files by hand, and copies that are made and proved without anybody thinking of them. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { foundCopySchema, PLACE_ERRORS, remoteConnectionSchema, remoteDetailsSchema } from './backup-remote.ts';
import { emptySchema, fileTokenSchema } from './words.ts';

/** `ring`: on the computer's own disk, made with the book. `folder`: a disk, a stick, a folder that is synchronised elsewhere. `webdav`, `s3`: on a server. */
export const backupPlaceKindSchema = z.enum(['ring', 'disk', 'cloud', 'folder', 'webdav', 's3']);
export type BackupPlaceKind = z.output<typeof backupPlaceKindSchema>;

/** Why a copy was made. */
export const backupReasonSchema = z.enum(['hand', 'time', 'quit', 'lock', 'import', 'bulk', 'delete', 'update', 'key']);
export type BackupReason = z.output<typeof backupReasonSchema>;

const targetIdSchema = z.string().regex(/^(ring|[0-9a-f]{16})$/);
const copyNameSchema = z.string().max(120).regex(/^[\w.-]+\.regulars$/);

export const backupTargetSchema = z.object({
  id: targetIdSchema,
  kind: backupPlaceKindSchema,
  /** The folder as its owner knows it, or where on the server it is; `null` for the ring. */
  folder: z.string().nullable(),
  /** `away`: the disk or folder is not there now, or the server could not be reached. */
  state: z.enum(['here', 'away']),
  copies: z.int(),
  sizeBytes: z.int(),
  lastAt: z.int().nullable(),
  /** When the newest proof was given that a copy here can be restored. */
  provenAt: z.int().nullable(),
  /** What went wrong the last time; `null` when it went well. */
  lastError: z.string().nullable(),
  /** How a place on a server is reached, without its secret; `null` for a folder. */
  remote: remoteDetailsSchema.nullable(),
});
export type BackupTarget = z.output<typeof backupTargetSchema>;

export const backupCopySchema = z.object({
  targetId: targetIdSchema,
  name: copyNameSchema,
  /** Counts up with every backup of the book, whatever the clock says. */
  seq: z.int(),
  at: z.int(),
  sizeBytes: z.int(),
  customers: z.int(),
  reason: backupReasonSchema,
  provenAt: z.int().nullable(),
  /** Why the last proof failed; `null` when none failed. */
  damage: z.string().nullable(),
});
export type BackupCopy = z.output<typeof backupCopySchema>;

/** Names one copy. */
export const copyRefSchema = z.strictObject({ id: targetIdSchema, name: copyNameSchema });

/** Most urgent first. `unproven`: no proof of a restore for seven days; `offDisk`: no copy away from this disk for seven days; `noTarget`: there is no other place at all; `failing`: the last attempt failed. */
export const backupConcernSchema = z.enum(['failing', 'unproven', 'offDisk', 'noTarget']);
export type BackupConcern = z.output<typeof backupConcernSchema>;

export const backupStatusSchema = z.object({
  targets: z.array(backupTargetSchema),
  lastAt: z.int().nullable(),
  provenAt: z.int().nullable(),
  concerns: z.array(backupConcernSchema),
  /** Something was changed since the last copy. */
  changed: z.boolean(),
});
export type BackupStatus = z.output<typeof backupStatusSchema>;

/** What a proof found. */
export interface BackupProof {
  readonly customers: number;
  readonly compared: number;
}

const jobIdOutput = z.object({ jobId: z.string() });

export const backupMethods = {
  'backup.create': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ file: fileTokenSchema }),
    output: z.object({ jobId: z.string() }),
    errors: ['file.exists', 'file.missing'],
    about: 'Writes one sealed backup file and proves it by reading it back; opens with the passphrase or recovery code of today.',
  }),
  'backup.restore': defineMethod({
    kind: 'job',
    access: 'public',
    input: z.strictObject({ file: fileTokenSchema.optional(), copy: copyRefSchema.optional(), remote: z.strictObject({ connection: remoteConnectionSchema, name: copyNameSchema }).optional(), secret: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('passphrase'), passphrase: z.string().min(1).max(1024) }),
      z.strictObject({ type: z.literal('recovery'), code: z.string().min(1).max(256) }),
    ]), name: z.string().trim().max(80).optional() }),
    output: z.object({ jobId: z.string() }),
    errors: ['file.missing', 'file.folder', 'vault.wrongSecret', 'vault.wait', 'backup.foreign', 'backup.damaged', 'backup.newer', 'backup.noTarget', 'backup.away', 'backup.missing', 'book.exists', ...PLACE_ERRORS],
    about: 'Builds a new book folder from a backup file, from a copy of the open book, or from one on a server; never writes over an existing book.',
  }),
  'backup.status': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: backupStatusSchema,
    errors: [],
    about: 'Where copies of the book are kept, when they were last made and proved, and what there is to worry about.',
  }),
  'backup.places': defineMethod({
    kind: 'query',
    access: 'admin',
    input: emptySchema,
    output: z.object({ places: z.array(z.object({ kind: backupPlaceKindSchema, name: z.string(), folder: z.string() })) }),
    errors: [],
    about: 'Disks and synchronised folders found on this computer that could hold copies and do not yet.',
  }),
  'backup.addTarget': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ folder: z.string().min(1).max(1024) }),
    output: z.object({ id: targetIdSchema }),
    errors: ['backup.badFolder', 'backup.inBook', 'backup.known'],
    about: 'Keeps copies in a folder from now on; a folder of our own is made in it.',
  }),
  'backup.testRemote': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ connection: remoteConnectionSchema, id: targetIdSchema.optional() }),
    output: z.object({ copies: z.int(), freeBytes: z.number().nullable() }),
    errors: [...PLACE_ERRORS, 'backup.noTarget', 'file.exists'],
    about: 'Connects to a server, writes, reads back and removes a few bytes there, and keeps nothing; with the id of a place, an empty secret is the one kept for it.',
  }),
  'backup.addRemote': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ connection: remoteConnectionSchema }),
    output: z.object({ id: targetIdSchema }),
    errors: [...PLACE_ERRORS, 'backup.known', 'file.exists'],
    about: 'Keeps copies on a WebDAV server or in an S3 bucket from now on, once a test has shown that it works. The secret is kept in the encrypted book and never given out.',
  }),
  'backup.changeRemote': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ id: targetIdSchema, connection: remoteConnectionSchema }),
    output: emptySchema,
    errors: [...PLACE_ERRORS, 'backup.known', 'backup.noTarget', 'file.exists'],
    about: 'Another address or another secret for a place on a server, once a test has shown that it works; an empty secret leaves the one that is kept.',
  }),
  'backup.findCopies': defineMethod({
    kind: 'command',
    access: 'public',
    input: z.strictObject({ connection: remoteConnectionSchema }),
    output: z.object({ copies: z.array(foundCopySchema) }),
    errors: [...PLACE_ERRORS],
    about: 'The copies of any book on a server, newest first, for restoring on a computer that has no book; nothing is kept.',
  }),
  'backup.removeTarget': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ id: targetIdSchema }),
    output: emptySchema,
    errors: ['backup.noTarget'],
    about: 'Makes no more copies there. The files stay where they are.',
  }),
  'backup.run': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ id: targetIdSchema.optional() }),
    output: jobIdOutput,
    errors: ['backup.noTarget', 'backup.running'],
    about: 'Makes a copy now, at one place or at all that can be reached.',
  }),
  'backup.due': defineMethod({
    kind: 'command',
    access: 'admin',
    input: emptySchema,
    output: z.object({ jobId: z.string().nullable() }),
    errors: [],
    about: 'Starts what the timetable asks for now: a copy where the last is too old, or a proof; `null` when nothing is due.',
  }),
  'backup.copies': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: targetIdSchema }),
    output: z.object({ copies: z.array(backupCopySchema) }),
    errors: ['backup.noTarget'],
    about: 'The copies at one place, newest first.',
  }),
  'backup.prove': defineMethod({
    kind: 'job',
    access: 'admin',
    input: copyRefSchema,
    output: jobIdOutput,
    errors: ['backup.noTarget', 'backup.away', 'backup.missing', 'backup.running'],
    about: 'Restores one copy into a scratch folder, checks every page, every link, the audit chain and twenty customers, and throws the scratch away.',
  }),
} as const;
