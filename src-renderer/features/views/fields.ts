/** By which fields a list can be grouped, and which can be the columns of a board. */
import type { FilterNode } from '../../../shared/kernel/filter.ts';
import type { CustomerPatch } from '../../../shared/modules/customers.ts';
import { customIdOf, type CustomField } from '../../../shared/modules/custom-fields.ts';
import { allColumns, columnOf } from '../common/model/columns.ts';

export interface GroupField {
  readonly field: string;
  /** Dates are grouped by month. */
  readonly byMonth: boolean;
}

const BY_VALUE = new Set(['choice', 'tags', 'multiChoice', 'yesNo']);
const BY_MONTH = new Set(['date', 'instant', 'birthday']);

export function groupFields(own: readonly CustomField[]): readonly GroupField[] {
  return allColumns(own).flatMap(({ field, kind }): readonly GroupField[] => (BY_VALUE.has(kind) ? [{ field, byMonth: false }] : BY_MONTH.has(kind) ? [{ field, byMonth: true }] : []));
}

/** True when the groups of a field are months. */
export function isByMonth(field: string): boolean {
  const kind = columnOf(field)?.kind;
  return kind !== undefined && BY_MONTH.has(kind);
}

/** Fields with one value out of few, that can be changed: a card moves by getting another one. */
export function boardFields(own: readonly CustomField[]): readonly { readonly field: string }[] {
  return allColumns(own).filter(({ field, kind }) => kind === 'choice' && !NOT_BOARDS.has(field) && isEditable(field, own));
}

const NOT_BOARDS = new Set(['starred', 'kind', 'gender']);

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

/** The condition of one group or column: `null` is those without a value. */
export function groupCondition(field: string, value: string | number | null): FilterNode {
  if (value === null || value === '') return { field, test: { op: 'empty' } };
  if (!isByMonth(field)) return { field, test: { op: 'any', values: [value] } };
  const month = String(value);
  if (columnOf(field)?.kind === 'birthday') return { field, test: { op: 'range', min: `${month}-01`, max: `${month}-31` } };
  return { field, test: { op: 'range', min: `${month}-01`, max: lastDay(month) } };
}
