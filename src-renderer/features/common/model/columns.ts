/** The columns a list can show, and what the owner chose of them (kept in the book's settings as `listColumns`). */
import { customerFacts, customerFields } from '../../../../shared/modules/customers.ts';
import { customName, type CustomField } from '../../../../shared/modules/custom-fields.ts';
import type { FieldDef, FieldKind } from '../../../../shared/modules/fields.ts';
import { FIRST_COLUMNS } from '../../../../shared/modules/system.ts';
import { ownField, useOwnFields } from '../../../lib/own-fields.ts';

export interface ListColumn {
  readonly field: string;
  readonly kind: FieldKind;
  readonly defaultWidth: number;
  readonly align: 'start' | 'end';
  /** Figures of one width, so that digits stand under each other. */
  readonly tabular: boolean;
  /** Can be changed in its cell. */
  readonly inlineEdit: boolean;
  readonly sortable: boolean;
  /** Only the owner sees it; it can neither be sorted, filtered nor counted. */
  readonly ownerOnly?: boolean;
}

export interface ColumnChoice {
  readonly field: string;
  readonly width: number;
}

export const MIN_COLUMN_PX = 60;
export const MAX_COLUMN_PX = 800;
/** Always first, pinned, cannot be hidden. */
export const PINNED_FIELD = 'name';

const WIDTHS: Readonly<Record<string, number>> = {
  name: 200,
  phones: 148,
  wechats: 140,
  emails: 200,
  company: 180,
  addresses: 240,
  tags: 190,
  notes: 260,
  birthday: 140,
  createdAt: 116,
  verifiedOn: 116,
  updatedAt: 116,
  gender: 80,
  kind: 92,
  grade: 96,
  province: 96,
  city: 96,
  stage: 104,
  rfm: 132,
  starred: 90,
  doNotContact: 100,
  preferences: 220,
  painPoints: 220,
};
const RIGHT = new Set(['createdAt', 'updatedAt', 'saleCount', 'saleAmount', 'receivable', 'lastContactOn', 'contactDueOn', 'contactScore', 'contactEvery', 'lastSaleOn']);
const TABULAR = new Set(['phones', 'code', 'birthday', 'createdAt', 'updatedAt', 'verifiedOn', 'contactEvery', ...customerFacts.map((f) => f.name).filter((name) => !['stage', 'rfm', 'consent', 'province', 'city'].includes(name))]);
const NOT_INLINE = new Set(['extra', 'pinyin', 'birthday', 'createdAt', 'updatedAt', 'verifiedOn', 'contactEvery']);

function toColumn(def: FieldDef): ListColumn {
  return {
    field: def.name,
    kind: def.kind,
    defaultWidth: WIDTHS[def.name] ?? 130,
    align: RIGHT.has(def.name) ? 'end' : 'start',
    tabular: TABULAR.has(def.name),
    inlineEdit: def.editable && !NOT_INLINE.has(def.name),
    sortable: def.kind !== 'map',
  };
}

export const listColumns: readonly ListColumn[] = [...customerFields.filter((def) => def.name !== 'custom'), ...customerFacts].map(toColumn);

const OWN_KINDS: Readonly<Record<CustomField['kind'], FieldKind>> = {
  text: 'text',
  longText: 'longText',
  number: 'number',
  money: 'money',
  date: 'date',
  lunarDate: 'birthday',
  choice: 'choice',
  multiChoice: 'multiChoice',
  yesNo: 'yesNo',
  phone: 'text',
  url: 'text',
  rating: 'rating',
  link: 'record',
  file: 'files',
  formula: 'text',
};
const TYPED_INLINE = new Set<CustomField['kind']>(['text', 'longText', 'number', 'money', 'date', 'choice', 'multiChoice', 'yesNo', 'phone', 'url', 'rating', 'link']);

/** The column of a custom field; a formula's is that of its result. */
export function ownColumn(field: CustomField): ListColumn {
  const formula = field.result === 'list' || field.result === null ? 'text' : field.result;
  const kind = field.kind === 'formula' ? formula : OWN_KINDS[field.kind];
  const isFigure = kind === 'number' || kind === 'money' || kind === 'date';
  return {
    field: customName(field.id),
    kind,
    defaultWidth: kind === 'yesNo' ? 84 : kind === 'rating' ? 108 : kind === 'longText' ? 240 : 130,
    align: kind === 'number' || kind === 'money' ? 'end' : 'start',
    tabular: isFigure || field.kind === 'phone',
    inlineEdit: TYPED_INLINE.has(field.kind),
    sortable: field.kind !== 'link' && field.kind !== 'file' && !field.ownerOnly,
    ownerOnly: field.ownerOnly,
  };
}

/** Built-in columns, then the book's own; hidden ones can still be shown in a list. */
export function allColumns(fields: readonly CustomField[] = useOwnFields.getState().fields): readonly ListColumn[] {
  return [...listColumns, ...fields.map(ownColumn)];
}
const byField: ReadonlyMap<string, ListColumn> = new Map(listColumns.map((column) => [column.field, column]));

/** The definition of a column; `undefined` for a field this version does not know. */
export function columnOf(field: string): ListColumn | undefined {
  const own = byField.get(field) ? undefined : ownField(field);
  return own ? ownColumn(own) : byField.get(field);
}

const FIRST_SIGHT = ['name', 'phones', 'wechats', 'company', 'tags', 'grade', 'source', 'birthday', 'notes', 'updatedAt'];

/** What somebody passing by should not read: phones, amounts, and what only the owner sees. */
export function isPrivate(column: ListColumn | undefined): boolean {
  if (!column) return false;
  const isOwnPhone = column.field.startsWith('custom:') && column.kind === 'text' && column.tabular;
  return column.ownerOnly === true || column.field === 'phones' || column.kind === 'money' || isOwnPhone;
}

/** What a new book shows. */
export function defaultChoices(): readonly ColumnChoice[] {
  return FIRST_SIGHT.map((field) => ({ field, width: byField.get(field)?.defaultWidth ?? 130 }));
}

const clampWidth = (width: number): number => Math.round(Math.max(MIN_COLUMN_PX, Math.min(MAX_COLUMN_PX, width)));

/** Saved choices made safe: known fields only, each once, the name first, widths within bounds; defaults when empty. */
export function cleanChoices(saved: readonly ColumnChoice[]): readonly ColumnChoice[] {
  const seen = new Set<string>();
  const known = saved.filter(({ field }) => columnOf(field) !== undefined && !seen.has(field) && seen.add(field));
  if (known.length === 0) return defaultChoices();
  const name = known.find(({ field }) => field === PINNED_FIELD) ?? { field: PINNED_FIELD, width: WIDTHS['name'] ?? 200 };
  const rest = known.filter(({ field }) => field !== PINNED_FIELD);
  return [name, ...rest].map(({ field, width }) => ({ field, width: clampWidth(width) }));
}

/** Shows a hidden column at the end, or hides a shown one; the name stays. */
export function toggleColumn(choices: readonly ColumnChoice[], field: string): readonly ColumnChoice[] {
  if (field === PINNED_FIELD) return choices;
  if (choices.some((choice) => choice.field === field)) return choices.filter((choice) => choice.field !== field);
  const column = columnOf(field);
  return column ? [...choices, { field, width: column.defaultWidth }] : choices;
}

/** Puts a column before or after others; never before the name. */
export function moveColumn(choices: readonly ColumnChoice[], field: string, to: number): readonly ColumnChoice[] {
  const from = choices.findIndex((choice) => choice.field === field);
  const moved = choices[from];
  if (!moved || field === PINNED_FIELD) return choices;
  const rest = choices.filter((choice) => choice.field !== field);
  const place = Math.max(1, Math.min(to, rest.length));
  return [...rest.slice(0, place), moved, ...rest.slice(place)];
}

/** Sets one width, within bounds. */
export function resizeColumn(choices: readonly ColumnChoice[], field: string, width: number): readonly ColumnChoice[] {
  return choices.map((choice) => (choice.field === field ? { field, width: clampWidth(width) } : choice));
}

/** Of these more is read the wider they are. */
const READ_WIDER = new Set(['company', 'tags', 'notes', 'addresses', 'emails', 'preferences', 'painPoints']);

/** A width nobody chose: that of a new book, or of a column that was just shown. */
function canGrow({ field, width }: ColumnChoice): boolean {
  const column = columnOf(field);
  const isLong = READ_WIDER.has(field) || (field.startsWith('custom:') && ['longText', 'multiChoice'].includes(column?.kind ?? ''));
  return isLong && (width === column?.defaultWidth || width === FIRST_COLUMNS[field]);
}

/** Gives what is left of `roomPx` to long columns whose width nobody chose, each at most twice its own. Columns that do not fit stay as they are. */
export function fitColumns(choices: readonly ColumnChoice[], roomPx: number): readonly ColumnChoice[] {
  const spare = roomPx - choices.reduce((sum, { width }) => sum + width, 0);
  const growing = choices.filter(canGrow).reduce((sum, { width }) => sum + width, 0);
  if (spare <= 0 || growing === 0) return choices;
  const by = Math.min(1, spare / growing);
  return choices.map((choice) => (canGrow(choice) ? { field: choice.field, width: Math.floor(choice.width * (1 + by)) } : choice));
}
