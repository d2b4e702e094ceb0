/**
 * The height of a list as the browser sees it. Engines stop at about 17 (Firefox) or 33 (Chromium) million pixels; a million rows
 * need 36 million. Longer lists get a shorter "physical" strip: the first and last million pixels are 1:1, the middle is
 * compressed. Scrolling by wheel or key always moves 1:1 (the offset between both spaces is kept); a jump of the scroll bar lands
 * by the map. When scrolling rests, `settle` names the scroll position the map wants, so drift never adds up.
 */
export const MAX_STRIP_PX = 10_000_000;
const EDGE_PX = 1_000_000;
/** Screens a wheel or a fling moves at most between two events. One pixel of the scroll bar of a long list is far more. */
const STEP_VIEWS = 4;

export interface ScrollSpace {
  readonly rowPx: number;
  readonly viewPx: number;
  /** Height if every row had its place. */
  readonly virtualPx: number;
  /** Height given to the browser. */
  readonly stripPx: number;
}

export interface ScrollPosition {
  /** What the browser says: `scrollTop`. */
  readonly top: number;
  /** Virtual offset minus `top`. */
  readonly base: number;
}

export const SCROLL_START: ScrollPosition = { top: 0, base: 0 };

/** Both heights for `count` rows; `maxPx` is lowered by tests only. */
export function scrollSpace(count: number, rowPx: number, viewPx: number, maxPx = MAX_STRIP_PX): ScrollSpace {
  const virtualPx = count * rowPx;
  return { rowPx, viewPx, virtualPx, stripPx: Math.min(virtualPx, maxPx) };
}

const isScaled = (space: ScrollSpace): boolean => space.virtualPx > space.stripPx;

/** End of the uncompressed parts and slope of the compressed middle. */
function edges(space: ScrollSpace): { edge: number; maxTop: number; maxVirtual: number; slope: number } {
  const maxTop = Math.max(0, space.stripPx - space.viewPx);
  const maxVirtual = Math.max(0, space.virtualPx - space.viewPx);
  const edge = Math.min(EDGE_PX, maxTop / 4);
  return { edge, maxTop, maxVirtual, slope: (maxVirtual - 2 * edge) / Math.max(1, maxTop - 2 * edge) };
}

/** Where a physical scroll position points to, by the map. */
export function virtualFromTop(space: ScrollSpace, top: number): number {
  if (!isScaled(space)) return top;
  const { edge, maxTop, maxVirtual, slope } = edges(space);
  if (top <= edge) return top;
  if (top >= maxTop - edge) return maxVirtual - (maxTop - top);
  return edge + (top - edge) * slope;
}

/** The inverse of `virtualFromTop`. */
export function topFromVirtual(space: ScrollSpace, virtual: number): number {
  if (!isScaled(space)) return virtual;
  const { edge, maxTop, maxVirtual, slope } = edges(space);
  if (virtual <= edge) return virtual;
  if (virtual >= maxVirtual - edge) return maxTop - (maxVirtual - virtual);
  return edge + (virtual - edge) / slope;
}

/** The position after the browser scrolled to `top`: small steps move 1:1, jumps follow the map. */
export function scrolledTo(space: ScrollSpace, from: ScrollPosition, top: number): ScrollPosition {
  if (!isScaled(space)) return { top, base: 0 };
  const { maxTop, maxVirtual } = edges(space);
  const linear = top + from.base;
  const isStep = Math.abs(top - from.top) <= STEP_VIEWS * space.viewPx;
  if (isStep && top > 0 && top < maxTop && linear >= 0 && linear <= maxVirtual) return { top, base: from.base };
  return { top, base: virtualFromTop(space, top) - top };
}

/** The position that shows the virtual offset at the top; the caller sets `scrollTop` to its `top`. */
export function positionAt(space: ScrollSpace, virtual: number): ScrollPosition {
  const wanted = Math.max(0, Math.min(virtual, space.virtualPx - space.viewPx));
  const top = Math.round(topFromVirtual(space, wanted));
  return { top, base: wanted - top };
}

/** After scrolling has come to rest: the same rows, with the scroll bar where the map wants it. */
export function settle(space: ScrollSpace, at: ScrollPosition): ScrollPosition {
  return isScaled(space) ? positionAt(space, at.top + at.base) : at;
}

export interface RowWindow {
  readonly first: number;
  /** One past the last row drawn. */
  readonly end: number;
}

/** The rows to draw: those in view, `before` above and `after` below them. */
export function rowWindow(space: ScrollSpace, at: ScrollPosition, count: number, before: number, after = before): RowWindow {
  const virtual = at.top + at.base;
  const first = Math.max(0, Math.floor(virtual / space.rowPx) - before);
  const end = Math.min(count, Math.ceil((virtual + space.viewPx) / space.rowPx) + after);
  return { first: Math.min(first, end), end };
}

/** Scrolls no more than needed to have the whole row in view; `null` when it already is. */
export function positionForRow(space: ScrollSpace, at: ScrollPosition, row: number): ScrollPosition | null {
  const virtual = at.top + at.base;
  const rowTop = row * space.rowPx;
  if (rowTop < virtual) return positionAt(space, rowTop);
  if (rowTop + space.rowPx > virtual + space.viewPx) return positionAt(space, rowTop + space.rowPx - space.viewPx);
  return null;
}
