/** What must be forgotten when a book is locked. Stores that hold anything of a book register here. */
import { queryClient } from './query-client.ts';
import { clearToasts } from './toast.ts';
import { forgetJobs } from './use-job.ts';

const forgetters = new Set<() => void>();

/** Runs `forget` at every lock; for stores made at module level. */
export function onSessionEnd(forget: () => void): void {
  forgetters.add(forget);
}

/** Empties the cache, the jobs, the messages and every registered store. Nothing of a customer stays in memory we hold. */
export function forgetSession(): void {
  queryClient.clear();
  forgetJobs();
  clearToasts();
  for (const forget of forgetters) forget();
}
