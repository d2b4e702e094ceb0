/** The customers looked at in this sitting, latest first; forgotten at the lock. The book itself remembers the last ones (`recent.list`). */
import { create } from 'zustand';
import { api } from './api.ts';
import { onSessionEnd } from './session-end.ts';

const MOST = 6;
const useStore = create<{ readonly ids: readonly number[] }>(() => ({ ids: [] }));
onSessionEnd(() => useStore.setState({ ids: [] }));

/** Notes that a customer was opened. */
export function noteRecent(id: number): void {
  void api.call('recent.note', { id });
  useStore.setState(({ ids }) => ({ ids: [id, ...ids.filter((other) => other !== id)].slice(0, MOST) }));
}

export function useRecent(): readonly number[] {
  return useStore((state) => state.ids);
}
