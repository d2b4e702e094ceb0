/** What the import's parts hand to each other; plain data, so that it crosses threads. */
import type { ImportPreview, Mapping, ReadOptions, RowIssue } from '../../../../shared/modules/transfer.ts';
import type { ChosenFile } from '../../domain/context.ts';
import type { OnMatch } from './merge-row.ts';

export interface ImportCounts {
  /** Rows that are not blank: the sum of the five below. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  /** Matched rows with nothing to change, or left alone as asked. */
  readonly skipped: number;
  /** Rows that only look like somebody: added, or left in the error file, as asked. */
  readonly possibleDuplicates: number;
  readonly errorRows: number;
  readonly warnings: number;
}

export const NO_COUNTS: ImportCounts = { rows: 0, created: 0, updated: 0, skipped: 0, possibleDuplicates: 0, errorRows: 0, warnings: 0 };

/** Everything the choices of one import are; kept with it, so that it can go on after a crash. */
export interface ImportChoices {
  readonly read: ReadOptions;
  readonly mapping: Mapping;
  readonly onMatch: OnMatch;
  readonly possibleDuplicates: 'create' | 'skip';
  readonly tag?: string | undefined;
  readonly defaultKind: 'individual' | 'company';
}

export interface PreviewInput {
  readonly file: ChosenFile;
  readonly choices: ImportChoices;
}

export interface RunInput extends PreviewInput {
  /** The import that goes on; `null` for a new one, which the worker makes once the file has been looked at. */
  readonly importId: number | null;
  /** Remember the mapping for files with these headings. */
  readonly saveMapping: boolean;
}

export interface RunResult extends ImportCounts {
  readonly importId: number;
  readonly issues: readonly RowIssue[];
  /** Stopped by the user before the end of the file. */
  readonly stopped: boolean;
}

export type Example = ImportPreview['examples'][number];
