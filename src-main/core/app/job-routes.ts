/** Handlers of `jobs.*`: the jobs of the open book, and those that need none (restoring a backup). */
import { err, ok } from '../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { JobInfo } from '../../../shared/contract/events.ts';
import type { Jobs } from '../domain/context.ts';

/** `runners` answers those that exist now, the open book's first. */
export function createJobRoutes(runners: () => readonly Jobs[]) {
  return {
    'jobs.list': (): Result<{ jobs: JobInfo[] }, AppError> => ok({ jobs: runners().flatMap((r) => [...r.list()]) }),
    'jobs.get': ({ jobId }: { jobId: string }): Result<JobInfo, AppError> => {
      const job = runners().map((r) => r.get(jobId)).find((j) => j !== null);
      return job ? ok(job) : err('job.missing');
    },
    'jobs.cancel': ({ jobId }: { jobId: string }): Result<object, AppError> =>
      runners().some((r) => r.cancel(jobId)) ? ok({}) : err('job.missing'),
  };
}
