/** Rows of the file read and checked, in batches of one transaction each. */
import { MAX_BATCH_ROWS } from '../../changes/write.ts';
import type { SourceRow } from './cells.ts';
import type { RowOutcome } from './draft.ts';
import type { FlatRow } from './flat/row.ts';
import type { ReadyImport } from './import-setup.ts';
import { MAX_NEW_TAGS } from './tag-book.ts';

/** Rows of one transaction: some 20 ms of the book's lock; with the tags they may bring, within the pipeline's limit. */
const BATCH_ROWS = MAX_BATCH_ROWS - MAX_NEW_TAGS;

export type Outcome = Exclude<RowOutcome, { kind: 'blank' }>;

export interface CheckedRow {
  readonly source: SourceRow;
  /** The row as the short way read it; `null` when it has an `outcome`. */
  readonly flat: FlatRow | null;
  readonly outcome: Outcome | null;
}

/** Rows after `afterRow`, blank ones left out; with `plain`, those that need no care are read the short way. */
export async function* checkedBatches(ready: ReadyImport, afterRow: number, plain: boolean): AsyncGenerator<readonly CheckedRow[]> {
  const short = plain ? ready.flat : null;
  let batch: CheckedRow[] = [];
  for await (const rows of ready.table.rows()) {
    for (const source of rows) {
      if (source.row <= afterRow) continue;
      const flat = short === null ? null : short.read(source);
      const outcome = flat === null ? ready.reader.read(source) : null;
      if (outcome?.kind === 'blank') continue;
      batch.push({ source, flat, outcome });
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** What a row says, read carefully if it was not yet. */
export function outcomeOf(ready: ReadyImport, row: CheckedRow): Outcome {
  if (row.outcome !== null) return row.outcome;
  const outcome = ready.reader.read(row.source);
  if (outcome.kind === 'blank') throw new Error('a row read the short way is not blank');
  return outcome;
}
