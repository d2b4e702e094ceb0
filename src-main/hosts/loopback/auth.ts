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
const TOKEN_FORM = /^[\w-]{43}$/;
/** A launch link nobody opened stops working. */
const TOKEN_LIFE_MS = 30 * 60_000;
const KEPT_TOKENS = 5;
const NOBODY: Admitted = { tokens: [], sessions: [] };

export interface LaunchToken {
  readonly value: string;
  readonly until: number;
}

/** Who may come in: what a process that follows another needs to know the same people. */
export interface Admitted {
  readonly tokens: readonly LaunchToken[];
  readonly sessions: readonly string[];
}

export interface Auth {
  /** A new launch token, for one use within half an hour. */
  issueToken(): LaunchToken;
  /** Takes a launch token that another process issued. */
  addToken(token: LaunchToken): void;
  /** Another process let somebody in for this token, with this session. */
  addSession(token: string, session: string): void;
  admitted(): Admitted;
  /** Uses a launch token up; `Set-Cookie` value of the session, or `null`. */
  redeem(token: string): string | null;
  /** The request carries the cookie of a session of this start. */
  hasSession(request: IncomingMessage): boolean;
}

/** `port` names the cookie, because cookies of one host are shared by all its ports; `onRedeem` hears of everybody let in. */
export function createAuth(port: number, now: () => number, known: Admitted = NOBODY, onRedeem: (token: string, session: string) => void = () => undefined): Auth {
  const cookieName = `regulars-${port}`;
  let tokens = known.tokens.flatMap(({ value, until }) => asKept(value).map((bytes) => ({ bytes, until })));
  const sessions = known.sessions.flatMap(asKept);
  const keep = (bytes: Buffer, until: number) => (tokens = [...tokens, { bytes, until }].slice(-KEPT_TOKENS));
  return {
    issueToken() {
      const bytes = randomBytes(TOKEN_BYTES);
      const until = now() + TOKEN_LIFE_MS;
      keep(bytes, until);
      return { value: bytes.toString('base64url'), until };
    },
    addToken: ({ value, until }) => asKept(value).forEach((bytes) => keep(bytes, until)),
    addSession(token, session) {
      tokens = tokens.filter(({ bytes }) => !sameBytes(bytes, fromText(token)));
      sessions.push(...asKept(session));
    },
    admitted: () => ({ tokens: tokens.map(({ bytes, until }) => ({ value: bytes.toString('base64url'), until })), sessions: sessions.map((bytes) => bytes.toString('base64url')) }),
    redeem(token) {
      const given = fromText(token);
      const found = tokens.filter((t) => sameBytes(t.bytes, given) && t.until > now());
      if (found.length === 0) return null;
      tokens = tokens.filter((t) => !found.includes(t));
      const session = randomBytes(TOKEN_BYTES);
      sessions.push(session);
      const text = session.toString('base64url');
      onRedeem(token, text);
      return `${cookieName}=${text}; HttpOnly; SameSite=Strict; Path=/`;
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
  return text !== undefined && TOKEN_FORM.test(text) ? Buffer.from(text, 'base64url') : null;
}

/** One token or session as bytes; none when the text is none. */
function asKept(text: string): Buffer[] {
  const bytes = fromText(text);
  return bytes === null ? [] : [bytes];
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
