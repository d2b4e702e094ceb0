/** Everything that can run in a worker thread, by name. */
import { transferHandlers } from '../operations/transfer/worker-handlers.ts';
import type { WorkerHandler } from '../operations/worker-book.ts';

export const workerHandlers: Readonly<Record<string, WorkerHandler>> = { ...transferHandlers };
