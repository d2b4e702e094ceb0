/**
 * The page's end of the way to the core. Calls go over a port to the process that has the book; the main process hands the
 * ports over and says when a sitting is over, and hears no call. After its word the page gets a port to the process that follows;
 * what the old one did not begin is asked there again, what it did begin it still answers: the next one is heard of only when it
 * has ended, and then nothing more can come.
 */
import type { CoreEvent } from '../../../shared/contract/events.ts';
import { err } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { ToWindow } from '../common/window-calls.ts';

/** A `MessagePort` of the page, as far as it is used. */
export interface LinkPort {
  post(message: unknown): void;
  /** Begins to hear. */
  listen(onMessage: (message: ToWindow) => void): void;
}

export interface WindowLink {
  call(method: unknown, input: unknown): Promise<unknown>;
  onEvent(listener: (event: CoreEvent) => void): () => void;
  /** A port has come from the main process. */
  take(port: LinkPort): void;
  /** The main process says that the sitting is over, and another process begins. */
  over(event: Extract<CoreEvent, { type: 'session.locked' }>): void;
}

interface Call {
  readonly method: unknown;
  readonly input: unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

interface Link {
  readonly port: LinkPort;
  readonly calls: Map<number, Call>;
}

/** `ask` has the main process hand over a port; false when there is no core. Asked for at once: events come over it too. */
export function createWindowLink(ask: () => Promise<boolean>): WindowLink {
  const listeners = new Set<(event: CoreEvent) => void>();
  const waiting: Call[] = [];
  let link: Link | null = null;
  /** The one before, which answers what it began. */
  let last: Link | null = null;
  let asking = false;
  /** The process at the other end goes: another port only after the main process knows too. */
  let leaving = false;
  let lockTold = false;
  let nextId = 1;

  const emit = (event: CoreEvent): void => listeners.forEach((listener) => listener(event));
  const send = (to: Link, call: Call): void => {
    const id = nextId++;
    to.calls.set(id, call);
    try {
      to.port.post({ id, method: call.method, input: call.input });
    } catch (cause) {
      to.calls.delete(id);
      call.reject(cause);
    }
  };
  const end = (from: Link | null, result: Result<never>): void => {
    for (const call of from?.calls.values() ?? []) call.resolve(result);
    from?.calls.clear();
  };
  const askForPort = async (): Promise<void> => {
    if (asking || leaving || link !== null) return;
    asking = true;
    if (await ask().catch(() => false)) return;
    asking = false;
    end(last, err('session.locked'));
    for (const call of waiting.splice(0)) call.resolve(err('internal', { reason: 'core' }));
  };
  const place = (call: Call): void => {
    if (link !== null) return send(link, call);
    waiting.push(call);
    void askForPort();
  };
  const drop = (from: Link): void => {
    if (link !== from) return;
    last = link;
    link = null;
    leaving = true;
  };
  const hear = (from: Link, message: ToWindow): void => {
    if ('event' in message) {
      // One on its way out has nothing more to say about the book.
      if (from !== link) return;
      if (message.event.type === 'session.locked') {
        lockTold = true;
        drop(from);
      }
      return emit(message.event);
    }
    const id = 'again' in message ? message.again : message.id;
    const call = from.calls.get(id);
    from.calls.delete(id);
    if (!('again' in message)) return call?.resolve(message.result);
    drop(from);
    if (call) place(call);
  };

  void askForPort();
  return {
    call: (method, input) => new Promise((resolve, reject) => place({ method, input, resolve, reject })),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take(port) {
      end(last, err('session.locked'));
      end(link, err('internal', { reason: 'crash' }));
      const mine: Link = { port, calls: new Map() };
      asking = leaving = false;
      link = mine;
      port.listen((message) => hear(mine, message));
      for (const call of waiting.splice(0)) send(mine, call);
    },
    over(event) {
      if (link !== null) drop(link);
      leaving = false;
      if (event.reason === 'crash') end(last, err('internal', { reason: 'crash' }));
      void askForPort();
      const told = lockTold;
      lockTold = false;
      if (!told) emit(event);
    },
  };
}
