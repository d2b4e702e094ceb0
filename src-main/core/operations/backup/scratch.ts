/** A copy taken apart into a folder of the book's own staging, to be looked at there. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { JobContext, OpenBook } from '../../domain/context.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import { openSealedFile } from '../../vault/index.ts';
import type { BackupHeader, BackupManifest } from './backup-format.ts';
import { decodeHeader } from './backup-format.ts';
import { isInUse } from './fetch-copy.ts';
import type { CopyDeps } from './run-copies.ts';
import { unpackAsToday } from './unpack-as-today.ts';

export interface Scratch {
  /** Holds `crm.db`, sealed with the same key as the book itself. */
  readonly dir: string;
  readonly header: BackupHeader;
  readonly manifest: BackupManifest;
  /** Removes the folder. */
  clear(): Promise<void>;
}

/** Takes the copy at `path` apart; on failure nothing of it stays. Codes: `backup.foreign|damaged|newer`, `disk.*`, `request.cancelled`. */
export async function takeApart(book: OpenBook, deps: CopyDeps, job: JobContext, path: string): Promise<Scratch> {
  const dir = join(book.dir, 'staging', `look-${Buffer.from(book.random.bytes(8)).toString('hex')}`);
  const clear = () => rm(dir, { recursive: true, force: true });
  const opened = await openSealedFile(path);
  if (!opened.ok) throw new AppFailure(opened.error.code.replace('seal.', 'backup.'));
  try {
    await makeFolder(dir);
    const header = decodeHeader(opened.value.header);
    const manifest = await unpackAsToday(deps, dir, header, opened.value, job);
    return { dir, header, manifest, clear };
  } catch (e) {
    await clear();
    throw e;
  } finally {
    await opened.value.close();
  }
}

/** Removes what a killed process left; only while no copy is being looked at. */
export async function sweepScratch(book: OpenBook): Promise<void> {
  const staging = join(book.dir, 'staging');
  const names = await readdir(staging).catch(() => []);
  const ours = names.filter((name) => /^(look|proof|fetch)-[0-9a-f]{16}$/.test(name) && !isInUse(name));
  await Promise.all(ours.map((name) => rm(join(staging, name), { recursive: true, force: true }).catch(() => undefined)));
}
