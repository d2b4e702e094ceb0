/** What is being handed to a phone: one dialog for the whole window, opened from a profile, the calendar or today. */
import { create } from 'zustand';
import type { CallsOf } from '../../../shared/modules/outputs.ts';
import type { Selection } from '../../../shared/modules/customers.ts';
import type { EntryKind } from '../../../shared/modules/calendar.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

export interface EventAsk {
  readonly kind: EntryKind;
  readonly id: number;
  readonly customerId: number;
  readonly date: string;
}

export type HandOffAsk =
  | { readonly of: 'card'; readonly id: number; readonly name: string }
  | { readonly of: 'event'; readonly event: EventAsk; readonly name: string }
  | { readonly of: 'calls'; readonly calls: CallsOf; readonly name: string }
  | { readonly of: 'cards'; readonly selection: Selection; readonly name: string };

export const useHandOff = create<{ readonly ask: HandOffAsk | null }>(() => ({ ask: null }));
onSessionEnd(() => useHandOff.setState({ ask: null }));

export const askHandOff = (ask: HandOffAsk | null): void => useHandOff.setState({ ask });
