/** Which rows are ticked: by id, or "everything the query finds but these", so that a million rows cost nothing. */
import type { ListQuery, Selection } from '../../../../shared/modules/customers.ts';

export type RowSelection =
  | { readonly mode: 'ids'; readonly ids: ReadonlySet<number>; readonly anchor: number | null }
  | { readonly mode: 'all'; readonly except: ReadonlySet<number>; readonly anchor: number | null };

/** The most ids one command takes; beyond it people select "all results". */
export const MAX_SELECTED_IDS = 10_000;

export const NOTHING_SELECTED: RowSelection = { mode: 'ids', ids: new Set(), anchor: null };
export const ALL_SELECTED: RowSelection = { mode: 'all', except: new Set(), anchor: null };

/** True when the row is ticked. */
export function isSelected(selection: RowSelection, id: number): boolean {
  return selection.mode === 'ids' ? selection.ids.has(id) : !selection.except.has(id);
}

/** How many rows are ticked out of `total` results. */
export function selectedCount(selection: RowSelection, total: number): number {
  return selection.mode === 'ids' ? selection.ids.size : Math.max(0, total - selection.except.size);
}

/** Ticks or unticks one row; `index` becomes the start of a later Shift range. */
export function toggleRow(selection: RowSelection, id: number, index: number): RowSelection {
  const set = new Set(selection.mode === 'ids' ? selection.ids : selection.except);
  if (!set.delete(id)) set.add(id);
  return selection.mode === 'ids' ? { mode: 'ids', ids: set, anchor: index } : { mode: 'all', except: set, anchor: index };
}

/** Ticks every row of a range (Shift-click); keeps the anchor so that the range can be dragged on. */
export function addRange(selection: RowSelection, ids: readonly number[]): RowSelection {
  if (selection.mode === 'all') {
    const except = new Set(selection.except);
    for (const id of ids) except.delete(id);
    return { ...selection, except };
  }
  const set = new Set(selection.ids);
  for (const id of ids) if (set.size < MAX_SELECTED_IDS) set.add(id);
  return { ...selection, ids: set };
}

/** The box in the header: none, some or all of the results. */
export function headerState(selection: RowSelection, total: number): 'none' | 'some' | 'all' {
  const count = selectedCount(selection, total);
  if (count === 0) return 'none';
  return count >= total ? 'all' : 'some';
}

/** The box of a part of the list: `ids` are those of its rows that are known, `total` is how many it has. */
export function partState(selection: RowSelection, ids: readonly number[], total: number): 'none' | 'some' | 'all' {
  const ticked = ids.filter((id) => isSelected(selection, id)).length;
  // Rows that are not known are ticked in the mode "all", unless they are exceptions.
  const all = ticked === ids.length && (ids.length >= total || selection.mode === 'all');
  if (total > 0 && all) return 'all';
  return ticked > 0 ? 'some' : 'none';
}

/** With or without every row of a part. */
export function withPart(selection: RowSelection, ids: readonly number[], ticked: boolean): RowSelection {
  if (ticked) return addRange(selection, ids);
  if (selection.mode === 'ids') return withoutRows(selection, ids);
  return { ...selection, except: new Set([...selection.except, ...ids]) };
}

/** Without rows that are gone (deleted, merged). */
export function withoutRows(selection: RowSelection, gone: readonly number[]): RowSelection {
  if (selection.mode === 'all') return selection;
  const ids = new Set(selection.ids);
  for (const id of gone) ids.delete(id);
  return ids.size === selection.ids.size ? selection : { ...selection, ids };
}

/** What a bulk command is given; `null` when nothing is ticked. */
export function toSelection(selection: RowSelection, query: ListQuery): Selection | null {
  if (selection.mode === 'all') return { query, except: [...selection.except].slice(0, MAX_SELECTED_IDS) };
  return selection.ids.size === 0 ? null : { ids: [...selection.ids] };
}
