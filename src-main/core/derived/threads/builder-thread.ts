/**
 * The builder on a second core: bulk work sends the rows it writes, and search index
 * and mirror are ready when the last row is. See `Derived.pause` and `resume`.
 */
import { Worker } from 'node:worker_threads';
import type { BuildMark } from '../builder.ts';
import type { FieldFacts } from '../fields/stored-fields.ts';
import type { CustomerRow } from '../row.ts';
import type { BuilderMessage, BuilderStart } from './builder-worker.ts';
import { packRows } from './row-codec.ts';

export interface BuilderInput {
  /** Path and raw key of `search.db`. */
  readonly path: string;
  readonly key: Uint8Array;
  readonly bookId: string;
  /** The book's own fields, so that they are columns of the snapshot at once. */
  readonly fields?: FieldFacts;
  /** Given when the book has customers already: they are read first. */
  readonly existing?: { readonly bookPath: string; readonly bookKey: Uint8Array };
}

export interface BuilderThread {
  /** Sends rows, ids ascending and above all before; waits while the thread is far behind. */
  add(rows: readonly CustomerRow[]): Promise<void>;
  /** The same for rows created in bulk (`changes/packed.ts`); takes the bytes' memory over. */
  addPacked(rows: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Completes `search.db.building`; `Derived.resume` finds and installs it. */
  finish(mark: BuildMark): Promise<void>;
  /** Gives up: an existing row was changed, the work was cancelled or failed. */
  abandon(): Promise<void>;
}

/** Packets on their way before `add` waits: bounds the memory of both threads. */
const MAX_WAITING = 4;

/**
 * Starts the thread; resolves when it sees the book as it is now, so rows written from
 * then on must be sent. Its failure rejects the next call; the caller goes on without it.
 */
export async function startBuilder(input: BuilderInput): Promise<BuilderThread> {
  const key = new Uint8Array(input.key);
  const existing = input.existing ? { bookPath: input.existing.bookPath, bookKey: new Uint8Array(input.existing.bookKey) } : null;
  const start: BuilderStart = { path: input.path, bookId: input.bookId, key, existing, ...(input.fields && { fields: input.fields }) };
  const worker = new Worker(new URL('./builder-worker.ts', import.meta.url), {
    workerData: start,
    transferList: existing ? [key.buffer, existing.bookKey.buffer] : [key.buffer],
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 },
  });
  let waiting = 0;
  let ready = false;
  let closed = false;
  let failure: unknown = null;
  let wake: (() => void) | null = null;
  const ended = new Promise<void>((resolve) => {
    worker.on('error', (e) => void (failure = e));
    worker.on('exit', () => {
      closed = true;
      wake?.();
      resolve();
    });
  });
  worker.on('message', (type: BuilderMessage['type'] | 'ready') => {
    if (type === 'rows' || type === 'packed') waiting--;
    else if (type === 'ready') ready = true;
    wake?.();
  });
  const until = async (met: () => boolean) => {
    while (!met() && !closed) await new Promise<void>((resolve) => void (wake = resolve));
  };
  const send = (message: BuilderMessage, owned: ArrayBuffer[] = []) => {
    if (failure || closed) throw failure instanceof Error ? failure : new Error('builder thread failed');
    worker.postMessage(message, owned);
  };
  const end = async (message: BuilderMessage) => {
    send(message);
    await ended;
    if (failure) throw failure instanceof Error ? failure : new Error('builder thread failed');
  };
  await until(() => ready);
  return {
    async add(rows) {
      send({ type: 'rows', rows: packRows(rows) });
      waiting++;
      await until(() => waiting < MAX_WAITING);
    },
    async addPacked(rows) {
      send({ type: 'packed', rows }, [rows.buffer]);
      waiting++;
      await until(() => waiting < MAX_WAITING);
    },
    finish: (mark) => end({ type: 'finish', mark }),
    abandon: () => end({ type: 'abandon' }).catch(() => undefined),
  };
}
