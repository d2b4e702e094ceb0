/** The places where this book's copies are kept. */
import type { OpenBook } from '../../domain/context.ts';
import type { CopyDeps } from './run-copies.ts';
import { addTarget, noteCopy, storedTargets } from './targets.repo.ts';
import type { NewCopy, StoredTarget } from './targets.repo.ts';

const COPY_JOBS = ['backup.run', 'backup.auto', 'backup.prove'] as const;

/** True while copies are made or proved: one at a time. */
export const isCopying = (book: OpenBook): boolean => COPY_JOBS.some((name) => book.jobs.running(name) !== null);

/** The places of this book; the ring is always one of them. */
export function targetsOf(book: OpenBook, { ringFolder }: Pick<CopyDeps, 'ringFolder'>): StoredTarget[] {
  if (!storedTargets(book.db).some((target) => target.kind === 'ring')) addTarget(book.db, { id: 'ring', kind: 'ring', folder: ringFolder, addedAt: book.clock.now() });
  return storedTargets(book.db);
}

/** Notes a copy that was made before the book was open. */
export function noteNewCopy(book: OpenBook, deps: Pick<CopyDeps, 'ringFolder'>, copy: NewCopy): void {
  targetsOf(book, deps);
  noteCopy(book.db, copy);
}
