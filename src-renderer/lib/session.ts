/** The session as the window sees it: open or locked, and which book. */
import type { UseQueryResult } from '@tanstack/react-query';
import { create } from 'zustand';
import type { BookInfo } from '../../shared/modules/session.ts';
import type { Output } from '../../shared/contract/index.ts';
import { api, onFailure, queryKey, useApiQuery, type ApiError } from './api.ts';
import { queryClient } from './query-client.ts';
import { forgetSession } from './session-end.ts';

/** Why the book was locked last, for one sentence on the lock screen. */
export type LockReason = 'user' | 'idle' | 'system' | 'crash';

interface Gate {
  /** The user is making a book: its recovery code must be shown before the rest, although the book is already open. */
  readonly making: boolean;
  readonly lockedBecause: LockReason | null;
  /** The book that was open last in this window. */
  readonly lastRef: string | null;
  /** The book whose repair is open, or is asked for by a button inside the book. */
  readonly repairing: string | null;
  /** The owner is changing the book's key: the book is closed and opened again behind these screens. */
  readonly changingKey: boolean;
  /** A call met damage while the book was open. */
  readonly isDamaged: boolean;
}
export const useGate = create<Gate>(() => ({ making: false, lockedBecause: null, lastRef: null, repairing: null, changingKey: false, isDamaged: false }));

// Damage is met by whatever reads the page first; the notice above all pages tells it once.
onFailure(({ code }) => {
  if (code === 'book.damaged' && isBookOpen()) useGate.setState({ isDamaged: true });
});

/** Whether a book is open as far as this window knows. */
export function isBookOpen(): boolean {
  return queryClient.getQueryData<Output<'session.status'>>(queryKey('session.status', {}))?.state === 'open';
}

export function useSession(): UseQueryResult<Output<'session.status'>, ApiError> {
  return useApiQuery('session.status', {});
}

/** The open book; only for screens behind the gate. */
export function useBook(): BookInfo | null {
  return useSession().data?.book ?? null;
}

/** Locks now. The window forgets first, so that nothing is left to see however long the core takes. */
export async function lockNow(): Promise<void> {
  endSession('user');
  await api.call('session.lock', {});
  await refreshSession();
}

/** Locks this book and goes to the entrance with another one chosen, ready for its passphrase. */
export async function switchBook(ref: string): Promise<void> {
  endSession('user');
  useGate.setState({ lastRef: ref });
  await api.call('session.lock', {});
  await refreshSession();
}

/** Opens the repair of a book at the entrance, or leaves it with `null`. A book that is open stays so until the repair begins to look. */
export function setRepairing(ref: string | null): void {
  useGate.setState({ repairing: ref });
}

/** Opens the screens that change the book's key, or leaves them for wherever the book is then: open, or locked. */
export function setChangingKey(changingKey: boolean): void {
  useGate.setState({ changingKey });
}

/** Forgets everything of the book; the gate then shows the lock screen. */
export function endSession(reason: LockReason): void {
  const key = queryKey('session.status', {});
  const before = queryClient.getQueryData<Output<'session.status'>>(key);
  // The core's own word that it is locked comes after this window's, and knows less about why.
  const known = before?.state === 'locked';
  useGate.setState((gate) => ({ making: false, isDamaged: false, lockedBecause: known ? (gate.lockedBecause ?? reason) : reason, lastRef: before?.book?.ref ?? gate.lastRef }));
  if (before !== undefined) queryClient.setQueryData(key, { ...before, state: 'locked', book: null });
  forgetSession();
  window.location.hash = '#/';
}

/** Asks the core again whether a book is open. */
export async function refreshSession(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['session.status'] });
  await queryClient.invalidateQueries({ queryKey: ['books.list'] });
}
