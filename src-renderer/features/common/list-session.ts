/** The one list of customers of the sitting: its rows live here, so that the profile can step through them and the list can be come back to. */
import { useSyncExternalStore } from 'react';
import { api, transport } from '../../lib/api.ts';
import { onSessionEnd } from '../../lib/session-end.ts';
import { NOTHING_SELECTED } from './model/selection.ts';
import { createListSource, type ListSource, type ListState } from './model/list-source.ts';
import { forgetListView, queryOf, useListView, type ListView } from './model/list-view.ts';

/** Events come in bursts while a job writes; the list follows at most this often. */
const REFRESH_EVERY_MS = 300;

/** What a list shows or is filtered by. */
const SHOWN = new Set(['customer', 'sale', 'payment', 'followUp', 'attachment', 'segment', 'segmentMember', 'field']);

/** A source over the core that follows its events; `dispose` stops both. */
export function startListSource(): ListSource {
  const source = createListSource((input) => api.call('customers.list', input));
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lastAt = -Infinity;
  const refreshSoon = (): void => {
    if (timer !== null) return;
    const wait = Math.max(0, lastAt + REFRESH_EVERY_MS - performance.now());
    timer = setTimeout(() => {
      timer = null;
      lastAt = performance.now();
      source.refresh();
    }, wait);
  };
  const stop = transport().onEvent((event) => {
    if (event.type === 'data.changed' && event.entities.some((entity) => SHOWN.has(entity))) refreshSoon();
    if (event.type === 'search.state' && !event.indexing) refreshSoon();
  });
  const stopReconnect = transport().onReconnect(refreshSoon);
  const dispose = (): void => {
    stop();
    stopReconnect();
    if (timer !== null) clearTimeout(timer);
    source.dispose();
  };
  return { ...source, dispose };
}

let current: ListSource | null = null;

/** The list of the sitting, made at the first need. */
export function listSource(): ListSource {
  current ??= startListSource();
  return current;
}

onSessionEnd(() => {
  current?.dispose();
  current = null;
  forgetListView();
});

type Asking = Partial<Pick<ListView, 'text' | 'conditions' | 'sort'>>;

/** Changes what the list is asked; ticks and cursor start anew, because they meant other rows. */
export function askList(change: Asking): void {
  const { active } = useListView.getState();
  // The cursor keeps its object when it already stands at the top: typing then draws nothing but the rows.
  useListView.setState({ ...change, selection: NOTHING_SELECTED, scrollPx: 0, ...(active.row !== 0 && { active: { ...active, row: 0 } }) });
  listSource().setQuery(queryOf(useListView.getState()));
}

/** The facts of a list (count, phase, query); single rows come and go without drawing its users again. */
export function useListState(source: ListSource): ListState {
  return useSyncExternalStore(source.subscribe, source.state);
}
