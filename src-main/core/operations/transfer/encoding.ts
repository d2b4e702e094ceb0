/**
 * Which encoding a text file has. Order: byte order mark; the NUL pattern of UTF-16;
 * the whole file is valid UTF-8; else the lines with bytes above 0x7F are decoded as
 * GB18030, Big5, Shift_JIS and Windows-1252 and the one that gives the most usual
 * text wins. The sample is cut at line ends only, never inside a character.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { COMMON_SIMPLIFIED, COMMON_TRADITIONAL } from './common-characters.ts';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'shift_jis' | 'windows-1252';

export interface EncodingGuess {
  readonly encoding: TextEncodingName;
  /** False when a second encoding is nearly as likely: ask the user to look at the preview. */
  readonly certain: boolean;
  /** The file holds bytes that do not fit the encoding; cells with them are reported. */
  readonly damaged: boolean;
  /** Bytes that cannot be text in any encoding known here (a picture, a database …). */
  readonly binary: boolean;
}

const SAMPLE_BYTES = 192 * 1024;

/** Looks at a whole file, read once at disk speed; keeps at most 200 KB of it. */
export async function detectEncoding(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<EncodingGuess> {
  const look = createLook();
  for await (const piece of pieces) {
    look.add(piece);
    if (look.decided()) break;
  }
  return look.result();
}

/** The same for bytes in memory. */
export function detectEncodingOf(bytes: Uint8Array): EncodingGuess {
  const look = createLook();
  look.add(bytes);
  return look.result();
}

function sure(encoding: TextEncodingName): EncodingGuess {
  return { encoding, certain: true, damaged: false, binary: false };
}

function createLook() {
  let head: Uint8Array = new Uint8Array(0);
  // The unfinished line at the end of a piece, then the next piece: one buffer for all, or a long file would leave its own size behind.
  let buffer = new Uint8Array(0);
  let left = 0;
  let utf8 = true;
  let ascii = true;
  let sampled = 0;
  const sample: Uint8Array[] = [];
  const add = (piece: Uint8Array): void => {
    if (head.length < 4096) head = joined([head, piece.subarray(0, 4096)]);
    const bytes = left === 0 ? piece : joinedTo(piece);
    const end = lastLineEnd(bytes);
    // Without any line end there is nothing to wait for beyond a point; cut where we are.
    const cut = end === 0 && bytes.length >= 2 * SAMPLE_BYTES ? bytes.length : end;
    take(bytes.subarray(0, cut));
    keep(bytes.subarray(cut));
  };
  /** A copy: the reader may use its buffer again. */
  const keep = (rest: Uint8Array): void => {
    if (rest.length > buffer.length) buffer = new Uint8Array(2 * rest.length);
    buffer.set(rest);
    left = rest.length;
  };
  const joinedTo = (piece: Uint8Array): Uint8Array => {
    const length = left + piece.length;
    if (length > buffer.length) buffer = joined([buffer.subarray(0, left), new Uint8Array(2 * length - left)]);
    buffer.set(piece, left);
    return buffer.subarray(0, length);
  };
  const take = (whole: Uint8Array): void => {
    if (whole.length === 0 || isAscii(whole)) return;
    ascii = false;
    if (utf8 && !isUtf8(whole)) utf8 = false;
    if (sampled >= SAMPLE_BYTES) return;
    const lines = linesAboveAscii(whole, SAMPLE_BYTES - sampled);
    sample.push(lines);
    sampled += lines.length;
  };
  return {
    add,
    decided: () => marked(head) !== null || (!utf8 && sampled >= SAMPLE_BYTES),
    result: (): EncodingGuess => {
      const mark = marked(head) ?? utf16Pattern(head);
      if (mark) return sure(mark);
      take(buffer.subarray(0, left));
      left = 0;
      const binary = looksBinary(head);
      if (ascii || utf8) return { ...sure('utf-8'), binary };
      return { ...scoreLegacy(joined(sample)), binary };
    },
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** One past the last LF or CR: neither is ever the second byte of a character here. */
function lastLineEnd(bytes: Uint8Array): number {
  return Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13)) + 1;
}

function marked(head: Uint8Array): TextEncodingName | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: line ends, separators and digits leave NULs on one side only. */
function utf16Pattern(head: Uint8Array): TextEncodingName | null {
  const pairs = Math.floor(head.length / 2);
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  // A text of Chinese cells still has separators and line ends: a few percent of NULs on one side, none on the other.
  const guess = odd > pairs * 0.03 && even <= odd * 0.05 ? 'utf-16le' : even > pairs * 0.03 && odd <= even * 0.05 ? 'utf-16be' : null;
  return guess !== null && readsAsText(head.subarray(0, pairs * 2), guess) ? guess : null;
}

/** Pictures and databases have NULs too, but decode to control characters and broken pairs. */
function readsAsText(bytes: Uint8Array, encoding: TextEncodingName): boolean {
  const text = new TextDecoder(encoding).decode(bytes);
  const strange = [...text].filter((c) => c === '\ufffd' || (c < ' ' && !'\t\r\n'.includes(c))).length;
  return strange <= 1 + text.length * 0.02;
}

function looksBinary(head: Uint8Array): boolean {
  let control = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) control++;
  return head.length > 0 && control / head.length > 0.1;
}

/** Copies the lines that have a byte above 0x7F, up to `budget` bytes, each whole unless a single line is longer. */
function linesAboveAscii(bytes: Uint8Array, budget: number): Uint8Array {
  const picked: Uint8Array[] = [];
  let room = budget;
  let start = 0;
  while (start < bytes.length && room > 0) {
    const found = bytes.indexOf(10, start);
    const end = found === -1 ? bytes.length : found + 1;
    const line = bytes.subarray(start, end);
    if (!isAscii(line) && (line.length <= room || picked.length === 0)) {
      picked.push(line.subarray(0, Math.max(room, 4096)));
      room -= line.length;
    }
    start = end;
  }
  return joined(picked);
}

interface Score {
  readonly encoding: TextEncodingName;
  readonly score: number;
  readonly errors: number;
}

function scoreLegacy(sample: Uint8Array): Omit<EncodingGuess, 'binary'> {
  const utf8 = decodeLossy(sample, 'utf-8');
  // A UTF-8 file with a few cells cut inside a character (databases cut at byte limits) is still UTF-8.
  if (utf8.good > 0 && utf8.errors <= Math.max(1, utf8.good * 0.1)) return { encoding: 'utf-8', certain: utf8.errors <= 3, damaged: true };
  const scores = [scoreOf(sample, 'gb18030'), scoreOf(sample, 'big5'), scoreOf(sample, 'shift_jis'), scoreLatin(sample)];
  scores.sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (!best || best.score <= 0) return { encoding: 'gb18030', certain: false, damaged: true };
  return { encoding: best.encoding, certain: best.score - (second?.score ?? 0) > 0.15, damaged: best.errors > 0 };
}

function decodeLossy(bytes: Uint8Array, encoding: string): { text: string; good: number; errors: number } {
  const text = new TextDecoder(encoding).decode(bytes);
  let good = 0;
  let errors = 0;
  for (const c of text) {
    if (c === '\ufffd') errors++;
    else if (c > '\x7f') good++;
  }
  return { text, good, errors };
}

/** Share of the non-ASCII characters that people really write, minus what cannot be read. */
function scoreOf(bytes: Uint8Array, encoding: 'gb18030' | 'big5' | 'shift_jis'): Score {
  const { text, good, errors } = decodeLossy(bytes, encoding);
  if (good === 0) return { encoding, score: 0, errors };
  const common = encoding === 'gb18030' ? COMMON_SIMPLIFIED : COMMON_TRADITIONAL;
  let points = 0;
  for (const c of text) points += c > '\x7f' ? usualness(c, common, encoding) : 0;
  return { encoding, score: points / (good + errors) - (10 * errors) / (good + errors), errors };
}

function usualness(c: string, common: ReadonlySet<string>, encoding: string): number {
  if (common.has(c)) return 1;
  const code = c.codePointAt(0) ?? 0;
  if (encoding === 'shift_jis' && code >= 0x3041 && code <= 0x30fe) return 1;
  // Half-width kana are single bytes: Chinese text read as Shift_JIS is full of them.
  if (code >= 0xff61 && code <= 0xff9f) return -0.6;
  if ('，。、；：？！（）《》“”‘’—…·【】￥／－＋％＃＆＠～　'.includes(c) || (code >= 0xff10 && code <= 0xff5a)) return 0.8;
  // Chinese that is merely rarer speaks neither for nor against; private and odd areas speak against.
  if (code >= 0x4e00 && code <= 0x9fa5) return encoding === 'shift_jis' ? 0.2 : 0.3;
  return code >= 0xe000 && code <= 0xf8ff ? -1 : -0.2;
}

/** Western text: single accented letters between plain ones (Müller, José). */
function scoreLatin(bytes: Uint8Array): Score {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    const alone = (bytes[i - 1] ?? 0) < 0x80 && (bytes[i + 1] ?? 0) < 0x80;
    const beside = isLetter(bytes[i - 1] ?? 0) || isLetter(bytes[i + 1] ?? 0);
    if (byte >= 0xc0 && alone && beside) good++;
    else if (!alone || byte < 0xa0) bad++;
  }
  const all = good + bad;
  return { encoding: 'windows-1252', score: all === 0 ? 0.1 : (0.9 * good - bad) / all, errors: 0 };
}

function isLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}
