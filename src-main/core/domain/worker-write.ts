/** A worker that writes many rows as one action, as the core's own process sees it. */
import type { EntityName } from '../../../shared/modules/history.ts';
import type { JobContext, OpenBook, WorkerJob } from './context.ts';

/**
 * Runs `work` while derived data does not follow row by row; it catches up at the end, however
 * that comes, before anybody is told of the change. `ended` is called before it catches up.
 */
export async function whileWriting<T>(book: OpenBook, entities: readonly EntityName[], work: () => Promise<T>, ended: () => void = () => undefined): Promise<T> {
  book.derived.pause();
  try {
    return await work();
  } finally {
    ended();
    await catchUp(book, entities);
  }
}

/** Derived data reads what was written while it was paused; then windows are told. */
export async function catchUp(book: OpenBook, entities: readonly EntityName[]): Promise<void> {
  await book.derived.resume();
  book.emit({ type: 'data.changed', entities: [...entities], ids: null, origin: 'job' });
  book.emit({ type: 'undo.changed' });
}

/** The same job, with an ear for a number that the worker tells under `name`. */
export function hearing(job: JobContext, name: string, heard: (value: number) => void): JobContext {
  return {
    ...job,
    detail(facts) {
      job.detail(facts);
      const value = facts[name];
      if (typeof value === 'number') heard(value);
    },
  };
}

/** Runs the worker and puts its action on the undo stack, also when it failed or was stopped half-way. */
export async function writeInWorker<T extends { readonly actionId: number | null }>(
  book: OpenBook,
  job: JobContext,
  work: WorkerJob,
  told: { readonly rows: number; readonly entities: readonly EntityName[] },
): Promise<T> {
  let actionId: number | null = null;
  const watched = hearing(job, 'actionId', (id) => (actionId = id));
  const run = async () => {
    const result = await book.jobs.inWorker<T>(watched, work);
    actionId = result.actionId;
    return result;
  };
  return whileWriting(book, told.entities, run, () => {
    if (actionId !== null) book.undo.push(actionId);
    job.progress('indexing', told.rows, told.rows);
  });
}
