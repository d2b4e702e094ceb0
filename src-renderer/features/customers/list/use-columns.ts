import { useCallback, useMemo, useState } from 'react';
import { api } from '../../../lib/api.ts';
import { cleanChoices, resizeColumn, type ColumnChoice } from '../model/columns.ts';
import { useBookSettings } from '../record/use-choices.ts';

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
  const columns = useMemo(() => own ?? cleanChoices(saved ?? NOTHING), [own, saved]);
  const setColumns = useCallback((next: readonly ColumnChoice[]) => {
    setOwn(next);
    void api.call('settings.set', { listColumns: [...next] });
  }, []);
  const resize = useCallback(
    (field: string, width: number, done: boolean) => {
      const next = resizeColumn(columns, field, width);
      if (done) setColumns(next);
      else setOwn(next);
    },
    [columns, setColumns],
  );
  return { columns, setColumns, resize };
}

/** Keeps the order of the list in the book, so that it is the same tomorrow. */
export function saveSort(sort: { readonly field: string; readonly direction: 'asc' | 'desc' } | null): void {
  void api.call('settings.set', { listSort: sort === null ? null : { field: sort.field, dir: sort.direction } });
}
