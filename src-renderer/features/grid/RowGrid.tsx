import { useCallback, useDeferredValue, useEffect, useId, useLayoutEffect, useMemo, useRef, useSyncExternalStore, type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject } from 'react';
import { columnOf, fitColumns, type ColumnChoice } from '../common/model/columns.ts';
import type { ListSource, ListState } from '../common/model/list-source.ts';
import type { ActiveCell } from '../common/model/list-view.ts';
import { isSelected, type RowSelection } from '../common/model/selection.ts';
import { GridRow, widthVar, type DrawCell } from './GridRow.tsx';
import { useGridScroll, type GridScroll } from './use-grid-scroll.ts';
import './grid.css';

export interface RowGridProps {
  readonly label: string;
  readonly source: ListSource;
  readonly list: ListState;
  readonly columns: readonly ColumnChoice[];
  readonly rowPx: number;
  readonly header: ReactNode;
  readonly draw: DrawCell;
  readonly loadingLabel: string;
  readonly selection: RowSelection;
  readonly active: ActiveCell;
  readonly openId?: number | null;
  readonly startPx?: number;
  readonly onLeave?: (offsetPx: number) => void;
  readonly editing?: { readonly id: number; readonly field: string; readonly editor: ReactNode } | null;
  readonly onCell: (cell: ActiveCell, event: MouseEvent, what: 'click' | 'double' | 'tick') => void;
  readonly onKey: (event: KeyboardEvent, scroll: GridScroll) => void;
  readonly scrollRef?: (scroll: GridScroll) => void;
  readonly onHover?: (row: number | null, top: number) => void;
}

const TICK_PX = 40;
/** Beside a last column that is edited in place, where rows have acts that come up under the pointer: its cells can be scrolled out from beneath them. */
const ACTS_PX = 210;

/** Widths as CSS variables of the grid: a column that is being resized, or grows with the window, draws no row again. */
function widthStyle(chosen: readonly ColumnChoice[], { rowPx, besidePx, widePx }: { readonly rowPx: number; readonly besidePx: number; readonly widePx: number }): Record<string, string> {
  const columns = fitColumns(chosen, widePx - TICK_PX - ACTS_PX);
  const total = columns.reduce((sum, { width }) => sum + width, TICK_PX + besidePx);
  const style: Record<string, string> = { '--grid-width': `${total}px`, '--row-px': `${rowPx}px`, '--tick-px': `${TICK_PX}px` };
  for (const { field, width } of columns) style[widthVar(field)] = `${width}px`;
  return style;
}

/**
 * A grid of any number of rows. The grid itself holds the focus and names its cursor by `aria-activedescendant`, because a row that
 * scrolls away leaves the document and would take the focus with it.
 */
export function RowGrid(props: RowGridProps) {
  const { source, list, columns, rowPx, active, selection } = props;
  const gridId = useId();
  useSyncExternalStore(source.subscribe, source.version);
  const scroll = useGridScroll({ count: list.total, rowPx, headPx: rowPx, startPx: props.startPx ?? 0 });
  const { drawn, base, scroller, scrollToRow, offset } = scroll;

  const { scrollRef } = props;
  useLayoutEffect(() => scrollRef?.(scroll));
  useEffect(() => source.show(drawn), [source, drawn, list.generation]);
  useScrollHomeOnNewRows(list.generation, scrollToRow);
  useReportOffset(props.onLeave, offset);

  const at = useCallback(
    (event: MouseEvent): ActiveCell | null => {
      const target = event.target as HTMLElement;
      const row = target.closest<HTMLElement>('[data-row]');
      if (!row || !scroller.current?.contains(row)) return null;
      const column = target.closest<HTMLElement>('[data-column]')?.dataset['column'];
      return { row: Number(row.dataset['row']), column: column === undefined ? -1 : Number(column) };
    },
    [scroller],
  );
  const onClick = (event: MouseEvent, what: 'click' | 'double'): void => {
    const cell = at(event);
    if (!cell || (event.target as HTMLElement).closest('.is-editing')) return;
    const isTick = (event.target as HTMLElement).closest('[data-tick]') !== null;
    props.onCell(cell, event, isTick ? 'tick' : what);
  };

  const { onHover } = props;
  const hover = useHoverAtRest(scroller, (row) => onHover?.(row, row === null ? 0 : (row + 1) * rowPx - offset()));

  const rows: ReactNode[] = [];
  for (let index = drawn.first; index < Math.min(drawn.end, list.total); index += 1) {
    const row = source.row(index);
    const isEdited = props.editing?.id === row?.id && row !== undefined;
    rows.push(
      <GridRow
        key={index}
        id={`${gridId}-${index}`}
        index={index}
        y={index * rowPx - base}
        row={row}
        columns={columns}
        selected={row !== undefined && isSelected(selection, row.id)}
        activeColumn={index === active.row ? active.column : null}
        open={row !== undefined && row.id === props.openId}
        draw={props.draw}
        loadingLabel={props.loadingLabel}
        editingField={isEdited ? (props.editing?.field ?? null) : null}
        editor={isEdited ? props.editing?.editor : null}
      />,
    );
  }
  // What lies beyond the view waits for what is in it when the rows are those of another query: a key press is answered by the rows seen.
  const seen = Math.ceil(scroll.space.viewPx / rowPx);
  const isNew = useDeferredValue(list.generation) !== list.generation;
  const beyond = useDeferredValue(rows.slice(seen));
  const isCursorDrawn = active.row >= drawn.first && active.row < drawn.end;
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={list.totalIsLowerBound ? -1 : list.total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-busy={list.phase === 'loading'}
      {...(isCursorDrawn && { 'aria-activedescendant': active.column < 0 ? `${gridId}-${active.row}` : `${gridId}-${active.row}-${active.column}` })}
      style={widthStyle(columns, { rowPx, widePx: scroll.widePx, besidePx: onHover && columnOf(columns.at(-1)?.field ?? '')?.inlineEdit === true ? ACTS_PX : 0 })}
      onScroll={(event) => {
        // Pinned cells are layers of their own for the browser: only while they are needed.
        event.currentTarget.toggleAttribute('data-aside', event.currentTarget.scrollLeft > 0);
        scroll.onScroll();
        hover.onScroll();
      }}
      onClick={(event) => onClick(event, 'click')}
      onDoubleClick={(event) => onClick(event, 'double')}
      onKeyDown={(event) => props.onKey(event, scroll)}
      onPointerOver={(event) => {
        const cell = at(event);
        if (cell) hover.onRow(cell.row);
      }}
    >
      {props.header}
      <div role="rowgroup" className="grid-strip" style={{ height: scroll.space.stripPx, backgroundPositionY: -(base % rowPx) }}>
        {isNew ? [...rows.slice(0, seen), ...beyond] : rows}
      </div>
    </div>
  );
}

/** Rows of another query start at the top; the first rows of all do not count, they may be come back to. */
function useScrollHomeOnNewRows(generation: number, scrollToRow: (row: number) => void): void {
  const seen = useRef(generation);
  useLayoutEffect(() => {
    if (seen.current !== generation && seen.current > 0) scrollToRow(0);
    seen.current = generation;
  }, [generation, scrollToRow]);
}

const HOVER_REST_MS = 120;

/** Tells the row under the pointer once scrolling rests: on the way it is another one at every step, and nobody can press there. */
function useHoverAtRest(scroller: RefObject<HTMLElement | null>, tell: (row: number | null) => void): { readonly onRow: (row: number) => void; readonly onScroll: () => void } {
  const row = useRef<number | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => () => clearTimeout(rest.current), []);
  return useMemo(
    () => ({
      onRow: (next) => {
        row.current = next;
        if (rest.current === undefined) latest.current(next);
      },
      onScroll: () => {
        if (rest.current === undefined) latest.current(null);
        clearTimeout(rest.current);
        rest.current = setTimeout(() => {
          rest.current = undefined;
          if (scroller.current?.matches(':hover') === true) latest.current(row.current);
        }, HOVER_REST_MS);
      },
    }),
    [scroller],
  );
}

function useReportOffset(onLeave: ((offsetPx: number) => void) | undefined, offset: () => number): void {
  const latest = useRef(onLeave);
  useEffect(() => {
    latest.current = onLeave;
  });
  useEffect(() => () => latest.current?.(offset()), [offset]);
}
