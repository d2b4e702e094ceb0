/** Handler of `backup.restore`: the one job that runs before a book is open. */
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { Parsed } from '../../../shared/contract/index.ts';
import { defaultMigrationsDir, loadMigrations } from '../database/migrate.ts';
import type { Jobs } from '../domain/context.ts';
import { copyPath, runRestore } from '../operations/backup/index.ts';
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
  return {
    'backup.restore': async ({ file: token, copy, secret, name }: Parsed<'backup.restore'>): Promise<Result<{ jobId: string }, AppError>> => {
      const file = copy === undefined ? core.files.resolve(token ?? '') : await fileOf(deps, book(), copy);
      if (!file) return err('file.missing');
      const dir = shelf.newDir(core.random.bytes(6));
      const device = newDeviceNumber(core.random.bytes(4));
      const migrations = loadMigrations(core.migrationsDir ?? defaultMigrationsDir());
      const jobId = jobs.start('backup.restore', { fileName: file.name }, async (job) => {
        const result = await runRestore({ vault, file, secret, dir, device, migrations, name, clock: core.clock, copies }, job);
        await shelf.touch(dir, null);
        return { ...result, ref: refOf(dir) };
      });
      return ok({ jobId });
    },
  };
}

/** A copy of the book that is open. */
async function fileOf(deps: SessionDeps, parts: BookParts | null, copy: { readonly id: string; readonly name: string }): Promise<FileDescriptor> {
  if (!parts) throw new AppFailure('backup.noTarget');
  return { kind: 'path', path: await copyPath(parts, copyDeps(deps, parts), copy), name: copy.name };
}
