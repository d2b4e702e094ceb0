/**
 * Calls over one WebSocket to the loopback host. A `fetch` takes the browser some four milliseconds beside the answer itself, a
 * message one: at every key of a search that is the difference. Without an open socket the caller takes HTTP; nothing waits for it.
 */
import type { Result } from '../../shared/kernel/result.ts';

/** UTF-8 needs three bytes a character at most; the host closes at 256 KiB. */
export const MAX_MESSAGE_CHARS = 80_000;
/** After a refused or lost connection HTTP serves for so long before the next attempt. */
const RETRY_MS = 5_000;
/** The host starts anew after a lock: what it has not answered it has not carried out, and its successor takes it. */
const STARTS_ANEW = 1012;

export interface CallSocket {
  /** Sends the JSON of `{ method, input }`; `null` when no socket is open (yet). */
  call(call: string, signal?: AbortSignal): Promise<Result<unknown>> | null;
}

interface Waiting {
  readonly answer: (result: Result<unknown>) => void;
  /** The call as it was sent, to be made another way. */
  readonly call: string;
  readonly signal: AbortSignal | undefined;
}

/** Opens at once, and again when it was lost and the next call comes. `elsewhere` makes a call that this host did not begin. */
export function createCallSocket(elsewhere: (call: string, signal?: AbortSignal) => Promise<Result<unknown>>): CallSocket {
  const waiting = new Map<number, Waiting>();
  let socket: WebSocket | null = null;
  let nextId = 1;
  let triedAt = -Infinity;

  const open = (): void => {
    if (socket !== null || performance.now() - triedAt < RETRY_MS) return;
    triedAt = performance.now();
    const opening = new WebSocket(`ws://${location.host}/api/socket`);
    socket = opening;
    opening.onmessage = (message: MessageEvent<string>) => {
      const { id, result } = JSON.parse(message.data) as { readonly id: number; readonly result: Result<unknown> };
      waiting.get(id)?.answer(result);
    };
    opening.onclose = ({ code }) => {
      socket = null;
      if (code === STARTS_ANEW) triedAt = -Infinity;
      for (const { answer, call, signal } of [...waiting.values()]) {
        if (code === STARTS_ANEW) void elsewhere(call, signal).then(answer);
        // Whether they were carried out nobody knows: the same answer as for a request cut off in the middle.
        else answer({ ok: false, error: { code: 'client.unreachable' } });
      }
    };
  };
  const send = (to: WebSocket, call: string, signal?: AbortSignal): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      const id = nextId++;
      const cancel = (): void => {
        if (to.readyState === WebSocket.OPEN) to.send(`{"cancel":${id}}`);
        answer({ ok: false, error: { code: 'request.cancelled' } });
      };
      const answer = (result: Result<unknown>): void => {
        waiting.delete(id);
        signal?.removeEventListener('abort', cancel);
        resolve(result);
      };
      waiting.set(id, { answer, call, signal });
      signal?.addEventListener('abort', cancel, { once: true });
      // The call's own braces are opened to let the number in: writing a large input twice is what this saves.
      to.send(`{"id":${id},${call.slice(1)}`);
    });

  open();
  return {
    call: (call, signal) => {
      if (signal?.aborted === true) return Promise.resolve({ ok: false, error: { code: 'request.cancelled' } });
      if (socket?.readyState === WebSocket.OPEN) return send(socket, call, signal);
      open();
      return null;
    },
  };
}
