/** `app://regulars`: the window's own files and nothing else, under the same rules as in the loopback host. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import type { Session } from 'electron';
import { safeHeaders } from '../common/page.ts';
import type { Pages } from '../common/page.ts';

export const SCHEME = 'app';
export const ORIGIN = 'app://regulars';
export const PAGE_URL = `${ORIGIN}/index.html`;

/** Must run before the app is ready. `standard` and `secure` give the pages an origin of their own. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** True for an address of our own pages. */
export function isOwnUrl(url: string): boolean {
  try {
    const { protocol: scheme, host, username, password } = new URL(url);
    return scheme === `${SCHEME}:` && host === 'regulars' && username === '' && password === '';
  } catch {
    return false;
  }
}

/** Answers from the list made at start: the address is looked up, never joined to a path. */
export function servePages(session: Session, pages: Pages): void {
  session.protocol.handle(SCHEME, async (request) => {
    if (!isOwnUrl(request.url) || request.method !== 'GET') return new Response(null, { status: 403, headers: safeHeaders });
    const { pathname } = new URL(request.url);
    if (pathname === '/' || pathname === '/index.html') {
      const { html, headers } = pages.index();
      return new Response(html, { headers });
    }
    const file = pages.find(pathname);
    if (file === null) return new Response(null, { status: 404, headers: safeHeaders });
    return new Response(await readFile(file.path), { headers: { ...safeHeaders, 'content-type': file.contentType, 'cache-control': 'no-store' } });
  });
}
