import { QueryClient } from '@tanstack/react-query';

/**
 * The cache of everything read from the core. Data is fresh until an event says otherwise; nothing is retried, because an expected
 * failure stays one, and nothing survives the lock (`clear` in session-end.ts).
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, gcTime: 5 * 60_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
