/**
 * What a reader hands on: rows of cells, each row under its number in the file, so
 * that every message can name the place. CSV knows only text; a workbook also
 * numbers, dates and errors, and they stay apart (a phone that Excel made a number
 * is a different matter from one typed as text).
 */
export interface DateCell {
  /** Civil date `YYYY-MM-DD`, or `null` for a time of day without a date. */
  readonly date: string | null;
  /** `HH:MM:SS`, absent at midnight. */
  readonly time?: string;
}

export interface ErrorCell {
  /** `#N/A`, `#REF!` … as the workbook shows it. */
  readonly error: string;
}

export type Cell = string | number | boolean | DateCell | ErrorCell | null;

export interface SourceRow {
  /** 1-based: the record's ordinal in a CSV, the row number in a workbook. */
  readonly row: number;
  /** May be cut anew at every look: take them once. */
  readonly cells: readonly Cell[];
  /** The row could not be read as it stands and must not be imported silently. */
  readonly problem?: RowProblem;
}

export type RowProblem = 'row.cellTooLong' | 'row.tooManyColumns' | 'row.tooLong' | 'row.quoteUnclosed';

/** Longest cell kept; Excel itself stops at 32,767. */
export const MAX_CELL_CHARS = 131_072;
export const MAX_COLUMNS = 500;

/** A table that is read once from start to end, in batches small enough to pause between. */
export interface RowStream {
  rows(): AsyncIterable<readonly SourceRow[]>;
}

/** True for a cell with nothing to see in it. */
export function isBlank(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined || cell === '') return true;
  return typeof cell === 'string' && cell.trim() === '';
}

/** True when no cell of the row has anything in it. */
export function isBlankRow(cells: readonly Cell[]): boolean {
  for (const cell of cells) if (!isBlank(cell)) return false;
  return true;
}

/** The cell as a person sees it; whole numbers up to 2^53 without exponent or `.0`. */
export function cellText(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if ('error' in cell) return cell.error;
  return [cell.date, cell.time].filter((part) => part !== null && part !== undefined).join(' ');
}

function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return value.toLocaleString('en-US', { useGrouping: false });
  return String(value);
}

/** True for a workbook's error value. */
export function isErrorCell(cell: Cell | undefined): cell is ErrorCell {
  return typeof cell === 'object' && cell !== null && 'error' in cell;
}

/** True for a workbook's date or time value. */
export function isDateCell(cell: Cell | undefined): cell is DateCell {
  return typeof cell === 'object' && cell !== null && 'date' in cell;
}
