/**
 * Keys of the search index: a namespace (5 bits) and up to 48 bits of content in one
 * safe integer, so that indexing makes no strings and keys sort as numbers.
 */
export const NS = {
  /** Name: one wide character. */
  nameChar: 1,
  /** Name: two neighbours of which at least one is wide. */
  namePair: 2,
  /** Name: three neighbours, none wide. */
  nameTriple: 3,
  /** First letters of the pinyin from any syllable on (lengths `PINYIN_LENGTHS`). */
  pinyin: 4,
  /** Runs of 2–5 initials. */
  initials: 5,
  /** Other fields, as for the name. */
  pair: 6,
  triple: 7,
  /** Other fields: first one or two letters of a word. */
  start: 8,
  /** Other fields: a wide character that ends its word. */
  last: 9,
  /** Phone: four neighbouring digits; its last three; its first one or two. */
  digits: 10,
  digitsLast: 11,
  digitsStart: 12,
  /** Texts of related records, as for other fields. */
  relatedPair: 13,
  relatedTriple: 14,
  relatedStart: 15,
  relatedLast: 16,
} as const;

/** Where the keys of a text lie: neighbours, beginnings and ends of its words. */
export interface TextSpace {
  readonly pair: number;
  readonly triple: number;
  readonly start: number;
  readonly last: number;
}

/** Fields of the customer beside the name. */
export const OWN_SPACE: TextSpace = { pair: NS.pair, triple: NS.triple, start: NS.start, last: NS.last };
/** Records that belong to the customer. */
export const RELATED_SPACE: TextSpace = { pair: NS.relatedPair, triple: NS.relatedTriple, start: NS.relatedStart, last: NS.relatedLast };

/** Takes a key; the same one may come several times. */
export type Emit = (key: number) => void;

const NS_UNIT = 2 ** 48;
const HIGH = 2 ** 32;

/** Key of up to three UTF-16 units. */
export function unitKey(ns: number, a: number, b = 0, c = 0): number {
  return ns * NS_UNIT + a * HIGH + b * 65_536 + c;
}

/** All keys of a namespace that begin with unit `a`: `[from, to)`. */
export function unitRange(ns: number, a: number): readonly [number, number] {
  return [ns * NS_UNIT + a * HIGH, ns * NS_UNIT + (a + 1) * HIGH];
}

/** All keys of texts of related records: `[from, to)`. */
export const RELATED_KEYS: readonly [number, number] = [NS.relatedPair * NS_UNIT, (NS.relatedLast + 1) * NS_UNIT];

/** Lengths of pinyin beginnings that have a key; others use the next shorter one and are checked. */
export const PINYIN_LENGTHS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 9, 11, 13];
export const MAX_PINYIN_STARTS = 12;
export const MAX_INITIALS = 5;

/** 1–36 for a–z and 0–9, else 0: such a unit cannot be typed as pinyin. */
export function letterCode(unit: number): number {
  if (unit >= 97 && unit <= 122) return unit - 96;
  if (unit >= 48 && unit <= 57) return unit - 21;
  return 0;
}

// The largest prime below 2^47: nine letters (37^9) still have numbers of their own, and
// longer texts meet with a chance of one in 10^14.
const LETTERS_PRIME = 140_737_488_355_213;

/** The number of the letters so far, with one more. */
export function withLetter(packed: number, code: number): number {
  const next = packed * 37 + code;
  // The remainder of doubles is slow, and short texts never need it.
  return next < LETTERS_PRIME ? next : next % LETTERS_PRIME;
}

/** Key of a text of letters and digits. */
export function lettersKey(ns: number, text: string): number {
  let packed = 0;
  for (let i = 0; i < text.length; i++) packed = withLetter(packed, letterCode(text.charCodeAt(i)));
  return ns * NS_UNIT + packed;
}

/** Key of a digit string of at most 8 digits; the length belongs to the key. */
export function digitsKey(ns: number, text: string): number {
  return ns * NS_UNIT + digitsValue(text);
}

/** Keys of all four-digit windows that begin with these three digits: `[from, to)`. */
export function digitsRange(three: string): readonly [number, number] {
  const from = NS.digits * NS_UNIT + digitsValue(three) * 11 + 1;
  return [from, from + 10];
}

function digitsValue(text: string): number {
  let packed = 0;
  for (let i = 0; i < text.length; i++) packed = packed * 11 + (text.charCodeAt(i) - 47);
  return packed;
}
