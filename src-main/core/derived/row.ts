/** A customer as stored: what the derived data is computed from. */

/** Columns of table `customer` the index and the mirror read; list fields are the stored JSON text. */
export interface CustomerRow {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly pinyin: string;
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
  readonly extra: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly deletedAt: number | null;
  readonly deletedKind: number | null;
}

/** The select list that yields `CustomerRow`. */
export const ROW_COLUMNS = `id, kind, name, pinyin, code, phones, wechats, emails, company, title, addresses, gender, birthday,
  grade, source, tags, notes, extra, created_at AS createdAt, updated_at AS updatedAt, deleted_at AS deletedAt, deleted_kind AS deletedKind`;

/** Fields of one text each that are searched beside the name. */
export const OTHER_TEXTS = ['company', 'title', 'code', 'notes'] as const;
/** Contact lists that are searched as text. */
export const OTHER_CONTACTS = ['emails', 'wechats', 'addresses'] as const;

const ONE_VALUE = /^\[\{"value":"([^"\\]*)"\}\]$/;

/** The values of a stored contact list, in order; the labels are not searched. */
export function contactValues(json: string | null): readonly string[] {
  if (json === null || json === '' || json === '[]') return [];
  const one = ONE_VALUE.exec(json);
  if (one) return [one[1]!];
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

let lastExtra = { json: '', values: {} as Readonly<Record<string, string>> };

/** The unmapped columns of an import, by heading. Every column of a row asks in turn, so the last answer is kept. */
export function extraValues(json: string | null): Readonly<Record<string, string>> {
  if (json === null || json === '' || json === '{}') return {};
  if (lastExtra.json !== json) lastExtra = { json, values: JSON.parse(json) as Record<string, string> };
  return lastExtra.values;
}

/** 0 = live, 1 = in the recycle bin, 2 = its creation was undone: shown nowhere. */
export type RowState = 0 | 1 | 2;

/** Where the row is shown. */
export function rowState(row: Pick<CustomerRow, 'deletedAt' | 'deletedKind'>): RowState {
  if (row.deletedAt === null) return 0;
  return row.deletedKind === 2 ? 2 : 1;
}
