/** Taking an import back, in a worker: a million rows are a million inverse changes. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { undoAction } from '../../changes/undo.ts';
import type { WorkerBook } from '../worker-book.ts';

export interface UndoImportInput {
  readonly importId: number;
}

export interface UndoImportResult {
  readonly importId: number;
  readonly rows: number;
  /** Customers that keep what somebody edited after the import. */
  readonly kept: readonly { readonly entity: string; readonly id: number; readonly name: string; readonly fields: readonly string[] }[];
}

/** Undoes batch by batch; cancelled or failed, what was taken back stays so, and doing it again goes on. */
export async function undoImport(book: WorkerBook, { importId }: UndoImportInput): Promise<UndoImportResult> {
  const stop = new AbortController();
  const outcome = await undoAction(book.write, importId, {
    kind: 'import.undo',
    actor: book.actor,
    signal: stop.signal,
    onProgress(done, total) {
      book.progress('undo', done, total);
      if (book.cancelled()) stop.abort();
    },
  });
  if (!outcome.complete) throw new AppFailure('request.cancelled');
  const nameOf = book.db.raw.prepare<[number], { name: string }>('SELECT name FROM customer WHERE id = ?');
  const kept = outcome.kept
    .filter((k) => k.entity === 'customer')
    .map((k) => ({ entity: k.entity, id: k.id, name: nameOf.get(k.id)?.name ?? '', fields: k.fields }));
  return { importId, rows: outcome.rows, kept };
}
