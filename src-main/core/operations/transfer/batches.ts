/** Rows of the file in batches of one transaction each. */
import { MAX_BATCH_ROWS } from '../../changes/write.ts';
import type { SourceRow } from './cells.ts';
import type { ReadyImport } from './import-setup.ts';
import { MAX_NEW_TAGS } from './tag-book.ts';

/** Rows of one transaction: some 25 ms of the book's lock; with the tags they may bring, within the pipeline's limit. */
const BATCH_ROWS = MAX_BATCH_ROWS - MAX_NEW_TAGS;

/** Rows after `afterRow`, not looked at yet: read while they are applied, one by one, a row leaves nothing to be collected later. */
export async function* rowBatches(ready: ReadyImport, afterRow: number): AsyncGenerator<readonly SourceRow[]> {
  let batch: SourceRow[] = [];
  for await (const rows of ready.table.rows()) {
    for (const source of rows) {
      if (source.row <= afterRow) continue;
      batch.push(source);
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
