/** A copy at its place, brought to this computer's disk for as long as it is read. */
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { JobContext, OpenBook } from '../../domain/context.ts';
import { toDiskFailure } from '../../kernel/atomic-file.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import type { StorageTarget } from './drivers/index.ts';

export interface CopyAtPlace {
  readonly name: string;
  /** Calls `work` with the path of the copy's bytes; what had to be fetched is removed after it. Codes: `backup.missing`, `place.*`, `disk.*`, `request.cancelled`. */
  local<T>(job: JobContext, work: (path: string) => Promise<T>): Promise<T>;
}

/** What is being fetched or read now: not to be swept. */
const inUse = new Set<string>();
export const isInUse = (name: string): boolean => inUse.has(name);

/** `sizeBytes`: what it should be, for showing how far it is. */
export function copyAtPlace({ dir, random }: Pick<OpenBook, 'dir' | 'random'>, place: StorageTarget, copy: { readonly name: string; readonly sizeBytes: number | null }): CopyAtPlace {
  const { name, sizeBytes } = copy;
  const { pathOf } = place;
  if (pathOf) return { name, local: (_job, work) => work(pathOf(name)) };
  return {
    name,
    async local(job, work) {
      const file = `fetch-${Buffer.from(random.bytes(8)).toString('hex')}`;
      const path = join(dir, 'staging', file);
      inUse.add(file);
      try {
        await makeFolder(join(dir, 'staging'));
        await fetchTo(path, place.get(name, job.signal), job, sizeBytes);
        return await work(path);
      } finally {
        await rm(path, { force: true }).catch(() => undefined);
        inUse.delete(file);
      }
    },
  };
}

/** Writes what comes into a new file. It is sealed, so nothing of it is plain on the disk. */
export async function fetchTo(path: string, bytes: AsyncIterable<Uint8Array>, job: JobContext, sizeBytes: number | null): Promise<void> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      let done = 0;
      for await (const piece of bytes) {
        if (job.signal.aborted) throw new AppFailure('request.cancelled');
        await file.writeFile(piece);
        done += piece.length;
        job.progress('fetch', done, sizeBytes);
      }
    } finally {
      await file.close();
    }
  } catch (e) {
    throw e instanceof AppFailure ? e : toDiskFailure(e);
  }
}
