/** What leaves the book to be worked with: see shared/modules/outputs.ts. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { outputMethods } from '../../../../shared/modules/outputs.ts';
import { isoDate } from '../../derived/mirror/dates.ts';
import type { Handler, Routes } from '../../domain/context.ts';
import { receivableQuery } from '../../domain/sales/index.ts';
import { readSettings } from '../../domain/settings/index.ts';
import type { WorkerHandler } from '../worker-book.ts';
import { listCalls } from './calls.ts';
import { countQuiet, quietReceivables, quietTasks } from './quiet.ts';
import { exportReceivables, exportTasks, type ReceivablesExportInput, type TasksExportInput } from './tables.job.ts';

const startTasksExport: Handler<'tasks.export'> = ({ book }, { file: token, format, includeQuiet, bands, filter }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const leftOut = includeQuiet ? 0 : quietTasks(book, bands, filter).rows;
  const input: TasksExportInput = { file, format, includeQuiet, tasks: { bands, filter, nowMs: book.clock.now() }, language: readSettings(book.db).language };
  const jobId = book.jobs.start('tasks.export', { fileName: file.name }, (job) => book.jobs.inWorker(job, { handler: 'tasks.export', input }));
  return ok({ jobId, leftOut });
};

const startReceivablesExport: Handler<'receivables.export'> = ({ book }, { file: token, format, includeQuiet, bucket, currency }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const leftOut = includeQuiet ? 0 : quietReceivables(book, { bucket, currency }).rows;
  const query = receivableQuery(isoDate(book.clock.now()), { bucket, currency });
  const input: ReceivablesExportInput = { file, format, includeQuiet, query, language: readSettings(book.db).language };
  const jobId = book.jobs.start('receivables.export', { fileName: file.name }, (job) => book.jobs.inWorker(job, { handler: 'receivables.export', input }));
  return ok({ jobId, leftOut });
};

export const outputRoutes: Routes<keyof typeof outputMethods> = {
  'outputs.quiet': countQuiet,
  'calls.list': listCalls,
  'tasks.export': startTasksExport,
  'receivables.export': startReceivablesExport,
};

/** What of it runs in worker threads. */
export const outputHandlers: Readonly<Record<string, WorkerHandler>> = {
  'tasks.export': (book, input) => exportTasks(book, input as TasksExportInput),
  'receivables.export': (book, input) => exportReceivables(book, input as ReceivablesExportInput),
};
