import { QueryClient } from '@tanstack/react-query';
import { contract, isMethodName } from '../../shared/contract/index.ts';

/**
 * The cache of everything read from the core. Data is fresh until an event says otherwise; nothing is retried, because an expected
 * failure stays one, and nothing read from a book survives the lock (session-end.ts).
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, gcTime: 5 * 60_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** True for a read that needs no open book (status, list of books, preferences): it holds nothing of a customer. */
export function isPublicRead(key: readonly unknown[]): boolean {
  const method = String(key[0]);
  return isMethodName(method) && contract[method].access === 'public';
}
