/** Handlers of `repair.*`: they work on a closed book, whose lock they hold meanwhile. */
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { Parsed } from '../../../shared/contract/index.ts';
import { defaultMigrationsDir, loadMigrations } from '../database/migrate.ts';
import type { ChosenFile, JobContext, Jobs } from '../domain/context.ts';
import { remoteTarget } from '../operations/backup/index.ts';
import { lookAtBook, runRepair } from '../operations/repair/index.ts';
import type { CopySource, RepairDeps } from '../operations/repair/index.ts';
import { acquireBookLock, readHeader } from '../vault/index.ts';
import type { BookLock } from '../vault/index.ts';
import { NOWHERE } from './backup-watch.ts';
import { newDeviceNumber } from './open-book.ts';
import { fileSource, remoteCopy } from './restore-routes.ts';
import type { Source } from './restore-routes.ts';
import type { Session, SessionDeps } from './session.ts';

type Ask = Pick<Parsed<'repair.look'>, 'ref' | 'secret'>;

export function createRepairRoutes(deps: SessionDeps, jobs: Jobs, session: Session) {
  const { core, vault, shelf, sodium } = deps;
  /** Where the backups of the last look lie, by book and `ref`. */
  const found = new Map<string, ReadonlyMap<string, CopySource>>();
  const openRemote = core.openRemote ?? remoteTarget;
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
  const chosen = ({ ref, copy, file }: Parsed<'repair.run'>): ((dir: string) => Source) | null => {
    if (file !== undefined) {
      const token = core.files.resolve(file);
      if (!token) throw new AppFailure('file.missing');
      return () => fileSource(token);
    }
    if (copy === undefined) return null;
    const source = found.get(ref)?.get(copy);
    if (source === undefined) throw new AppFailure('backup.missing');
    if ('connection' in source) return (dir) => remoteCopy(openRemote(source.connection), source.name, dir);
    const { path } = source;
    return () => fileSource({ kind: 'path', path, name: path.replace(/^.*[\\/]/, '') });
  };
  return {
    'repair.look': (input: Parsed<'repair.look'>) =>
      start('repair.look', input, async (dir, _lock, job) => {
        const { sources, ...look } = await lookAtBook({ ...inputOf(dir, input), openRemote }, stepOf(job));
        found.set(input.ref, sources);
        return look;
      }),
    'repair.run': (input: Parsed<'repair.run'>) => {
      const source = chosen(input);
      return start('repair.run', input, async (dir, lock, job) => {
        const repair = (copy: ChosenFile | null): RepairDeps => ({
          ...inputOf(dir, input),
          how: input.how,
          copy,
          dryRun: input.dryRun,
          migrations: loadMigrations(core.migrationsDir ?? defaultMigrationsDir()),
          device: newDeviceNumber(core.random.bytes(4)),
          copies: (bookId) => copiesOf(deps, bookId),
          beforeSwap: () => lock.release(),
        });
        return source === null ? runRepair(repair(null), job) : source(dir).use(job, (copy) => runRepair(repair(copy), job));
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
