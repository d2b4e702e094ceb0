/** A consistent copy of the open book, made and proved in worker threads. */
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { auditHead } from '../../changes/audit.ts';
import { schemaVersion } from '../../database/migrate.ts';
import type { Db } from '../../database/open.ts';
import { openDatabase } from '../../database/open.ts';
import { whileStill } from '../../database/still.ts';
import { isCleaningDue } from '../erase/index.ts';
import type { WorkerHandler } from '../worker-book.ts';

const TABLES = ['customer', 'tag', 'follow_up', 'relation', 'attachment', 'product', 'sale', 'payment', 'change_log', 'audit'] as const;

export interface BookFigures {
  readonly rows: Record<string, number>;
  readonly audit: { readonly seq: number; readonly hash: string };
  readonly schema: number;
}

export interface Snapshot extends BookFigures {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Counts and the head of the audit chain: what a restored copy must show again. */
export function figuresOf(db: Db): BookFigures {
  // A backup of an earlier schema lacks the later tables.
  const there = new Set(db.raw.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all());
  const rows = Object.fromEntries(TABLES.filter((t) => there.has(t)).map((t) => [t, Number(db.raw.prepare(`SELECT count(*) FROM ${t}`).pluck().get())]));
  const head = auditHead(db);
  return { rows, audit: { seq: head.seq, hash: Buffer.from(head.hash).toString('hex') }, schema: schemaVersion(db) };
}

/** Throws `book.damaged` when a page fails its tag or the structure is broken. */
export function assertSound(db: Db): void {
  const verdict = db.raw.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw new AppFailure('book.damaged', { reason: 'check' });
}

const inputSchema = z.object({ path: z.string() });

/**
 * Handler `backup.snapshot`: a copy of the database under the same key, so never plaintext, and its figures; not yet checked.
 * The file is copied as it lies while it stands still. SQLite writes a copy page by page, ten times as slowly, where somebody reads
 * or writes without a pause, and where unused pages may still hold somebody who was erased.
 */
export const takeSnapshot: WorkerHandler = async (book, input): Promise<Snapshot> => {
  const { path } = inputSchema.parse(input);
  book.progress('snapshot', 0, null);
  const isCopied = !isCleaningDue(book.db) && (await whileStill(book.db, () => copyOf(book.db.path, path)));
  if (!isCopied) book.db.raw.prepare('VACUUM INTO ?').run(path);
  const copy = openDatabase(path, { key: book.databaseKey, readonly: true });
  try {
    const figures = figuresOf(copy);
    copy.close();
    return { ...figures, ...(await fingerprint(path)) };
  } finally {
    if (copy.raw.open) copy.close();
  }
};

/** False, with nothing left, where the file cannot be read beside SQLite; a full disk is told by the slow way. */
async function copyOf(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
    return true;
  } catch {
    await rm(to, { force: true });
    return false;
  }
}

/** Handler `backup.check`: every page of a snapshot is authentic and its structure whole, or `book.damaged`. */
export const checkSnapshot: WorkerHandler = (book, input): Promise<true> => {
  const copy = openDatabase(inputSchema.parse(input).path, { key: book.databaseKey, readonly: true });
  try {
    assertSound(copy);
    return Promise.resolve(true);
  } finally {
    copy.close();
  }
};

/** Length and SHA-256 (hex) of a file. */
export async function fingerprint(path: string): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of createReadStream(path)) {
    const bytes = piece as Buffer;
    sizeBytes += bytes.length;
    hash.update(bytes);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}
