/**
 * A small pull scanner for the XML parts of workbooks. It knows tags, attributes,
 * text, CDATA and comments; document types (and so entities of the file's own) are
 * refused. Names lose their namespace prefix. Input comes in pieces cut anywhere.
 */
import { AppFailure } from '../../../../shared/kernel/result.ts';

export interface XmlHandler {
  open(name: string, attributes: string, selfClosing: boolean): void;
  close(name: string): void;
  /** Raw text between tags; entities not decoded (most callers ignore most text). */
  text(raw: string): void;
}

/** No tag and no text of a real workbook is longer: a cell has at most 32,767 characters. */
const MAX_TOKEN_CHARS = 4 * 1024 * 1024;

export interface XmlScanner {
  push(piece: string, final?: boolean): void;
}

/** Feeds a handler. Throws `file.damaged` on a document type or a token without end. */
export function createXmlScanner(handler: XmlHandler): XmlScanner {
  let buffer = '';
  return {
    push(piece, final = false) {
      buffer = buffer === '' ? piece : buffer + piece;
      const used = scan(buffer, handler, final);
      buffer = buffer.slice(used);
      if (buffer.length > MAX_TOKEN_CHARS) throw new AppFailure('file.damaged', { part: 'xml' });
    },
  };
}

function scan(buffer: string, handler: XmlHandler, final: boolean): number {
  let at = 0;
  for (;;) {
    const open = buffer.indexOf('<', at);
    if (open === -1) {
      if (final && at < buffer.length) handler.text(buffer.slice(at));
      return final ? buffer.length : at;
    }
    const end = tokenEnd(buffer, open);
    if (end === -1) return final ? buffer.length : at;
    if (open > at) handler.text(buffer.slice(at, open));
    token(buffer, open, end, handler);
    at = end;
  }
}

function tokenEnd(buffer: string, open: number): number {
  if (buffer.charCodeAt(open + 1) !== 33) {
    const close = buffer.indexOf('>', open + 1);
    return close === -1 ? -1 : close + 1;
  }
  if (buffer.length < open + 9) return -1;
  const closing = buffer.startsWith('<!--', open) ? '-->' : buffer.startsWith('<![CDATA[', open) ? ']]>' : '>';
  const close = buffer.indexOf(closing, open + 4);
  return close === -1 ? -1 : close + closing.length;
}

function token(buffer: string, open: number, end: number, handler: XmlHandler): void {
  const mark = buffer.charCodeAt(open + 1);
  if (mark === 63) return;
  if (mark === 33) {
    if (buffer.startsWith('<![CDATA[', open)) handler.text(escapeXml(buffer.slice(open + 9, end - 3)));
    else if (!buffer.startsWith('<!--', open)) throw new AppFailure('file.damaged', { part: 'doctype' });
    return;
  }
  if (mark === 47) {
    handler.close(localName(buffer.slice(open + 2, end - 1).trim()));
    return;
  }
  const selfClosing = buffer.charCodeAt(end - 2) === 47;
  const last = selfClosing ? end - 2 : end - 1;
  let space = open + 1;
  while (space < last && buffer.charCodeAt(space) > 32) space++;
  handler.open(localName(buffer.slice(open + 1, space)), space === last ? '' : buffer.slice(space, last), selfClosing);
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;');
}

const attributePatterns = new Map<string, RegExp>();

function attributePattern(name: string): RegExp {
  let pattern = attributePatterns.get(name);
  if (!pattern) attributePatterns.set(name, (pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)));
  return pattern;
}

/** The value of an attribute, decoded; the name is given without prefix. `null` when absent. */
export function attribute(attributes: string, name: string): string | null {
  const found = attributePattern(name).exec(attributes);
  const raw = found?.[1] ?? found?.[2];
  return raw === undefined ? null : decodeXml(raw);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes the five named entities and numeric ones; anything else stays as written. */
export function decodeXml(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{2,4});/g, (whole, body: string) => {
    if (!body.startsWith('#')) return NAMED[body] ?? whole;
    const code = body.startsWith('#x') ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });
}

/** Workbook strings write control characters as `_x000D_`. */
export function decodeCellText(raw: string): string {
  const text = decodeXml(raw);
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
