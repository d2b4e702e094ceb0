/** What a handler in a worker thread works with: the book through a connection of its own. */
import type { WriteDeps } from '../changes/write.ts';
import type { Db } from '../database/open.ts';

export interface WorkerBook {
  readonly dir: string;
  readonly db: Db;
  readonly write: WriteDeps;
  readonly databaseKey: Uint8Array;
  readonly searchKey: Uint8Array;
  readonly actor: string;
  progress(phase: string, done: number, total: number | null): void;
  detail(facts: Record<string, string | number | boolean | null>): void;
  /** True once the user asked to stop; read between batches. */
  cancelled(): boolean;
}

export type WorkerHandler = (book: WorkerBook, input: unknown) => Promise<unknown>;
