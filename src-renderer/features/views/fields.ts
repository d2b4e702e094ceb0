/** By which fields a list can be grouped, and which can be the columns of a board. */
import type { FilterNode } from '../../../shared/kernel/filter.ts';
import type { CustomerPatch } from '../../../shared/modules/customers.ts';
import { customIdOf, type CustomField } from '../../../shared/modules/custom-fields.ts';
import type { FieldKind } from '../../../shared/modules/fields.ts';
import { allColumns, columnOf } from '../common/model/columns.ts';

/** By its values, by month or ten years (birthdays), or in spans of numbers. */
export type GroupBy = 'value' | 'month' | 'decade' | 'range';

export interface GroupField {
  readonly field: string;
  readonly by: GroupBy;
}

const BY_KIND: Readonly<Partial<Record<FieldKind, readonly GroupBy[]>>> = {
  choice: ['value'],
  tags: ['value'],
  multiChoice: ['value'],
  yesNo: ['value'],
  record: ['value'],
  text: ['value'],
  date: ['month'],
  instant: ['month'],
  birthday: ['month', 'decade'],
  number: ['range'],
  money: ['range'],
  rating: ['range'],
};
/** Texts that are another one for everybody. */
const NOT_GROUPED = new Set(['name', 'pinyin', 'code']);

/** The ways a field can be counted, the usual one first; none for long texts and contacts. */
export function waysToGroup(field: string): readonly GroupBy[] {
  const column = columnOf(field);
  const kind = column?.ownerOnly === true ? undefined : column?.kind;
  return kind === undefined || NOT_GROUPED.has(field) ? [] : (BY_KIND[kind] ?? []);
}

/** Every field that can be counted, with each way. */
export function chartFields(own: readonly CustomField[]): readonly GroupField[] {
  return allColumns(own).flatMap(({ field }) => waysToGroup(field).map((by) => ({ field, by })));
}

/** What a list can be grouped by: every field in its usual way. */
export function groupFields(own: readonly CustomField[]): readonly GroupField[] {
  return allColumns(own).flatMap(({ field }) => waysToGroup(field).slice(0, 1).map((by) => ({ field, by })));
}

/** How a list is grouped by a field. */
export function usualWay(field: string): GroupBy {
  return waysToGroup(field)[0] ?? 'value';
}

/** The question to the core for this way of counting. */
export function facetsBy(by: GroupBy): { readonly by?: Exclude<GroupBy, 'value'> } {
  return by === 'value' ? {} : { by };
}

/** Fields with one value out of few, that can be changed: a card moves by getting another one. */
export function boardFields(own: readonly CustomField[]): readonly { readonly field: string }[] {
  return allColumns(own).filter(({ field, kind, ownerOnly }) => kind === 'choice' && ownerOnly !== true && !NOT_BOARDS.has(field) && isEditable(field, own));
}

const NOT_BOARDS = new Set(['starred', 'kind', 'gender', 'consent', 'rfm', 'province', 'city']);

function isEditable(field: string, own: readonly CustomField[]): boolean {
  const id = customIdOf(field);
  return id === null || own.some((one) => one.id === id && one.kind === 'choice');
}

/** The edit that puts a customer into a column; `null` clears the field. */
export function columnPatch(field: string, value: string | null): CustomerPatch {
  const id = customIdOf(field);
  return (id === null ? { [field]: value } : { custom: { [String(id)]: value } });
}

const lastDay = (month: string): string => {
  const [y = 0, m = 1] = month.split('-').map(Number);
  return `${month}-${String(new Date(y, m, 0).getDate()).padStart(2, '0')}`;
};

/** Of everybody whose year of birth is known. */
const ALL_YEARS = { min: '0001-01-01', max: '9999-12-31' };

/** Both ends of a span as the core names it: `10..19`, `..9`, `100..`. */
export function spanEnds(value: string | number): { readonly min?: number; readonly max?: number } {
  const [min = '', max = ''] = String(value).split('..');
  return { ...(min !== '' && { min: Number(min) }), ...(max !== '' && { max: Number(max) }) };
}

/** The condition of one group or column: `null` is those without a value. */
export function groupCondition(field: string, value: string | number | null, by: GroupBy = usualWay(field)): FilterNode {
  if (value === null || value === '') return by === 'decade' ? { not: { field, test: { op: 'range', ...ALL_YEARS } } } : { field, test: { op: 'empty' } };
  const kind = columnOf(field)?.kind;
  if (by === 'range') return { field, test: { op: 'range', ...spanEnds(value) } };
  if (by === 'decade') return { field, test: { op: 'range', min: `${value}-01-01`, max: `${Number(value) + 9}-12-31` } };
  if (by === 'value') return { field, test: kind === 'text' ? { op: 'equals', value } : { op: 'any', values: [value] } };
  const month = String(value);
  if (kind === 'birthday') return { field, test: { op: 'range', min: `${month}-01`, max: `${month}-31` } };
  return { field, test: { op: 'range', min: `${month}-01`, max: lastDay(month) } };
}
