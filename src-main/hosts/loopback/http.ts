/**
 * The loopback server's routes. Every request passes `auth.ts` first; every answer carries
 * the safe headers and none that would let another origin read it.
 */
import { createReadStream } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { CoreEvent } from '../../../shared/contract/events.ts';
import { err } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { CoreClient } from '../common/core-client.ts';
import { MAX_CALL_CHARS, refusalOf } from '../common/gate.ts';
import { safeHeaders } from '../common/page.ts';
import type { Pages } from '../common/page.ts';
import type { HostTexts } from '../common/texts.ts';
import { foreignRequest } from './auth.ts';
import type { Auth } from './auth.ts';
import type { StagedFiles } from './files.ts';
import type { Turn } from './turn.ts';

export interface HttpDeps {
  readonly port: number;
  readonly auth: Auth;
  readonly core: CoreClient;
  readonly files: StagedFiles;
  readonly pages: Pages;
  readonly texts: HostTexts;
  readonly turn: Turn;
  /** Shared with the calls that come over a socket. */
  readonly limit: { take(): boolean };
  /** Something of the user's happened: postpones the idle exit. */
  readonly onActivity: () => void;
  /** How many event streams, that is windows, are open. */
  readonly onStreams: (change: 1 | -1) => void;
}

const MAX_BODY_BYTES = MAX_CALL_CHARS * 3;
const HEARTBEAT_MS = 20_000;
/** How soon a browser asks again for a stream of events that ended. */
const EVENTS_AGAIN_MS = 100;
const BARE_POLICY = "default-src 'none'; frame-ancestors 'none'";
const JSON_TYPE = 'application/json; charset=utf-8';

/** The request handler; never throws, and answers nothing but a status to what it does not know. */
export function createHandler(deps: HttpDeps): RequestListener {
  return (request, response) => {
    deps.turn.begin(response);
    for (const [name, value] of Object.entries(safeHeaders)) response.setHeader(name, value);
    route(deps, request, response).catch(() => {
      if (!response.headersSent) json(response, 500, err('internal'));
      else response.destroy();
    });
  };
}

async function route(deps: HttpDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const foreign = foreignRequest(request, deps.port);
  if (foreign !== null) return json(response, 403, err('request.denied', { reason: foreign }));
  // Parsed against our own address: a request line in absolute form cannot name another one.
  const url = new URL(`http://127.0.0.1${request.url?.startsWith('/') ? request.url : '/'}`);
  const { method } = request;
  if (method === 'GET' && url.pathname === '/') return entrance(deps, request, response, url);
  if (!deps.auth.hasSession(request)) return json(response, 401, err('request.denied', { reason: 'session' }));
  if (!deps.limit.take()) return json(response, 429, err('request.denied', { reason: 'rate' }));
  deps.onActivity();
  if (method === 'GET' && url.pathname === '/api/events') return events(deps, response);
  if (url.pathname.startsWith('/api/') && !deps.turn.admits()) return again(request, response);
  if (method === 'POST' && url.pathname === '/api/call') return call(deps, request, response);
  if (method === 'POST' && url.pathname === '/api/files') return upload(deps, request, response, url);
  if (method === 'POST' && url.pathname === '/api/files/target') return target(deps, request, response);
  const download = /^\/api\/files\/([\w-]{8,128})$/.exec(url.pathname)?.[1];
  if (method === 'GET' && download !== undefined) return deliver(deps, response, download);
  if (method === 'GET') return staticFile(deps, response, url.pathname);
  response.setHeader('allow', 'GET, POST');
  return json(response, 405, err('request.denied', { reason: 'method' }));
}

/** The page, or the exchange of the launch token for the cookie. */
function entrance(deps: HttpDeps, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const token = url.searchParams.get('token');
  const cookie = token === null ? null : deps.auth.redeem(token);
  if (cookie !== null || (token !== null && deps.auth.hasSession(request))) {
    if (cookie !== null) response.setHeader('set-cookie', cookie);
    deps.onActivity();
    return toPage(request, response);
  }
  if (!deps.auth.hasSession(request)) return refusalPage(deps, response);
  const page = deps.pages.index();
  deps.onActivity();
  response.writeHead(200, page.headers).end(page.html);
}

/**
 * Onwards to the page, so that the token leaves the address bar. A redirect that a page of another site began would come
 * without the strict cookie; a refresh begins here.
 */
function toPage(request: IncomingMessage, response: ServerResponse): void {
  const site = request.headers['sec-fetch-site'] ?? 'none';
  response.setHeader('cache-control', 'no-store');
  if (site === 'none' || site === 'same-origin') response.writeHead(303, { location: '/' }).end();
  else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': BARE_POLICY }).end('<!doctype html><meta http-equiv="refresh" content="0;url=/">');
}

function refusalPage(deps: HttpDeps, response: ServerResponse): void {
  const html = `<!doctype html><meta charset="utf-8"><title>${deps.texts.refusedTitle}</title><h1>${deps.texts.refusedTitle}</h1><p>${deps.texts.refused}</p>`;
  response.writeHead(401, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': BARE_POLICY }).end(html);
}

async function call(deps: HttpDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await jsonBody(request);
  if (!body.ok) return json(response, body.error.code === 'request.tooLarge' ? 413 : 400, body);
  const { method, input } = body.value as { readonly method?: unknown; readonly input?: unknown };
  const refusal = refusalOf(method, input);
  if (refusal !== null) return json(response, 400, refusal);
  if (!deps.turn.admits(method)) return again(request, response);
  const abort = new AbortController();
  // The page took the question back, or is gone.
  response.once('close', () => response.writableFinished || abort.abort());
  jsonText(response, 200, await deps.core.callJson(method as string, input ?? {}, { signal: abort.signal }));
}

/** Nothing of it was carried out: the same request is for the process that follows, which a new connection reaches. */
function again(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('connection', 'close');
  // No status of an error: browsers write those on the page's console, and nothing is wrong.
  response.setHeader('x-regulars-again', '1');
  json(response, 200, err('request.denied', { reason: 'again' }));
  request.resume();
}

function events(deps: HttpDeps, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(`: connected\nretry: ${EVENTS_AGAIN_MS}\n\n`);
  void deps.turn.over.then(() => response.end());
  const off = deps.core.onEvent((event: CoreEvent) => response.write(`data: ${JSON.stringify(event)}\n\n`));
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS).unref();
  deps.onStreams(1);
  response.once('close', () => {
    off();
    clearInterval(heartbeat);
    deps.onStreams(-1);
  });
}

async function upload(deps: HttpDeps, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const abort = new AbortController();
  request.once('close', () => request.complete || abort.abort());
  const result = await deps.files.upload(url.searchParams.get('name') ?? '', request, abort.signal);
  if (!result.ok && !request.complete) response.setHeader('connection', 'close');
  json(response, result.ok ? 200 : 400, result);
}

async function target(deps: HttpDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await jsonBody(request);
  if (!body.ok) return json(response, 400, body);
  const { name } = body.value as { readonly name?: unknown };
  if (typeof name !== 'string') return json(response, 400, err('request.invalid'));
  json(response, 200, { ok: true, value: deps.files.target(name) });
}

async function deliver(deps: HttpDeps, response: ServerResponse, token: string): Promise<void> {
  const file = await deps.files.read(token);
  if (file === null) return json(response, 404, err('file.missing'));
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
    'cache-control': 'no-store',
  });
  await pipeline(file.content, response);
}

async function staticFile(deps: HttpDeps, response: ServerResponse, path: string): Promise<void> {
  const file = deps.pages.find(path);
  if (file === null) return json(response, 404, err('request.denied', { reason: 'unknown' }));
  response.writeHead(200, { 'content-type': file.contentType, 'cache-control': 'no-cache' });
  await pipeline(createReadStream(file.path), response);
}

async function jsonBody(request: IncomingMessage): Promise<Result<object>> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return err('request.invalid', { reason: 'type' });
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return err('request.tooLarge', { limit: MAX_BODY_BYTES });
  const pieces: Buffer[] = [];
  let total = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    total += piece.length;
    if (total > MAX_BODY_BYTES) return err('request.tooLarge', { limit: MAX_BODY_BYTES });
    pieces.push(piece);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    return typeof value === 'object' && value !== null ? { ok: true, value } : err('request.invalid');
  } catch {
    return err('request.invalid', { reason: 'json' });
  }
}

const json = (response: ServerResponse, status: number, body: unknown): void => jsonText(response, status, JSON.stringify(body));

function jsonText(response: ServerResponse, status: number, body: string | Uint8Array): void {
  if (response.destroyed) return;
  // A body that was not read to its end must not be taken for the next request.
  if (status === 413) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': JSON_TYPE, 'cache-control': 'no-store' }).end(body);
}
