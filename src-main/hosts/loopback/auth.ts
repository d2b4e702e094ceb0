/**
 * Who may talk to the loopback server. Three independent walls, since any program and any
 * web page of this machine can reach the port:
 *   1. exact `Host`: a page of another name that was pointed at 127.0.0.1 is refused (DNS rebinding);
 *   2. exact `Origin` and `Sec-Fetch-Site`, and a header no foreign page can send: no cross-site request;
 *   3. a session cookie, given once for the launch token that only the starting terminal saw.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const TOKEN_BYTES = 32;
/** A launch link nobody opened stops working. */
const TOKEN_LIFE_MS = 30 * 60_000;
const KEPT_TOKENS = 5;

export interface Auth {
  /** A new launch token, for one use within half an hour. */
  issueToken(): string;
  /** Uses a launch token up; `Set-Cookie` value of the session, or `null`. */
  redeem(token: string): string | null;
  /** The request carries the cookie of a session of this start. */
  hasSession(request: IncomingMessage): boolean;
}

/** `port` names the cookie, because cookies of one host are shared by all its ports. */
export function createAuth(port: number, now: () => number): Auth {
  const cookieName = `regulars-${port}`;
  let tokens: { readonly value: Buffer; readonly until: number }[] = [];
  const sessions: Buffer[] = [];
  return {
    issueToken() {
      const value = randomBytes(TOKEN_BYTES);
      tokens = [...tokens, { value, until: now() + TOKEN_LIFE_MS }].slice(-KEPT_TOKENS);
      return value.toString('base64url');
    },
    redeem(token) {
      const given = fromText(token);
      const found = tokens.filter((t) => sameBytes(t.value, given) && t.until > now());
      if (found.length === 0) return null;
      tokens = tokens.filter((t) => !found.includes(t));
      const session = randomBytes(TOKEN_BYTES);
      sessions.push(session);
      return `${cookieName}=${session.toString('base64url')}; HttpOnly; SameSite=Strict; Path=/`;
    },
    hasSession(request) {
      const given = fromText(cookieOf(request, cookieName));
      // Every session is compared, so that the time tells nothing about which one was near.
      return sessions.map((session) => sameBytes(session, given)).includes(true);
    },
  };
}

/** `null` when the request comes from this page or from the address bar; else why not. */
export function foreignRequest(request: IncomingMessage, port: number): 'host' | 'origin' | 'site' | 'header' | null {
  const host = `127.0.0.1:${port}`;
  const { headers } = request;
  if (headers.host !== host) return 'host';
  const write = request.method !== 'GET' && request.method !== 'HEAD';
  if (headers.origin === undefined ? write : headers.origin !== `http://${host}`) return 'origin';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && !isEntrance(request)) return 'site';
  if (write && headers['x-regulars'] !== '1') return 'header';
  return null;
}

/** The launch link may be opened from anywhere, the address bar or another program: its token is what counts. */
function isEntrance(request: IncomingMessage): boolean {
  const { headers, method, url } = request;
  const document = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return method === 'GET' && document && (url === '/' || url?.startsWith('/?') === true);
}

function sameBytes(expected: Buffer, given: Buffer | null): boolean {
  return given !== null && given.length === expected.length && timingSafeEqual(expected, given);
}

function fromText(text: string | undefined): Buffer | null {
  return text !== undefined && /^[\w-]{43}$/.test(text) ? Buffer.from(text, 'base64url') : null;
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
