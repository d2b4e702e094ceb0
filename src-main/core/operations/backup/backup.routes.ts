/** Handlers of `backup.*` on the open book. Restoring needs no open book and is started by the session. */
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { BackupConcern, BackupStatus, BackupTarget } from '../../../../shared/modules/backup.ts';
import { backupConcernSchema } from '../../../../shared/modules/backup.ts';
import { noteEvent } from '../../changes/write.ts';
import type { OpenBook, Routes } from '../../domain/context.ts';
import { runBackup } from './backup.job.ts';
import { isFolder, isWaiting, markFolder, OWN_FOLDER } from './drivers/index.ts';
import { findPlaces, kindOf } from './places.ts';
import type { CopyAtPlace } from './fetch-copy.ts';
import { copyAtPlace } from './fetch-copy.ts';
import { isRemote, openPlace } from './open-place.ts';
import { isCopying, targetsOf } from './places-of-book.ts';
import { proveCopy } from './prove.ts';
import type { CopyDeps } from './run-copies.ts';
import { runCopies } from './run-copies.ts';
import { startDue } from './schedule.ts';
import { addTarget, changedSince, copiesAt, detailsOf, dropTarget, storedTargets, sumsOf } from './targets.repo.ts';
import type { StoredTarget } from './targets.repo.ts';

const DAY_MS = 86_400_000;
const LATE_DAYS = 7;
function need(book: OpenBook, deps: CopyDeps, id: string): StoredTarget {
  const target = targetsOf(book, deps).find((one) => one.id === id);
  if (!target) throw new AppFailure('backup.noTarget');
  return target;
}

async function describe(book: OpenBook, deps: CopyDeps, target: StoredTarget): Promise<BackupTarget> {
  const { id, kind, folder, lastError } = target;
  const { copies, sizeBytes, lastAt, provenAt } = sumsOf(book.db, id, book.clock.now());
  const facts = { id, kind, copies, sizeBytes, lastAt, provenAt, lastError };
  // Nothing is sent to show a page: how the last try went is noted.
  if (isRemote(target)) return { ...facts, folder, state: isWaiting(lastError) ? 'away' : 'here', remote: detailsOf(book.db, id) };
  const found = await openPlace(book.db, target, deps).catch(() => null);
  return { ...facts, folder: kind === 'ring' ? null : (found?.identity ?? folder), state: found === null ? 'away' : 'here', remote: null };
}

const newest = (times: readonly (number | null)[]): number | null => times.reduce((max, at) => (at !== null && at > (max ?? -Infinity) ? at : max), null);

/** Seven days begin with the first copy, or with the day the place was chosen: a new book worries nobody. */
function concernsOf(book: OpenBook, targets: readonly StoredTarget[]): BackupConcern[] {
  const isLate = (at: number | null) => at !== null && book.clock.now() - at > LATE_DAYS * DAY_MS;
  const sums = targets.map((target) => ({ ...target, ...sumsOf(book.db, target.id, book.clock.now()) }));
  const others = sums.filter((target) => target.kind !== 'ring');
  const isBehind = others.length > 0 && others.every((target) => changedSince(book.db, target.id));
  const firstAt = sums.reduce<number | null>((min, { firstAt: at }) => (at !== null && (min === null || at < min) ? at : min), null);
  const found: Record<BackupConcern, boolean> = {
    failing: sums.some((target) => target.lastError !== null && !isWaiting(target.lastError)),
    unproven: isLate(newest(sums.map((target) => target.provenAt)) ?? firstAt),
    offDisk: isBehind && isLate(newest(others.map((target) => target.lastAt ?? target.addedAt))),
    noTarget: others.length === 0,
  };
  return backupConcernSchema.options.filter((concern) => found[concern]);
}

/** Where copies are kept, when they were last made and proved, and what there is to worry about. */
export async function backupStatus(book: OpenBook, deps: CopyDeps): Promise<BackupStatus> {
  const stored = targetsOf(book, deps);
  const targets = await Promise.all(stored.map((target) => describe(book, deps, target)));
  const [lastAt, provenAt] = [newest(targets.map((target) => target.lastAt)), newest(targets.map((target) => target.provenAt))];
  return { targets, lastAt, provenAt, concerns: concernsOf(book, stored), changed: changedSince(book.db, null) };
}

/** Adds a folder of the owner's choice; our own is made in it, so that a stick's other files stay apart. */
async function addFolder(book: OpenBook, deps: CopyDeps, chosen: string): Promise<string> {
  if (!isAbsolute(chosen) || !(await isFolder(chosen))) throw new AppFailure('backup.badFolder');
  const folder = join(await realpath(resolve(chosen)), OWN_FOLDER);
  if (`${folder}${sep}`.startsWith(`${await realpath(book.dir)}${sep}`)) throw new AppFailure('backup.inBook');
  if (storedTargets(book.db).some((target) => target.folder === folder)) throw new AppFailure('backup.known');
  const id = Buffer.from(book.random.bytes(8)).toString('hex');
  await markFolder(folder, id);
  addTarget(book.db, { id, kind: await kindOf(folder, deps.machine), folder, addedAt: book.clock.now() });
  return id;
}

/** A copy at one of the book's places. `backup.noTarget`, `backup.away`, `backup.missing`. */
export async function findCopy(book: OpenBook, deps: CopyDeps, { id, name }: { readonly id: string; readonly name: string }): Promise<CopyAtPlace> {
  const target = need(book, deps, id);
  const place = await openPlace(book.db, target, deps);
  if (place === null) throw new AppFailure('backup.away');
  const copy = copiesAt(book.db, id).find((one) => one.name === name);
  if (!copy) throw new AppFailure('backup.missing');
  return copyAtPlace(book, place, copy);
}

/** The handlers need the keys of the open book, which no other handler may see. */
export function backupRoutes(deps: () => CopyDeps): Routes<'backup.create' | 'backup.status' | 'backup.places' | 'backup.addTarget' | 'backup.removeTarget' | 'backup.run' | 'backup.due' | 'backup.copies' | 'backup.prove'> {
  return {
    'backup.create': ({ book, actor }, { file }) => {
      const target = book.file(file);
      if (!target) return err('file.missing');
      const jobId = book.jobs.start('backup.create', { fileName: target.name }, (job) =>
        runBackup(book, deps(), job, target, (customers) => noteEvent(book.write, 'backup.create', actor, customers)),
      );
      return ok({ jobId });
    },
    'backup.status': async ({ book }) => ok(await backupStatus(book, deps())),
    'backup.places': async ({ book }) => {
      const known = new Set(storedTargets(book.db).map((target) => target.folder));
      const places = await findPlaces(deps().machine);
      return ok({ places: places.filter(({ folder }) => !known.has(join(folder, OWN_FOLDER))).map((place) => ({ ...place })) });
    },
    'backup.addTarget': async ({ book, actor }, { folder }) => {
      const id = await addFolder(book, deps(), folder);
      noteEvent(book.write, 'backup.addTarget', actor);
      book.emit({ type: 'data.changed', entities: ['backup'], ids: null, origin: 'local' });
      return ok({ id });
    },
    'backup.removeTarget': ({ book, actor }, { id }) => {
      const target = need(book, deps(), id);
      if (target.kind === 'ring') return err('backup.noTarget');
      dropTarget(book.db, id);
      noteEvent(book.write, 'backup.removeTarget', actor);
      book.emit({ type: 'data.changed', entities: ['backup'], ids: null, origin: 'local' });
      return ok({});
    },
    'backup.run': ({ book }, { id }) => {
      if (isCopying(book)) return err('backup.running');
      const targets = id === undefined ? targetsOf(book, deps()) : [need(book, deps(), id)];
      return ok({ jobId: book.jobs.start('backup.run', {}, (job) => runCopies(book, deps(), job, { targets, reason: 'hand' })) });
    },
    'backup.due': async ({ book }) => ok({ jobId: await startDue(book, deps()) }),
    'backup.copies': ({ book }, { id }) => ok({ copies: copiesAt(book.db, need(book, deps(), id).id) }),
    'backup.prove': async ({ book }, { id, name }) => {
      const copy = await findCopy(book, deps(), { id, name });
      if (isCopying(book)) return err('backup.running');
      return ok({ jobId: book.jobs.start('backup.prove', {}, (job) => proveCopy(book, deps(), job, { targetId: id, copy })) });
    },
  };
}
