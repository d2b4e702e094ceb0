/** Whom the call list on paper is about: opened from today, the tasks, the list of customers or a segment. Kept out of the address, which carries no choice of people. */
import { create } from 'zustand';
import type { CallsOf } from '../../../shared/modules/outputs.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

export interface CallsAsk {
  readonly what: CallsOf;
  /** What the sheet is called: a segment's name, "to do today". */
  readonly title: string;
}

export const useCallsAsk = create<{ readonly ask: CallsAsk | null }>(() => ({ ask: null }));
onSessionEnd(() => useCallsAsk.setState({ ask: null }));
