/** What is to be done for the copies without anybody asking: decided from what is noted, so that a missed hour is made up for. */
import { join } from 'node:path';
import type { BackupCopy, BackupReason } from '../../../../shared/modules/backup.ts';
import type { OpenBook } from '../../domain/context.ts';
import { isCopying, targetsOf } from './places-of-book.ts';
import { proveCopy } from './prove.ts';
import { reach } from './reach.ts';
import type { CopyDeps } from './run-copies.ts';
import { runCopies } from './run-copies.ts';
import { changedSince, copiesAt } from './targets.repo.ts';
import type { StoredTarget } from './targets.repo.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Between two copies at one place, while something changes. */
const COPY_EVERY_MS = 4 * HOUR_MS;
/** Between two proofs of the newest copy of a place. */
const PROVE_EVERY_MS = DAY_MS;
/** Between two proofs of older copies, in turn. */
const OLDER_EVERY_MS = 7 * DAY_MS;
/** A copy of the same sitting this young is new enough for leaving. */
const FRESH_MS = 10 * 60_000;

interface Here {
  readonly target: StoredTarget;
  readonly folder: string;
}
export type DueWork =
  | { readonly what: 'copy'; readonly targets: readonly StoredTarget[]; readonly reason: BackupReason }
  | { readonly what: 'prove'; readonly targetId: string; readonly name: string; readonly path: string };

/** Long enough ago; a time that lies ahead comes from a wrong clock and counts as long ago. */
const isOver = (at: number | null, ms: number, now: number) => at === null || now - at >= ms || at > now + HOUR_MS;

/** The most useful thing to do now; `null` when all is well. */
export async function dueWork(book: OpenBook, deps: CopyDeps): Promise<DueWork | null> {
  const now = book.clock.now();
  const reached = await Promise.all(targetsOf(book, deps).map(async (target) => ({ target, folder: await reach(book.db, target, deps.machine).catch(() => null) })));
  const here = reached.filter((one): one is Here => one.folder !== null);
  const stale = here.filter(({ target }) => changedSince(book.db, target.id) && isOver(copiesAt(book.db, target.id)[0]?.at ?? null, COPY_EVERY_MS, now));
  if (stale.length > 0) return { what: 'copy', targets: stale.map(({ target }) => target), reason: 'time' };
  for (const place of here) {
    const copy = toProve(copiesAt(book.db, place.target.id), now);
    if (copy) return { what: 'prove', targetId: place.target.id, name: copy.name, path: join(place.folder, copy.name) };
  }
  return null;
}

/** The newest copy once a day; else, once a week, the one whose proof is oldest. */
function toProve([newest, ...older]: readonly BackupCopy[], now: number): BackupCopy | null {
  if (!newest) return null;
  const proofs = [newest, ...older].map((copy) => copy.provenAt ?? 0);
  const tried = (copy: BackupCopy) => copy.damage !== null;
  if (!tried(newest) && newest.provenAt === null && isOver(Math.max(...proofs) || null, PROVE_EVERY_MS, now)) return newest;
  const untried = older.filter((copy) => !tried(copy));
  const last = Math.max(0, ...older.map((copy) => copy.provenAt ?? 0));
  if (untried.length === 0 || !isOver(last || null, OLDER_EVERY_MS, now)) return null;
  return untried.reduce((oldest, copy) => ((copy.provenAt ?? 0) < (oldest.provenAt ?? 0) ? copy : oldest));
}

/** Starts what is due as a job and answers its id; `null` when nothing is, or something of the kind runs. */
export async function startDue(book: OpenBook, deps: CopyDeps): Promise<string | null> {
  if (isCopying(book)) return null;
  const due = await dueWork(book, deps);
  if (due === null || isCopying(book)) return null;
  if (due.what === 'copy') return book.jobs.start('backup.auto', {}, (job) => runCopies(book, deps, job, due));
  return book.jobs.start('backup.prove', {}, (job) => proveCopy(book, deps, job, due));
}

/** A copy at every place that is there, before something large happens or the program ends; none when the newest already has it all. Failures are noted at the place and do not stand in the way. */
export async function copyFirst(book: OpenBook, deps: CopyDeps, reason: BackupReason): Promise<void> {
  if (isCopying(book) || !changedSince(book.db, null)) return;
  const all = targetsOf(book, deps);
  const newest = Math.max(0, ...all.map((target) => copiesAt(book.db, target.id)[0]?.at ?? 0));
  if (reason === 'quit' && !isOver(newest || null, FRESH_MS, book.clock.now())) return;
  // On the way out every place gets one; before a large change the nearest is enough.
  const targets = reason === 'quit' ? all : all.filter((target) => target.kind === 'ring');
  await new Promise<void>((done) => {
    book.jobs.start('backup.auto', {}, (job) => runCopies(book, deps, job, { targets, reason }).finally(done));
  });
}
