import { useEffect } from 'react';
import type { ListSource } from '../../common/model/list-source.ts';
import { listSource, useListState } from '../../common/list-session.ts';
import { useListView } from '../../common/model/list-view.ts';

export interface Neighbours {
  readonly previous: number | null;
  readonly next: number | null;
  /** Moves the cursor of the list along, so that going back lands on the customer last looked at. */
  readonly go: (id: number) => void;
}

/** Who comes before and after a customer in the list they came from; nobody when they did not come from a list. */
export function useNeighbours(id: number): Neighbours {
  const source = listSource();
  const list = useListState(source);
  const index = source.indexOf(id);
  useEffect(() => {
    // The neighbours may lie on a page that is not loaded yet.
    if (index >= 0) source.show({ first: Math.max(0, index - 1), end: Math.min(list.total, index + 2) });
  }, [source, index, list.total]);
  return {
    previous: index > 0 ? (source.row(index - 1)?.id ?? null) : null,
    next: index >= 0 ? (source.row(index + 1)?.id ?? null) : null,
    go: (to) => follow(source, to),
  };
}

function follow(source: ListSource, id: number): void {
  const row = source.indexOf(id);
  if (row >= 0) useListView.setState((view) => ({ active: { ...view.active, row } }));
}
