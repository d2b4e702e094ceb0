/** Opens the book inside a worker thread. */
import { join } from 'node:path';
import { createRowStore } from '../changes/rows.ts';
import { bindOwnerSeal, createOwnerSeal } from '../changes/sealed-values.ts';
import { openDatabase } from '../database/open.ts';
import { settleGrades } from '../domain/lifecycle/index.ts';
import { loadSodium } from '../kernel/sodium.ts';
import { systemClock } from '../kernel/ports.ts';
import type { WorkerBook } from '../operations/worker-book.ts';
import type { WorkerMessage, WorkerStart } from './worker-protocol.ts';

/** Own connection with FULL sync, so a batch that was reported is durable; keys are wiped on `close`. */
export async function openWorkerBook(start: WorkerStart, send: (m: WorkerMessage) => void): Promise<WorkerBook & { close(): void }> {
  const sodium = await loadSodium();
  const { database, search, audit, owner, vaultId } = start.keys;
  const db = openDatabase(join(start.bookDir, 'crm.db'), { key: database, autoCheckpoint: 2000, busyTimeoutMs: 10_000 });
  const seal = owner && createOwnerSeal(sodium, vaultId, (work) => work(owner));
  bindOwnerSeal(db, () => seal);
  const flag = new Int32Array(start.cancel);
  const mac = (message: Uint8Array) => sodium.hash(32, message, audit);
  return {
    dir: start.bookDir,
    db,
    databaseKey: database,
    searchKey: search,
    actor: start.actor,
    write: { db, rows: createRowStore(db), clock: systemClock, mac, onCommitted: () => undefined, settle: settleGrades },
    progress: (phase, done, total) => send({ type: 'progress', phase, done, total }),
    detail: (facts) => send({ type: 'detail', facts }),
    cancelled: () => Atomics.load(flag, 0) === 1,
    close() {
      db.close();
      for (const key of [database, search, audit, owner]) key?.fill(0);
    },
  };
}
