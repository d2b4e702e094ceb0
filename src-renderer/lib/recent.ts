/** The customers looked at in this sitting, latest first. In memory only, forgotten at the lock. */
import { create } from 'zustand';
import { onSessionEnd } from './session-end.ts';

const MOST = 6;
const useStore = create<{ readonly ids: readonly number[] }>(() => ({ ids: [] }));
onSessionEnd(() => useStore.setState({ ids: [] }));

/** Notes that a customer was opened. */
export function noteRecent(id: number): void {
  useStore.setState(({ ids }) => ({ ids: [id, ...ids.filter((other) => other !== id)].slice(0, MOST) }));
}

export function useRecent(): readonly number[] {
  return useStore((state) => state.ids);
}
