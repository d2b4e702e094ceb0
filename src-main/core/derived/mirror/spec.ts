/**
 * The columns of the mirror: how each customer field is held so that any filter and any
 * sort is a pass over typed arrays. `text` keeps folded values (contains, equals, sort),
 * `choice` keeps values as they are (facets too), `number` keeps doubles.
 */
import { customerFields } from '../../../../shared/modules/customers.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { contactValues, extraValues, tagIds } from '../row.ts';
import type { CustomerRow } from '../row.ts';
import { foldText } from '../text/fold.ts';

export type ColumnKind = 'text' | 'choice' | 'number';

export interface ColumnSpec {
  readonly field: string;
  readonly kind: ColumnKind;
  /** Order of the values: by characters, numbers before words, or by month and day. */
  readonly order: 'text' | 'mixed' | 'birthday' | 'tags';
  /** The value as stored in the column; several values are joined by a line break. Empty = ''. */
  readonly text: (row: CustomerRow) => string;
  readonly number: (row: CustomerRow) => number;
}

/** Between the values of a list field. */
export const JOINER = '\n';
export const EXTRA_PREFIX = 'extra:';
/** Imported columns without a field that can be filtered and sorted. */
export const MAX_EXTRA_COLUMNS = 64;
/** Only so much of a long text is compared and sorted. */
const MAX_TEXT_UNITS = 1000;

const noNumber = () => 0;
const noText = () => '';

function textColumn(field: string, text: (row: CustomerRow) => string | null): ColumnSpec {
  return { field, kind: 'text', order: 'text', number: noNumber, text: (row) => foldValue(text(row) ?? '') };
}

/** The form in which text columns hold and compare values. */
export function foldValue(text: string): string {
  return foldText(text.length > MAX_TEXT_UNITS ? text.slice(0, MAX_TEXT_UNITS) : text).trim();
}

function contactColumn(field: 'phones' | 'wechats' | 'emails' | 'addresses'): ColumnSpec {
  return textColumn(field, (row) => {
    const values = contactValues(row[field]);
    return values.length === 1 ? values[0]! : values.join(JOINER);
  });
}

function choiceColumn(field: 'kind' | 'gender' | 'grade' | 'source' | 'birthday'): ColumnSpec {
  const order = field === 'birthday' ? 'birthday' : 'text';
  return { field, kind: 'choice', order, number: noNumber, text: (row) => row[field] ?? '' };
}

function numberColumn(field: 'createdAt' | 'updatedAt' | 'deletedAt'): ColumnSpec {
  return { field, kind: 'number', order: 'text', text: noText, number: (row) => row[field] ?? NaN };
}

/** Names sort by sound, so they have a second column: pinyin, then the name itself. */
export const NAME_ORDER = 'name:order';

const COLUMNS: readonly ColumnSpec[] = [
  textColumn('name', (row) => row.name),
  textColumn(NAME_ORDER, (row) => `${row.pinyin}\t${row.name}`),
  textColumn('company', (row) => row.company),
  textColumn('title', (row) => row.title),
  textColumn('code', (row) => row.code),
  textColumn('notes', (row) => row.notes),
  textColumn('pinyin', (row) => row.pinyin),
  contactColumn('phones'),
  contactColumn('wechats'),
  contactColumn('emails'),
  contactColumn('addresses'),
  choiceColumn('kind'),
  choiceColumn('gender'),
  choiceColumn('grade'),
  choiceColumn('source'),
  choiceColumn('birthday'),
  { field: 'tags', kind: 'choice', order: 'tags', number: noNumber, text: (row) => tagIds(row.tags).join(JOINER) },
  numberColumn('createdAt'),
  numberColumn('updatedAt'),
  numberColumn('deletedAt'),
];

/** Every column but the imported ones. */
export const fixedColumns: readonly ColumnSpec[] = COLUMNS.filter((c) => c.field !== 'pinyin');

const known = new Set([...COLUMNS.map((c) => c.field), 'extra']);
for (const field of customerFields) {
  if (!known.has(field.name)) throw new Error(`customer field ${field.name} has no mirror column`);
}

/** The column of an imported heading. */
export function extraColumn(heading: string): ColumnSpec {
  return { ...textColumn(EXTRA_PREFIX + heading, (row) => extraValues(row.extra)[heading] ?? ''), order: 'mixed' };
}

/** The column that answers filters on a field; names outside the mirror have none. */
export function filterColumn(field: string): string {
  return field === 'pinyin' ? NAME_ORDER : field;
}

/** The column that answers a sort by a field. */
export function sortColumn(field: string): string {
  return field === 'name' || field === 'pinyin' ? NAME_ORDER : field;
}

/** The column of this name; `query.badField` (naming `field`) when there is none. */
export function columnOf(name: string, field: string): ColumnSpec {
  const spec = fixedColumns.find((c) => c.field === name);
  if (spec) return spec;
  if (name.startsWith(EXTRA_PREFIX)) return extraColumn(name.slice(EXTRA_PREFIX.length));
  throw new AppFailure('query.badField', { field });
}
