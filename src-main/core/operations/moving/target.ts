/** The core's side of the other book: found on the shelf, unlocked with its own secret, locked for as long as the job runs. */
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import type { Migration } from '../../database/migrate.ts';
import type { OpenBook } from '../../domain/context.ts';
import { acquireBookLock, checkBookPlace, plainBlobKeys, readHeader, unlockVault } from '../../vault/index.ts';
import type { VaultDeps, VaultKeys, VaultSecret } from '../../vault/index.ts';
import type { TargetAccess } from './target-book.ts';

/** What the handlers need that no other handler may see. */
export interface MovingDeps {
  readonly vault: VaultDeps;
  /** Keys of the open book. */
  readonly keys: VaultKeys;
  /** Folder of a known book. */
  readonly dirOf: (ref: string) => string | null;
  /** The known books, by reference. */
  readonly known: () => readonly { readonly ref: string; readonly dir: string }[];
  readonly migrations: () => readonly Migration[];
}

export interface OpenedTarget {
  readonly name: string;
  /** Fresh copies of the keys for one worker. */
  readonly access: () => TargetAccess;
  /** Gives the book free; the keys are gone. */
  close(): Promise<void>;
}

/**
 * Unlocks another book for one job. The secret is tried with the same growing delay as at
 * the entrance; codes are those of `session.unlock` and `moving.sameBook`. `onLost`: its
 * folder went away.
 */
export async function openTarget(deps: MovingDeps, book: OpenBook, ref: string, secret: VaultSecret, onLost: () => void): Promise<Result<OpenedTarget>> {
  const dir = deps.dirOf(ref);
  if (dir === null) return err('book.unknown');
  if (dir === book.dir) return err('moving.sameBook');
  const header = await readHeader(deps.vault, dir);
  if (!header.ok) return header;
  if (header.value.vaultId === deps.keys.vaultId) return err('moving.sameBook');
  const place = await checkBookPlace(dir);
  if (!place.ok) return place;
  const lock = await acquireBookLock(dir, { clock: deps.vault.clock, onLost });
  if (!lock.ok) return lock;
  const unlocked = await unlockVault(deps.vault, dir, secret).catch(async (e: unknown) => {
    await lock.value.release();
    throw e;
  });
  if (!unlocked.ok) {
    await lock.value.release();
    return unlocked;
  }
  const { keys, user, halfway } = unlocked.value;
  if (halfway !== null) {
    // Which of its two keys the other book has, its own opening finds out.
    keys.dispose();
    await lock.value.release();
    return err('vault.halfChanged');
  }
  if (user !== null) {
    // What somebody may do in the other book only that book can say, and it is not asked here: its owner's passphrase is.
    keys.dispose();
    await lock.value.release();
    return err('people.denied');
  }
  const { name } = unlocked.value.header.book;
  return ok({
    name,
    access: () => ({
      dir,
      bookId: keys.vaultId,
      name,
      keys: { database: keys.db.copy(), audit: keys.audit.copy(), marks: keys.marks.copy(), blobs: plainBlobKeys(keys.blobs), owner: keys.owner?.copy() ?? null },
      ownBlobs: plainBlobKeys(deps.keys.blobs),
      migrations: deps.migrations(),
    }),
    async close() {
      keys.dispose();
      await lock.value.release();
    },
  });
}

/** Which of the known books has which id; those whose folder is away are left out. */
export async function refsById(deps: MovingDeps): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { ref, dir } of deps.known()) {
    const header = await readHeader(deps.vault, dir);
    if (header.ok) found.set(header.value.vaultId, ref);
  }
  return found;
}

/** For paths that cannot go on without it. */
export function need<T>(result: Result<T>): T {
  if (!result.ok) throw new AppFailure(result.error.code, result.error);
  return result.value;
}
