/** Handlers of `backup.restore`, the one job that runs before a book is open, and of looking for what could be restored. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { Parsed } from '../../../shared/contract/index.ts';
import { defaultMigrationsDir, loadMigrations } from '../database/migrate.ts';
import type { JobContext, Jobs } from '../domain/context.ts';
import { makeFolder } from '../kernel/make-folder.ts';
import { fetchTo, findCopies, findCopy, remoteTarget, runRestore } from '../operations/backup/index.ts';
import type { CopyAtPlace, StorageTarget } from '../operations/backup/index.ts';
import { copyDeps } from './backup-watch.ts';
import type { FileDescriptor } from './core.ts';
import { newDeviceNumber } from './open-book.ts';
import type { BookParts } from './open-book.ts';
import { readHeader } from '../vault/index.ts';
import type { SessionDeps } from './session.ts';
import { openShelf, refOf } from './shelf.ts';

/** A restored book gets a folder of its own and stands on the shelf when all of it was proved. */
export function createRestoreRoutes(deps: SessionDeps, jobs: Jobs, book: () => BookParts | null) {
  const { core, vault, shelf } = deps;
  const copies = async (bookId: string): Promise<string[]> => {
    const headers = await Promise.all([...shelf.list(), ...(core.copiesIn === undefined ? [] : openShelf(core.copiesIn).list())].map(async ({ dir }) => ({ dir, header: await readHeader(vault, dir) })));
    return headers.flatMap(({ dir, header }) => (header.ok && header.value.vaultId === bookId ? [dir] : []));
  };
  const openRemote = core.openRemote ?? remoteTarget;
  return {
    'backup.restore': async ({ file: token, copy, remote, secret, name }: Parsed<'backup.restore'>): Promise<Result<{ jobId: string }, AppError>> => {
      const dir = shelf.newDir(core.random.bytes(6));
      const source = remote ? remoteCopy(openRemote(remote.connection), remote.name, dir) : copy ? await copyOfBook(deps, book(), copy) : chosen(core.files.resolve(token ?? ''));
      if (!source) return err('file.missing');
      const device = newDeviceNumber(core.random.bytes(4));
      const migrations = loadMigrations(core.migrationsDir ?? defaultMigrationsDir());
      const jobId = jobs.start('backup.restore', { fileName: source.name }, async (job) => {
        const result = await source.use(job, (file) => runRestore({ vault, file, secret, dir, device, migrations, name, clock: core.clock, copies }, job));
        await shelf.touch(dir, null);
        return { ...result, ref: refOf(dir) };
      });
      return ok({ jobId });
    },
    'backup.findCopies': async ({ connection }: Parsed<'backup.findCopies'>) => ok({ copies: await findCopies({ openRemote }, connection) }),
  };
}

/** What is restored, on this computer's disk for as long as it takes. */
export interface Source {
  readonly name: string;
  use<T>(job: JobContext, work: (file: FileDescriptor) => Promise<T>): Promise<T>;
}

export const fileSource = (file: FileDescriptor): Source => ({ name: file.name, use: (_job, work) => work(file) });
const chosen = (file: FileDescriptor | null): Source | null => file && fileSource(file);

/** A copy of the book that is open. */
async function copyOfBook(deps: SessionDeps, parts: BookParts | null, ref: { readonly id: string; readonly name: string }): Promise<Source> {
  if (!parts) throw new AppFailure('backup.noTarget');
  const copy: CopyAtPlace = await findCopy(parts, copyDeps(deps, parts), ref);
  return { name: copy.name, use: (job, work) => copy.local(job, (path) => work({ kind: 'path', path, name: copy.name })) };
}

/** A copy on a server, with no book to stand beside: it is fetched next to the book it becomes. */
export function remoteCopy(place: StorageTarget, name: string, dir: string): Source {
  const path = `${dir}.fetched`;
  return {
    name,
    async use(job, work) {
      try {
        await makeFolder(dirname(dir));
        const found = (await place.list(job.signal)).find((file) => file.name === name);
        if (!found) throw new AppFailure('backup.missing');
        await fetchTo(path, place.get(name, job.signal), job, found.sizeBytes);
        return await work({ kind: 'path', path, name });
      } finally {
        await rm(path, { force: true }).catch(() => undefined);
      }
    },
  };
}
