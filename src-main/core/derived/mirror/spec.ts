/**
 * The columns of the mirror: how each customer field is held so that any filter and any
 * sort is a pass over typed arrays. `text` keeps folded values (contains, equals, sort),
 * `choice` keeps values as they are (facets too), `number` keeps doubles.
 */
import { regionOf } from '../../../../shared/kernel/regions.ts';
import { customerFields } from '../../../../shared/modules/customers.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { startOfDate } from './dates.ts';
import { extraText } from '../extra-text.ts';
import { contactValues, lockedStage, tagIds } from '../row.ts';
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
  /** Tells ways of making the values apart: a column of a snapshot made otherwise is not used. */
  readonly key?: string;
  /** Place of a value in the order, where that is not the alphabet's. */
  readonly rank?: (text: string) => number;
  /** Not kept with the rows: missing in a snapshot it is computed, not empty. */
  readonly computed?: boolean;
  /** Computed, and written with the rows all the same: it holds for more than a day and needs whole rows. */
  readonly lasting?: boolean;
  /** What most rows have where few have a number: pieces of nothing else are not written. */
  readonly absent?: number;
  /** The values from other columns alone, which hold exactly what the row does. */
  readonly from?: {
    readonly columns: readonly string[];
    readonly text: (raw: (index: number) => number | string) => string;
    readonly number: (raw: (index: number) => number | string) => number;
  };
  /** Where `text` depends on one stored text alone: that text, and what `text` makes of it. Equal ones are read once in a build. */
  readonly raw?: (row: CustomerRow) => string | null;
  readonly read?: (raw: string) => string;
  /** `read` is `foldValue`, of the text or of the values of a contact list. */
  readonly folds?: 'text' | 'contacts';
}

/** Columns made from definitions in the book (custom fields). */
export interface MadeColumns {
  spec(name: string): ColumnSpec | null;
}

/** Between the values of a list field. */
export const JOINER = '\n';
export const EXTRA_PREFIX = 'extra:';
/** Imported columns without a field that can be filtered and sorted. */
export const MAX_EXTRA_COLUMNS = 64;
/** Only so much of a long text is compared and sorted. */
export const MAX_TEXT_UNITS = 1000;

const noNumber = () => 0;
const noText = () => '';

function textColumn(field: string, text: (row: CustomerRow) => string | null): ColumnSpec {
  return { field, kind: 'text', order: 'text', number: noNumber, text: (row) => foldValue(text(row) ?? ''), raw: text, read: foldValue, folds: 'text' };
}

/** The form in which text columns hold and compare values. */
export function foldValue(text: string): string {
  return foldText(text.length > MAX_TEXT_UNITS ? text.slice(0, MAX_TEXT_UNITS) : text).trim();
}

function contactColumn(field: 'phones' | 'wechats' | 'emails' | 'addresses'): ColumnSpec {
  const read = (json: string) => {
    const values = contactValues(json);
    return foldValue(values.length === 1 ? values[0]! : values.join(JOINER));
  };
  return { field, kind: 'text', order: 'text', number: noNumber, text: (row) => read(row[field] ?? ''), raw: (row) => row[field], read, folds: 'contacts' };
}

function choiceColumn(field: 'kind' | 'gender' | 'grade' | 'source' | 'birthday' | 'preferredMethod' | 'doNotContact' | 'starred'): ColumnSpec {
  const order = field === 'birthday' ? 'birthday' : 'text';
  return { field, kind: 'choice', order, number: noNumber, text: (row) => row[field] ?? '', raw: (row) => row[field], read: (text) => text };
}

function numberColumn(field: 'createdAt' | 'updatedAt' | 'deletedAt'): ColumnSpec {
  return { field, kind: 'number', order: 'text', text: noText, number: (row) => row[field] ?? NaN };
}

/** Facts from sales and follow-ups, and numbers few customers have: dates are local midnights or instants, money is minor units of the book's currency. */
function factColumn(field: string, absent: number, number: (row: CustomerRow) => number | null | undefined): ColumnSpec {
  return { field, kind: 'number', order: 'text', text: noText, absent, number: (row) => number(row) ?? absent };
}

/** 省份 or 城市 of the first address. */
function regionColumn(field: 'province' | 'city'): ColumnSpec {
  const read = (json: string) => regionOf(contactValues(json)[0] ?? '')?.[field] ?? '';
  return { field, kind: 'choice', order: 'text', number: noNumber, text: (row) => read(row.addresses ?? ''), raw: (row) => row.addresses, read };
}

/** Names sort by sound, so they have a second column: pinyin, then the name itself. */
export const NAME_ORDER = 'name:order';

export const STAGE_BASE = 'stage:base';
export const STAGE_LOCK = 'stage:lock';

const readTags = (json: string) => tagIds(json).join(JOINER);

const COLUMNS: readonly ColumnSpec[] = [
  textColumn('name', (row) => row.name),
  textColumn(NAME_ORDER, (row) => `${row.pinyin}\t${row.name}`),
  textColumn('familyName', (row) => row.familyName),
  textColumn('givenName', (row) => row.givenName),
  textColumn('company', (row) => row.company),
  textColumn('title', (row) => row.title),
  textColumn('code', (row) => row.code),
  textColumn('notes', (row) => row.notes),
  textColumn('pinyin', (row) => row.pinyin),
  contactColumn('phones'),
  contactColumn('wechats'),
  contactColumn('emails'),
  contactColumn('addresses'),
  regionColumn('province'),
  regionColumn('city'),
  choiceColumn('kind'),
  choiceColumn('gender'),
  choiceColumn('grade'),
  choiceColumn('source'),
  choiceColumn('birthday'),
  textColumn('preferences', (row) => row.preferences),
  textColumn('painPoints', (row) => row.painPoints),
  textColumn('preferredTime', (row) => row.preferredTime),
  choiceColumn('preferredMethod'),
  choiceColumn('doNotContact'),
  factColumn('contactEvery', NaN, (row) => row.contactEvery),
  choiceColumn('starred'),
  { field: 'tags', kind: 'choice', order: 'tags', number: noNumber, text: (row) => readTags(row.tags ?? ''), raw: (row) => row.tags, read: readTags },
  { field: 'verifiedOn', kind: 'number', order: 'text', text: noText, number: (row) => (row.verifiedOn === null ? NaN : startOfDate(row.verifiedOn)) },
  factColumn('lastSaleOn', NaN, (row) => (row.lastSaleOn ? startOfDate(row.lastSaleOn) : null)),
  factColumn('saleCount', 0, (row) => row.saleCount),
  factColumn('saleAmount', 0, (row) => row.saleAmount),
  factColumn('receivable', 0, (row) => row.receivable),
  factColumn('lastContactOn', NaN, (row) => row.lastContactOn),
  { field: 'consent', kind: 'choice', order: 'text', number: noNumber, text: (row) => row.consent ?? '' },
  // What the column `stage` is made of (fields/stage-column.ts).
  { field: STAGE_BASE, kind: 'choice', order: 'text', number: noNumber, text: (row) => row.stageBase ?? '' },
  { field: STAGE_LOCK, kind: 'choice', order: 'text', number: noNumber, text: (row) => lockedStage(row.stageHand) ?? '' },
  numberColumn('createdAt'),
  numberColumn('updatedAt'),
  numberColumn('deletedAt'),
];

/** Every column but the imported ones. */
export const fixedColumns: readonly ColumnSpec[] = COLUMNS.filter((c) => c.field !== 'pinyin');

const known = new Set([...COLUMNS.map((c) => c.field), 'extra', 'custom']);
for (const field of customerFields) {
  if (!known.has(field.name)) throw new Error(`customer field ${field.name} has no mirror column`);
}

/** The column of an imported heading. */
export function extraColumn(heading: string): ColumnSpec {
  return { ...textColumn(EXTRA_PREFIX + heading, (row) => extraText(row.extra, heading)), order: 'mixed' };
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
export function columnOf(name: string, field: string, made: MadeColumns): ColumnSpec {
  const spec = fixedColumns.find((c) => c.field === name) ?? made.spec(name);
  if (spec) return spec;
  if (name.startsWith(EXTRA_PREFIX)) return extraColumn(name.slice(EXTRA_PREFIX.length));
  throw new AppFailure('query.badField', { field });
}
