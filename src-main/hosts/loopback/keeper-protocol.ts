/**
 * What passes between the keeper and the process that answers the window (its *front*): no word
 * of a book. Beside a `connection` travels the connection itself, of which nothing was read.
 */
import type { Language } from '../../../shared/modules/words.ts';
import type { Admitted, LaunchToken } from './auth.ts';

export interface FrontStart {
  readonly port: number;
  readonly dataDir: string;
  readonly language: Language;
  readonly pagesFolder: string;
  readonly maxUploadBytes?: number;
  readonly automaticBackups?: boolean;
  readonly admitted: Admitted;
}

export type ToFront =
  | ({ readonly type: 'start' } & FrontStart)
  /** The front before this one has given the book back. */
  | { readonly type: 'go' }
  | { readonly type: 'token'; readonly token: LaunchToken }
  /** Somebody was let in by the front before this one. */
  | { readonly type: 'session'; readonly token: string; readonly session: string }
  | { readonly type: 'connection' }
  /** The program ends. */
  | { readonly type: 'close' };

export type FromFront =
  | { readonly type: 'ready' }
  /** It has the oldest connection that was on its way to it. */
  | { readonly type: 'took' }
  /** The book was locked: connections are for the next one. */
  | { readonly type: 'leaving' }
  /** Its core process: it outlives a front that was killed by as long as it takes to close the book. */
  | { readonly type: 'core'; readonly pid: number }
  /** Its core process has ended. */
  | { readonly type: 'gave-back' }
  | { readonly type: 'redeemed'; readonly token: string; readonly session: string }
  | { readonly type: 'use' }
  | { readonly type: 'streams'; readonly change: 1 | -1 };

const TEXTS = new Set<unknown>(['ready', 'took', 'leaving', 'gave-back', 'use']);

/** A front has heard the window and may have been misled: what is no message of ours is nothing. */
export function readFromFront(message: unknown): FromFront | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, token, session, change, pid } = message as Readonly<Record<string, unknown>>;
  if (TEXTS.has(type)) return { type } as FromFront;
  if (type === 'redeemed' && typeof token === 'string' && typeof session === 'string') return { type, token, session };
  if (type === 'core' && Number.isSafeInteger(pid) && (pid as number) > 1) return { type, pid: pid as number };
  return type === 'streams' && (change === 1 || change === -1) ? { type, change } : null;
}
