/** Putting a finished file where it belongs so that a name without `.partial` is always whole. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, open, rm, unlink } from 'node:fs/promises';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { JobContext } from '../../domain/context.ts';
import { renameDurably, toDiskFailure } from '../../kernel/atomic-file.ts';

/**
 * Copies under a `.partial` name, syncs, reads back, compares, renames; answers the SHA-256 (hex).
 * On any error nothing of it stays. Codes: `file.exists`, `disk.*`, `request.cancelled`.
 */
export async function copyProved(job: JobContext, source: () => AsyncIterable<Uint8Array>, sizeBytes: number, path: string): Promise<string> {
  const partial = `${path}.partial`;
  let named = false;
  try {
    // Left by a backup that was killed.
    await rm(partial, { force: true });
    const file = await open(partial, 'wx', 0o600);
    const hash = createHash('sha256');
    let done = 0;
    try {
      for await (const piece of source()) {
        if (job.signal.aborted) throw new AppFailure('request.cancelled');
        hash.update(piece);
        await file.writeFile(piece);
        done += piece.length;
        job.progress('copy', done, sizeBytes);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const written = hash.digest('hex');
    if ((await hashOf(partial)) !== written) throw new AppFailure('disk.failed', { reason: 'readBack' });
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

/** SHA-256 of a file, hex. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
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
