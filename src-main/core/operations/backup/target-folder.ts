/** A folder that holds copies: on this disk, on a stick, in a folder that a service synchronises. */
import { createReadStream } from 'node:fs';
import { readdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { writeFileAtomic } from '../../kernel/atomic-file.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import type { JobContext } from '../../domain/context.ts';
import { openSealedFile } from '../../vault/index.ts';
import { copyProved } from './deliver.ts';

/** What a place that keeps copies can do. Names come from `copy-name.ts` and never hold a path. */
export interface StorageTarget {
  names(): Promise<readonly string[]>;
  /** Writes under another name, reads back, compares, and only then gives it its name. Answers the SHA-256. */
  write(name: string, sealed: { readonly path: string; readonly sizeBytes: number }, job: JobContext): Promise<string>;
  /** A local file with the copy's bytes. */
  path(name: string): string;
  remove(name: string): Promise<void>;
  /** True when the file begins as one of ours: a place where others do not is not tidied. */
  looksWhole(name: string): Promise<boolean>;
}

/** Our own folder inside the one the owner chose. */
export const OWN_FOLDER = 'Regulars';
const MARK = '.regulars-target';
/** More must be free than the copy takes: the disk serves others too. */
const ROOM = 1.2;

export function folderTarget(folder: string): StorageTarget {
  return {
    names: () => readdir(folder).catch(() => []),
    path: (name) => join(folder, name),
    remove: (name) => rm(join(folder, name)),
    async looksWhole(name) {
      const opened = await openSealedFile(join(folder, name)).catch(() => null);
      if (opened?.ok !== true) return false;
      await opened.value.close();
      return true;
    },
    async write(name, sealed, job) {
      await assertRoom(folder, sealed.sizeBytes);
      const source = () => createReadStream(sealed.path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>;
      return copyProved(job, source, sealed.sizeBytes, join(folder, name));
    },
  };
}

async function assertRoom(folder: string, sizeBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: Infinity, bsize: 1 }));
  if (bavail * bsize < sizeBytes * ROOM) throw new AppFailure('disk.full');
}

/** Leaves a mark by which the folder is known again when it turns up elsewhere, like a stick under another letter. */
export async function markFolder(folder: string, targetId: string): Promise<void> {
  await makeFolder(folder);
  await writeFileAtomic(join(folder, `${MARK}-${targetId}`), Buffer.from('Regulars\n'));
}

export async function hasMark(folder: string, targetId: string): Promise<boolean> {
  return (await readFile(join(folder, `${MARK}-${targetId}`)).catch(() => null)) !== null;
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}
