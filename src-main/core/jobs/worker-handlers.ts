/** Everything that can run in a worker thread, by name. */
import { verifyChain } from '../operations/audit/index.ts';
import { checkSnapshot, lookAtCopy, sealInWorker, takeSnapshot } from '../operations/backup/index.ts';
import { bringBackHandlers } from '../operations/bring-back/index.ts';
import { bulkHandlers } from '../operations/bulk/worker-handlers.ts';
import { calendarHandlers } from '../operations/calendar/index.ts';
import { checkBook } from '../operations/check/index.ts';
import { lifecycleHandlers } from '../operations/lifecycle/worker-handlers.ts';
import { movingHandlers } from '../operations/moving/worker-handlers.ts';
import { outputHandlers } from '../operations/outputs/index.ts';
import { saleFileHandlers } from '../operations/sales/index.ts';
import { transferHandlers } from '../operations/transfer/worker-handlers.ts';
import { eraseHandlers } from '../operations/erase/worker-handlers.ts';
import type { WorkerHandler } from '../operations/worker-book.ts';

export const workerHandlers: Readonly<Record<string, WorkerHandler>> = {
  ...transferHandlers,
  ...bulkHandlers,
  ...bringBackHandlers,
  ...movingHandlers,
  ...saleFileHandlers,
  ...outputHandlers,
  ...calendarHandlers,
  ...eraseHandlers,
  ...lifecycleHandlers,
  'backup.snapshot': takeSnapshot,
  'backup.check': checkSnapshot,
  'backup.seal': sealInWorker,
  'backup.prove': lookAtCopy,
  'audit.verify': verifyChain,
  'data.check': checkBook,
};
