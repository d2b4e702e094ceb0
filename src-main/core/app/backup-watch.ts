/** When copies are made by themselves: looked at every few minutes, before large changes, and on the way out. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { Selection } from '../../../shared/modules/customers.ts';
import type { BackupReason } from '../../../shared/modules/backup.ts';
import { defaultMigrationsDir, loadMigrations } from '../database/migrate.ts';
import { systemRepeat } from '../kernel/ports.ts';
import type { Machine } from '../kernel/ports.ts';
import { copiesAt, copyBeforeUpdate, copyFirst, isRemote, noteNewCopy, placesFirst, remoteTarget, startDue } from '../operations/backup/index.ts';
import type { CopyDeps } from '../operations/backup/index.ts';
import type { BookHandler, DispatchDeps } from './dispatch.ts';
import type { BookParts } from './open-book.ts';
import type { SessionDeps } from './session-deps.ts';

const LOOK_EVERY_MS = 5 * 60_000;
const RING_DIGITS = 8;
export const NOWHERE: Machine = { platform: 'linux', home: '', user: '', env: {}, root: '' };

/** What copies of this book need. */
export function copyDeps({ core, vault }: SessionDeps, { keys }: Pick<BookParts, 'keys'>): CopyDeps {
  const ringFolder = join(core.dataDir, 'backups', keys.vaultId.replace(/-/g, '').slice(0, RING_DIGITS));
  return { vault, keys, appVersion: core.version, machine: core.machine ?? NOWHERE, openRemote: core.openRemote ?? remoteTarget, ringFolder };
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

/** How long a book that was locked may stay open for its copy: shorter than its process is given to end. */
const LOCK_PATIENCE_MS = 15_000;
/** What can be copied in that time. */
const LOCK_COPY_BYTES = 100 * 1024 ** 2;

/** Before a book that nobody uses is locked: there is time for a copy at every place. */
export async function copyOnIdle(deps: SessionDeps, book: BookParts): Promise<void> {
  if (isWatched(deps, book)) await copyFirst(book, copyDeps(deps, book), 'lock').catch(deps.onBug);
}

/**
 * When somebody locks the book, who may switch the computer off next: a copy on what is connected to it, if that takes a moment only.
 * `tell` is called before, so that the window is locked at once; the keys are wiped when this ends.
 */
export async function copyOnLock(deps: SessionDeps, book: BookParts, tell: () => void): Promise<void> {
  if (!isWatched(deps, book)) return;
  const copies = copyDeps(deps, book);
  const near = placesFirst(book, copies, 'lock').filter((place) => !isRemote(place));
  const largest = Math.max(0, ...near.map((place) => copiesAt(book.db, place.id)[0]?.sizeBytes ?? 0));
  if (near.length === 0 || largest > LOCK_COPY_BYTES) return;
  tell();
  const late = new AbortController();
  const patience = pause(LOCK_PATIENCE_MS, undefined, { signal: late.signal }).catch(() => undefined);
  await Promise.race([copyFirst(book, copies, 'lock', near).catch(deps.onBug), patience]);
  late.abort();
}

/**
 * A copy of a locked, closed book that this program is about to bring to its own schema: what notes it once the book is open, or
 * `null` when there was none to make. That it cannot be made does not keep the owner out of their book: the update itself is one
 * transaction.
 */
export async function copyOnUpdate(deps: SessionDeps, dir: string, keys: BookParts['keys'], facts: { readonly sample: boolean }): Promise<((book: BookParts) => void) | null> {
  const { core } = deps;
  const schema = loadMigrations(core.migrationsDir ?? defaultMigrationsDir()).length;
  if (facts.sample || !existsSync(join(dir, 'crm.db'))) return null;
  const copies = copyDeps(deps, { keys });
  const copy = await copyBeforeUpdate({ ...copies, dir, schema, clock: core.clock, random: core.random }).catch((e: unknown) => {
    // A book that cannot be read is told by its opening.
    if (!(e instanceof AppFailure && e.error.code.startsWith('book.'))) deps.onBug(e);
    return null;
  });
  return copy ? (book) => noteNewCopy(book, copies, copy) : null;
}

interface Large {
  readonly reason: BackupReason;
  /** Whether this call is one of the large ones; all are where it is left out. */
  readonly isLarge?: (input: unknown) => boolean;
}
/** So many at once are no slip of the hand. */
const MANY = 20;
const ofMany = (input: unknown): boolean => {
  const { selection } = input as { readonly selection: Selection };
  return !('ids' in selection) || selection.ids.length > MANY;
};

/** Methods after which many rows are other than before. */
const LARGE: Readonly<Record<string, Large>> = {
  'import.start': { reason: 'import' },
  'sales.import': { reason: 'import' },
  'bulk.edit': { reason: 'bulk' },
  'moving.start': { reason: 'bulk' },
  'backup.bringBack': { reason: 'bulk' },
  'tags.merge': { reason: 'bulk' },
  'fields.remove': { reason: 'delete' },
  'customers.tag': { reason: 'bulk', isLarge: ofMany },
  'customers.remove': { reason: 'delete', isLarge: ofMany },
};

/** The same handlers; the large ones wait for a copy first. */
export function withCopyFirst(deps: SessionDeps, book: () => BookParts | null, routes: DispatchDeps['bookRoutes']): DispatchDeps['bookRoutes'] {
  const out: Record<string, BookHandler> = { ...routes };
  for (const [method, { reason, isLarge }] of Object.entries(LARGE)) {
    const run = out[method];
    if (run === undefined) throw new Error(`no such method: ${method}`);
    out[method] = async (ctx, input) => {
      const parts = book();
      if (isWatched(deps, parts) && (isLarge?.(input) ?? true)) await copyFirst(parts, copyDeps(deps, parts), reason).catch(deps.onBug);
      return run(ctx, input);
    };
  }
  return out;
}
