/** Places on a server: tried out before they are kept, changed when a password was, and looked into by somebody who has lost the computer. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { FoundCopy, RemoteConnection } from '../../../../shared/modules/backup-remote.ts';
import type { OpenBook } from '../../domain/context.ts';
import type { Random } from '../../kernel/ports.ts';
import { factsOfName } from './copy-name.ts';
import type { StorageTarget } from './drivers/index.ts';
import type { PlaceDeps } from './open-place.ts';
import { addTarget, copiesAt, dropTarget, loginOf, moveTarget, noteTry, saveLogin, storedTargets } from './targets.repo.ts';

const PROBE_BYTES = 64;
/** Nobody watches a form for longer. */
const TEST_MS = 45_000;

export interface PlaceTest {
  /** Copies of any book that lie there already. */
  readonly copies: number;
  readonly freeBytes: number | null;
}

/** A place kept already gives its secret to a form that leaves it empty. */
function completed(book: OpenBook, connection: RemoteConnection, id: string | undefined): RemoteConnection {
  if (connection.secret !== '' || id === undefined) return connection;
  const kept = loginOf(book.db, id);
  if (kept?.type !== connection.type) throw new AppFailure('backup.noTarget');
  return { ...connection, secret: kept.secret };
}

/** Writes, reads back and removes a few bytes, as a copy would: a place that can be read may still not be written. Codes: `place.*`. */
export async function testPlace(book: OpenBook, deps: PlaceDeps, written: RemoteConnection, id?: string): Promise<PlaceTest> {
  const place = deps.openRemote(completed(book, written, id));
  const signal = AbortSignal.timeout(TEST_MS);
  await place.check(signal);
  const files = await place.list(signal);
  await tryWriting(place, book, signal);
  return { copies: files.filter(({ name }) => factsOfName(name) !== null).length, freeBytes: await place.free(signal).catch(() => null) };
}

async function tryWriting(place: StorageTarget, { dir, random }: { readonly dir: string; readonly random: Random }, signal: AbortSignal): Promise<void> {
  const name = `regulars-test-${Buffer.from(random.bytes(8)).toString('hex')}`;
  const path = join(dir, 'staging', name);
  await mkdir(join(dir, 'staging'), { recursive: true });
  try {
    await writeFile(path, random.bytes(PROBE_BYTES), { mode: 0o600 });
    await place.put(name, { path, sizeBytes: PROBE_BYTES }, { signal, progress: () => undefined });
    await place.remove(name, signal);
  } finally {
    await rm(path, { force: true });
  }
}

/** Keeps a place that was just found to work; answers its id. Codes: `place.*`, `backup.known`. */
export async function addRemote(book: OpenBook, deps: PlaceDeps, connection: RemoteConnection): Promise<string> {
  const folder = unknownYet(book, deps, connection, null);
  await testPlace(book, deps, connection);
  const id = Buffer.from(book.random.bytes(8)).toString('hex');
  addTarget(book.db, { id, kind: connection.type, folder, addedAt: book.clock.now() });
  saveLogin(book.db, id, connection);
  return id;
}

/** Another address or another password for a place that is kept; its copies stay noted where they are found at the new address too. */
export async function changeRemote(book: OpenBook, deps: PlaceDeps, id: string, written: RemoteConnection): Promise<void> {
  const connection = completed(book, written, id);
  if (loginOf(book.db, id)?.type !== connection.type) throw new AppFailure('backup.noTarget');
  const folder = unknownYet(book, deps, connection, id);
  await testPlace(book, deps, connection);
  const before = storedTargets(book.db).find((target) => target.id === id);
  if (!before) throw new AppFailure('backup.noTarget');
  const isSame = before.folder === folder || (await holdsSome(book, deps.openRemote(connection), id));
  if (isSame) moveTarget(book.db, id, folder);
  else {
    dropTarget(book.db, id);
    addTarget(book.db, { ...before, folder, addedAt: book.clock.now() });
  }
  saveLogin(book.db, id, connection);
  noteTry(book.db, id, null, book.clock.now());
}

async function holdsSome(book: OpenBook, place: StorageTarget, id: string): Promise<boolean> {
  const there = new Set((await place.list(AbortSignal.timeout(TEST_MS))).map(({ name }) => name));
  return copiesAt(book.db, id).some(({ name }) => there.has(name));
}

/** Where it is, when no other place of the book is the same. */
function unknownYet(book: OpenBook, deps: PlaceDeps, connection: RemoteConnection, id: string | null): string {
  const { identity } = deps.openRemote(connection);
  if (storedTargets(book.db).some((target) => target.folder === identity && target.id !== id)) throw new AppFailure('backup.known');
  return identity;
}

/** The copies of any book at a place, newest first. Needs no open book. Codes: `place.*`. */
export async function findCopies(deps: Pick<PlaceDeps, 'openRemote'>, connection: RemoteConnection): Promise<FoundCopy[]> {
  const files = await deps.openRemote(connection).list(AbortSignal.timeout(TEST_MS));
  const copies = files.flatMap(({ name, sizeBytes }) => {
    const facts = factsOfName(name);
    return facts ? [{ name, sizeBytes, ...facts }] : [];
  });
  return copies.toSorted((a, b) => b.at - a.at || b.seq - a.seq);
}
