import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TimelineEntry, TimelineKind } from '../../../shared/modules/timeline.ts';
import { api } from '../../lib/api.ts';

export const PAGE_ENTRIES = 50;

export interface TimelineView {
  readonly kind: TimelineKind | null;
  /** Nothing later than this instant; `null` from now. */
  readonly from: number | null;
}

export interface Chunk {
  readonly index: number;
  readonly entries: readonly TimelineEntry[];
}

/** Pages of a customer's timeline, fetched as they come near the window's edge. */
export function useTimeline(customerId: number, view: TimelineView) {
  const input = { customerId, ...(view.kind !== null && { kinds: [view.kind] }), ...(view.from !== null && { from: view.from }) };
  const query = useInfiniteQuery({
    queryKey: ['timeline.list', input],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => api.get('timeline.list', { ...input, limit: PAGE_ENTRIES, ...(pageParam !== undefined && { cursor: pageParam }) }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const chunks = useMemo((): readonly Chunk[] => (query.data?.pages ?? []).map((page, index) => ({ index, entries: page.entries })), [query.data]);
  return { query, chunks };
}
