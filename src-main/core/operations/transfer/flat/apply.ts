/**
 * What a flat row does to the book when it becomes a new customer: straight from its
 * texts to the table. A row that belongs to a customer is left to `apply-rows.ts`.
 */
import { registry } from '../../../changes/registry.ts';
import type { RowImage } from '../../../changes/rows.ts';
import { nameReading } from '../../../kernel/pinyin.ts';
import type { KeyIndex } from '../key-index.ts';
import { findMatch, matchKeys, type Matchable } from '../matching.ts';
import { createFlatKeys, flatKeys } from './keys.ts';
import type { FlatRow } from './row.ts';

export interface FlatApplyDeps {
  readonly index: KeyIndex;
  /** Writes a new customer and answers its id. */
  readonly create: (image: RowImage) => number;
  readonly identity: (ref: number) => Matchable | null;
  /** Rows that only look like somebody are left out: not a matter for the short way. */
  readonly leavePossible: boolean;
  /** JSON of the tag list of a row with this tag ('' = none of its own); `null` when the row needs care. */
  readonly tags: (name: string) => string | null;
}

const columns = registry.customer.columns;
const place = new Map(columns.map((c, i) => [c.field, i + 1]));
const at = (field: string): number => place.get(field)!;
// prettier-ignore
const [NAME, PINYIN, FAMILY, GIVEN, KIND, CODE, PHONES, WECHATS, EMAILS, COMPANY, TITLE, ADDRESSES, GENDER, BIRTHDAY, GRADE, SOURCE, TAGS, NOTES, LIKES, CONCERNS, GOOD_TIME, EXTRA, CUSTOM, CREATED] = [
  at('name'), at('pinyin'), at('familyName'), at('givenName'), at('kind'), at('code'), at('phones'), at('wechats'), at('emails'), at('company'), at('title'), at('addresses'),
  at('gender'), at('birthday'), at('grade'), at('source'), at('tags'), at('notes'), at('preferences'), at('painPoints'), at('preferredTime'), at('extra'), at('custom'), at('createdAt'),
];

const image: RowImage = new Array<string | number | null>(columns.length + 5).fill(null);
const keys = createFlatKeys();

/** Done: a new customer; with what the careful way would say of it, if anything. */
export interface FlatApplied {
  /** Somebody it looks like. */
  readonly lookalike: { readonly name: string | null; readonly ambiguous: boolean } | null;
}

const PLAIN: FlatApplied = { lookalike: null };

/** Makes the customer; `null`, and nothing done, when the row needs the careful way. */
export function applyFlat(deps: FlatApplyDeps, row: FlatRow, now: number): FlatApplied | null {
  const { index } = deps;
  flatKeys(row, keys);
  const done = mayBeKnown(index) ? lookCloser(deps, row) : PLAIN;
  if (done === null) return null;
  const tags = deps.tags(row.tag);
  if (tags === null) return null;
  fillImage(row, tags, now);
  const ref = deps.create(image);
  for (let k = 0; k < keys.size; k++) index.addHash(keys.places[k]!, keys.tags[k]!, ref);
  return done;
}

function mayBeKnown(index: KeyIndex): boolean {
  for (let k = 0; k < keys.contacts; k++) if (index.hasHash(keys.places[k]!, keys.tags[k]!)) return true;
  return index.hasHash(keys.rival.place, keys.rival.tag);
}

/** Somebody shares a key, or its hash: the careful way's own rules decide. */
function lookCloser({ index, identity, leavePossible }: FlatApplyDeps, row: FlatRow): FlatApplied | null {
  const draft = matchableOf(row);
  const match = findMatch(index, draft, matchKeys(draft), identity);
  if (match.kind === 'new') return PLAIN;
  if (match.kind === 'match' || leavePossible) return null;
  return { lookalike: { name: identity(match.ref)?.name ?? null, ambiguous: match.ambiguous } };
}

function matchableOf({ name, code, company, phone, wechat, email }: FlatRow): Matchable {
  const list = (value: string) => (value === '' ? [] : [{ value }]);
  return { name, code, company, phones: list(phone), wechats: list(wechat), emails: list(email) };
}

const orNull = (text: string): string | null => (text === '' ? null : text);
// Flat texts hold nothing that JSON escapes.
const oneValue = (text: string): string | null => (text === '' ? null : `[{"value":"${text}"}]`);

function fillImage(row: FlatRow, tags: string, now: number): void {
  image[NAME] = row.name;
  image[PINYIN] = nameReading(row.name);
  image[FAMILY] = orNull(row.familyName);
  image[GIVEN] = orNull(row.givenName);
  image[KIND] = row.kind;
  image[CODE] = orNull(row.code);
  image[PHONES] = oneValue(row.phone);
  image[WECHATS] = oneValue(row.wechat);
  image[EMAILS] = oneValue(row.email);
  image[COMPANY] = orNull(row.company);
  image[TITLE] = orNull(row.title);
  image[ADDRESSES] = oneValue(row.address);
  image[GENDER] = orNull(row.gender);
  image[BIRTHDAY] = orNull(row.birthday);
  image[GRADE] = orNull(row.grade);
  image[SOURCE] = orNull(row.source);
  image[TAGS] = orNull(tags);
  image[NOTES] = orNull(row.notes);
  image[LIKES] = orNull(row.preferences);
  image[CONCERNS] = orNull(row.painPoints);
  image[GOOD_TIME] = orNull(row.preferredTime);
  image[EXTRA] = orNull(row.extra);
  image[CUSTOM] = orNull(row.custom);
  image[CREATED] = now;
}
