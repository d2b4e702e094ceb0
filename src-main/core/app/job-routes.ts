/** Handlers of `jobs.*`. */
import { err, ok } from '../../../shared/kernel/result.ts';
import type { Handler, Routes } from '../domain/context.ts';

const listJobs: Handler<'jobs.list'> = ({ book }) => ok({ jobs: [...book.jobs.list()] });

const getJob: Handler<'jobs.get'> = ({ book }, { jobId }) => {
  const job = book.jobs.get(jobId);
  return job ? ok(job) : err('job.missing');
};

const cancelJob: Handler<'jobs.cancel'> = ({ book }, { jobId }) => (book.jobs.cancel(jobId) ? ok({}) : err('job.missing'));

export const jobRoutes: Routes<'jobs.list' | 'jobs.get' | 'jobs.cancel'> = {
  'jobs.list': listJobs,
  'jobs.get': getJob,
  'jobs.cancel': cancelJob,
};
