/** A folder that holds copies: on this disk, on a stick, in a folder that a service synchronises. */
import { createReadStream } from 'node:fs';
import { readdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../../../shared/kernel/result.ts';
import { toDiskFailure, writeFileAtomic } from '../../../kernel/atomic-file.ts';
import { makeFolder } from '../../../kernel/make-folder.ts';
import { placeProved } from '../deliver.ts';
import type { StorageTarget, StoredFile } from './storage-target.ts';

/** Our own folder inside the one the owner chose. */
export const OWN_FOLDER = 'Regulars';
const MARK = '.regulars-target';
/** More must be free than the copy takes: the disk serves others too. */
const ROOM = 1.2;

export function folderTarget(folder: string): StorageTarget {
  const pathOf = (name: string) => join(folder, name);
  return {
    identity: folder,
    pathOf,
    check: () => makeFolder(folder),
    list: () => filesIn(folder),
    remove: (name) => rm(pathOf(name)),
    free: () => freeIn(folder),
    async *get(name, _signal, most) {
      try {
        yield* createReadStream(pathOf(name), most === undefined ? {} : { end: most - 1 }) as AsyncIterable<Uint8Array>;
      } catch (e) {
        throw toDiskFailure(e);
      }
    },
    async put(name, file, job) {
      const free = await freeIn(folder);
      if (free !== null && free < file.sizeBytes * ROOM) throw new AppFailure('disk.full');
      return placeProved(job, file, pathOf(name));
    },
  };
}

async function filesIn(folder: string): Promise<StoredFile[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(names.map(async (name) => ({ name, stats: await stat(join(folder, name)).catch(() => null) })));
  return found.flatMap(({ name, stats }) => (stats?.isFile() ? [{ name, sizeBytes: stats.size }] : []));
}

async function freeIn(folder: string): Promise<number | null> {
  const space = await statfs(folder).catch(() => null);
  return space && space.bavail * space.bsize;
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
