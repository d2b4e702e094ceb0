import { startTransition, useEffect, useState } from 'react';

/**
 * For pages of many controls, whose first drawing at once would hold the window for longer than a frame: how many of the page's
 * parts may stand by now, from 0 to `parts`. Each part comes when the one before it stands; keys and frames come in between.
 */
export function useTurns(parts: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (turn < parts) startTransition(() => setTurn(turn + 1));
  }, [turn, parts]);
  return turn;
}
