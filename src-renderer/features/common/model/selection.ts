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
