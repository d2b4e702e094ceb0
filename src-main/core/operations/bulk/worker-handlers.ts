/** Bulk changes in a worker thread: batches of 500 rows, stopped between them. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { BULK_JOB, runBulk } from '../../domain/bulk/index.ts';
import type { BulkInput } from '../../domain/bulk/index.ts';
import type { WorkerBook, WorkerHandler } from '../worker-book.ts';

const BATCH = 500;

async function run(book: WorkerBook, input: BulkInput): Promise<unknown> {
  const { complete, ...result } = await runBulk(book.write, input, {
    actor: book.actor,
    origin: 'job',
    batch: BATCH,
    stopped: () => book.cancelled(),
    began: (actionId) => book.detail({ actionId }),
    progress: (done, total) => book.progress('writing', done, total),
  });
  book.detail({ count: result.count, refused: result.refused });
  if (!complete) throw new AppFailure('request.cancelled');
  return result;
}

export const bulkHandlers: Readonly<Record<string, WorkerHandler>> = { [BULK_JOB]: (book, input) => run(book, input as BulkInput) };
