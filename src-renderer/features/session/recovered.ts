/** The recovery code that opened the book, for as long as a new passphrase is asked for; forgotten at the lock. */
import { create } from 'zustand';
import { onSessionEnd } from '../../lib/session-end.ts';

export const useRecovered = create<{ readonly code: string | null }>(() => ({ code: null }));

export function forgetRecovered(): void {
  useRecovered.setState({ code: null });
}

onSessionEnd(forgetRecovered);
