/** The recycle bin keeps customers for 90 days; then they are erased like anybody else. */
import { DELETED_BY_USER } from '../../changes/write.ts';
import type { OpenBook } from '../../domain/context.ts';
import { BIN_DAYS } from '../attachments/index.ts';
import { isBusy, runErasure } from './run.ts';

const DAY_MS = 86_400_000;
/** More wait for the next opening, so that one opening is never held up for long. */
const MOST_AT_ONCE = 500;

/** The time must also have been over when the book was last used at least so long ago. */
const TRUSTED_DAYS = 7;

/**
 * Customers whose time in the bin is over, longest gone first. A clock that ran ahead must not
 * empty the bin: what it says counts only up to a deed that is a week old by it, so somebody who
 * sets it right within a week of use loses nothing.
 */
export function expiredIds(book: OpenBook): readonly number[] {
  const now = book.clock.now();
  const found = deletedBefore(book, now - BIN_DAYS * DAY_MS);
  if (found.length === 0) return found;
  const sql = 'SELECT at FROM audit WHERE at <= ? ORDER BY seq DESC LIMIT 1';
  const lastDeed = book.db.raw.prepare<[number], number>(sql).pluck().get(now - TRUSTED_DAYS * DAY_MS);
  return lastDeed === undefined ? [] : deletedBefore(book, lastDeed - BIN_DAYS * DAY_MS);
}

function deletedBefore(book: OpenBook, time: number): number[] {
  const sql = 'SELECT id FROM customer WHERE deleted_at IS NOT NULL AND deleted_at < ? AND deleted_kind = ? ORDER BY deleted_at LIMIT ?';
  return book.db.raw.prepare<[number, number, number], number>(sql).pluck().all(time, DELETED_BY_USER, MOST_AT_ONCE);
}

/** Erases them in the background; nothing waits for it, and what fails is tried at the next opening. */
export function expireBin(book: OpenBook): void {
  const ids = expiredIds(book);
  if (ids.length === 0 || isBusy(book)) return;
  book.jobs.start('bin.expire', { rows: ids.length }, (job) => runErasure(book, job, { ids, kind: 'bin.expire' }));
}
