import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FoundPlace } from '../../../shared/modules/found.ts';
import { useApiQuery } from '../../lib/api.ts';
import type { ColumnChoice } from '../common/model/columns.ts';
import type { ListSource } from '../common/model/list-source.ts';
import type { RowWindow } from '../common/model/scroll-space.ts';
import { FOUND } from './FoundIn.tsx';

/** Typing goes on meanwhile: only rows that stay are explained. */
const REST_MS = 120;
const FOUND_PX = 300;
const MAX_IDS = 200;

type Places = ReadonlyMap<number, readonly FoundPlace[]>;
const NOTHING: Places = new Map();

/** Why customers were found by `text`, by id; `ask` tells which ones, and is answered when they have stood for a moment. `shown`: fields that can be read anyway. */
export function useFoundPlaces(text: string, shown: readonly string[]): { readonly places: Places; readonly wasFound: boolean; readonly ask: (ids: () => readonly number[]) => void } {
  const [asked, setAsked] = useState<{ readonly text: string; readonly ids: readonly number[] }>({ text: '', ids: [] });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = useCallback(
    (idsOf: () => readonly number[]) => {
      clearTimeout(timer.current);
      if (text === '') return;
      timer.current = setTimeout(() => {
        const ids = idsOf().slice(0, MAX_IDS);
        setAsked((before) => (before.text === text && before.ids.join() === ids.join() ? before : { text, ids }));
      }, REST_MS);
    },
    [text],
  );
  const isAsked = text !== '' && asked.ids.length > 0;
  const { data } = useApiQuery('customers.found', { text: asked.text, ids: [...asked.ids], shown: [...shown] }, { enabled: isAsked, placeholderData: keepPreviousData, retry: false });
  const places = useMemo(() => (isAsked && data && data.rows.length > 0 ? new Map(data.rows.map((row) => [row.id, row.places])) : NOTHING), [isAsked, data]);
  return { places: asked.text === text ? places : NOTHING, wasFound: places !== NOTHING, ask };
}

/** The columns with one more behind the name: why somebody was found. */
export const withFoundColumn = (columns: readonly ColumnChoice[]): readonly ColumnChoice[] => [...columns.slice(0, 1), { field: FOUND, width: FOUND_PX }, ...columns.slice(1)];

export interface FoundPlaces {
  readonly places: Places;
  /** Somebody was found by what none of the columns shows. */
  readonly wasFound: boolean;
  /** The columns, with the one that says why while somebody was found so. */
  readonly columns: readonly ColumnChoice[];
  /** The rows drawn now. */
  readonly onDrawn: (drawn: RowWindow) => void;
}

/** Why the rows on the screen were found. */
export function useFoundIn(source: ListSource, text: string, columns: readonly ColumnChoice[]): FoundPlaces {
  const shown = useMemo(() => columns.map(({ field }) => field), [columns]);
  const { places, wasFound, ask } = useFoundPlaces(text, shown);
  const onDrawn = useCallback(
    ({ first, end }: RowWindow) =>
      ask(() => {
        const ids: number[] = [];
        for (let row = first; row < end && ids.length < MAX_IDS; row++) {
          const id = source.row(row)?.id;
          if (id !== undefined) ids.push(id);
        }
        return ids;
      }),
    [ask, source],
  );
  const withFound = useMemo(() => (wasFound ? withFoundColumn(columns) : columns), [columns, wasFound]);
  return { places, wasFound, columns: withFound, onDrawn };
}
