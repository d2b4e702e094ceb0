/**
 * The window's files, and the rules its page lives under. Both hosts serve exactly the files
 * that the build put into the folder: the list is made once at start, a request is looked up
 * in it and never joined to a path.
 */
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface PageFile {
  readonly path: string;
  readonly contentType: string;
}

export interface Pages {
  /** The file for a URL path such as `/assets/main-1a2b.js`, or `null`. */
  find(urlPath: string): PageFile | null;
  /** The page itself, with its own nonce filled in. */
  index(): { readonly html: string; readonly headers: Readonly<Record<string, string>> };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};
const NONCE_PLACE = '__CSP_NONCE__';

/** Headers every answer carries, whatever it is. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
};

/** What the page may load and do: its own files, and the style sheets it makes itself under this load's nonce. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Lists the built window in `folder`. Throws when there is none: the host must not start without it. */
export async function loadPages(folder: string): Promise<Pages> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = new Map<string, PageFile>();
  for (const entry of entries) {
    const contentType = CONTENT_TYPES[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { path, contentType });
  }
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  if (!html.includes(NONCE_PLACE)) throw new Error('the page has no place for its nonce');
  files.delete('/index.html');
  return {
    find: (urlPath) => files.get(urlPath) ?? null,
    index() {
      const nonce = randomBytes(18).toString('base64url');
      const headers = { ...safeHeaders, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': contentSecurityPolicy(nonce) };
      return { html: html.replaceAll(NONCE_PLACE, nonce), headers };
    },
  };
}
