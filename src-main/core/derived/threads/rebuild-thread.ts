/** Starts the rebuild thread. */
import { Worker } from 'node:worker_threads';
import type { RebuildStart } from './rebuild-worker.ts';

export interface RebuildThread {
  /** Resolves when `search.db.building` is complete; rejects when the build failed or was stopped. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

export interface RebuildInput {
  /** Path and raw key of `crm.db`. */
  readonly bookPath: string;
  readonly bookKey: Uint8Array;
  /** Path and raw key of `search.db`. */
  readonly path: string;
  readonly key: Uint8Array;
  readonly bookId: string;
}

/** Rebuilds in a thread with a bounded heap. The keys are copied to it and wiped there. */
export function startRebuild(input: RebuildInput): RebuildThread {
  const bookKey = new Uint8Array(input.bookKey);
  const key = new Uint8Array(input.key);
  const start: RebuildStart = { ...input, bookKey, key };
  const worker = new Worker(new URL('./rebuild-worker.ts', import.meta.url), {
    workerData: start,
    transferList: [bookKey.buffer, key.buffer],
    resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 },
  });
  const done = new Promise<void>((resolve, reject) => {
    let finished = false;
    worker.on('message', () => (finished = true));
    worker.on('error', reject);
    worker.on('exit', (code) => (finished ? resolve() : reject(new Error(`rebuild ended with ${code}`))));
  });
  return { done, stop: async () => void (await worker.terminate()) };
}
