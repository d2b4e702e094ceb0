/** Which reminder is being written: one dialog for the whole window, opened from a list, a profile or the palette. */
import { create } from 'zustand';
import type { ReminderLine } from '../../../shared/modules/reminders.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

export type ReminderAsk =
  | { readonly kind: 'new'; readonly customerId: number | null; readonly segmentId?: number; readonly startsOn?: string }
  | { readonly kind: 'edit'; readonly line: ReminderLine }
  | { readonly kind: 'handOver'; readonly line: ReminderLine }
  | { readonly kind: 'snooze'; readonly line: ReminderLine };

export const useReminderStore = create<{ readonly ask: ReminderAsk | null }>(() => ({ ask: null }));
onSessionEnd(() => useReminderStore.setState({ ask: null }));

/** Opens the dialog, or closes it with `null`. */
export function askReminder(ask: ReminderAsk | null): void {
  useReminderStore.setState({ ask });
}
