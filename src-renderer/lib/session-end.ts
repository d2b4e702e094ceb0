/** What must be forgotten when a book is locked. Stores that hold anything of a book register here. */
import { isPublicRead, queryClient } from './query-client.ts';
import { clearToasts } from './toast.ts';
import { forgetJobs } from './use-job.ts';

const savers = new Set<() => void>();
const forgetters = new Set<() => void>();

/** Runs `save` at every lock before anything is forgotten: what is half typed is sent to the book, which is still open then. */
export function beforeSessionEnd(save: () => void): void {
  savers.add(save);
}

/** Runs `forget` at every lock; for stores made at module level. */
export function onSessionEnd(forget: () => void): void {
  forgetters.add(forget);
}

/**
 * Empties the cache, the jobs, the messages and every registered store. Nothing of a customer stays in memory we hold. Reads that
 * need no open book stay: the entrance shows them.
 */
export function forgetSession(): void {
  for (const save of savers) save();
  forgetReads();
  forgetJobs();
  clearToasts();
  for (const forget of forgetters) forget();
}

/** Twice: screens that are just going away may have put an answer back that was under way. */
function forgetReads(): void {
  const remove = () => {
    queryClient.removeQueries({ predicate: (query) => !isPublicRead(query.queryKey) });
    queryClient.getMutationCache().clear();
  };
  void queryClient.cancelQueries({ predicate: (query) => !isPublicRead(query.queryKey) });
  remove();
  setTimeout(remove, 0);
}
