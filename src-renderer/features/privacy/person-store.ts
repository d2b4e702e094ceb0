/** Whose data are being exported: one dialog for the whole window, opened from a profile or the palette. */
import { create } from 'zustand';
import { useT } from '../../lib/i18n.ts';
import { onSessionEnd } from '../../lib/session-end.ts';
import { showToast } from '../../lib/toast.ts';

export const usePersonStore = create<{ readonly id: number | null }>(() => ({ id: null }));
onSessionEnd(() => usePersonStore.setState({ id: null }));

export function askPerson(id: number | null): void {
  usePersonStore.setState({ id });
}

/** Opens the dialog for the customer of the profile on screen; says what to do when there is none. */
export function useAskShown(): () => void {
  const t = useT();
  return () => {
    const shown = Number(/^#\/customers\/(\d+)/.exec(window.location.hash)?.[1]);
    if (Number.isSafeInteger(shown)) return askPerson(shown);
    showToast({ kind: 'info', text: t('person.openFirst') });
  };
}
