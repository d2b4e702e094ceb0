/** Which task is being written: one dialog for the whole window, opened from the list, a profile or the palette. */
import { create } from 'zustand';
import type { TaskLine } from '../../../shared/modules/tasks.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

export type TaskAsk =
  /** `customerId` null: the dialog asks for the customer first. */
  { readonly kind: 'new'; readonly customerId: number | null } | { readonly kind: 'edit'; readonly task: TaskLine };

export const useTaskStore = create<{ readonly ask: TaskAsk | null }>(() => ({ ask: null }));
onSessionEnd(() => useTaskStore.setState({ ask: null }));

/** Opens the dialog, or closes it with `null`. */
export function askTask(ask: TaskAsk | null): void {
  useTaskStore.setState({ ask });
}
