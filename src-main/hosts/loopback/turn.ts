/**
 * How long one process may speak for the book. Whoever handed customers on keeps them in its
 * memory, so the process that answers the window ends with every lock and another follows: from
 * then on nothing new begins here, and what was begun is answered first.
 */
import type { ServerResponse } from 'node:http';
import type { CoreClient } from '../common/core-client.ts';
import { OPENING } from '../common/opening.ts';

export interface Turn {
  /** Whether a call may begin here; if not, the same call made anew reaches the process that follows. */
  admits(method?: unknown): boolean;
  /** Counts this answer as under way until it is written; after the end of the turn it takes its connection with it. */
  begin(response: ServerResponse): void;
  /** Answers under way, open streams of events among them. */
  underWay(): number;
  readonly over: Promise<void>;
  /** Nothing new from now on; `over` follows when everybody has been told of what happened now. */
  end(): void;
}

/** For a host that is no process of its own: it goes on over any number of locks. */
export function endlessTurn(): Turn {
  return { admits: () => true, begin: () => undefined, underWay: () => 0, over: new Promise(() => undefined), end: () => undefined };
}

export function createTurn(core: CoreClient): Turn {
  let ended = false;
  let count = 0;
  let markOver: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (markOver = resolve));
  return {
    admits(method) {
      // Another book is opened by a process that never saw this one.
      if (!ended && core.isOpen() && OPENING.has(method)) void core.lock('user');
      return !ended;
    },
    begin(response) {
      count++;
      response.once('close', () => count--);
      if (ended) response.setHeader('connection', 'close');
    },
    underWay: () => count,
    over,
    end() {
      ended = true;
      setImmediate(markOver);
    },
  };
}
