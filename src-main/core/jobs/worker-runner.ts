/** Starts one worker thread per piece of heavy work, passes keys and cancellation in, progress and result out. */
import { Worker } from 'node:worker_threads';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { JobContext, WorkerJob } from '../domain/context.ts';
import type { WorkerKeys, WorkerMessage, WorkerStart } from './worker-protocol.ts';

export interface WorkerRunnerDeps {
  readonly entry: URL;
  readonly bookDir: string;
  readonly actor: string;
  /** Fresh copies for one worker. */
  readonly keys: () => WorkerKeys;
}

/** Resolves with the handler's result; rejects with an `AppFailure` it reported, or `job.crashed` when the thread died. */
export function runInWorker<T>(deps: WorkerRunnerDeps, job: JobContext, work: WorkerJob): Promise<T> {
  const cancel = new SharedArrayBuffer(4);
  const stop = () => Atomics.store(new Int32Array(cancel), 0, 1);
  const start: WorkerStart = {
    handler: work.handler,
    input: work.input,
    bookDir: deps.bookDir,
    keys: deps.keys(),
    cancel,
    actor: deps.actor,
  };
  return new Promise<T>((resolve, reject) => {
    const worker = new Worker(deps.entry, {
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: work.maxHeapMiB ?? 384, maxYoungGenerationSizeMb: 32 },
      stdout: false,
      stderr: false,
    });
    job.signal.addEventListener('abort', stop, { once: true });
    if (job.signal.aborted) stop();
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') job.progress(message.phase, message.done, message.total);
      else if (message.type === 'detail') job.detail(message.facts);
      else if (message.type === 'done') resolve(message.result as T);
      else reject(new AppFailure(message.error.code, { ...message.error }));
    });
    worker.on('error', (e: unknown) => reject(new AppFailure('job.crashed', { reason: e instanceof Error ? e.name : 'unknown' })));
    worker.on('exit', () => {
      job.signal.removeEventListener('abort', stop);
      reject(new AppFailure('job.crashed', { reason: 'exit' }));
    });
  });
}
