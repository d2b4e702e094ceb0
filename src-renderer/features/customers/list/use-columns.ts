import { useCallback, useMemo, useState } from 'react';
import { api } from '../../../lib/api.ts';
import { cleanChoices, resizeColumn, type ColumnChoice } from '../../common/model/columns.ts';
import { useOwnFields } from '../../../lib/own-fields.ts';
import { useListView } from '../../common/model/list-view.ts';
import { useBookSettings } from '../../common/use-choices.ts';

export interface Columns {
  readonly columns: readonly ColumnChoice[];
  /** Shows a choice at once and keeps it in the book. */
  readonly setColumns: (next: readonly ColumnChoice[]) => void;
  /** While a width is dragged only the window knows it; `done` keeps it. */
  readonly resize: (field: string, width: number, done: boolean) => void;
}

const NOTHING: readonly ColumnChoice[] = [];

/** The columns of the list: those of the book, overlaid by what the user has just changed. */
export function useColumns(): Columns {
  const saved = useBookSettings()?.listColumns;
  const [own, setOwn] = useState<readonly ColumnChoice[] | null>(null);
  // A saved column may be of a field that is not known yet, so the fields come first.
  const fields = useOwnFields((store) => (store.isLoaded ? store.fields : null));
  const ofView = useListView((view) => (view.viewId === null ? null : view.columns));
  const columns = useMemo(() => cleanChoices(ofView ?? own ?? (fields === null ? [] : (saved ?? NOTHING))), [ofView, own, saved, fields]);
  const setColumns = useCallback((next: readonly ColumnChoice[]) => {
    if (useListView.getState().viewId !== null) return useListView.setState({ columns: next });
    setOwn(next);
    void api.call('settings.set', { listColumns: [...next] });
  }, []);
  const resize = useCallback(
    (field: string, width: number, done: boolean) => {
      const next = resizeColumn(columns, field, width);
      if (done) setColumns(next);
      else if (useListView.getState().viewId !== null) useListView.setState({ columns: next });
      else setOwn(next);
    },
    [columns, setColumns],
  );
  return { columns, setColumns, resize };
}

/** Keeps the order of the list in the book, so that it is the same tomorrow. */
export function saveSort(sort: { readonly field: string; readonly direction: 'asc' | 'desc' } | null): void {
  if (useListView.getState().viewId !== null) return;
  void api.call('settings.set', { listSort: sort === null ? null : { field: sort.field, dir: sort.direction } });
}
