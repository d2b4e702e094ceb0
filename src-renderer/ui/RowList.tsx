import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useRowPx } from './row-px.ts';
import './row-list.css';

export interface RowColumn<T> {
  readonly key: string;
  readonly title: ReactNode;
  /** Share of the width, as CSS grid knows it: `8rem`, `minmax(8rem, 2fr)`. */
  readonly width: string;
  readonly align?: 'start' | 'end';
  readonly cell: (row: T) => ReactNode;
}

/**
 * A list of rows of one height, of which only those in sight are drawn; more are asked for near its end. The list itself holds the
 * focus: arrows, Page Up/Down, Home and End move the cursor, Enter opens its row.
 */
export function RowList<T extends { readonly id: number | string }>(props: {
  readonly label: string;
  readonly columns: readonly RowColumn<T>[];
  readonly rows: readonly T[];
  /** All there are, when that is known: not only those loaded. */
  readonly total?: number | undefined;
  readonly onOpen: (row: T) => void;
  readonly onEnd?: (() => void) | undefined;
  readonly onKey?: ((event: KeyboardEvent, row: T | undefined) => void) | undefined;
  readonly rowClass?: (row: T) => string;
  /** Open on a double click instead of a click: for lists that are edited in place. */
  readonly openOnDouble?: boolean;
  readonly footer?: ReactNode;
}) {
  const { rows, columns, onEnd } = props;
  const id = useId();
  const rowPx = useRowPx();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [cursor, setCursor] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => setView((v) => ({ ...v, height: element.clientHeight }));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(view.top / rowPx) - 8);
  const end = Math.min(rows.length, Math.ceil((view.top + view.height) / rowPx) + 8);
  useEffect(() => {
    if (end >= rows.length - 20) onEnd?.();
  }, [end, rows.length, onEnd]);
  const at = Math.min(cursor, Math.max(0, rows.length - 1));
  const show = (row: number): void => {
    setCursor(row);
    const element = box.current;
    if (!element) return;
    const top = row * rowPx;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + 2 * rowPx > element.scrollTop + element.clientHeight) element.scrollTop = top + 2 * rowPx - element.clientHeight;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(view.height / rowPx) - 2);
    const moves: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows.length - 1 };
    const to = moves[event.key];
    const row = rows[at];
    if (to !== undefined) show(Math.max(0, Math.min(rows.length - 1, to)));
    else if (event.key === 'Enter' && row) props.onOpen(row);
    else return props.onKey?.(event, row);
    event.preventDefault();
  };
  const template = { gridTemplateColumns: columns.map((c) => c.width).join(' ') };
  return (
    <div
      ref={box}
      className="row-list"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={(props.total ?? rows.length) + 1}
      aria-colcount={columns.length}
      {...(rows.length > 0 && at >= first && at < end && { 'aria-activedescendant': `${id}-${at}` })}
      onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
      onKeyDown={onKeyDown}
    >
      <div role="row" className="row-list-head" aria-rowindex={1} style={{ ...template, height: rowPx }}>
        {columns.map((c) => (
          <div key={c.key} role="columnheader" className={c.align === 'end' ? 'is-end' : ''}>
            {c.title}
          </div>
        ))}
      </div>
      <div role="rowgroup" className="row-list-rows" style={{ height: rows.length * rowPx }}>
        {rows.slice(first, end).map((row, i) => {
          const index = first + i;
          return (
            <div
              key={row.id}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === at}
              className={`row-list-row${index === at ? ' is-active' : ''} ${props.rowClass?.(row) ?? ''}`}
              style={{ ...template, height: rowPx, transform: `translateY(${index * rowPx}px)` }}
              onClick={() => {
                setCursor(index);
                if (props.openOnDouble !== true) props.onOpen(row);
              }}
              onDoubleClick={() => props.openOnDouble === true && props.onOpen(row)}
            >
              {columns.map((c) => (
                <div key={c.key} role="gridcell" data-column={c.key} className={c.align === 'end' ? 'is-end tabular private' : ''}>
                  {c.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {props.footer}
    </div>
  );
}
