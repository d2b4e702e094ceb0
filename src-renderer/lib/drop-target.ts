/** Who takes files that are dropped on the window: the field under the pointer, the page that says so, else the import. */
import { useEffect, useRef, type RefObject } from 'react';
import { create } from 'zustand';

export interface DropTarget {
  readonly title: string;
  readonly hint: string;
  readonly take: (files: readonly File[]) => void;
}

/** A place within the page that takes files for itself. */
export interface DropSpot {
  readonly title: string;
  readonly element: () => HTMLElement | null;
  readonly take: (files: readonly File[]) => void;
}

interface Targets {
  readonly target: DropTarget | null;
  readonly spots: readonly DropSpot[];
}

export const useDropTargetStore = create<Targets>(() => ({ target: null, spots: [] }));

/** Takes dropped files for as long as the component is shown. */
export function useDropTarget(title: string, hint: string, take: (files: readonly File[]) => void): void {
  const latest = useLatest(take);
  useEffect(() => {
    const target = { title, hint, take: (files: readonly File[]) => latest.current(files) };
    useDropTargetStore.setState({ target });
    return () => useDropTargetStore.setState((now) => (now.target === target ? { target: null } : now));
  }, [title, hint, latest]);
}

/** Takes files that are dropped on the element itself. */
export function useDropSpot(element: RefObject<HTMLElement | null>, title: string, take: (files: readonly File[]) => void): void {
  const latest = useLatest(take);
  useEffect(() => {
    const spot: DropSpot = { title, element: () => element.current, take: (files) => latest.current(files) };
    useDropTargetStore.setState(({ spots }) => ({ spots: [...spots, spot] }));
    return () => useDropTargetStore.setState(({ spots }) => ({ spots: spots.filter((one) => one !== spot) }));
  }, [element, title, latest]);
}

function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** The spot under a point of the window. */
export function spotAt(x: number, y: number): DropSpot | null {
  const { spots } = useDropTargetStore.getState();
  if (spots.length === 0) return null;
  const under = document.elementFromPoint(x, y);
  return spots.find((spot) => spot.element()?.contains(under) === true) ?? null;
}

export interface DropBox {
  readonly title: string;
  readonly isOver: boolean;
  readonly rect: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** The spots in sight, and which of them the pointer is over. */
export function boxesAt(x: number, y: number): readonly DropBox[] {
  const over = spotAt(x, y);
  return useDropTargetStore.getState().spots.flatMap((spot) => {
    const element = spot.element();
    if (!element) return [];
    const { left, top, width, height } = element.getBoundingClientRect();
    const isSeen = element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    return isSeen ? [{ title: spot.title, isOver: spot === over, rect: { left, top, width, height } }] : [];
  });
}
