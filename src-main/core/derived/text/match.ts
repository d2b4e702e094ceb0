/**
 * The definition of a match; the index is only a fast way to the same answer. A
 * customer is found when every term is found:
 *
 * - in the name: the folded name contains the term (three units or more, or any wide
 *   character); or the term begins the pinyin at some syllable ("wangxm" no, "wangxiao"
 *   and "xiaoming" yes); or the initials contain it (two letters or more);
 * - elsewhere: company, title, code, notes, preferences, concerns, the good time, e-mails, WeChat ids, addresses,
 *   other information or texts of custom fields contain it
 *   (one or two Latin units: begin a word of it);
 * - in a related record (where it is asked for): what a follow-up, a sale, a payment or the name
 *   of a file says contains it, as elsewhere;
 * - in a phone: its digits, as dialled at home or with the country code, contain the
 *   term's (one or two digits: begin with them).
 *
 * With SQL this is `LIKE '%term%'` over folded columns. Names come first: rows where
 * every term is found in the name, then those where it stands in the customer, then the
 * others; newest first within each.
 */
import { extraTexts } from '../extra-text.ts';
import { contactValues, customTexts, OTHER_CONTACTS, OTHER_TEXTS } from '../row.ts';
import type { CustomerRow } from '../row.ts';
import { MAX_PINYIN_STARTS } from '../index/keys.ts';
import { foldText, MAX_INDEXED_UNITS } from './fold.ts';
import { homeDigits, phoneDigits } from './phone-digits.ts';
import { beginsWord } from './query.ts';
import type { Query, Term } from './query.ts';

/** The fields of a row that a query is compared with. */
export type SearchedRow = Pick<
  CustomerRow,
  'name' | 'pinyin' | 'phones' | 'extra' | 'custom' | (typeof OTHER_TEXTS)[number] | (typeof OTHER_CONTACTS)[number]
>;

/** True when every term is found in the row's name, its pinyin or its initials. */
export function matchesName(query: Query, row: Pick<SearchedRow, 'name' | 'pinyin'>): boolean {
  const name = foldText(row.name);
  return query.terms.every((term) => inName(term, name, row.pinyin));
}

/** True when every term is found somewhere in the row, or in the texts of its related records when these are given. */
export function matchesRow(query: Query, row: SearchedRow, related?: () => readonly string[]): boolean {
  const name = foldText(row.name);
  let texts: readonly string[] | null = null;
  const inRelated = (term: Term) => (texts ??= related?.() ?? []).some((text) => inText(term, text));
  return query.terms.every((term) => inName(term, name, row.pinyin) || inPhones(term, row.phones) || inOthers(term, row) || inRelated(term));
}

/** True when the term is found in the folded name, its pinyin or its initials. */
export function inName(term: Term, name: string, pinyin: string): boolean {
  if (!term.short && name.includes(term.text)) return true;
  return term.letters !== '' && inPinyin(term.letters, pinyin);
}

/** True when the letters begin the pinyin at a syllable, or are two or more neighbouring initials. */
export function inPinyin(letters: string, pinyin: string): boolean {
  const syllables = foldText(pinyin).split(/\s+/).filter((s) => s !== '');
  let joined = syllables.join('').slice(0, 640);
  let initials = '';
  for (const syllable of syllables.slice(0, MAX_PINYIN_STARTS)) {
    if (joined.startsWith(letters)) return true;
    joined = joined.slice(syllable.length);
    initials += syllable.charAt(0);
  }
  return letters.length >= 2 && initials.includes(letters);
}

/** True when the digits of the term are found in one of the stored numbers. */
export function inPhones(term: Term, phones: string | null): boolean {
  const digits = term.digits;
  if (digits === '' || phones === null) return false;
  for (const value of contactValues(phones)) {
    for (const form of phoneDigits(value)) {
      if (digits.length > 2 ? form.includes(digits) : form.startsWith(digits) || homeDigits(form).startsWith(digits)) return true;
    }
  }
  return false;
}

function inOthers(term: Term, row: SearchedRow): boolean {
  for (const field of OTHER_TEXTS) {
    const text = row[field];
    if (text !== null && text !== '' && inText(term, text)) return true;
  }
  for (const field of OTHER_CONTACTS) {
    const json = row[field];
    if (json !== null && contactValues(json).some((value) => inText(term, value))) return true;
  }
  if (extraTexts(row.extra).some((value) => inText(term, value))) return true;
  return row.custom !== null && customTexts(row.custom).some((value) => inText(term, value));
}

/** True when a text of any field but the name contains the term. */
export function inText(term: Term, text: string): boolean {
  const folded = foldText(text.length > MAX_INDEXED_UNITS ? text.slice(0, MAX_INDEXED_UNITS) : text);
  if (!term.short) return folded.includes(term.text);
  for (let at = folded.indexOf(term.text); at >= 0; at = folded.indexOf(term.text, at + 1)) {
    if (beginsWord(folded, at)) return true;
  }
  return false;
}
