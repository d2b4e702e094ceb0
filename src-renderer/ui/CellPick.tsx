import type { ReactNode } from 'react';
import './cell-text.css';

/** Around a picker in the place of a cell: its keys reach the picker whole, and nothing beyond it. (Stopped at its input, arrows and Enter would not choose.) */
export function CellPick({ children }: { readonly children: ReactNode }) {
  return (
    <span className="cell-pick" onKeyDown={(event) => event.stopPropagation()}>
      {children}
    </span>
  );
}
