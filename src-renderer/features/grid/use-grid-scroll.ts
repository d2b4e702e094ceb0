import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { positionAt, positionForRow, rowWindow, SCROLL_START, scrolledTo, scrollSpace, settle, type RowWindow, type ScrollPosition, type ScrollSpace } from '../common/model/scroll-space.ts';

const OVERSCAN = 4;
/** Rows drawn ahead at most while scrolling fast: the screen shows the new place one frame before the rows for it can be drawn. */
const MAX_AHEAD = 28;
/** The drawn window moves in steps of rows, so that not every pixel of scrolling draws. */
const STEP = 4;
const REST_MS = 160;

export interface GridScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly space: ScrollSpace;
  readonly drawn: RowWindow;
  /** Virtual minus physical offset: rows are drawn at `row * rowPx - base`. */
  readonly base: number;
  readonly onScroll: () => void;
  readonly scrollToRow: (row: number) => void;
  /** Virtual offset now. */
  readonly offset: () => number;
  /** Rows that fit into the view. */
  readonly pageRows: number;
  /** Width of the view; 0 until it is measured. */
  readonly widePx: number;
}

function stepped(window: RowWindow, count: number): RowWindow {
  const first = Math.floor(window.first / STEP) * STEP;
  return { first, end: Math.min(count, Math.ceil(window.end / STEP) * STEP) };
}

/**
 * Scrolling of a list of any length with rows of one height. Draws in the same frame as the scroll event (`flushSync`), so that no
 * empty strip is ever painted; `startPx` is where the list was left.
 */
export function useGridScroll(options: { readonly count: number; readonly rowPx: number; readonly headPx: number; readonly startPx: number }): GridScroll {
  const { count, rowPx, headPx, startPx } = options;
  const scroller = useRef<HTMLDivElement>(null);
  const [viewPx, setViewPx] = useState(720);
  const [widePx, setWidePx] = useState(0);
  const space = useMemo(() => scrollSpace(count, rowPx, viewPx), [count, rowPx, viewPx]);
  const position = useRef<ScrollPosition>(SCROLL_START);
  const [drawn, setDrawn] = useState<RowWindow & { readonly base: number }>({ first: 0, end: 0, base: 0 });

  const movedPx = useRef(0);
  const draw = useCallback(() => {
    const ahead = Math.min(MAX_AHEAD, OVERSCAN + Math.ceil((Math.abs(movedPx.current) * 1.25) / space.rowPx));
    const [before, after] = movedPx.current < 0 ? [ahead, OVERSCAN] : [OVERSCAN, ahead];
    const next = { ...stepped(rowWindow(space, position.current, count, before, after), count), base: position.current.base };
    setDrawn((now) => (now.first === next.first && now.end === next.end && now.base === next.base ? now : next));
  }, [space, count]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = (): void => {
      setViewPx(Math.max(rowPx, element.clientHeight - headPx));
      setWidePx(element.clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [rowPx, headPx]);

  const moveTo = useCallback(
    (next: ScrollPosition) => {
      position.current = next;
      if (scroller.current && scroller.current.scrollTop !== next.top) scroller.current.scrollTop = next.top;
      draw();
    },
    [draw],
  );

  // The place to come back to can only be set once the strip has its height.
  const restored = useRef(startPx === 0);
  useLayoutEffect(() => {
    if (!restored.current && space.virtualPx > startPx) {
      restored.current = true;
      moveTo(positionAt(space, startPx));
      return;
    }
    const most = Math.max(0, space.virtualPx - space.viewPx);
    if (position.current.top + position.current.base > most) moveTo(positionAt(space, most));
    else draw();
  }, [space, startPx, moveTo, draw]);

  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);

  const onScroll = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    if (top === position.current.top) return;
    const from = position.current.top + position.current.base;
    position.current = scrolledTo(space, position.current, top);
    movedPx.current = position.current.top + position.current.base - from;
    // A jump has no direction worth drawing ahead for.
    if (Math.abs(movedPx.current) > space.viewPx) movedPx.current = 0;
    flushSync(draw);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      movedPx.current = 0;
      if (space.virtualPx > space.stripPx) moveTo(settle(space, position.current));
    }, REST_MS);
  }, [space, draw, moveTo]);

  const scrollToRow = useCallback(
    (row: number) => {
      const next = positionForRow(space, position.current, row);
      if (next) moveTo(next);
    },
    [space, moveTo],
  );
  const offset = useCallback(() => position.current.top + position.current.base, []);
  const pageRows = Math.max(1, Math.floor(viewPx / rowPx) - 1);
  return { scroller, space, drawn, base: drawn.base, onScroll, scrollToRow, offset, pageRows, widePx };
}
