/** Erasing and cleaning in a worker thread. */
import type { Erased } from '../../changes/erase/index.ts';
import { eraseCustomers } from '../../changes/erase/index.ts';
import { sqliteFailure } from '../../database/errors.ts';
import type { Db } from '../../database/open.ts';
import type { WorkerHandler } from '../worker-book.ts';
import { nobodyRecord } from './nobody.ts';

export interface EraseWork {
  readonly ids: readonly number[];
  readonly kind: string;
}

const erase: WorkerHandler = (book, input): Promise<Erased> => {
  const { ids, kind } = input as EraseWork;
  const { actor } = book;
  return Promise.resolve(eraseCustomers(book.write, { ids, kind, actor, nobody: () => nobodyRecord(book.write, actor) }));
};

const TRIES = 30;
const PAUSE_MS = 100;

/**
 * Writes every page anew, so that nothing of what was deleted is left in unused parts, and
 * empties the write-ahead log. The copy in between lies in memory (`temp_store`, asserted at
 * opening), never in a temporary file. False when there was no room or a reader kept the log.
 */
const compact: WorkerHandler = async ({ db }): Promise<boolean> => {
  try {
    db.raw.exec('VACUUM');
  } catch (e) {
    // The erasure itself stands; cleaning is tried again when the book is next opened.
    if (sqliteFailure(e) || isOutOfMemory(e)) return false;
    throw e;
  }
  for (let i = 0; i < TRIES; i++) {
    if (logIsEmpty(db)) {
      db.raw.prepare("DELETE FROM meta WHERE key = 'compactDue'").run();
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return false;
};

function isOutOfMemory(e: unknown): boolean {
  return e instanceof Error && 'code' in e && e.code === 'SQLITE_NOMEM';
}

function logIsEmpty(db: Db): boolean {
  const [state] = db.raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return state?.busy === 0;
}

export const eraseHandlers: Readonly<Record<string, WorkerHandler>> = { 'erase.run': erase, 'erase.compact': compact };
