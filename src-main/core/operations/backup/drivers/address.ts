/** Which addresses a copy may be sent to: TLS everywhere but on this computer. */
import { AppFailure } from '../../../../../shared/kernel/result.ts';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address without what does not belong to it: no query, no slash at its end. An address without a scheme is taken as https.
 * `place.badAddress` for what is none or carries a user or password, `place.insecure` for http to another computer.
 */
export function checkedAddress(written: string): URL {
  const text = written.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') throw new AppFailure('place.badAddress');
  if (url.protocol === 'http:' && !LOCAL.has(url.hostname)) throw new AppFailure('place.insecure');
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/** The address as people write it: with its own letters where they can be told. */
export function readable(url: URL): string {
  try {
    return decodeURI(withoutSlash(url));
  } catch {
    return withoutSlash(url);
  }
}

/** The address as a text that joins with `/name`. */
export const withoutSlash = (url: URL): string => url.href.replace(/\/$/, '');
