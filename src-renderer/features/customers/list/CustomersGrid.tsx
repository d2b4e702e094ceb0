import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { ListSort } from '../../../../shared/kernel/filter.ts';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.tsx';
import { useOwnFields } from '../../../lib/own-fields.ts';
import { useShortcut } from '../../../lib/shortcuts.ts';
import { openFollowUp } from '../../follow-ups/follow-up-store.ts';
import { askReminder } from '../../reminders/reminder-store.ts';
import { showToast } from '../../../lib/toast.ts';
import type { ListSource, ListState } from '../../common/model/list-source.ts';
import { useListView, type ActiveCell } from '../../common/model/list-view.ts';
import { addRange, ALL_SELECTED, headerState, MAX_SELECTED_IDS, NOTHING_SELECTED, selectedCount, toggleRow, withoutRows } from '../../common/model/selection.ts';
import { askChart } from '../../common/chart-store.ts';
import { askList } from '../../common/list-session.ts';
import { useTags } from '../../common/use-choices.ts';
import { useRemoveCustomers } from '../record/use-remove.ts';
import { waysToGroup } from '../../views/fields.ts';
import { CellEditor } from './CellEditor.tsx';
import type { CellMove } from '../../../ui/CellText.tsx';
import { cellDrawer } from '../../grid/cells.tsx';
import { movedCursor } from '../../grid/grid-keys.ts';
import { GridHeader } from '../../grid/GridHeader.tsx';
import { createHover, RowActions } from './RowActions.tsx';
import { FOUND } from '../../grid/FoundIn.tsx';
import { RowGrid } from '../../grid/RowGrid.tsx';
import { saveSort, type Columns } from './use-columns.ts';
import { useFoundIn } from '../../grid/use-found-in.ts';
import { useInlineEdit } from './use-inline-edit.ts';
import { useRowPx } from '../../grid/use-row-px.ts';
import type { GridScroll } from '../../grid/use-grid-scroll.ts';

interface GridProps extends Columns {
  readonly source: ListSource;
  readonly list: ListState;
  readonly onFilter: (field: string) => void;
  readonly onOpenFull: (id: number) => void;
}

const sortBy = (sort: ListSort | null): void => {
  askList({ sort });
  saveSort(sort);
};
const canChart = (field: string): boolean => waysToGroup(field).length > 0;
const tickAll = (): void => {
  const { selection } = useListView.getState();
  const isAll = selection.mode === 'all' && selection.except.size === 0;
  useListView.setState({ selection: isAll ? NOTHING_SELECTED : ALL_SELECTED });
};

/** The list of customers: cursor, ticks, editing in place and all its keys. */
export function CustomersGrid(props: GridProps) {
  const { source, list } = props;
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const selection = useListView((view) => view.selection);
  const active = useListView((view) => view.active);
  const openId = useListView((view) => view.openId);
  const sort = useListView((view) => view.sort);
  const search = list.query.text ?? '';
  const fields = useOwnFields((store) => store.fields);
  const { places, columns, onDrawn } = useFoundIn(source, search, props.columns);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the drawer looks fields up in their store, so it is made anew when one changes its name, kind or unit
  const draw = useMemo(() => cellDrawer({ t, language, tags: byId, search, found: places }), [t, language, byId, search, places, fields]);
  const edit = useInlineEdit(source);
  const scroll = useRef<GridScroll | null>(null);
  const [hover] = useState(createHover);
  const remove = useRemoveCustomers();
  const row = (): Customer | undefined => source.row(active.row);

  const focusGrid = useCallback(() => scroll.current?.scroller.current?.focus({ preventScroll: true }), []);
  const moveTo = useCallback(
    (cell: ActiveCell) => {
      useListView.setState({ active: cell });
      scroll.current?.scrollToRow(cell.row);
      const { openId: open } = useListView.getState();
      const next = source.row(cell.row);
      if (open !== null && next) useListView.setState({ openId: next.id });
    },
    [source],
  );
  const step = (by: number): void => moveTo({ ...active, row: Math.max(0, Math.min(list.total - 1, active.row + by)) });
  const openRow = (one: Customer | undefined): void => {
    if (one) useListView.setState({ openId: one.id });
  };
  const tick = (cell: ActiveCell, range: boolean): void => {
    const one = source.row(cell.row);
    if (!one) return;
    if (!range || selection.anchor === null) return useListView.setState({ selection: toggleRow(selection, one.id, cell.row) });
    void tickRange(selection.anchor, cell.row);
  };
  const tickRange = async (from: number, to: number): Promise<void> => {
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    const ids = await source.idsBetween(low, high, MAX_SELECTED_IDS);
    useListView.setState((view) => ({ selection: addRange(view.selection, ids) }));
    if (high - low >= MAX_SELECTED_IDS) showToast({ kind: 'info', text: t('customers.bulk.tooMany', { max: MAX_SELECTED_IDS }) });
  };
  const removeActive = async (one: Customer | undefined): Promise<void> => {
    const count = selectedCount(selection, list.total);
    if (count > 0 && selection.mode === 'ids') {
      if (await remove({ ids: [...selection.ids] })) useListView.setState({ selection: NOTHING_SELECTED });
      return;
    }
    if (!one || !(await remove({ ids: [one.id] }, one.name))) return;
    useListView.setState((view) => ({ selection: withoutRows(view.selection, [one.id]), openId: view.openId === one.id ? null : view.openId }));
  };

  const label = { group: t('customers.grid') };
  const [mayEdit, mayWrite, mayRemove] = [useMay('customers.update'), useMay('followUps.create'), useMay('customers.remove')];
  useShortcut('j', () => step(1), { ...label, label: t('customers.keys.down') });
  useShortcut('k', () => step(-1), { ...label, label: t('customers.keys.up') });
  useShortcut('e', () => edit.begin(row(), columns[Math.max(0, active.column)]?.field), { ...label, label: t('customers.keys.edit'), enabled: mayEdit });
  useShortcut('f', () => { const one = row(); if (one) openFollowUp(one.id); }, { ...label, label: t('portrait.followUp.title'), enabled: mayWrite });
  useShortcut('r', () => { const one = row(); if (one) askReminder({ kind: 'new', customerId: one.id }); }, { ...label, label: t('reminders.keys.new'), enabled: mayWrite });
  useShortcut('delete', () => void removeActive(row()), { ...label, label: t('customers.keys.remove'), enabled: mayRemove });
  useShortcut('mod+a', () => useListView.setState({ selection: ALL_SELECTED }), { ...label, label: t('customers.keys.all') });

  const onKey = (event: KeyboardEvent, grid: GridScroll): void => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing || event.keyCode === 229) return;
    const moved = movedCursor(active, event, { rows: list.total, columns: columns.length, pageRows: grid.pageRows });
    if (moved) {
      event.preventDefault();
      if (event.shiftKey && moved.row !== active.row) extendTo(moved.row);
      return moveTo(moved);
    }
    if (event.key === 'Enter') {
      const one = row();
      if (one && one.id === openId) props.onOpenFull(one.id);
      else openRow(one);
    }
    else if (event.key === 'F2') edit.begin(row(), columns[Math.max(0, active.column)]?.field);
    else if (event.key === ' ') tick(active, event.shiftKey);
    else if (event.key === 'Escape' && selectedCount(selection, list.total) > 0) useListView.setState({ selection: NOTHING_SELECTED });
    else return;
    event.preventDefault();
  };
  const extendTo = (to: number): void => {
    const anchor = selection.anchor ?? active.row;
    if (selection.anchor === null) useListView.setState((view) => ({ selection: { ...view.selection, anchor } }));
    void tickRange(anchor, to);
  };
  const onCell = (cell: ActiveCell, event: MouseEvent, what: 'click' | 'double' | 'tick'): void => {
    if (what === 'tick') return tick(cell, event.shiftKey);
    if (event.shiftKey) {
      window.getSelection()?.removeAllRanges();
      return tick(cell, true);
    }
    moveTo(cell.column < 0 ? { ...cell, column: 0 } : cell);
    if (what === 'double') edit.begin(source.row(cell.row), columns[cell.column]?.field);
    else if (['name', FOUND].includes(columns[cell.column]?.field ?? '')) openRow(source.row(cell.row));
  };
  const afterEdit = (move: CellMove): void => {
    edit.end();
    focusGrid();
    const last = columns.length - 1;
    if (move === 'down') moveTo({ row: Math.min(list.total - 1, active.row + 1), column: active.column });
    if (move === 'right' || move === 'left') {
      const next = { row: active.row, column: Math.max(0, Math.min(last, active.column + (move === 'right' ? 1 : -1))) };
      moveTo(next);
      edit.begin(source.row(next.row), columns[next.column]?.field);
    }
  };

  // After a close the keys work on the grid again.
  const wasOpen = useRef(openId !== null);
  useEffect(() => {
    if (wasOpen.current && openId === null) focusGrid();
    wasOpen.current = openId !== null;
  }, [openId, focusGrid]);

  const edited = edit.editing === null ? undefined : source.row(source.indexOf(edit.editing.id));
  const ticked = headerState(selection, list.total);
  const rowPx = useRowPx();
  const { setColumns, columns: chosen } = props;
  const hide = useCallback((field: string) => setColumns(chosen.filter((choice) => choice.field !== field)), [chosen, setColumns]);
  return (
    <div className={`list-stage${ticked === 'none' ? '' : ' has-selection'}`} onPointerLeave={() => hover.setState({ row: null })}>
      <RowGrid
        label={t('customers.grid')}
        source={source}
        list={list}
        columns={columns}
        rowPx={rowPx}
        draw={draw}
        loadingLabel={t('customers.list.loadingRow')}
        selection={selection}
        active={active}
        openId={openId}
        startPx={useListView.getState().scrollPx}
        onLeave={(scrollPx) => useListView.setState({ scrollPx })}
        scrollRef={(next) => {
          scroll.current = next;
          onDrawn(next.drawn);
        }}
        onCell={onCell}
        onKey={onKey}
        onHover={(row, top) => {
          const now = hover.getState();
          if (now.row !== row || now.top !== top) hover.setState({ row, top });
        }}
        editing={
          edit.editing && edited
            ? {
                ...edit.editing,
                editor: (
                  <CellEditor
                    key={`${edit.editing.id}-${edit.editing.field}`}
                    row={edited}
                    field={edit.editing.field}
                    onClose={afterEdit}
                    onSave={(patch, move) => {
                      edit.save(edited, patch, edit.editing?.field ?? '');
                      afterEdit(move);
                    }}
                  />
                ),
              }
            : null
        }
        header={
          <GridHeader
            columns={columns}
            sort={sort}
            total={list.total}
            ticked={ticked}
            onTickAll={tickAll}
            onSort={sortBy}
            onHide={hide}
            onFilter={props.onFilter}
            onChart={askChart}
            canChart={canChart}
            onResize={props.resize}
          />
        }
      />
      {!edit.editing && openId === null && (
        <RowActions hover={hover} rowAt={source.row} onOpen={(one) => props.onOpenFull(one.id)} onRemove={(one) => void removeActive(one)} />
      )}
    </div>
  );
}
