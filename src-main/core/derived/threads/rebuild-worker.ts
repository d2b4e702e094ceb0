/** Thread entry: rebuilds the snapshot of one book over a connection of its own, then ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../database/open.ts';
import { stepBack } from '../../kernel/background-thread.ts';
import { rebuildSnapshot } from '../rebuild.ts';

export interface RebuildStart {
  readonly bookPath: string;
  readonly bookKey: Uint8Array<ArrayBuffer>;
  readonly path: string;
  readonly key: Uint8Array<ArrayBuffer>;
  readonly bookId: string;
}

stepBack();
const start = workerData as RebuildStart;
const db = openDatabase(start.bookPath, { key: start.bookKey, readonly: true, cacheMiB: 8 });
try {
  parentPort?.postMessage(rebuildSnapshot(db, start));
} finally {
  db.close();
  start.bookKey.fill(0);
  start.key.fill(0);
}
