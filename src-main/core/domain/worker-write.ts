/** A worker that writes many rows as one action, as the core's own process sees it. */
import type { EntityName } from '../../../shared/modules/history.ts';
import type { JobContext, OpenBook, WorkerJob } from './context.ts';

/**
 * Runs the worker and puts its action on the undo stack, also when it failed or was stopped
 * half-way. While it writes thousands of rows, derived data does not follow row by row; it
 * catches up at the end, before anybody is told of the change.
 */
export async function writeInWorker<T extends { readonly actionId: number | null }>(
  book: OpenBook,
  job: JobContext,
  work: WorkerJob,
  told: { readonly rows: number; readonly entities: readonly EntityName[] },
): Promise<T> {
  book.derived.pause();
  let actionId: number | null = null;
  const watched: JobContext = {
    ...job,
    detail(facts) {
      job.detail(facts);
      if (typeof facts['actionId'] === 'number') actionId = facts['actionId'];
    },
  };
  try {
    const result = await book.jobs.inWorker<T>(watched, work);
    actionId = result.actionId;
    return result;
  } finally {
    if (actionId !== null) book.undo.push(actionId);
    job.progress('indexing', told.rows, told.rows);
    await book.derived.resume();
    book.emit({ type: 'data.changed', entities: [...told.entities], ids: null, origin: 'job' });
    book.emit({ type: 'undo.changed' });
  }
}
