/** Who takes files that are dropped on the window: the page that says so, else the import. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';

export interface DropTarget {
  readonly title: string;
  readonly hint: string;
  readonly take: (files: readonly File[]) => void;
}

export const useDropTargetStore = create<{ readonly target: DropTarget | null }>(() => ({ target: null }));

/** Takes dropped files for as long as the component is shown. */
export function useDropTarget(title: string, hint: string, take: (files: readonly File[]) => void): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const target = { title, hint, take: (files: readonly File[]) => latest.current(files) };
    useDropTargetStore.setState({ target });
    return () => useDropTargetStore.setState((now) => (now.target === target ? { target: null } : now));
  }, [title, hint]);
}
