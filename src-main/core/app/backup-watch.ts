/** When copies are made by themselves: looked at every few minutes, before large changes, and on the way out. */
import { join } from 'node:path';
import type { BackupReason } from '../../../shared/modules/backup.ts';
import { systemRepeat } from '../kernel/ports.ts';
import type { Machine } from '../kernel/ports.ts';
import { copyFirst, startDue } from '../operations/backup/index.ts';
import type { CopyDeps } from '../operations/backup/index.ts';
import type { BookHandler, DispatchDeps } from './dispatch.ts';
import type { BookParts } from './open-book.ts';
import type { SessionDeps } from './session.ts';

const LOOK_EVERY_MS = 5 * 60_000;
const RING_DIGITS = 8;
const NOWHERE: Machine = { platform: 'linux', home: '', user: '', env: {}, root: '' };

/** What copies of this book need. */
export function copyDeps({ core, vault }: SessionDeps, { keys }: BookParts): CopyDeps {
  const ringFolder = join(core.dataDir, 'backups', keys.vaultId.replace(/-/g, '').slice(0, RING_DIGITS));
  return { vault, keys, appVersion: core.version, machine: core.machine ?? NOWHERE, ringFolder };
}

/** True for books whose loss would matter, in programs that stay. */
const isWatched = ({ core }: SessionDeps, book: BookParts | null): book is BookParts => core.automaticBackups === true && book !== null && !book.sample;

/** Looks now and then at whatever book is open; the timer never keeps the process alive. */
export function watchBackups(deps: SessionDeps, book: () => BookParts | null): () => void {
  return systemRepeat(LOOK_EVERY_MS, () => {
    const parts = book();
    if (isWatched(deps, parts)) void startDue(parts, copyDeps(deps, parts)).catch(deps.onBug);
  });
}

/** Ends when there is a copy of what was changed, or none could be made. */
export async function copyOnQuit(deps: SessionDeps, book: BookParts | null): Promise<void> {
  if (isWatched(deps, book)) await copyFirst(book, copyDeps(deps, book), 'quit').catch(deps.onBug);
}

/** Methods after which many rows are other than before. */
const LARGE: Readonly<Record<string, BackupReason>> = { 'import.start': 'import', 'sales.import': 'import', 'bulk.edit': 'bulk', 'moving.start': 'bulk' };

/** The same handlers; the large ones wait for a copy first. */
export function withCopyFirst(deps: SessionDeps, book: () => BookParts | null, routes: DispatchDeps['bookRoutes']): DispatchDeps['bookRoutes'] {
  const out: Record<string, BookHandler> = { ...routes };
  for (const [method, reason] of Object.entries(LARGE)) {
    const run = out[method];
    if (run === undefined) throw new Error(`no such method: ${method}`);
    out[method] = async (ctx, input) => {
      const parts = book();
      if (isWatched(deps, parts)) await copyFirst(parts, copyDeps(deps, parts), reason).catch(deps.onBug);
      return run(ctx, input);
    };
  }
  return out;
}
