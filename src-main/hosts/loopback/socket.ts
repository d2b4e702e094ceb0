/**
 * Calls over one open connection. A request over HTTP costs a browser some four milliseconds
 * before anything happens, a message on an open WebSocket one: the difference is felt at every
 * key. The walls of `auth.ts` stand at its door, and every message passes the same gate as a
 * request does. Message: `{ id, method, input }` or `{ cancel: id }`; answer: `{ id, result }`.
 * When the book locks the connection ends with 1012, after the answers to all calls that were
 * begun: what was asked and not answered by then was not carried out, and may be asked again.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Socket } from 'node:net';
import { err } from '../../../shared/kernel/result.ts';
import type { CoreClient } from '../common/core-client.ts';
import { refusalOf } from '../common/gate.ts';
import { foreignRequest } from './auth.ts';
import type { Auth } from './auth.ts';
import type { Turn } from './turn.ts';
import { closeFrame, createFrameReader, pongFrame, textFrame } from './frames.ts';
import type { CloseCode } from './frames.ts';

export interface SocketDeps {
  readonly port: number;
  readonly auth: Auth;
  readonly core: CoreClient;
  readonly turn: Turn;
  readonly limit: { take(): boolean };
  readonly onActivity: () => void;
}

export interface CallSockets {
  /** For `server.on('upgrade')`. */
  onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export const SOCKET_PATH = '/api/socket';
/** Larger calls come over HTTP. */
export const MAX_MESSAGE_BYTES = 256 * 1024;
/** Two for each of a good number of windows. */
const MAX_SOCKETS = 32;
/** What RFC 6455 §4.2.2 has both sides hash. */
const PROTOCOL_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export function createCallSockets(deps: SocketDeps): CallSockets {
  const open = new Set<Duplex>();
  return {
    onUpgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      const refusal = open.size >= MAX_SOCKETS ? 503 : refusedWith(deps, request);
      if (refusal !== null) return void socket.end(`HTTP/1.1 ${refusal} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      if (socket instanceof Socket) socket.setNoDelay(true).setTimeout(0);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${acceptOf(keyOf(request))}\r\n\r\n`);
      serve(deps, socket, head);
    },
    close() {
      for (const socket of open) socket.destroy();
    },
  };
}

/** The status to refuse with, or `null`. A browser always says where a WebSocket comes from, so the absence of it is foreign too. */
function refusedWith(deps: SocketDeps, request: IncomingMessage): number | null {
  if (request.headers.origin === undefined || foreignRequest(request, deps.port) !== null) return 403;
  if (!deps.auth.hasSession(request)) return 401;
  if (!deps.limit.take()) return 429;
  const { headers } = request;
  const isSocket = request.method === 'GET' && request.url === SOCKET_PATH && headers.upgrade?.toLowerCase() === 'websocket';
  return isSocket && headers['sec-websocket-version'] === '13' && /^[+/\w]{22}==$/.test(keyOf(request)) ? null : 400;
}

const keyOf = (request: IncomingMessage): string => request.headers['sec-websocket-key'] ?? '';
const acceptOf = (key: string): string => createHash('sha1').update(key + PROTOCOL_GUID).digest('base64');

function serve(deps: SocketDeps, socket: Duplex, head: Buffer): void {
  const running = new Map<number, AbortController>();
  let leaving = false;
  const leave = (): void => {
    if (leaving && running.size === 0) end(1012);
  };
  const end = (code: CloseCode): void => void socket.end(closeFrame(code));
  const answer = (id: number, result: Uint8Array): void => {
    if (socket.writable) socket.write(textFrame([Buffer.from(`{"id":${id},"result":`), result, END]));
  };
  const onText = (text: string): void => {
    const message = readMessage(text);
    if (message === null) return end(1002);
    if ('cancel' in message) return running.get(message.cancel)?.abort();
    const { id, method, input } = message;
    const refusal = deps.limit.take() ? refusalOf(method, input) : err('request.denied', { reason: 'rate' });
    if (refusal !== null) return answer(id, Buffer.from(JSON.stringify(refusal)));
    if (!deps.turn.admits(method)) return;
    deps.onActivity();
    const abort = new AbortController();
    running.set(id, abort);
    void deps.core.callJson(method as string, input ?? {}, { signal: abort.signal }).then((result) => {
      running.delete(id);
      answer(id, result);
      leave();
    });
  };
  const read = createFrameReader(MAX_MESSAGE_BYTES, { onText, onPing: (payload) => void socket.write(pongFrame(payload)), onEnd: end });
  socket.on('data', read);
  // The page is gone: nobody waits for what it asked.
  socket.once('close', () => running.forEach((abort) => abort.abort()));
  socket.once('end', () => socket.end());
  void deps.turn.over.then(() => {
    leaving = true;
    leave();
  });
  if (head.length > 0) read(head);
}

const END = Buffer.from('}');

type Message = { readonly id: number; readonly method: unknown; readonly input: unknown } | { readonly cancel: number };

function readMessage(text: string): Message | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { id, cancel, method, input } = value as Readonly<Record<string, unknown>>;
  if (Number.isSafeInteger(cancel)) return { cancel: cancel as number };
  return Number.isSafeInteger(id) ? { id: id as number, method, input } : null;
}
