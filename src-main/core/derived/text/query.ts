/**
 * What a person typed → the terms that must all be found. Full-width text is folded,
 * spaces separate terms, pieces of a phone number ("138 0013-8000", "+86 138…") are
 * joined. `match.ts` says when a term is found, `index/plan.ts` how.
 */
import { createFolded, foldInto, foldText, LETTER, SPACE, WIDE } from './fold.ts';

export interface Term {
  /** Folded, without white space, not empty. */
  readonly text: string;
  /** The digits when the term may be (part of) a phone number, else empty. */
  readonly digits: string;
  /** Only a–z and 0–9 (apostrophes dropped): may be pinyin; else empty. */
  readonly letters: string;
  /** One or two units, none wide: found at the beginning of a word only. */
  readonly short: boolean;
}

export interface Query {
  readonly terms: readonly Term[];
}

export const MAX_TERMS = 8;
const PHONE_PIECE = /^[+(]?[0-9][0-9()+.-]*$/;
const buffer = createFolded();

/** Reads a search text; `null` when nothing in it can be searched. */
export function parseQuery(typed: string): Query | null {
  const pieces = foldText(typed.slice(0, 400)).split(/[\s\p{Z}\p{Cc}\p{Cf}]+/u).filter((p) => p !== '');
  const terms: Term[] = [];
  for (let i = 0; i < pieces.length && terms.length < MAX_TERMS; ) {
    let phone = '';
    let j = i;
    while (j < pieces.length && PHONE_PIECE.test(pieces[j]!)) phone += pieces[j++];
    const text = j > i + 1 ? phone.replace(/[^0-9]/g, '') : pieces[i]!;
    terms.push(makeTerm(text, j > i ? phone : ''));
    i = Math.max(j, i + 1);
  }
  return terms.length === 0 ? null : { terms };
}

function makeTerm(text: string, phone: string): Term {
  foldInto(text, buffer);
  let wide = false;
  for (let i = 0; i < buffer.length; i++) wide ||= buffer.classes[i] === WIDE;
  const plain = text.replace(/['’ˈ]/g, '').replace(/ü/g, 'v');
  return {
    text,
    digits: phoneQuery(phone),
    letters: /^[a-z0-9]+$/.test(plain) ? plain : '',
    short: !wide && text.length <= 2,
  };
}

function phoneQuery(phone: string): string {
  const digits = phone.replace(/[^0-9]/g, '');
  return digits.startsWith('00') ? digits.slice(2) : digits;
}

/** True where a new word begins in folded text: the rule behind `Term.short`. */
export function beginsWord(text: string, at: number): boolean {
  if (at === 0) return true;
  foldInto(text.slice(at - 1, at + 1), buffer);
  const before = buffer.classes[0]!;
  return before === SPACE || before === WIDE || (buffer.classes[1] === LETTER && before !== LETTER);
}
