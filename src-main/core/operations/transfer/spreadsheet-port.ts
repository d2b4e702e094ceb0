/**
 * What the import needs of a workbook library. Two readers pass its contract tests: our
 * own (`xlsx-reader.ts`, in use) and hucre. Own code won because hucre reads on while
 * the import pauses between batches: 370 MB at 100,000 rows and growing, where this
 * one stays flat; it also cannot tell `#N/A` from text.
 */
import type { SourceRow } from './cells.ts';

export interface SheetInfo {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows by the sheet's own dimension; `null` when it does not say. */
  readonly rows: number | null;
}

export interface Workbook {
  readonly sheets: readonly SheetInfo[];
  /**
   * The rows of one sheet in order, empty rows left out (their numbers show the gap).
   * Formulas give their cached value, dates are `DateCell`s by the cell's format,
   * errors are `ErrorCell`s, numbers stay numbers and text stays text. The value of a
   * cell merged downwards is repeated in the rows it covers. Throws `file.noSheet`,
   * `file.damaged`, `file.bomb`.
   */
  rows(sheet: string): AsyncIterable<readonly SourceRow[]>;
}

export interface SpreadsheetPort {
  /** Opens a workbook in memory. Throws `file.notWorkbook`, `file.encrypted`, `file.oldExcel`, `file.damaged`, `file.bomb`. */
  open(bytes: Uint8Array): Promise<Workbook>;
}
