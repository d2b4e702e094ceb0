/** Putting a finished file where it belongs so that a name without `.partial` is always whole. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, link, open, rm, stat, unlink } from 'node:fs/promises';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { renameDurably, toDiskFailure } from '../../kernel/atomic-file.ts';
import { PARTIAL } from './copy-name.ts';
import type { LocalFile, PutJob } from './drivers/storage-target.ts';

const READ_BYTES = 1024 * 1024;

/**
 * Puts a finished file under `path` too, by a `.partial` name that takes its own only when all of it was read back and found the
 * same; answers the SHA-256 (hex). On any error nothing of it stays. Codes: `file.exists`, `disk.*`, `request.cancelled`.
 */
export async function placeProved(job: PutJob, file: LocalFile, path: string): Promise<string> {
  const partial = `${path}${PARTIAL}`;
  let named = false;
  try {
    // Left by a backup that was killed.
    await rm(partial, { force: true });
    const copied = (await linkTo(file, partial)) ? null : await copyTo(job, file, partial);
    // A second name is told by its reading alone, so its progress is that.
    const written = await readThrough(job, partial, copied === null ? (done) => job.progress('copy', done, file.sizeBytes) : ignore);
    if (copied !== null && copied !== written) throw new AppFailure('disk.failed', { reason: 'readBack' });
    if (await exists(path)) throw new AppFailure('file.exists');
    named = true;
    await renameDurably(partial, path);
    return written;
  } catch (e) {
    // The name may be there although its folder could not be synced: told as failed, it must not look done.
    for (const left of named ? [partial, path] : [partial]) await unlink(left).catch(() => undefined);
    throw e instanceof AppFailure ? e : asError(toDiskFailure(e));
  }
}

/**
 * On the same disk a second name costs nothing, and the first goes when the backup is done. One such place only: others get bytes of
 * their own, so that no two copies share a fault.
 */
async function linkTo(file: LocalFile, partial: string): Promise<boolean> {
  try {
    if ((await stat(file.path)).nlink !== 1) return false;
    await link(file.path, partial);
    return true;
  } catch {
    // Another disk, or one without such names: its own errors are told by copying.
    return false;
  }
}

/** Copies and syncs; answers the SHA-256 (hex) of what was read. */
async function copyTo(job: PutJob, { path, sizeBytes }: LocalFile, partial: string): Promise<string> {
  const file = await open(partial, 'wx', 0o600);
  try {
    const written = await readThrough(job, path, async (done, piece) => {
      await file.writeFile(piece);
      job.progress('copy', done, sizeBytes);
    });
    await file.sync();
    return written;
  } finally {
    await file.close();
  }
}

const ignore = (): void => undefined;

/** Reads a file piece by piece; answers its SHA-256 (hex). */
async function readThrough(job: PutJob, path: string, onPiece: (done: number, piece: Uint8Array) => void | Promise<void>): Promise<string> {
  const hash = createHash('sha256');
  let done = 0;
  for await (const piece of createReadStream(path, { highWaterMark: READ_BYTES }) as AsyncIterable<Uint8Array>) {
    if (job.signal.aborted) throw new AppFailure('request.cancelled');
    hash.update(piece);
    done += piece.length;
    await onPiece(done, piece);
  }
  return hash.digest('hex');
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function asError(e: unknown): Error {
  return e instanceof Error ? e : new Error('unknown failure');
}
