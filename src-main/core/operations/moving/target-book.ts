/** The other book inside the worker: a connection of its own, its blobs, its write path. The lock is held by the core's own thread. */
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { createRowStore } from '../../changes/rows.ts';
import { bindOwnerSeal, createOwnerSeal } from '../../changes/sealed-values.ts';
import { saveHighWater } from '../../changes/high-water.ts';
import type { WriteDeps } from '../../changes/write.ts';
import type { Migration } from '../../database/migrate.ts';
import { migrate } from '../../database/migrate.ts';
import { openDatabase } from '../../database/open.ts';
import type { Db } from '../../database/open.ts';
import { loadSodium } from '../../kernel/sodium.ts';
import type { BlobStore, PlainBlobKeys } from '../../vault/index.ts';
import { adoptBlobKeys, createBlobStore } from '../../vault/index.ts';
import type { WorkerBook } from '../worker-book.ts';

/** Plain data that travels to the worker; the keys are copies, wiped there. */
export interface TargetAccess {
  readonly dir: string;
  readonly bookId: string;
  readonly name: string;
  readonly keys: { readonly database: Uint8Array; readonly audit: Uint8Array; readonly marks: Uint8Array; readonly blobs: PlainBlobKeys; readonly owner: Uint8Array | null };
  /** Those of the book they leave. */
  readonly ownBlobs: PlainBlobKeys;
  readonly migrations: readonly Migration[];
}

export interface TargetBook {
  readonly db: Db;
  readonly write: WriteDeps;
  readonly blobs: BlobStore;
  /** The sealed files of the book they leave. */
  readonly ownBlobs: BlobStore;
}

/** Opens the other book for `work`, brings it to today's schema, and closes it however `work` ends. */
export async function withTarget<T>(book: WorkerBook, access: TargetAccess, work: (target: TargetBook) => Promise<T>): Promise<T> {
  const sodium = await loadSodium();
  const { database, audit, marks, blobs, owner } = access.keys;
  const db = openDatabase(join(access.dir, 'crm.db'), { key: database, autoCheckpoint: 2000, busyTimeoutMs: 10_000 });
  const [blobKeys, ownKeys] = [adoptBlobKeys(blobs), adoptBlobKeys(access.ownBlobs)];
  const seal = owner && createOwnerSeal(sodium, access.bookId, (lend) => lend(owner));
  bindOwnerSeal(db, () => seal);
  const mac = (message: Uint8Array) => sodium.hash(32, message, audit);
  try {
    migrate(db, access.migrations, book.write.clock.now());
    if (db.raw.prepare("SELECT value FROM meta WHERE key = 'bookId'").pluck().get() !== access.bookId) throw new AppFailure('book.damaged', { reason: 'otherVault' });
    const write: WriteDeps = { db, rows: createRowStore(db), clock: book.write.clock, mac, onCommitted: () => undefined };
    const result = await work({ db, write, blobs: createBlobStore(sodium, access.dir, blobKeys), ownBlobs: createBlobStore(sodium, book.dir, ownKeys) });
    await saveHighWater(access.dir, db, { today: (message) => sodium.hash(32, message, marks) });
    return result;
  } finally {
    db.close();
    blobKeys.dispose();
    ownKeys.dispose();
    for (const key of [database, audit, marks, owner]) key?.fill(0);
  }
}
