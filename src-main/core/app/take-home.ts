/**
 * Brings a book out of a folder where it must not lie (a cloud client copies it behind our back, a network drops) to this
 * computer. Nothing is deleted: every file is copied under the book's lock and compared with its original; only a whole copy takes
 * its place on the list, and the folder left behind is renamed, so that nobody goes on in it by mistake.
 */
import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { renameDurably, toDiskFailure } from '../kernel/atomic-file.ts';
import { fingerprint } from '../operations/backup/index.ts';
import { acquireBookLock, LOCK_FILE, readHeader } from '../vault/index.ts';
import type { SessionDeps } from './session-deps.ts';
import { refOf } from './shelf.ts';

/** Locks belong to a place; shared memory is made anew by the first reader. */
const isLeft = (name: string): boolean => name.startsWith(LOCK_FILE) || name.endsWith('-shm') || name.endsWith('.tmp');

/** `left`: the renamed old folder, `null` where it could not be renamed. Codes as in the contract, and `disk.*`. */
export async function takeHome(deps: SessionDeps, from: string): Promise<Result<{ readonly ref: string; readonly left: string | null }>> {
  const header = await readHeader(deps.vault, from);
  if (!header.ok) return header;
  const lock = await acquireBookLock(from, { clock: deps.core.clock, onLost: () => undefined });
  if (!lock.ok) return lock;
  const to = deps.shelf.newDir(deps.core.random.bytes(6));
  const partial = `${to}.partial`;
  try {
    await mkdir(partial, { recursive: true, mode: 0o700 });
    await copyWhole(from, partial);
    await renameDurably(partial, to);
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    const failure = toDiskFailure(error);
    if (failure instanceof AppFailure) return { ok: false, error: failure.error };
    throw error;
  } finally {
    await lock.value.release();
  }
  const opened = deps.shelf.list().find(({ dir }) => dir === from)?.lastOpenedAt ?? null;
  await deps.shelf.touch(to, opened);
  await deps.shelf.forget(from);
  return ok({ ref: refOf(to), left: await setAside(from) });
}

async function copyWhole(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await mkdir(target, { mode: 0o700 });
      await copyWhole(source, target);
    } else if (entry.isFile() && !isLeft(entry.name)) {
      await copyFile(source, target);
      await syncFile(target);
      const [original, copy] = [await fingerprint(source), await fingerprint(target)];
      if (original.sha256 !== copy.sha256) throw new AppFailure('disk.failed');
    }
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function setAside(folder: string): Promise<string | null> {
  const left = join(dirname(folder), `${basename(folder)}-moved`);
  return rename(folder, left).then(
    () => left,
    () => null,
  );
}

/** Handler of `books.takeHome`: by the list's reference, or by the folder of a book that is not on it yet. */
export function takeHomeRoute(deps: SessionDeps, openDir: () => string | null) {
  return async ({ ref, folder }: { readonly ref?: string | undefined; readonly folder?: string | undefined }) => {
    const from = ref === undefined ? folder : deps.shelf.find(ref)?.dir;
    if (from === undefined || !isAbsolute(from)) return err('book.unknown');
    if (openDir() === from) return err('book.open');
    return takeHome(deps, from);
  };
}
