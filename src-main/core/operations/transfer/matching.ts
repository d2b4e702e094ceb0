/**
 * Is this row a customer the book has? Equal phone, WeChat id, e-mail or code say so, unless
 * the names belong to two people (a family's shared phone); equal names alone only suggest it.
 */
import type { ContactValue } from '../../../../shared/modules/fields.ts';
import { foldKey, toSimplified } from '../../../../shared/kernel/text.ts';
import { contactKey, type KeyKind } from '../../derived/keys/contact-keys.ts';
import { nameReading } from '../../kernel/pinyin.ts';
import type { KeyIndex } from './key-index.ts';
import { companyKey } from './names.ts';

/** What matching looks at; a draft and a stored customer both have it. */
export interface Matchable {
  readonly name: string;
  readonly code?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly phones?: readonly ContactValue[] | undefined;
  readonly wechats?: readonly ContactValue[] | undefined;
  readonly emails?: readonly ContactValue[] | undefined;
}

export type MatchedBy = KeyKind | 'name';

export type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'match'; readonly ref: number; readonly by: KeyKind }
  /** Looks alike, but may be somebody else. `ambiguous`: the keys point to several customers. */
  | { readonly kind: 'possible'; readonly ref: number; readonly by: MatchedBy; readonly ambiguous: boolean };

export interface Key {
  readonly by: KeyKind;
  readonly key: string;
}

/** Everything by which one customer can be found, computed once. */
export interface MatchKeys {
  readonly keys: readonly Key[];
  /** Name and company, folded. */
  readonly name: string;
  readonly hasCompany: boolean;
}

/** The keys of a customer or draft. */
export function matchKeys(customer: Matchable): MatchKeys {
  return { keys: keysOf(customer), name: nameKeyOf(customer), hasCompany: Boolean(customer.company) };
}

/** Keys as the index holds them, strongest first. */
function keysOf(customer: Matchable): readonly Key[] {
  const keys: { by: KeyKind; key: string }[] = [];
  const add = (by: KeyKind, value: string) => {
    const key = contactKey(by, value);
    if (key !== null) keys.push({ by, key: `${by}:${key}` });
  };
  if (customer.code) add('code', customer.code);
  for (const { value } of customer.phones ?? []) add('phone', value);
  for (const { value } of customer.wechats ?? []) add('wechat', value);
  for (const { value } of customer.emails ?? []) add('email', value);
  return keys;
}

/** Same name at the same company; people without a company share the key of their name. */
function nameKeyOf(customer: Pick<Matchable, 'name' | 'company'>): string {
  return `${foldName(customer.name)}|${customer.company ? companyKey(customer.company) : ''}`;
}

/** The name part of the keys, for the flat path of the import. */
export function matchNameKey(customer: Pick<Matchable, 'name' | 'company'>): string {
  return nameKeyOf(customer);
}

/** Most names are two to four Han characters, for which only the traditional ones need folding. */
function foldName(name: string): string {
  return /^[\u4e00-\u9fff]{1,8}$/.test(name) ? toSimplified(name) : foldKey(name);
}

/** Adds everything by which a customer can be found. */
export function indexKeys(index: KeyIndex, { keys, name }: MatchKeys, ref: number): void {
  for (const { key } of keys) index.add(key, ref);
  index.add(`n:${name}`, ref);
  // A common name is shared by thousands; those that nothing else tells apart are found without looking at the others.
  if (keys.length === 0) index.add(`k:${name}`, ref);
}

/** Decides for one draft; `read` gives what stands behind a reference, or `null` when it is gone. */
export function findMatch(index: KeyIndex, draft: Matchable, own: MatchKeys, read: (ref: number) => Matchable | null): Match {
  const strong: { ref: number; by: KeyKind }[] = [];
  let weak: { ref: number; by: MatchedBy } | null = null;
  for (const { by, key } of own.keys) {
    for (const ref of index.find(key)) {
      if (strong.some((s) => s.ref === ref)) continue;
      const found = read(ref);
      if (!found || !keysOf(found).some((k) => k.key === key)) continue;
      if (by === 'code' || namesAgree(draft.name, found.name)) strong.push({ ref, by });
      else weak ??= { ref, by };
    }
  }
  const [first] = strong;
  if (first) {
    const byCode = strong.find((s) => s.by === 'code');
    if (strong.length === 1 || byCode) return { kind: 'match', ...(byCode ?? first) };
    return { kind: 'possible', ...first, ambiguous: true };
  }
  weak ??= sameName(index, own, read);
  return weak ? { kind: 'possible', ...weak, ambiguous: false } : { kind: 'new' };
}

/** Equal name and company; without a company, only where one of the two has no key that would tell them apart. */
function sameName(index: KeyIndex, own: MatchKeys, read: (ref: number) => Matchable | null): { ref: number; by: 'name' } | null {
  const onlyKeyless = !own.hasCompany && own.keys.length > 0;
  for (const ref of index.find(`${onlyKeyless ? 'k' : 'n'}:${own.name}`)) {
    const found = read(ref);
    if (found && nameKeyOf(found) === own.name && !(onlyKeyless && keysOf(found).length > 0)) return { ref, by: 'name' };
  }
  return null;
}

const HONORIFIC = /(?:先生|女士|小姐|太太|老师|医生|律师|经理|总监|老板|总|姐|哥|叔|阿姨|师傅|同学|mr|mrs|ms|miss|dr)$/;

/**
 * True when two names can be one person's or company's: equal, one inside the other, the same
 * sound, a surname with a title (王先生 and 王伟), or Latin names that share a word. A name that is
 * only a number (a phone that stood in for it) agrees with any.
 */
export function namesAgree(a: string, b: string): boolean {
  const [x, y] = [foldKey(a), foldKey(b)];
  if (x === y || x === '' || y === '') return true;
  if (/^[\d+]+$/.test(x) || /^[\d+]+$/.test(y)) return true;
  const shorter = Math.min(x.length, y.length);
  if (shorter >= 2 && (x.includes(y) || y.includes(x))) return true;
  if (companyKey(a) === companyKey(b)) return true;
  if ((HONORIFIC.test(x) || HONORIFIC.test(y)) && x.charAt(0) === y.charAt(0)) return true;
  const [p, q] = [nameReading(a), nameReading(b)];
  if (p === q && p !== '') return true;
  if (/\p{Script=Han}/u.test(a) || /\p{Script=Han}/u.test(b)) return p.replaceAll(' ', '') === q.replaceAll(' ', '');
  const words = new Set(p.split(' ').filter((w) => w.length > 1));
  return q.split(' ').some((w) => words.has(w));
}
