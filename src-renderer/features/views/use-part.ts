/** The rows of one part of a list (a group, a column of a board): a source of its own, following the core's events. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { FilterNode } from '../../../shared/kernel/filter.ts';
import type { ListQuery } from '../../../shared/modules/customers.ts';
import { startListSource } from '../common/list-session.ts';
import type { ListSource, ListState } from '../common/model/list-source.ts';

/** The query of a part: the list's own, and the part's condition. */
export function partQuery(query: ListQuery, part: FilterNode): ListQuery {
  return { ...query, filter: { ...query.filter, all: [...(query.filter?.all ?? []), part] } };
}

/** Loads the part while it is on screen. */
export function usePart(query: ListQuery): { readonly source: ListSource; readonly list: ListState } {
  const source = useMemo(() => startListSource(), []);
  const asked = JSON.stringify(query);
  useEffect(() => source.setQuery(JSON.parse(asked) as ListQuery), [source, asked]);
  useEffect(() => () => source.dispose(), [source]);
  useSyncExternalStore(source.subscribe, source.version);
  return { source, list: source.state() };
}
