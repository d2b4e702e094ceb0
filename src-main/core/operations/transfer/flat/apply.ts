/**
 * What a flat row does to the book when nobody in it shares a key with it: it becomes a
 * customer, straight from its texts to the table. Everything else is left to `apply-rows.ts`.
 */
import { registry } from '../../../changes/registry.ts';
import type { RowImage } from '../../../changes/rows.ts';
import { namePinyin } from '../../../kernel/pinyin.ts';
import type { KeyIndex } from '../key-index.ts';
import { ownText } from '../own-text.ts';
import { createFlatKeys, flatKeys } from './keys.ts';
import type { FlatRow } from './row.ts';

export interface FlatApplyDeps {
  readonly index: KeyIndex;
  /** Writes a new customer and answers its id. */
  readonly create: (image: RowImage) => number;
  /** JSON of the tag list of a row with this tag ('' = none of its own); `null` when the row needs care. */
  readonly tags: (name: string) => string | null;
}

const columns = registry.customer.columns;
const place = new Map(columns.map((c, i) => [c.field, i + 1]));
const at = (field: string): number => place.get(field)!;
// prettier-ignore
const [NAME, PINYIN, KIND, CODE, PHONES, WECHATS, EMAILS, COMPANY, TITLE, ADDRESSES, GENDER, BIRTHDAY, GRADE, SOURCE, TAGS, NOTES, EXTRA, CREATED] = [
  at('name'), at('pinyin'), at('kind'), at('code'), at('phones'), at('wechats'), at('emails'), at('company'), at('title'), at('addresses'),
  at('gender'), at('birthday'), at('grade'), at('source'), at('tags'), at('notes'), at('extra'), at('createdAt'),
];

const image: RowImage = new Array<string | number | null>(columns.length + 5).fill(null);
const keys = createFlatKeys();

/** Makes the customer and answers true; false, and nothing done, when the row needs the careful way. */
export function applyFlat(deps: FlatApplyDeps, row: FlatRow, now: number): boolean {
  const { index } = deps;
  flatKeys(row, keys);
  for (let k = 0; k < keys.contacts; k++) if (index.hasHash(keys.places[k]!, keys.tags[k]!)) return false;
  if (index.hasHash(keys.rival.place, keys.rival.tag)) return false;
  const tags = deps.tags(row.tag);
  if (tags === null) return false;
  fillImage(row, tags, now);
  const ref = deps.create(image);
  for (let k = 0; k < keys.size; k++) index.addHash(keys.places[k]!, keys.tags[k]!, ref);
  return true;
}

const orNull = (text: string): string | null => (text === '' ? null : text);
// Flat texts hold nothing that JSON escapes.
const oneValue = (text: string): string | null => (text === '' ? null : `[{"value":"${text}"}]`);

function fillImage(row: FlatRow, tags: string, now: number): void {
  image[NAME] = row.name;
  image[PINYIN] = pinyinOf(row.name);
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
  image[EXTRA] = orNull(row.extra);
  image[CREATED] = now;
}

const readings = new Map<string, string>();
const READINGS_MAX = 30_000;

/** Names repeat; the reading of one takes a microsecond or two. */
function pinyinOf(name: string): string {
  let reading = readings.get(name);
  if (reading !== undefined) return reading;
  reading = namePinyin(name).full;
  if (readings.size >= READINGS_MAX) readings.clear();
  readings.set(ownText(name), reading);
  return reading;
}
