/** Handlers of `repair.*`: they work on a closed book, whose lock they hold meanwhile. */
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { Parsed } from '../../../shared/contract/index.ts';
import { defaultMigrationsDir, loadMigrations } from '../database/migrate.ts';
import type { ChosenFile, JobContext, Jobs } from '../domain/context.ts';
import { lookAtBook, runRepair } from '../operations/repair/index.ts';
import type { RepairDeps } from '../operations/repair/index.ts';
import { acquireBookLock, readHeader } from '../vault/index.ts';
import type { BookLock } from '../vault/index.ts';
import { NOWHERE } from './backup-watch.ts';
import { newDeviceNumber } from './open-book.ts';
import type { Session, SessionDeps } from './session.ts';

type Ask = Pick<Parsed<'repair.look'>, 'ref' | 'secret'>;

export function createRepairRoutes(deps: SessionDeps, jobs: Jobs, session: Session) {
  const { core, vault, shelf, sodium } = deps;
  /** Where the backups of the last look lie, by book and `ref`. */
  const found = new Map<string, ReadonlyMap<string, string>>();
  const inputOf = (dir: string, { secret }: Ask) => ({ vault, sodium, machine: core.machine ?? NOWHERE, dataDir: core.dataDir, dir, secret });
  const start = async (name: string, { ref }: Ask, work: (dir: string, lock: BookLock, job: JobContext) => Promise<unknown>): Promise<Result<{ jobId: string }, AppError>> => {
    const entry = shelf.find(ref);
    if (!entry) return err('book.unknown');
    const { dir } = entry;
    if (session.book()?.dir === dir) await session.close('user');
    const lock = await acquireBookLock(dir, { clock: core.clock });
    if (!lock.ok) return lock;
    const jobId = jobs.start(name, {}, (job) => work(dir, lock.value, job).finally(() => lock.value.release()));
    return ok({ jobId });
  };
  const chosen = ({ ref, copy, file }: Parsed<'repair.run'>): ChosenFile | null => {
    if (file !== undefined) {
      const token = core.files.resolve(file);
      if (!token) throw new AppFailure('file.missing');
      return token;
    }
    if (copy === undefined) return null;
    const path = found.get(ref)?.get(copy);
    if (path === undefined) throw new AppFailure('backup.missing');
    return { kind: 'path', path, name: path.replace(/^.*[\\/]/, '') };
  };
  return {
    'repair.look': (input: Parsed<'repair.look'>) =>
      start('repair.look', input, async (dir, _lock, job) => {
        const { paths, ...look } = await lookAtBook(inputOf(dir, input), stepOf(job));
        found.set(input.ref, paths);
        return look;
      }),
    'repair.run': (input: Parsed<'repair.run'>) => {
      const copy = chosen(input);
      return start('repair.run', input, async (dir, lock, job) => {
        const repair: RepairDeps = {
          ...inputOf(dir, input),
          how: input.how,
          copy,
          dryRun: input.dryRun,
          migrations: loadMigrations(core.migrationsDir ?? defaultMigrationsDir()),
          device: newDeviceNumber(core.random.bytes(4)),
          copies: (bookId) => copiesOf(deps, bookId),
          beforeSwap: () => lock.release(),
        };
        return runRepair(repair, job);
      });
    },
  };
}

function stepOf(job: JobContext) {
  return async (done: number, total: number): Promise<void> => {
    if (job.signal.aborted) throw new AppFailure('request.cancelled');
    job.progress('look', done, total);
    await new Promise((resolve) => setImmediate(resolve));
  };
}

async function copiesOf({ shelf, vault }: SessionDeps, bookId: string): Promise<string[]> {
  const headers = await Promise.all(shelf.list().map(async ({ dir }) => ({ dir, header: await readHeader(vault, dir) })));
  return headers.flatMap(({ dir, header }) => (header.ok && header.value.vaultId === bookId ? [dir] : []));
}
