/** Starts a bulk change: at once when it is small, as a job in a worker when it is not. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { BulkDone, BulkResult } from '../../../../shared/modules/segments.ts';
import type { CallContext } from '../context.ts';
import { writeInWorker } from '../worker-write.ts';
import { runBulk } from './run.ts';
import type { BulkInput } from './run.ts';

/** Above this many customers a worker does it. */
export const IN_PLACE_MAX = 1000;
/** Rows per transaction on the core's own thread: about 15 ms. */
const BATCH = 250;
export const BULK_JOB = 'bulk.run';

/** Runs the change as one step of undo; `selection.busy` while another one runs. */
export async function startBulk(ctx: CallContext, input: BulkInput): Promise<BulkDone> {
  const { book, actor } = ctx;
  if (book.jobs.running(BULK_JOB)) throw new AppFailure('selection.busy');
  if (input.ids.length > IN_PLACE_MAX) return { count: input.ids.length, actionId: null, jobId: startJob(ctx, input), result: null };
  const { complete: _, ...result } = await runBulk(book.write, input, { actor, origin: 'local', batch: BATCH, stopped: () => ctx.signal.aborted, progress: () => undefined });
  if (result.count > 0) book.undo.push(result.actionId);
  return { count: result.count, actionId: result.actionId, jobId: null, result };
}

function startJob({ book }: CallContext, input: BulkInput): string {
  const detail = { rows: input.ids.length, kind: input.action.kind };
  const told = { rows: input.ids.length, entities: ['customer', 'tag', 'segment', 'segmentMember', 'consent'] } as const;
  return book.jobs.start(BULK_JOB, detail, (job) => writeInWorker<BulkResult>(book, job, { handler: BULK_JOB, input, maxHeapMiB: 256 }, told));
}
