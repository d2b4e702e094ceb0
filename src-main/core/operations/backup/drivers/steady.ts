/** Time limits of what goes over a network, and bytes on their way. */
import { createHash } from 'node:crypto';
import { AppFailure } from '../../../../../shared/kernel/result.ts';
import { cancelled } from './failures.ts';
import type { PutJob } from './storage-target.ts';

/** For a question with a short answer. */
export const ASK_MS = 20_000;
/** Without a single byte. */
const STALL_MS = 60_000;
/** From the last byte sent to the answer: some servers put the file together only then. */
const SETTLE_MS = 300_000;
/** Tidying up after a failure must not hold up the lock. */
const TIDY_MS = 3_000;

/** Both the job's wish and a limit of our own. */
export function limited(job: AbortSignal, ms: number): { readonly limit: AbortSignal; readonly signal: AbortSignal } {
  const limit = AbortSignal.timeout(ms);
  return { limit, signal: AbortSignal.any([job, limit]) };
}

/** For what is to be removed after a failure, whatever the job wishes. */
export const tidySignal = (): AbortSignal => AbortSignal.timeout(TIDY_MS);

export interface Watch {
  readonly limit: AbortSignal;
  readonly signal: AbortSignal;
  /** A byte moved. */
  stir(): void;
  /** All was sent; only the answer is awaited. */
  sent(): void;
  end(): void;
}

/** Gives up when nothing moves for a minute. `end` must be called. */
export function watchFlow(job: AbortSignal): Watch {
  const abort = new AbortController();
  let timer: NodeJS.Timeout;
  const wait = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(), ms);
  };
  wait(STALL_MS);
  return { limit: abort.signal, signal: AbortSignal.any([job, abort.signal]), stir: () => wait(STALL_MS), sent: () => wait(SETTLE_MS), end: () => clearTimeout(timer) };
}

/** Hash and length of what comes back; `place.readBack` when it is other than what was sent. */
export async function assertSame(back: AsyncIterable<Uint8Array>, sent: { readonly sha256: string; readonly sizeBytes: number }, job: PutJob): Promise<void> {
  const hash = createHash('sha256');
  let done = 0;
  try {
    for await (const piece of back) {
      if (job.signal.aborted) throw cancelled(job.signal);
      hash.update(piece);
      done += piece.length;
      job.progress('readBack', done, sent.sizeBytes);
    }
  } catch (e) {
    // Taken with thanks and not there: no better than other bytes.
    throw e instanceof AppFailure && e.error.code === 'backup.missing' ? new AppFailure('place.readBack') : e;
  }
  if (done !== sent.sizeBytes || hash.digest('hex') !== sent.sha256) throw new AppFailure('place.readBack');
}
