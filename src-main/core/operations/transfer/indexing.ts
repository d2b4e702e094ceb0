/** Search index and mirror of an import. For now the rows are found in the log afterwards. */
import type { WorkerBook } from '../worker-book.ts';
import type { Applied } from './apply-rows.ts';
import type { RunInput } from './import-types.ts';

export interface Indexing {
  add(applied: readonly Applied[]): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** Starts building beside the import when it is large. */
export function startIndexing(_book: WorkerBook, _input: RunInput, _rows: number): Promise<Indexing> {
  return Promise.resolve({ add: () => Promise.resolve(), finish: () => Promise.resolve(), abandon: () => Promise.resolve() });
}
