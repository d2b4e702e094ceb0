/**
 * Folding for search, one UTF-16 unit at a time, so that a million rows are folded
 * without making strings: compatibility forms and width (NFKC), letter case, Latin
 * accents and traditional characters disappear. The same folding is applied to what
 * is stored and to what is typed.
 */
import { toSimplified } from '../../../../shared/kernel/text.ts';

/** Longest text of one field that is indexed, in UTF-16 units; the rest is not searched. */
export const MAX_INDEXED_UNITS = 4000;

export const SPACE = 1;
export const LETTER = 2;
export const SIGN = 3;
/** Han, kana, hangul, surrogates: written without spaces, so they are indexed by pairs. */
export const WIDE = 4;

const UNKNOWN = 0;
const folded = new Uint16Array(65_536);
const classes = new Uint8Array(65_536);
const SLOW = 0xffff;

function isLatin(unit: number): boolean {
  return unit < 0x250 || (unit >= 0x1e00 && unit < 0x1f00);
}

function classOf(unit: number): number {
  if (unit >= 0x2e80 && unit < 0xfe70) return /[\s\p{P}\p{S}]/u.test(String.fromCharCode(unit)) ? SIGN : WIDE;
  const char = String.fromCharCode(unit);
  if (/[\s\p{Cc}\p{Cf}\p{Z}]/u.test(char)) return SPACE;
  return /[\p{L}\p{N}]/u.test(char) ? LETTER : SIGN;
}

function foldUnit(unit: number): number {
  const char = String.fromCharCode(unit);
  // Marks and Hangul parts join with their neighbours: the whole text must be normalised.
  if (/[\p{M}\u1100-\u11ff]/u.test(char.normalize('NFKC'))) return SLOW;
  const plain = isLatin(unit) ? char.normalize('NFKD').replace(/\p{M}+/gu, '') : char.normalize('NFKC');
  const out = toSimplified(plain.toLowerCase());
  return out.length === 1 ? out.charCodeAt(0) : SLOW;
}

function learn(unit: number): void {
  const to = foldUnit(unit);
  folded[unit] = to;
  classes[unit] = to === SLOW ? SLOW : classOf(to);
}

/** Class of a folded unit: `SPACE`, `LETTER`, `SIGN` or `WIDE`. */
export function unitClass(unit: number): number {
  if (classes[unit] === UNKNOWN || folded[unit] !== unit) return classOf(unit);
  return classes[unit]!;
}

function foldSlowly(text: string): string {
  const whole = toSimplified(text.normalize('NFKC').toLowerCase());
  let out = '';
  for (const c of whole) {
    const unit = c.charCodeAt(0);
    out += c.length === 1 && isLatin(unit) ? c.normalize('NFKD').replace(/\p{M}+/gu, '') : c;
  }
  return out;
}

/** A reusable buffer of folded text: `units[0 … length)` and the class of each unit. */
export interface Folded {
  readonly units: Uint16Array;
  readonly classes: Uint8Array;
  length: number;
}

/** A buffer for `foldInto`. */
export function createFolded(): Folded {
  return { units: new Uint16Array(MAX_INDEXED_UNITS), classes: new Uint8Array(MAX_INDEXED_UNITS), length: 0 };
}

/** Folds `text` into `out`; text beyond `MAX_INDEXED_UNITS` is cut. */
export function foldInto(text: string, out: Folded): void {
  const n = Math.min(text.length, MAX_INDEXED_UNITS);
  const units = out.units;
  const kinds = out.classes;
  for (let i = 0; i < n; i++) {
    const unit = text.charCodeAt(i);
    if (folded[unit] === 0) learn(unit);
    const to = folded[unit]!;
    if (to === SLOW) return foldSlowlyInto(text, out);
    units[i] = to;
    kinds[i] = classes[unit]!;
  }
  out.length = n;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Folds `text[from … to)` behind `out[at]`, which has room, and answers the new end. -1 when the
 * text must be looked at whole: combining marks, white space at an end, `\"` or `\\` (JSON).
 */
export function foldBehind(text: string, from: number, to: number, out: Uint16Array, at: number): number {
  let end = at;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (folded[unit] === 0) learn(unit);
    const unitTo = folded[unit]!;
    if (unitTo === SLOW || unitTo === QUOTE || unitTo === BACKSLASH) return -1;
    out[end++] = unitTo;
  }
  if (to > from && (classes[text.charCodeAt(from)] === SPACE || classes[text.charCodeAt(to - 1)] === SPACE)) return -1;
  return end;
}

function foldSlowlyInto(text: string, out: Folded): void {
  const plain = foldSlowly(text);
  const n = Math.min(plain.length, MAX_INDEXED_UNITS);
  for (let i = 0; i < n; i++) {
    const unit = plain.charCodeAt(i);
    out.units[i] = unit;
    out.classes[i] = unitClass(unit);
  }
  out.length = n;
}

const shared = createFolded();

/** The folded text as a string; white space is kept. */
export function foldText(text: string): string {
  foldInto(text, shared);
  let same = shared.length === text.length;
  for (let i = 0; same && i < shared.length; i++) same = shared.units[i] === text.charCodeAt(i);
  if (same) return text;
  let out = '';
  for (let i = 0; i < shared.length; i += 4096) {
    out += String.fromCharCode(...shared.units.subarray(i, Math.min(shared.length, i + 4096)));
  }
  return out;
}
