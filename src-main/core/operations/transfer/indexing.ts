/**
 * Search index and mirror of a large import, built beside it on a second core, so that
 * they are ready when the last row is. The build takes every row once, in the order of
 * the ids, so rows that change a customer already sent wait until it is complete and then
 * go the ordinary way, through the log.
 */
import { join } from 'node:path';
import { COUNTER_SPAN } from '../../../../shared/kernel/ids.ts';
import { lastSeq } from '../../changes/log.ts';
import type { Committed } from '../../changes/write.ts';
import { markOf } from '../../derived/state.ts';
import { existingRows } from '../../derived/rebuild.ts';
import type { CustomerRow } from '../../derived/row.ts';
import { readFieldFacts } from '../../derived/fields/stored-fields.ts';
import { startBuilder, type BuilderThread } from '../../derived/threads/builder-thread.ts';
import type { WorkerBook } from '../worker-book.ts';

/** Below, catching up from the log costs less than a new build. */
const MIN_ROWS = 20_000;
const EXISTING_CHUNK = 2000;

export interface Indexing {
  /** False: nothing is built here; the derived data catches up by itself afterwards. */
  readonly active: boolean;
  /** Takes over the customers one transaction created. */
  add(change: Committed | null): Promise<void>;
  /** Completes the build, unless somebody else changed customers meanwhile. */
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** Starts building when the import is large enough to be worth it; a failure of the build never stops the import. */
export async function startIndexing(book: WorkerBook, importId: number, rows: number): Promise<Indexing> {
  const existing = Number(book.db.raw.prepare('SELECT count(*) FROM customer').pluck().get());
  let builder: BuilderThread | null = null;
  const startSeq = lastSeq(book.db);
  if (rows >= MIN_ROWS && rows >= existing / 4 && newIdsAreHighest(book)) builder = await begin(book).catch(() => null);
  const give = async (work: (b: BuilderThread) => Promise<void> | void): Promise<void> => {
    if (!builder) return;
    const current = builder;
    try {
      await work(current);
    } catch {
      builder = null;
      await current.abandon().catch(() => undefined);
    }
  };
  const abandon = () =>
    give(async (b) => {
      builder = null;
      await b.abandon();
    });
  return {
    get active() {
      return builder !== null;
    },
    add: (change) =>
      give((b) => {
        if (change?.rows.some((row) => row.entity === 'customer')) throw new Error('a large import only adds customers');
        return change?.created ? b.addPacked(change.created.packed) : Promise.resolve();
      }),
    finish: async () => {
      if (othersWrote(book, startSeq, importId)) return abandon();
      await give((b) => {
        const seq = lastSeq(book.db);
        return b.finish({ seq, mark: markOf(book.db, seq) ?? '' });
      });
      builder = null;
    },
    abandon,
  };
}

async function begin(book: WorkerBook): Promise<BuilderThread> {
  const bookId = String(book.db.raw.prepare("SELECT value FROM meta WHERE key = 'bookId'").pluck().get());
  const builder = await startBuilder({ path: join(book.dir, 'search.db'), key: book.searchKey, bookId, fields: readFieldFacts(book.db) });
  let chunk: CustomerRow[] = [];
  for (const row of existingRows(book.db)) {
    chunk.push(row);
    if (chunk.length < EXISTING_CHUNK) continue;
    await builder.add(chunk);
    chunk = [];
  }
  if (chunk.length > 0) await builder.add(chunk);
  return builder;
}

/** A book restored on this computer may hold ids of a device with a higher number. */
function newIdsAreHighest(book: WorkerBook): boolean {
  const highest = Number(book.db.raw.prepare('SELECT coalesce(max(id), 0) FROM customer').pluck().get());
  const clock = JSON.parse(String(book.db.raw.prepare("SELECT value FROM meta WHERE key = 'clock'").pluck().get())) as {
    device: number;
    nextCounter: number;
  };
  return highest < clock.device * COUNTER_SPAN + clock.nextCounter;
}

function othersWrote(book: WorkerBook, since: number, importId: number): boolean {
  return book.db.raw.prepare('SELECT 1 FROM change_log WHERE seq > ? AND action_id != ? LIMIT 1').get(since, importId) !== undefined;
}
