/** Which attachments a backup takes along. */
import { stat } from 'node:fs/promises';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { knownBlobs } from '../../domain/attachments/index.ts';
import type { JobContext, OpenBook } from '../../domain/context.ts';
import type { BackupManifest } from './backup-format.ts';

/**
 * Every sealed file beside the book, each read whole first: a backup must not carry what
 * cannot be opened again. One that is missing or damaged is counted and left out, because
 * a backup of everything else is worth more than none.
 */
export async function soundBlobs(book: Pick<OpenBook, 'db' | 'blobs'>, job: JobContext): Promise<{ readonly sound: BackupManifest['blobs']; readonly lost: number }> {
  const known = knownBlobs(book.db);
  const sound: BackupManifest['blobs'] = [];
  for (const [i, { hash }] of known.entries()) {
    if (job.signal.aborted) throw new AppFailure('request.cancelled');
    job.progress('files', i, known.length);
    if ((await book.blobs.verify(hash)) === 'sound') sound.push([hash, (await stat(book.blobs.path(hash))).size]);
  }
  return { sound, lost: known.length - sound.length };
}
