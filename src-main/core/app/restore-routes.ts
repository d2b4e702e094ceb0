/** Handler of `backup.restore`: the one job that runs before a book is open. */
import { err, ok } from '../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { Parsed } from '../../../shared/contract/index.ts';
import { defaultMigrationsDir, loadMigrations } from '../database/migrate.ts';
import type { Jobs } from '../domain/context.ts';
import { runRestore } from '../operations/backup/index.ts';
import { newDeviceNumber } from './open-book.ts';
import { readHeader } from '../vault/index.ts';
import type { SessionDeps } from './session.ts';
import { openShelf, refOf } from './shelf.ts';

/** A restored book gets a folder of its own and stands on the shelf when all of it was proved. */
export function createRestoreRoutes(deps: SessionDeps, jobs: Jobs) {
  const { core, vault, shelf } = deps;
  const copies = async (bookId: string): Promise<string[]> => {
    const headers = await Promise.all([...shelf.list(), ...(core.copiesIn === undefined ? [] : openShelf(core.copiesIn).list())].map(async ({ dir }) => ({ dir, header: await readHeader(vault, dir) })));
    return headers.flatMap(({ dir, header }) => (header.ok && header.value.vaultId === bookId ? [dir] : []));
  };
  return {
    'backup.restore': ({ file: token, secret, name }: Parsed<'backup.restore'>): Result<{ jobId: string }, AppError> => {
      const file = core.files.resolve(token);
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
