/**
 * The window's calls where the core is: they come over a port that the host has only handed over, so no other process
 * ever has a text of theirs. A page that was taken over may post here whatever it wants: what it may ask, how much and
 * how often is decided on this side. One window is served; its port follows from the page before when that has gone.
 */
import type { CoreEvent } from '../../../shared/contract/events.ts';
import { err } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { createRateLimit, refusalOf } from './gate.ts';
import { OPENING, SWITCHING } from './opening.ts';

/**
 * What a host that sees no call of its window has to know: one begins (and is answered) that closes a book on the way to
 * another; the open book must close before another opens; preferences were changed.
 */
export type Note = 'switching' | 'switched' | 'give-way' | 'prefs-changed';

export type ToWindow =
  | { readonly id: number; readonly result: Result<unknown> }
  /** Not begun, since this process ends: the same call is for the one that follows. */
  | { readonly again: number }
  | { readonly event: CoreEvent };

/** One end of a channel; Electron's `MessagePortMain` as far as it is used. */
export interface WindowPort {
  postMessage(message: ToWindow): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

export interface WindowCallsDeps {
  readonly call: (method: string, input: unknown, signal: AbortSignal) => Promise<Result<unknown>>;
  /** What the host has to know of a call: never what was asked. */
  readonly note: (note: Note) => void;
  readonly now: () => number;
}

export interface WindowCalls {
  /** Serves this port instead of the one before, whose calls are aborted. */
  take(port: WindowPort): void;
  tell(event: CoreEvent): void;
  /** Begins nothing from now on; resolves when what was begun is answered. */
  leave(): Promise<void>;
}

interface Link {
  readonly port: WindowPort;
  readonly running: Map<number, AbortController>;
  closed: boolean;
}

export function createWindowCalls(deps: WindowCallsDeps): WindowCalls {
  // Of the process, not of a port: a page that asks for another port has no more of it.
  const limit = createRateLimit(deps.now);
  const underWay = new Set<Promise<void>>();
  let link: Link | null = null;
  let open = false;
  let leaving = false;

  const run = async (from: Link, { id, method, input }: Asked): Promise<void> => {
    const abort = new AbortController();
    from.running.set(id, abort);
    const result = await deps.call(method as string, input ?? {}, abort.signal);
    from.running.delete(id);
    post(from, { id, result });
    if (SWITCHING.has(method)) deps.note('switched');
    if (method === 'prefs.set') deps.note('prefs-changed');
  };

  const hear = (from: Link, data: unknown): void => {
    const message = readMessage(data);
    if (message === null || from.closed) return;
    if ('cancel' in message) return from.running.get(message.cancel)?.abort();
    const { id, method, input } = message;
    if (from.running.has(id)) return;
    const refusal = limit.take() ? refusalOf(method, input) : err('request.denied', { reason: 'rate' });
    if (refusal !== null) return post(from, { id, result: refusal });
    if (leaving) return post(from, { again: id });
    if (SWITCHING.has(method)) deps.note('switching');
    if (open && OPENING.has(method)) {
      leaving = true;
      deps.note('give-way');
      return post(from, { again: id });
    }
    const call = run(from, message);
    underWay.add(call);
    void call.finally(() => underWay.delete(call));
  };

  return {
    take(port) {
      if (link !== null) {
        link.port.close();
        end(link);
      }
      const mine: Link = { port, running: new Map(), closed: false };
      link = mine;
      port.on('message', ({ data }) => hear(mine, data));
      // The page is gone: nobody waits for what it asked.
      port.on('close', () => end(mine));
      port.start();
    },
    tell(event) {
      if (event.type === 'session.opened') open = true;
      if (event.type === 'session.locked') leaving = true;
      if (link !== null) post(link, { event });
    },
    async leave() {
      leaving = true;
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function end(link: Link): void {
  link.closed = true;
  for (const abort of link.running.values()) abort.abort();
}

function post(link: Link, message: ToWindow): void {
  if (!link.closed) link.port.postMessage(message);
}

interface Asked {
  readonly id: number;
  readonly method: unknown;
  readonly input: unknown;
}

function readMessage(data: unknown): Asked | { readonly cancel: number } | null {
  if (typeof data !== 'object' || data === null) return null;
  const { id, cancel, method, input } = data as Readonly<Record<string, unknown>>;
  if (Number.isSafeInteger(cancel)) return { cancel: cancel as number };
  return Number.isSafeInteger(id) ? { id: id as number, method, input } : null;
}
