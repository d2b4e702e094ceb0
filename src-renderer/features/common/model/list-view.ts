/** What the user is doing with the list: search, filters, order, ticks, where the cursor is. Kept while they look elsewhere. */
import { create } from 'zustand';
import { NEWEST_FIRST, type FilterNode, type ListSort } from '../../../../shared/kernel/filter.ts';
import type { ListQuery } from '../../../../shared/modules/customers.ts';
import type { ColumnChoice } from './columns.ts';
import { NOTHING_SELECTED, type RowSelection } from './selection.ts';

export interface ActiveCell {
  readonly row: number;
  readonly column: number;
}

export interface ListView {
  readonly text: string;
  /** All of them hold; each is a chip. */
  readonly conditions: readonly FilterNode[];
  readonly sort: ListSort | null;
  readonly selection: RowSelection;
  readonly active: ActiveCell;
  /** The customer in the inspector; `null` when it is closed. */
  readonly openId: number | null;
  /** Virtual scroll offset to come back to. */
  readonly scrollPx: number;
  /** The saved view in use, and what it shows beyond the query. */
  readonly viewId: number | null;
  readonly layout: 'list' | 'board';
  /** Of the view; `null`: the columns of the book. */
  readonly columns: readonly ColumnChoice[] | null;
  readonly group: string | null;
  readonly board: string | null;
}

const FRESH: ListView = {
  text: '',
  conditions: [],
  sort: null,
  selection: NOTHING_SELECTED,
  active: { row: 0, column: 0 },
  openId: null,
  scrollPx: 0,
  viewId: null,
  layout: 'list',
  columns: null,
  group: null,
  board: null,
};

export const useListView = create<ListView>(() => FRESH);

/** Forgets search, filters and ticks (at the lock). */
export function forgetListView(): void {
  useListView.setState(FRESH, true);
}

/** The query of a view; search text with nothing but spaces does not count. Without an order of the user's: the newest first, a search by how well it fits. */
export function queryOf(view: Pick<ListView, 'text' | 'conditions' | 'sort'>): ListQuery {
  const text = view.text.trim();
  return {
    ...(text === '' ? {} : { text }),
    ...(view.conditions.length === 0 ? {} : { filter: { all: [...view.conditions] } }),
    ...(view.sort !== null ? { sort: view.sort } : text === '' ? { sort: NEWEST_FIRST } : {}),
  };
}

/** The order after a click on a heading: up, down, off. */
export function nextSort(sort: ListSort | null, field: string): ListSort | null {
  if (sort?.field !== field) return { field, direction: 'asc' };
  return sort.direction === 'asc' ? { field, direction: 'desc' } : null;
}
