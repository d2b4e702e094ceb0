/** Sealed files nobody wants any more are removed, and those wanted are checked. */
import { knownBlobs, namesOfBlob, unwantedBlobs } from '../../domain/attachments/index.ts';
import type { JobContext, OpenBook } from '../../domain/context.ts';

/** As long as a deleted record can come back. */
export const BIN_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Removes what no living or lately deleted attachment wants, and files that a crash left
 * without a row. Run once when a book was opened, before anything can be taken in. The
 * row goes only after its file: a crash in between leaves a name for the next sweep.
 */
export async function sweepBlobs(book: OpenBook): Promise<number> {
  const known = new Set(knownBlobs(book.db).map((b) => b.hash));
  const strays = (await book.blobs.sweepNames()).filter((hash) => !known.has(hash));
  const since = book.clock.now() - BIN_DAYS * DAY_MS;
  const unwanted = unwantedBlobs(book.db, since);
  for (const hash of [...strays, ...unwanted]) await book.blobs.remove(hash);
  for (const hash of unwanted) forget(book, hash);
  return strays.length + unwanted.length;
}

/** The foreign keys of long deleted attachments keep the row; then its missing file is as it should be. */
function forget(book: OpenBook, hash: string): void {
  const named = book.db.raw.prepare('SELECT 1 FROM attachment WHERE blob = @hash OR thumb = @hash LIMIT 1').get({ hash });
  if (!named) book.db.raw.prepare('DELETE FROM blob WHERE hash = ?').run(hash);
}

export interface BlobFinding {
  readonly code: 'files';
  readonly count: number;
  /** Attachments to look after. */
  readonly names: readonly string[];
}

/** Reads every sealed file that something living wants; missing and damaged ones are named by their attachments. */
export async function checkBlobs(book: OpenBook, job: JobContext): Promise<BlobFinding[]> {
  const gone = new Set(unwantedBlobs(book.db, book.clock.now() - BIN_DAYS * DAY_MS));
  const blobs = knownBlobs(book.db).filter((b) => !gone.has(b.hash));
  const names: string[] = [];
  let count = 0;
  for (const [i, { hash }] of blobs.entries()) {
    if (job.signal.aborted) break;
    job.progress('files', i, blobs.length);
    if ((await book.blobs.verify(hash)) === 'sound') continue;
    count++;
    names.push(...namesOfBlob(book.db, hash));
  }
  return count === 0 ? [] : [{ code: 'files', count, names: [...new Set(names)].slice(0, 50) }];
}
