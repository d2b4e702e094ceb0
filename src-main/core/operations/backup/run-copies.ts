/** Making copies: sealed once, written to every place that is there, each proved by reading it back; then what may go is tidied away. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { BackupReason } from '../../../../shared/modules/backup.ts';
import { noteEvent } from '../../changes/write.ts';
import type { JobContext, OpenBook } from '../../domain/context.ts';
import type { Machine } from '../../kernel/ports.ts';
import type { BackupDeps, SealedBackup } from './backup.job.ts';
import { withSealed } from './backup.job.ts';
import { copyName, seqOf } from './copy-name.ts';
import { reach } from './reach.ts';
import { expendable } from './retention.ts';
import type { StorageTarget } from './target-folder.ts';
import { folderTarget } from './target-folder.ts';
import { copiesAt, forgetCopy, nextSeq, noteCopy, setError } from './targets.repo.ts';
import type { StoredTarget } from './targets.repo.ts';

export interface CopyDeps extends BackupDeps {
  readonly machine: Machine;
  /** The place for copies on the computer's own disk. */
  readonly ringFolder: string;
}

export interface CopiesDone {
  /** Places that hold the new copy. */
  readonly written: number;
  readonly customers: number;
  readonly sizeBytes: number;
  readonly failed: readonly { readonly targetId: string; readonly code: string }[];
}

/**
 * One backup, at each of these places. A place that fails is noted and keeps what it has; only when
 * all fail does the job. Codes: those of `withSealed`, `backup.away`.
 */
export async function runCopies(book: OpenBook, deps: CopyDeps, job: JobContext, { targets, reason }: { readonly targets: readonly StoredTarget[]; readonly reason: BackupReason }): Promise<CopiesDone> {
  const reached = await Promise.all(targets.map(async (target) => ({ target, folder: await reach(book.db, target, deps.machine) })));
  if (reached.every(({ folder }) => folder === null)) throw new AppFailure('backup.away');
  return withSealed(book, deps, job, async (sealed) => {
    const seq = nextSeq(book.db);
    const name = copyName(deps.keys.vaultId, seq, book.clock.now(), book.random.bytes(2));
    noteEvent(book.write, 'backup.run', 'owner', sealed.customers);
    const failures: { targetId: string; error: unknown }[] = [];
    let written = 0;
    for (const { target, folder } of reached) {
      if (folder === null) continue;
      try {
        await copyTo(book, job, folderTarget(folder), target, { sealed, seq, name, reason });
        await tidy(book, deps, folderTarget(folder), target);
        setError(book.db, target.id, null);
        written++;
      } catch (error) {
        if (job.signal.aborted) throw error;
        setError(book.db, target.id, codeOf(error));
        failures.push({ targetId: target.id, error });
      }
    }
    book.emit({ type: 'data.changed', entities: ['backup'], ids: null, origin: 'job' });
    if (written === 0) throw failures[0]?.error;
    return { written, customers: sealed.customers, sizeBytes: sealed.sizeBytes, failed: failures.map(({ targetId, error }) => ({ targetId, code: codeOf(error) })) };
  });
}

interface Copy {
  readonly sealed: SealedBackup;
  readonly seq: number;
  readonly name: string;
  readonly reason: BackupReason;
}

async function copyTo(book: OpenBook, job: JobContext, place: StorageTarget, target: StoredTarget, { sealed, seq, name, reason }: Copy): Promise<void> {
  const sha256 = await place.write(name, sealed, job);
  const { sizeBytes, customers, auditSeq } = sealed;
  noteCopy(book.db, { targetId: target.id, name, seq, at: book.clock.now(), sizeBytes, sha256, customers, reason, auditSeq });
}

/** Removes what may go. Where an older copy of ours does not look like one any more, nothing is touched. */
async function tidy(book: OpenBook, deps: CopyDeps, place: StorageTarget, target: StoredTarget): Promise<void> {
  const present = new Set((await place.names()).filter((name) => seqOf(name, deps.keys.vaultId) !== null));
  const noted = copiesAt(book.db, target.id);
  for (const copy of noted) if (!present.has(copy.name)) forgetCopy(book.db, target.id, copy.name);
  const here = noted.filter((copy) => present.has(copy.name));
  const names = expendable(here.map((copy) => ({ ...copy, proven: copy.provenAt !== null })), target.kind === 'ring' ? 'ring' : 'generations', book.clock.now());
  if (names.length === 0) return;
  for (const { name } of here) if (!(await place.looksWhole(name))) throw new AppFailure('backup.changedThere');
  for (const name of names) {
    await place.remove(name);
    forgetCopy(book.db, target.id, name);
  }
}

export const codeOf = (error: unknown): string => (error instanceof AppFailure ? error.error.code : 'internal');
