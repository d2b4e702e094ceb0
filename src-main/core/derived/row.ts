/** A customer as stored: what the derived data is computed from. */

import { isSealed } from '../changes/sealed-values.ts';
import type { CustomValue } from '../../../shared/modules/custom-fields.ts';
import type { Stage, StageHand } from '../../../shared/modules/lifecycle.ts';

/** Columns of table `customer` the index and the mirror read; list fields are the stored JSON text. */
export interface CustomerRow {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly pinyin: string;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly code: string | null;
  readonly phones: string | null;
  readonly wechats: string | null;
  readonly emails: string | null;
  readonly company: string | null;
  readonly title: string | null;
  readonly addresses: string | null;
  readonly gender: string | null;
  readonly birthday: string | null;
  readonly grade: string | null;
  readonly source: string | null;
  readonly tags: string | null;
  readonly notes: string | null;
  readonly preferences: string | null;
  readonly painPoints: string | null;
  readonly preferredMethod: string | null;
  readonly preferredTime: string | null;
  readonly doNotContact: string | null;
  /** Days between contacts, 0 for never; absent: as the grade says. */
  readonly contactEvery?: number | null;
  readonly starred: string | null;
  readonly extra: string | null;
  readonly custom: string | null;
  readonly verifiedOn: string | null;
  /** Values that look wrong and were confirmed, as stored; absent where none can be. */
  readonly confirmed?: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly deletedAt: number | null;
  readonly deletedKind: number | null;
  // Derived from sales, follow-ups and consents (table customer_stat); absent for a customer without any.
  readonly lastSaleOn?: string | null;
  readonly saleCount?: number | null;
  readonly saleAmount?: number | null;
  readonly receivable?: number | null;
  readonly lastContactOn?: number | null;
  readonly consent?: string | null;
  /** What the sales say of the stage (customer_stage), and what was locked by hand, as stored. */
  readonly stageBase?: string | null;
  readonly stageHand?: string | null;
  /** Texts of related records that are searched, joined (related/related-texts.ts); absent where they were not read. */
  readonly related?: string | null;
}

/** The select list that yields `CustomerRow`. */
export const ROW_COLUMNS = `id, kind, name, pinyin, family_name AS familyName, given_name AS givenName, code, phones, wechats, emails, company, title, addresses, gender, birthday,
  grade, source, tags, notes, preferences, pain_points AS painPoints, preferred_method AS preferredMethod,
  preferred_time AS preferredTime, do_not_contact AS doNotContact, contact_every AS contactEvery, starred, extra, custom, verified_on AS verifiedOn, confirmed, created_at AS createdAt, updated_at AS updatedAt, deleted_at AS deletedAt, deleted_kind AS deletedKind,
  last_sale_on AS lastSaleOn, sale_count AS saleCount, sale_amount AS saleAmount, receivable, last_contact_at AS lastContactOn, consent,
  base AS stageBase, stage_hand AS stageHand`;

/** What a search compares, of table `customer`. */
export const SEARCHED_COLUMNS =
  'name, pinyin, family_name AS familyName, given_name AS givenName, company, title, code, notes, preferences, pain_points AS painPoints, preferred_time AS preferredTime, extra, emails, wechats, addresses, phones, custom';

/** The tables `ROW_COLUMNS` are selected from. */
export const ROW_TABLES = 'customer LEFT JOIN customer_stat ON customer_stat.customer_id = customer.id LEFT JOIN customer_stage ON customer_stage.customer_id = customer.id';

/** Fields of one text each that are searched beside the name. */
export const OTHER_TEXTS = ['familyName', 'givenName', 'company', 'title', 'code', 'notes', 'preferences', 'painPoints', 'preferredTime'] as const;
/** Contact lists that are searched as text. */
export const OTHER_CONTACTS = ['emails', 'wechats', 'addresses'] as const;

const ONE_BEFORE = '[{"value":"';
const ONE_BEHIND = '"}]';

/** Where the value of a list that has one, without label and escapes, begins; it ends 3 units before the end. 0 for other lists. */
export function oneValueFrom(json: string): number {
  if (!json.startsWith(ONE_BEFORE) || !json.endsWith(ONE_BEHIND)) return 0;
  const quote = json.indexOf('"', ONE_BEFORE.length);
  return quote === json.length - ONE_BEHIND.length && !json.includes('\\') ? ONE_BEFORE.length : 0;
}

/** The values of a stored contact list, in order; the labels are not searched. */
export function contactValues(json: string | null): readonly string[] {
  if (json === null || json === '' || json === '[]') return [];
  const from = oneValueFrom(json);
  if (from > 0) return [json.slice(from, -ONE_BEHIND.length)];
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => contactValue(item)).filter((v) => v !== '');
}

function contactValue(item: unknown): string {
  if (typeof item === 'string') return item;
  const value = (item as { value?: unknown } | null)?.value;
  return typeof value === 'string' ? value : '';
}

/** The tag ids of a stored tag list. */
export function tagIds(json: string | null): readonly number[] {
  if (json === null || json === '' || json === '[]') return [];
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.filter((v): v is number => typeof v === 'number') : [];
}

/** The stage somebody locked, `null` without a lock: the last word of the list counts. */
export function lockedStage(json: string | null | undefined): Stage | null {
  if (!json || json === '[]') return null;
  return (JSON.parse(json) as readonly StageHand[]).at(-1)?.stage ?? null;
}

let lastExtra = { json: '', values: {} as Readonly<Record<string, string>> };

/** The unmapped columns of an import, by heading. Every column of a row asks in turn, so the last answer is kept. */
export function extraValues(json: string | null): Readonly<Record<string, string>> {
  if (json === null || json === '' || json === '{}') return {};
  if (lastExtra.json !== json) lastExtra = { json, values: JSON.parse(json) as Record<string, string> };
  return lastExtra.values;
}

let lastCustom = { json: '', values: {} as Readonly<Record<string, CustomValue>> };

/** The values of custom fields of a stored row. Every column asks in turn, so the last answer is kept. */
export function customValues(json: string | null): Readonly<Record<string, CustomValue>> {
  if (!json || json === '{}') return {};
  if (lastCustom.json !== json) lastCustom = { json, values: JSON.parse(json) as Record<string, CustomValue> };
  return lastCustom.values;
}

/**
 * The texts among a row's custom values: what a search looks at. Dates and numbers are not
 * texts, and neither is what was typed before it was tidied, nor what is sealed for the owner.
 */
export function customTexts(json: string | null): readonly string[] {
  return json && json !== '{}' ? customTextEntries(json).map(([, text]) => text) : [];
}

/** The same with the id of the field of each. */
export function customTextEntries(json: string | null): readonly (readonly [string, string])[] {
  const texts: [string, string][] = [];
  const values = customValues(json);
  for (const key in values) {
    if (key.startsWith('o:')) continue;
    const value = values[key];
    if (typeof value === 'string' && value !== '' && !isDateText(value) && !isSealed(value)) texts.push([key, value]);
    else if (Array.isArray(value)) for (const one of value) if (typeof one === 'string') texts.push([key, one]);
  }
  return texts;
}

const MAX_DATE_UNITS = 12;

function isDateText(text: string): boolean {
  return text.length <= MAX_DATE_UNITS && /^(?:\d{4}-\d{2}-\d{2}|[SL](?:\d{4}-|--)\d{2}\+?-\d{2})$/.test(text);
}

/** 0 = live, 1 = in the recycle bin, 2 = its creation was undone: shown nowhere. */
export type RowState = 0 | 1 | 2;

/** Where the row is shown. */
export function rowState(row: Pick<CustomerRow, 'deletedAt' | 'deletedKind'>): RowState {
  if (row.deletedAt === null) return 0;
  return row.deletedKind === 2 ? 2 : 1;
}
