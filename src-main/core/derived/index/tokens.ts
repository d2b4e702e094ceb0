/**
 * Customer row → keys of the search index (index/keys.ts). Pure; `emit` may be called
 * with the same key several times. What these keys must make findable is said by
 * `match.ts`: every row that matches a query has all keys the query asks for.
 */
import { extraTexts } from '../extra-text.ts';
import { splitTexts } from '../related/related-texts.ts';
import { contactValues, customTexts, OTHER_CONTACTS, OTHER_TEXTS } from '../row.ts';
import type { CustomerRow } from '../row.ts';
import { createFolded, foldInto, LETTER, SPACE, WIDE } from '../text/fold.ts';
import type { Folded } from '../text/fold.ts';
import { homeDigits, phoneDigits } from '../text/phone-digits.ts';
import type { KeyMemo } from './key-memo.ts';
import type { Emit } from './keys.ts';
import { digitsKey, letterCode, MAX_INITIALS, MAX_PINYIN_STARTS, NS, OWN_SPACE, PINYIN_LENGTHS, RELATED_SPACE, unitKey, withLetter } from './keys.ts';
import type { TextSpace } from './keys.ts';

const buffer = createFolded();

/** What a build remembers of the texts it met; see `key-memo.ts`. */
export interface KeyMemos {
  readonly names: KeyMemo;
  readonly texts: Readonly<Record<(typeof OTHER_TEXTS)[number], KeyMemo>>;
  readonly extra: KeyMemo;
  readonly related: KeyMemo;
}

/** Emits every key of a customer. */
export function emitKeys(row: CustomerRow, emit: Emit, memos?: KeyMemos): void {
  if (memos) memos.names.emit(`${row.pinyin}\n${row.name}`, emit, emitJoinedName);
  else emitNameKeys(row.name, row.pinyin, emit);
  for (const field of OTHER_TEXTS) {
    const text = row[field];
    if (text === null || text === '') continue;
    if (memos) memos.texts[field].emit(text, emit, emitText);
    else emitText(text, emit);
  }
  for (const field of OTHER_CONTACTS) {
    const json = row[field];
    if (json !== null) for (const value of contactValues(json)) emitText(value, emit);
  }
  for (const text of extraTexts(row.extra)) {
    if (memos) memos.extra.emit(text, emit, emitText);
    else emitText(text, emit);
  }
  if (row.custom !== null) for (const value of customTexts(row.custom)) emitText(value, emit);
  if (row.phones !== null) for (const value of contactValues(row.phones)) emitPhone(value, emit);
  if (row.related) emitRelated(row.related, emit, memos);
}

/** Emits the keys of the joined texts of related records. */
export function emitRelated(joined: string, emit: Emit, memos?: KeyMemos): void {
  for (const text of splitTexts(joined)) {
    if (memos) memos.related.emit(text, emit, emitRelatedText);
    else emitRelatedText(text, emit);
  }
}

function emitJoinedName(joined: string, emit: Emit): void {
  const cut = joined.indexOf('\n');
  emitNameKeys(joined.slice(cut + 1), joined.slice(0, cut), emit);
}

/** Keys of a name with its pinyin. */
export function emitNameKeys(name: string, pinyin: string, emit: Emit): void {
  foldInto(name, buffer);
  emitGrams(buffer, NS.namePair, NS.nameTriple, emit);
  for (let i = 0; i < buffer.length; i++) {
    if (buffer.classes[i] === WIDE) emit(unitKey(NS.nameChar, buffer.units[i]!));
  }
  emitPinyin(pinyin, emit);
}

/** Keys of a text of another field. */
export function emitText(text: string, emit: Emit): void {
  emitInto(OWN_SPACE, text, emit);
}

const emitRelatedText = (text: string, emit: Emit): void => emitInto(RELATED_SPACE, text, emit);

function emitInto(space: TextSpace, text: string, emit: Emit): void {
  foldInto(text, buffer);
  emitGrams(buffer, space.pair, space.triple, emit);
  emitEdges(buffer, space, emit);
}

/** Pairs with a wide character and triples without one; none crosses white space. */
function emitGrams(text: Folded, pair: number, triple: number, emit: Emit): void {
  const { units, classes, length } = text;
  for (let i = 0; i + 1 < length; i++) {
    const a = classes[i]!;
    const b = classes[i + 1]!;
    if (a === SPACE || b === SPACE) continue;
    if (a === WIDE || b === WIDE) {
      emit(unitKey(pair, units[i]!, units[i + 1]));
    } else if (i + 2 < length) {
      const c = classes[i + 2]!;
      if (c !== SPACE && c !== WIDE) emit(unitKey(triple, units[i]!, units[i + 1], units[i + 2]));
    }
  }
}

/** Word beginnings (1–2 units) and wide characters at the end of a word. */
function emitEdges(text: Folded, { start, last }: TextSpace, emit: Emit): void {
  const { units, classes, length } = text;
  for (let i = 0; i < length; i++) {
    const kind = classes[i]!;
    if (kind === SPACE) continue;
    const next = i + 1 < length ? classes[i + 1]! : SPACE;
    if (kind === WIDE) {
      if (next === SPACE) emit(unitKey(last, units[i]!));
    } else if (isWordStart(text, i)) {
      emit(unitKey(start, units[i]!));
      if (next !== SPACE && next !== WIDE) emit(unitKey(start, units[i]!, units[i + 1]));
    }
  }
}

/** A word begins after white space, after a wide character, and with a letter after a sign. */
export function isWordStart(text: Folded, i: number): boolean {
  if (i === 0) return true;
  const before = text.classes[i - 1]!;
  return before === SPACE || before === WIDE || (text.classes[i] === LETTER && before !== LETTER);
}

const letters = new Uint8Array(640);
const starts = new Uint16Array(MAX_PINYIN_STARTS + 1);

/** Reads the syllables of a stored pinyin into `letters`; answers how many of them begin where `starts` says. */
function readSyllables(pinyin: string): { count: number; length: number } {
  foldInto(pinyin, buffer);
  let count = 0;
  let length = 0;
  let fresh = true;
  for (let i = 0; i < buffer.length && length < letters.length; i++) {
    if (buffer.classes[i] === SPACE) {
      fresh = true;
      continue;
    }
    if (fresh && count <= MAX_PINYIN_STARTS - 1) starts[count++] = length;
    fresh = false;
    letters[length++] = letterCode(buffer.units[i]!);
  }
  return { count, length };
}

function emitPinyin(pinyin: string, emit: Emit): void {
  const { count, length } = readSyllables(pinyin);
  const longest = PINYIN_LENGTHS[PINYIN_LENGTHS.length - 1]!;
  for (let s = 0; s < count; s++) {
    const from = starts[s]!;
    const packed = NS.pinyin * 2 ** 48;
    let base = 0;
    let next = 0;
    const to = Math.min(length, from + longest);
    for (let i = from; i < to && letters[i] !== 0; i++) {
      base = withLetter(base, letters[i]!);
      if (i - from + 1 === PINYIN_LENGTHS[next]) {
        emit(packed + base);
        next++;
      }
    }
  }
  emitInitials(count, emit);
}

function emitInitials(count: number, emit: Emit): void {
  for (let from = 0; from < count; from++) {
    let base = 0;
    for (let i = from; i < count && i - from < MAX_INITIALS; i++) {
      const code = letters[starts[i]!]!;
      if (code === 0) break;
      base = base * 37 + code;
      if (i > from) emit(NS.initials * 2 ** 48 + base);
    }
  }
}

/** Keys of a stored phone number. */
export function emitPhone(value: string, emit: Emit): void {
  if (isMobile(value)) return emitMobile(value, emit);
  for (const form of phoneDigits(value)) {
    for (let i = 0; i + 4 <= form.length; i++) emit(digitsKey(NS.digits, form.slice(i, i + 4)));
    if (form.length >= 3) emit(digitsKey(NS.digitsLast, form.slice(-3)));
    const home = homeDigits(form);
    for (const start of home === form ? [form] : [form, home]) {
      emit(digitsKey(NS.digitsStart, start.slice(0, 1)));
      if (start.length > 1) emit(digitsKey(NS.digitsStart, start.slice(0, 2)));
    }
  }
}

function isMobile(value: string): boolean {
  if (value.length !== 11 || value.charCodeAt(0) !== 0x31) return false;
  for (let i = 1; i < 11; i++) if (value.charCodeAt(i) < 0x30 || value.charCodeAt(i) > 0x39) return false;
  return true;
}

const CHINA = digitsKey(NS.digitsStart, '86');
const CHINA_1 = digitsKey(NS.digitsStart, '8');
/** What `86` in front of the number is worth in a window of four digits. */
const EIGHT = 0x38 - 47;
const SIX = 0x36 - 47;

/** The same for the usual number, eleven digits beginning with 1, without cutting it into strings. */
function emitMobile(value: string, emit: Emit): void {
  const base = NS.digits * 2 ** 48;
  let window = EIGHT * 11 + SIX;
  for (let i = 0; i < 11; i++) {
    // 11^4 numbers: the oldest digit falls off.
    window = (window * 11 + value.charCodeAt(i) - 47) % 14_641;
    if (i >= 1) emit(base + window);
  }
  emit(NS.digitsLast * 2 ** 48 + (window % 1331));
  emit(CHINA_1);
  emit(CHINA);
  const first = value.charCodeAt(0) - 47;
  emit(NS.digitsStart * 2 ** 48 + first);
  emit(NS.digitsStart * 2 ** 48 + first * 11 + value.charCodeAt(1) - 47);
}
