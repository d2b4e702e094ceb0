import { startTransition, useEffect, useState, type ReactNode } from 'react';

export interface Turns {
  /** Calls `go` when the parts before this one stand; answers what takes the wish back. */
  wait(at: number, go: () => void): () => void;
  /** Says that a part stands. */
  stood(at: number): void;
}

function createTurns(): Turns {
  const waiting = new Map<number, () => void>();
  let next = 0;
  const call = (): void => waiting.get(next)?.();
  return {
    wait(at, go) {
      waiting.set(at, go);
      if (at <= next) go();
      return () => waiting.delete(at);
    },
    stood(at) {
      next = Math.max(next, at + 1);
      call();
    },
  };
}

/** The order in which the parts of one page come. */
export function useTurns(): Turns {
  const [turns] = useState(createTurns);
  return turns;
}

/**
 * A part of a page of many controls, whose first drawing at once would hold the window for longer than a frame. Parts are numbered
 * from 0 without gaps; each is drawn by itself when the one before it stands, and keys and frames come in between. A part that
 * comes has no other drawn again.
 */
export function Turn({ turns, at, children }: { readonly turns: Turns; readonly at: number; readonly children: ReactNode }) {
  const [stands, setStands] = useState(false);
  useEffect(() => turns.wait(at, () => startTransition(() => setStands(true))), [turns, at]);
  useEffect(() => {
    if (stands) turns.stood(at);
  }, [stands, turns, at]);
  return stands ? children : null;
}
