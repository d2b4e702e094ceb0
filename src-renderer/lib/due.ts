/** Reminders that came due while the window is open, until each was dealt with or put away. */
import { create } from 'zustand';
import type { CoreEvent } from '../../shared/contract/events.ts';
import { onSessionEnd } from './session-end.ts';

type DueEvent = Extract<CoreEvent, { type: 'reminders.due' }>;
export type DueItem = DueEvent['items'][number];

interface DueStore {
  readonly items: readonly DueItem[];
  /** How many came due while the program was off; told once, in one line. */
  readonly missed: number;
}

export const useDue = create<DueStore>(() => ({ items: [], missed: 0 }));
onSessionEnd(() => useDue.setState({ items: [], missed: 0 }));

/** Called with each event beside the panel: the browser's notices. */
const listeners = new Set<(event: DueEvent) => void>();

export function onDue(listener: (event: DueEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One told again replaces what was told of it before. */
export function noteDue(event: DueEvent): void {
  const { items, missed } = event;
  if (missed) useDue.setState((due) => ({ missed: due.missed + items.length }));
  else useDue.setState((due) => ({ items: [...due.items.filter((one) => !items.some((item) => item.id === one.id)), ...items] }));
  for (const listener of listeners) listener(event);
}

export function putAwayDue(id: number): void {
  useDue.setState((due) => ({ items: due.items.filter((one) => one.id !== id) }));
}

export function putAwayMissed(): void {
  useDue.setState({ missed: 0 });
}

export function putAwayAll(): void {
  useDue.setState({ items: [], missed: 0 });
}
