/**
 * Match keys of a flat row as hashes, equal to those of `matching.ts` but without making
 * their strings. What cannot be folded unit by unit takes the string way of that file.
 */
import { toSimplified } from '../../../../../shared/kernel/text.ts';
import { finishHash, hashPrefix, hashState, hashText, hashUnit, type HashState, type KeyHash } from '../key-hash.ts';
import { matchNameKey } from '../matching.ts';
import { companyKey } from '../names.ts';
import { ownText } from '../../../kernel/own-text.ts';
import type { FlatRow } from './row.ts';

const CODE = hashPrefix('code:');
const MOBILE = hashPrefix('phone:+86');
const WECHAT = hashPrefix('wechat:');
const EMAIL = hashPrefix('email:');
const NAME = hashPrefix('n:');
const KEYLESS = hashPrefix('k:');
const BAR = 0x7c;

/** Up to six keys of one row; reused from row to row. */
export interface FlatKeys {
  readonly places: Int32Array;
  readonly tags: Int32Array;
  /** Contact keys and code come first. */
  contacts: number;
  /** All keys to be added: contacts, name, and the name alone when nothing else tells the customer apart. */
  size: number;
  /** The key under which somebody of the same name would be found. */
  readonly rival: KeyHash;
}

const state = hashState();
const hash: KeyHash = { place: 0, tag: 0 };

/** Room for the keys of one row. */
export function createFlatKeys(): FlatKeys {
  return { places: new Int32Array(6), tags: new Int32Array(6), contacts: 0, size: 0, rival: { place: 0, tag: 0 } };
}

/** Computes the keys of a row. */
export function flatKeys(row: FlatRow, out: FlatKeys): void {
  out.size = 0;
  if (row.code !== '') addLowered(CODE, row.code, out);
  if (row.phone !== '') {
    begin(MOBILE);
    hashText(state, row.phone);
    push(out);
  }
  if (row.wechat !== '') addLowered(WECHAT, row.wechat, out);
  if (row.email !== '') addLowered(EMAIL, row.email, out);
  out.contacts = out.size;
  begin(NAME);
  hashName(row);
  push(out);
  out.rival.place = hash.place;
  out.rival.tag = hash.tag;
  if (out.contacts > 0 && row.company !== '') return;
  begin(KEYLESS);
  hashName(row);
  if (out.contacts === 0) push(out);
  else finishHash(state, out.rival);
}

function begin(prefix: HashState): void {
  state.a = prefix.a;
  state.b = prefix.b;
}

function push(out: FlatKeys): void {
  finishHash(state, hash);
  out.places[out.size] = hash.place;
  out.tags[out.size++] = hash.tag;
}

/** Flat codes, WeChat ids and addresses are ASCII or Han, of which only A–Z have a lower case. */
function addLowered(prefix: HashState, text: string, out: FlatKeys): void {
  begin(prefix);
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    hashUnit(state, unit >= 0x41 && unit <= 0x5a ? unit + 32 : unit);
  }
  push(out);
}

const UNKNOWN = 0;
const SKIPPED = 1;
const SLOW = 2;
const folded = new Uint16Array(65_536);

/** What `foldKey` makes of one unit: itself folded, nothing, or a matter for the whole text. */
function foldUnit(unit: number): number {
  if (unit >= 0x4e00 && unit <= 0x9fff) return toSimplified(String.fromCharCode(unit)).charCodeAt(0);
  if (unit < 0x20 || unit >= 0x7f) return SLOW;
  const char = String.fromCharCode(unit);
  if (/[a-z0-9]/i.test(char)) return char.toLowerCase().charCodeAt(0);
  return SKIPPED;
}

/** Takes in `text[0 … end)` folded; false when it cannot be done unit by unit (the state is spoilt then). */
function hashFolded(text: string, end: number): boolean {
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    let to = folded[unit]!;
    if (to === UNKNOWN) to = folded[unit] = foldUnit(unit);
    if (to === SLOW) return false;
    if (to !== SKIPPED) hashUnit(state, to);
  }
  return true;
}

/** `name|company`, as `matching.ts` writes it. */
function hashName(row: FlatRow): void {
  const { a, b } = state;
  if (hashFolded(row.name, row.name.length)) {
    hashUnit(state, BAR);
    if (row.company === '' || hashCompany(row.company)) return;
  }
  begin({ a, b });
  hashText(state, matchNameKey(row));
}

const PLAIN_HAN = /^[\u4e00-\u9fff]+$/;
const LEGAL = '有限公司';
/** Last characters of Chinese legal forms, and of what stands before `有限公司` in a longer one. */
const MORE_FORM = /[司团业户份]$/;
const known = new Map<string, string>();
const KNOWN_MAX = 10_000;

function hashCompany(company: string): boolean {
  if (PLAIN_HAN.test(company)) {
    if (!/[司团业户]$/.test(company)) return hashFolded(company, company.length);
    const stem = company.length - LEGAL.length;
    if (stem >= 2 && company.endsWith(LEGAL) && !MORE_FORM.test(company.charAt(stem - 1))) return hashFolded(company, stem);
  }
  hashText(state, rememberedKey(company));
  return true;
}

/** The same companies come again and again. */
function rememberedKey(company: string): string {
  let key = known.get(company);
  if (key !== undefined) return key;
  key = companyKey(company);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(ownText(company), ownText(key));
  return key;
}
