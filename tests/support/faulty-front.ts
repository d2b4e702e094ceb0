/** A door in front of a real server: lets requests through, answers itself, or tears the line in the middle. */
import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Fault =
  | { readonly status: number; readonly body?: string }
  /** Takes so many bytes of what is sent, then cuts the line. */
  | { readonly cutAfter: number }
  /** Sends so many bytes of the answer, then cuts the line. */
  | { readonly cutAnswerAfter: number }
  /** Changes one byte of the answer. */
  | 'flip'
  /** Says nothing at all. */
  | 'silent'
  /** The work is done, and the line cut before the answer. */
  | 'noAnswer';

export type Rule = (asked: { readonly method: string; readonly path: string; readonly nth: number }) => Fault | null;

export interface Front {
  readonly port: number;
  /** Every request, as `METHOD /path`. */
  readonly log: string[];
  /** Headers of the last request. */
  last(): IncomingMessage['headers'];
  set(rule: Rule | null): void;
  stop(): Promise<void>;
}

/** `behind`: the port of the server, or which one a path goes to. */
export async function openFront(behind: (path: string) => number): Promise<Front> {
  let rule: Rule | null = null;
  let last: IncomingMessage['headers'] = {};
  const log: string[] = [];
  const server = createServer((asked, answer) => {
    const [method, path] = [asked.method ?? '', asked.url ?? ''];
    last = asked.headers;
    log.push(`${method} ${path}`);
    const nth = log.filter((line) => line.startsWith(`${method} `)).length;
    handle(behind(path), rule?.({ method, path, nth }) ?? null, asked, answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    log,
    last: () => last,
    set: (next) => {
      rule = next;
      log.length = 0;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function handle(behind: number, fault: Fault | null, asked: IncomingMessage, answer: ServerResponse): void {
  asked.on('error', () => undefined);
  if (fault === 'silent') return void asked.resume();
  if (typeof fault === 'object' && fault !== null && 'status' in fault) {
    asked.resume();
    asked.on('end', () => answer.writeHead(fault.status, { 'content-type': 'application/xml' }).end(fault.body ?? ''));
    return;
  }
  const on = request({ host: '127.0.0.1', port: behind, method: asked.method, path: asked.url, headers: asked.headers, agent: false }, (reply) => {
    if (fault === 'noAnswer') return void reply.resume().on('end', () => answer.destroy());
    answer.writeHead(reply.statusCode ?? 500, reply.headers);
    pass(reply, answer, fault);
  });
  on.on('error', () => answer.destroy());
  let taken = 0;
  asked.on('data', (piece: Buffer) => {
    taken += piece.length;
    on.write(piece);
    if (isCut(fault) && taken > fault.cutAfter) {
      on.destroy();
      asked.destroy();
    }
  });
  asked.on('end', () => on.end());
}

const isCut = (fault: Fault | null): fault is { readonly cutAfter: number } => typeof fault === 'object' && fault !== null && 'cutAfter' in fault;

function pass(reply: IncomingMessage, answer: ServerResponse, fault: Fault | null): void {
  let sent = 0;
  reply.on('data', (piece: Buffer) => {
    if (fault === 'flip' && sent === 0) piece[0]! ^= 1;
    answer.write(piece);
    sent += piece.length;
    if (typeof fault === 'object' && fault !== null && 'cutAnswerAfter' in fault && sent > fault.cutAnswerAfter) answer.destroy();
  });
  reply.on('end', () => answer.end());
}
