/** Which follow-up is being written: one dialog for the whole window, opened from a profile, a row of the list or the palette. */
import { create } from 'zustand';
import type { ContactMethod, FollowUp } from '../../../shared/modules/follow-ups.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

export interface FollowUpTask {
  readonly id: number;
  readonly title: string;
  readonly method: ContactMethod | null;
  /** Absent: a task. */
  readonly of?: 'reminder';
}

export interface FollowUpAsk {
  /** `null`: the dialog asks for the customer first. */
  readonly customerId: number | null;
  /** A follow-up to be corrected. */
  readonly row?: FollowUp;
  /** A task that ends with this contact. */
  readonly task?: FollowUpTask;
  /** What to ask, while return visits are done one after another. */
  readonly script?: string;
  /** After it was saved or put off: what comes next. */
  readonly onDone?: () => void;
}

interface FollowUpStore {
  readonly ask: FollowUpAsk | null;
  /** The way of the last one written in this sitting: most days it is the same all day. */
  readonly lastMethod: ContactMethod;
}

export const useFollowUpStore = create<FollowUpStore>(() => ({ ask: null, lastMethod: 'wechat' }));
onSessionEnd(() => useFollowUpStore.setState({ ask: null, lastMethod: 'wechat' }));

/** Opens the dialog for a customer, or for one still to be named. */
export function openFollowUp(customerId: number | null): void {
  useFollowUpStore.setState({ ask: { customerId } });
}

/** Opens the dialog to end a task with what was said. */
export function finishWithFollowUp(customerId: number, task: FollowUpTask, more: Pick<FollowUpAsk, 'script' | 'onDone'> = {}): void {
  useFollowUpStore.setState({ ask: { customerId, task, ...more } });
}

export function editFollowUp(row: FollowUp): void {
  useFollowUpStore.setState({ ask: { customerId: row.customerId, row } });
}

export function closeFollowUp(): void {
  useFollowUpStore.setState({ ask: null });
}
