import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 1100px)');
const subscribe = (notify: () => void) => {
  query.addEventListener('change', notify);
  return () => query.removeEventListener('change', notify);
};

/** True while the window is too narrow for the sidebar's words. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
