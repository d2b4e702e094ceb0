/** What is to be done for the copies without anybody asking: decided from what is noted, so that a missed hour is made up for. */
import type { BackupCopy, BackupReason } from '../../../../shared/modules/backup.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { OpenBook } from '../../domain/context.ts';
import type { StorageTarget } from './drivers/index.ts';
import { isWaiting } from './drivers/index.ts';
import type { CopyAtPlace } from './fetch-copy.ts';
import { copyAtPlace } from './fetch-copy.ts';
import { isRemote, openPlace } from './open-place.ts';
import { isCopying, targetsOf } from './places-of-book.ts';
import { proveCopy } from './prove.ts';
import type { CopiesDone, CopyDeps } from './run-copies.ts';
import { codeOf, runCopies } from './run-copies.ts';
import { changedSince, copiesAt, isOfFormerKey, noteTry } from './targets.repo.ts';
import type { StoredTarget } from './targets.repo.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Between two copies at one place, while something changes. */
const COPY_EVERY_MS = 4 * HOUR_MS;
/** Between two proofs of the newest copy of a place. */
const PROVE_EVERY_MS = DAY_MS;
/** Between two proofs of older copies, in turn. */
const OLDER_EVERY_MS = 7 * DAY_MS;
/** A copy this young is new enough for leaving. A day has one end and many locks. */
const FRESH_MS: Readonly<Partial<Record<BackupReason, number>>> = { quit: 10 * 60_000, lock: HOUR_MS };
/** Seals attachments anew after a change of the key: a copy made meanwhile would hold some that the former key opens. */
export const RENEW_JOB = 'keyChange.files';
/** For finding out whether a server is there. */
const LOOK_MS = 20_000;

/** After a server refused us: knocking again soon would only lock the account. One that cannot be reached is asked at every look. */
const REFUSED_MS = HOUR_MS;

interface Here {
  readonly target: StoredTarget;
  readonly place: StorageTarget;
}
export type DueWork =
  | { readonly what: 'copy'; readonly targets: readonly StoredTarget[]; readonly reason: BackupReason }
  | { readonly what: 'prove'; readonly targetId: string; readonly copy: CopyAtPlace };

/** Long enough ago; a time that lies ahead comes from a wrong clock and counts as long ago. */
const isOver = (at: number | null, ms: number, now: number) => at === null || now - at >= ms || at > now + HOUR_MS;

/** The most useful thing to do now; `null` when all is well. A server is only asked whether it is there when there is something to do at it. */
export async function dueWork(book: OpenBook, deps: CopyDeps): Promise<DueWork | null> {
  const now = book.clock.now();
  const targets = targetsOf(book, deps).filter((target) => !isRemote(target) || mayTry(target, now));
  const stale = targets.filter((target) => changedSince(book.db, target.id) && (isOfFormerKey(book.db, target.id) || isOver(copiesAt(book.db, target.id)[0]?.at ?? null, COPY_EVERY_MS, now)));
  const here = await present(book, deps, stale);
  if (!book.db.raw.open) return null;
  if (here.length > 0) return { what: 'copy', targets: here.map(({ target }) => target), reason: 'time' };
  for (const target of targets) {
    const copy = toProve(copiesAt(book.db, target.id), now);
    const [found] = copy === null ? [] : await present(book, deps, [target]);
    if (!book.db.raw.open) return null;
    if (copy && found) return { what: 'prove', targetId: target.id, copy: copyAtPlace(book, found.place, copy) };
  }
  return null;
}

const mayTry = ({ lastError, triedAt }: StoredTarget, now: number): boolean => lastError === null || isWaiting(lastError) || isOver(triedAt, REFUSED_MS, now);

/** Those that can be used now; of a server that cannot, the reason is noted. */
async function present(book: OpenBook, deps: CopyDeps, targets: readonly StoredTarget[]): Promise<Here[]> {
  const found = await Promise.all(
    targets.map(async (target) => {
      try {
        const place = await openPlace(book.db, target, deps);
        if (place && isRemote(target)) await place.check(AbortSignal.timeout(LOOK_MS));
        return place && { target, place };
      } catch (e) {
        if (isRemote(target)) noteAway(book, target, codeOf(e));
        return null;
      }
    }),
  );
  return found.filter((one) => one !== null);
}

function noteAway(book: OpenBook, target: StoredTarget, code: string): void {
  if (!book.db.raw.open) return;
  noteTry(book.db, target.id, code, book.clock.now());
  if (code !== target.lastError) book.emit({ type: 'data.changed', entities: ['backup'], ids: null, origin: 'job' });
}

/** The newest copy once a day; else, once a week, the one whose proof is oldest. A proof dated ahead, by a clock that was wrong, counts as none: it would hide every later one. */
function toProve([newest, ...older]: readonly BackupCopy[], now: number): BackupCopy | null {
  if (!newest) return null;
  const proved = ({ provenAt }: BackupCopy) => (provenAt !== null && provenAt <= now + HOUR_MS ? provenAt : 0);
  const tried = (copy: BackupCopy) => copy.damage !== null;
  const last = Math.max(...[newest, ...older].map(proved));
  if (!tried(newest) && newest.provenAt === null && isOver(last || null, PROVE_EVERY_MS, now)) return newest;
  const untried = older.filter((copy) => !tried(copy));
  const lastOlder = Math.max(0, ...older.map(proved));
  if (untried.length === 0 || !isOver(lastOlder || null, OLDER_EVERY_MS, now)) return null;
  return untried.reduce((oldest, copy) => (proved(copy) < proved(oldest) ? copy : oldest));
}

/** Starts what is due as a job and answers its id; `null` when nothing is, or something of the kind runs. */
export async function startDue(book: OpenBook, deps: CopyDeps): Promise<string | null> {
  if (isCopying(book) || book.jobs.running(RENEW_JOB)) return null;
  const due = await dueWork(book, deps);
  if (due === null || isCopying(book)) return null;
  if (due.what === 'copy') return book.jobs.start('backup.auto', {}, (job) => runCopies(book, deps, job, due));
  return book.jobs.start('backup.prove', {}, (job) => proveCopy(book, deps, job, due));
}

/** Places that get a copy before something large happens, the program ends or the book is locked; none when the newest already has it all, or is new enough. */
export function placesFirst(book: OpenBook, deps: CopyDeps, reason: BackupReason): readonly StoredTarget[] {
  if (isCopying(book) || !changedSince(book.db, null)) return [];
  const all = targetsOf(book, deps);
  const newest = Math.max(0, ...all.map((target) => copiesAt(book.db, target.id)[0]?.at ?? 0));
  const enough = FRESH_MS[reason];
  if (enough !== undefined && !isOfFormerKey(book.db, null) && !isOver(newest || null, enough, book.clock.now())) return [];
  // When the day may be over every place gets one; before a large change the nearest is enough.
  return enough === undefined ? all.filter((target) => target.kind === 'ring') : all;
}

/** A copy at these places. Failures are noted at the place and do not stand in the way. */
export async function copyFirst(book: OpenBook, deps: CopyDeps, reason: BackupReason, targets = placesFirst(book, deps, reason)): Promise<void> {
  if (targets.length === 0) return;
  await new Promise<void>((done) => {
    book.jobs.start('backup.auto', {}, (job) => runCopies(book, deps, job, { targets, reason }).finally(done));
  });
}

export interface FreshCopy extends CopiesDone {
  /** Places the book has; those that hold no copy yet get theirs when they are there. */
  readonly places: number;
}

/** A copy everywhere right after the key was changed: until then a lost computer can only be made good by what the former key opens. Answers the job's id. */
export function startFreshCopy(book: OpenBook, deps: CopyDeps): string {
  const targets = targetsOf(book, deps);
  const renewing = book.jobs.running(RENEW_JOB);
  return book.jobs.start('backup.auto', {}, async (job): Promise<FreshCopy> => {
    if (renewing) await book.jobs.ended(renewing.jobId);
    if (job.signal.aborted) throw new AppFailure('request.cancelled');
    return { ...(await runCopies(book, deps, job, { targets, reason: 'key' })), places: targets.length };
  });
}
