/** Ticking within a part of the list (a group, a column of a board): the same ticks the plain list has, so the same bar acts on them. */
import { useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { showToast } from '../../lib/toast.ts';
import type { ListSource, ListState } from '../common/model/list-source.ts';
import { useListView } from '../common/model/list-view.ts';
import { ALL_SELECTED, isSelected, MAX_SELECTED_IDS, NOTHING_SELECTED, partState, selectedCount, toggleRow, withPart } from '../common/model/selection.ts';

export interface PartTicks {
  readonly state: 'none' | 'some' | 'all';
  /** Ticks or unticks the row; with `range`, everything from the row ticked before. */
  readonly toggle: (row: number, range: boolean) => void;
  /** Ticks the whole part, or unticks it when all of it is ticked. */
  readonly toggleAll: () => void;
}

/** The ticks of one part. Its state is known exactly once its rows are loaded or were ticked as a whole. */
export function usePartTicks(source: ListSource, list: ListState): PartTicks {
  const t = useT();
  const selection = useListView((view) => view.selection);
  const [anchor, setAnchor] = useState<number | null>(null);
  const [whole, setWhole] = useState<readonly number[]>([]);
  const state = partState(selection, whole.length === list.total ? whole : loadedIds(source, list.total), list.total);
  const tickBetween = async (from: number, to: number, ticked: boolean): Promise<readonly number[]> => {
    const ids = await source.idsBetween(Math.min(from, to), Math.max(from, to), MAX_SELECTED_IDS);
    useListView.setState((view) => ({ selection: withPart(view.selection, ids, ticked) }));
    if (Math.abs(to - from) >= MAX_SELECTED_IDS) showToast({ kind: 'info', text: t('customers.bulk.tooMany', { max: MAX_SELECTED_IDS }) });
    return ids;
  };
  return {
    state,
    toggle(row, range) {
      const one = source.row(row);
      if (!one) return;
      if (range && anchor !== null) return void tickBetween(anchor, row, true);
      setAnchor(row);
      // The place in this part means nothing to the plain list.
      useListView.setState((view) => ({ selection: { ...toggleRow(view.selection, one.id, row), anchor: null } }));
    },
    toggleAll: () => void tickBetween(0, list.total - 1, state !== 'all').then(setWhole),
  };
}

/** The ids of the first rows, as far as they are loaded without a gap. */
function loadedIds(source: ListSource, total: number): readonly number[] {
  const ids: number[] = [];
  for (let index = 0; index < Math.min(total, MAX_LOOKED); index++) {
    const one = source.row(index);
    if (!one) break;
    ids.push(one.id);
  }
  return ids;
}

/** A part that is longer says "some" until it was ticked as a whole. */
const MAX_LOOKED = 200;

/** Ctrl+A and Esc, as in the plain list. */
export function useTickKeys(total: number): void {
  const t = useT();
  const count = useListView((view) => selectedCount(view.selection, total));
  useShortcut('mod+a', () => useListView.setState({ selection: ALL_SELECTED }), { group: t('customers.grid'), label: t('customers.keys.all') });
  useShortcut('escape', () => useListView.setState({ selection: NOTHING_SELECTED }), { enabled: count > 0 });
}

/** Whether this one customer is ticked; draws again only when that changes. */
export function useIsTicked(id: number): boolean {
  return useListView((view) => isSelected(view.selection, id));
}
