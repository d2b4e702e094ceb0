/** What a key does to the cursor of the grid. Pure, so that every key can be tried without a screen. */
import type { ActiveCell } from '../common/model/list-view.ts';

export interface GridShape {
  readonly rows: number;
  readonly columns: number;
  /** Rows a page key jumps over. */
  readonly pageRows: number;
}

type Key = { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean };

const clamp = (value: number, max: number): number => Math.max(0, Math.min(value, max));

/** The cursor after a key; `null` when the key does not move it. Home and End stay in the row, with Ctrl they go to the ends. */
export function movedCursor(at: ActiveCell, { key, ctrlKey, metaKey }: Key, shape: GridShape): ActiveCell | null {
  const lastRow = shape.rows - 1;
  const lastColumn = shape.columns - 1;
  const whole = ctrlKey || metaKey;
  const to = (row: number, column = at.column): ActiveCell => ({ row: clamp(row, lastRow), column: clamp(column, lastColumn) });
  switch (key) {
    case 'ArrowDown':
      return to(whole ? lastRow : at.row + 1);
    case 'ArrowUp':
      return to(whole ? 0 : at.row - 1);
    case 'ArrowRight':
      return to(at.row, at.column + 1);
    case 'ArrowLeft':
      return to(at.row, at.column - 1);
    case 'PageDown':
      return to(at.row + shape.pageRows);
    case 'PageUp':
      return to(at.row - shape.pageRows);
    case 'Home':
      return whole ? to(0, 0) : to(at.row, 0);
    case 'End':
      return whole ? to(lastRow, lastColumn) : to(at.row, lastColumn);
    default:
      return null;
  }
}
