/**
 * Entry of the worker threads: opens its own connection to the book, runs one handler,
 * and ends. The table below is all that can run here.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { sqliteFailure } from '../database/errors.ts';
import { stepBack } from '../kernel/background-thread.ts';
import { openWorkerBook } from './worker-book.ts';
import { workerHandlers } from './worker-handlers.ts';
import type { WorkerMessage, WorkerStart } from './worker-protocol.ts';

async function main(): Promise<void> {
  const start = workerData as WorkerStart;
  const send = (message: WorkerMessage) => parentPort?.postMessage(message);
  try {
    const handler = workerHandlers[start.handler];
    if (!handler) throw new Error(`no worker handler ${start.handler}`);
    const book = await openWorkerBook(start, send);
    try {
      send({ type: 'done', result: await handler(book, start.input) });
    } finally {
      book.close();
    }
  } catch (e) {
    const failure = e instanceof AppFailure ? e : sqliteFailure(e);
    if (!failure) throw e;
    send({ type: 'failed', error: failure.error });
  }
}

stepBack();
await main();
