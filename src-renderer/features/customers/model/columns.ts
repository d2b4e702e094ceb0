/** The columns a list can show, and what the owner chose of them (kept in the book's settings as `listColumns`). */
import { customerFields } from '../../../../shared/modules/customers.ts';
import type { FieldDef, FieldKind } from '../../../../shared/modules/fields.ts';

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
  updatedAt: 116,
  gender: 80,
  kind: 92,
  grade: 96,
};
const RIGHT = new Set(['createdAt', 'updatedAt']);
const TABULAR = new Set(['phones', 'code', 'birthday', 'createdAt', 'updatedAt']);
const NOT_INLINE = new Set(['extra', 'pinyin', 'birthday', 'createdAt', 'updatedAt']);

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

export const listColumns: readonly ListColumn[] = customerFields.map(toColumn);
const byField: ReadonlyMap<string, ListColumn> = new Map(listColumns.map((column) => [column.field, column]));

/** The definition of a column; `undefined` for a field this version does not know. */
export function columnOf(field: string): ListColumn | undefined {
  return byField.get(field);
}

const FIRST_SIGHT = ['name', 'phones', 'wechats', 'company', 'tags', 'grade', 'source', 'birthday', 'notes', 'updatedAt'];

/** What a new book shows. */
export function defaultChoices(): readonly ColumnChoice[] {
  return FIRST_SIGHT.map((field) => ({ field, width: byField.get(field)?.defaultWidth ?? 130 }));
}

const clampWidth = (width: number): number => Math.round(Math.max(MIN_COLUMN_PX, Math.min(MAX_COLUMN_PX, width)));

/** Saved choices made safe: known fields only, each once, the name first, widths within bounds; defaults when empty. */
export function cleanChoices(saved: readonly ColumnChoice[]): readonly ColumnChoice[] {
  const seen = new Set<string>();
  const known = saved.filter(({ field }) => byField.has(field) && !seen.has(field) && seen.add(field));
  if (known.length === 0) return defaultChoices();
  const name = known.find(({ field }) => field === PINNED_FIELD) ?? { field: PINNED_FIELD, width: WIDTHS['name'] ?? 200 };
  const rest = known.filter(({ field }) => field !== PINNED_FIELD);
  return [name, ...rest].map(({ field, width }) => ({ field, width: clampWidth(width) }));
}

/** Shows a hidden column at the end, or hides a shown one; the name stays. */
export function toggleColumn(choices: readonly ColumnChoice[], field: string): readonly ColumnChoice[] {
  if (field === PINNED_FIELD) return choices;
  if (choices.some((choice) => choice.field === field)) return choices.filter((choice) => choice.field !== field);
  const column = byField.get(field);
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
