/** Making copies: sealed once, written to every place that is there, each proved by reading it back; then what may go is tidied away. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { BackupReason } from '../../../../shared/modules/backup.ts';
import { noteEvent } from '../../changes/write.ts';
import { sqliteFailure } from '../../database/errors.ts';
import type { JobContext, OpenBook } from '../../domain/context.ts';
import { toDiskFailure } from '../../kernel/atomic-file.ts';
import type { BackupDeps, SealedBackup } from './backup.job.ts';
import { withSealed } from './backup.job.ts';
import { copyName } from './copy-name.ts';
import type { StorageTarget } from './drivers/index.ts';
import { isWaiting } from './drivers/index.ts';
import type { PlaceDeps } from './open-place.ts';
import { isRemote, openPlace } from './open-place.ts';
import { nextSeq, noteCopy, noteTry } from './targets.repo.ts';
import type { StoredTarget } from './targets.repo.ts';
import { tidy } from './tidy.ts';

export interface CopyDeps extends BackupDeps, PlaceDeps {
  /** The place for copies on the computer's own disk. */
  readonly ringFolder: string;
}

interface Failed {
  readonly targetId: string;
  readonly code: string;
}

export interface CopiesDone {
  /** Places that hold the new copy. */
  readonly written: number;
  readonly customers: number;
  readonly sizeBytes: number;
  readonly failed: readonly Failed[];
  /** Servers that cannot be reached now; they get theirs when they can. */
  readonly waiting: readonly Failed[];
}

/** On the way out: a server that is slower than this gets its copy the next time. */
const QUIT_MS = 60_000;
const QUIT_ASK_MS = 5_000;

const isLeaving = (reason: BackupReason): boolean => reason === 'quit' || reason === 'lock';

interface Opened {
  readonly target: StoredTarget;
  readonly place: StorageTarget;
}

/**
 * One backup, at each of these places. A place that fails is noted and keeps what it has; only when
 * all fail does the job. Codes: those of `withSealed`, `backup.away`, `place.*`.
 */
export async function runCopies(book: OpenBook, deps: CopyDeps, job: JobContext, { targets, reason }: { readonly targets: readonly StoredTarget[]; readonly reason: BackupReason }): Promise<CopiesDone> {
  const failures: (Failed & { readonly error: Error })[] = [];
  const fail = (target: StoredTarget, error: unknown): void => {
    const known = error instanceof Error ? error : new Error(String(error));
    if (job.signal.aborted) throw known;
    failures.push({ targetId: target.id, code: codeOf(error), error: known });
    noteTry(book.db, target.id, codeOf(error), book.clock.now());
  };
  try {
    const patience = isLeaving(reason) ? AbortSignal.any([job.signal, AbortSignal.timeout(QUIT_ASK_MS)]) : job.signal;
    const opened = await openAll(book, deps, patience, targets, fail);
    if (opened.length === 0) throw failures[0]?.error ?? new AppFailure('backup.away');
    return await withSealed(book, deps, job, async (sealed) => {
      const seq = nextSeq(book.db);
      const name = copyName(deps.keys.vaultId, seq, book.clock.now(), book.random.bytes(2));
      noteEvent(book.write, 'backup.run', 'owner', sealed.customers);
      let written = 0;
      for (const { target, place } of opened) {
        try {
          const limited = timed(job, target, reason);
          await copyTo(book, limited, place, target, { sealed, seq, name, reason });
          written++;
          await tidyIfThere(book, deps, { place, target }, limited.signal);
          noteTry(book.db, target.id, null, book.clock.now());
        } catch (error) {
          fail(target, error);
        }
      }
      const [first] = failures;
      if (written === 0 && first) throw first.error;
      const told = failures.map(({ targetId, code }) => ({ targetId, code }));
      return { written, customers: sealed.customers, sizeBytes: sealed.sizeBytes, failed: told.filter(({ code }) => !isWaiting(code)), waiting: told.filter(({ code }) => isWaiting(code)) };
    });
  } finally {
    book.emit({ type: 'data.changed', entities: ['backup'], ids: null, origin: 'job' });
  }
}

/** The places that are there, this computer's own disks first. A server is asked before anything is made for it. */
async function openAll(book: OpenBook, deps: CopyDeps, signal: AbortSignal, targets: readonly StoredTarget[], fail: (target: StoredTarget, error: unknown) => void): Promise<Opened[]> {
  const opened = await Promise.all(
    targets.map(async (target) => {
      try {
        const place = await openPlace(book.db, target, deps);
        if (place && isRemote(target)) await place.check(signal);
        return place && { target, place };
      } catch (error) {
        fail(target, error);
        return null;
      }
    }),
  );
  return opened.filter((one) => one !== null).toSorted((a, b) => Number(isRemote(a.target)) - Number(isRemote(b.target)));
}

function timed(job: JobContext, target: StoredTarget, reason: BackupReason): JobContext {
  return isLeaving(reason) && isRemote(target) ? { ...job, signal: AbortSignal.any([job.signal, AbortSignal.timeout(QUIT_MS)]) } : job;
}

/** What was to be removed from a server that no longer answers goes the next time. */
async function tidyIfThere(book: OpenBook, deps: CopyDeps, { place, target }: Opened, signal: AbortSignal): Promise<void> {
  try {
    await tidy(book, deps, place, target, signal);
  } catch (error) {
    if (!isWaiting(codeOf(error))) throw error;
  }
}

interface Copy {
  readonly sealed: SealedBackup;
  readonly seq: number;
  readonly name: string;
  readonly reason: BackupReason;
}

async function copyTo(book: OpenBook, job: JobContext, place: StorageTarget, target: StoredTarget, { sealed, seq, name, reason }: Copy): Promise<void> {
  const sha256 = await place.put(name, sealed, job);
  const { sizeBytes, customers, auditSeq } = sealed;
  noteCopy(book.db, { targetId: target.id, name, seq, at: book.clock.now(), sizeBytes, sha256, customers, reason, auditSeq });
}

/** What is told of an error. The notes beside a copy are written to a disk too: when that fails it is a failure of the disk. */
export function codeOf(error: unknown): string {
  const known = error instanceof AppFailure ? error : (sqliteFailure(error) ?? toDiskFailure(error));
  return known instanceof AppFailure ? known.error.code : 'internal';
}
