/** The places where this book's copies are kept. */
import { existsSync } from 'node:fs';
import type { OpenBook } from '../../domain/context.ts';
import type { CopyDeps } from './run-copies.ts';
import { addTarget, copiesAt, forgetCopy, moveTarget, noteCopy, storedTargets } from './targets.repo.ts';
import type { NewCopy, StoredTarget } from './targets.repo.ts';

const COPY_JOBS = ['backup.run', 'backup.auto', 'backup.prove'] as const;

/** True while copies are made or proved: one at a time. */
export const isCopying = (book: OpenBook): boolean => COPY_JOBS.some((name) => book.jobs.running(name) !== null);

/** The places of this book; the ring is always one of them. */
export function targetsOf(book: OpenBook, { ringFolder }: Pick<CopyDeps, 'ringFolder'>): StoredTarget[] {
  const ring = storedTargets(book.db).find((target) => target.kind === 'ring');
  if (!ring) addTarget(book.db, { id: 'ring', kind: 'ring', folder: ringFolder, addedAt: book.clock.now() });
  else if (ring.folder !== ringFolder || !existsSync(ringFolder)) beginRing(book, ring, ringFolder);
  return storedTargets(book.db);
}

/** A book that was restored or carried to another computer brings the notes of the one it comes from: its ring did not come along. */
function beginRing({ db }: OpenBook, ring: StoredTarget, folder: string): void {
  if (ring.folder !== folder) moveTarget(db, ring.id, folder);
  for (const { name } of copiesAt(db, ring.id)) forgetCopy(db, ring.id, name);
}

/** Notes a copy that was made before the book was open. */
export function noteNewCopy(book: OpenBook, deps: Pick<CopyDeps, 'ringFolder'>, copy: NewCopy): void {
  targetsOf(book, deps);
  noteCopy(book.db, copy);
}
