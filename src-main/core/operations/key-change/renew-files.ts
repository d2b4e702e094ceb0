/** Attachments sealed anew after a change of key: in the background, one after the other; what is left when the book is closed goes on at the next opening. */
import { knownBlobs } from '../../domain/attachments/index.ts';
import type { JobContext, OpenBook } from '../../domain/context.ts';
import { RENEW_JOB } from '../backup/index.ts';
import { areFilesDue, noteFilesDone } from './notes.ts';

/** Starts it when there is something to do. Until it has been over a file, the former key still opens that one. */
export function startRenewing(book: OpenBook): void {
  if (areFilesDue(book.db)) book.jobs.start(RENEW_JOB, {}, (job) => renewFiles(book, job));
}

async function renewFiles(book: OpenBook, job: JobContext): Promise<{ readonly files: number }> {
  const blobs = knownBlobs(book.db);
  let files = 0;
  for (const [i, { hash }] of blobs.entries()) {
    job.progress('renew', i, blobs.length);
    if (await book.blobs.renew(hash, job.signal)) files++;
    if (job.signal.aborted) return { files };
  }
  noteFilesDone(book.db);
  return { files };
}
