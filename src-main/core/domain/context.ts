/** What a handler of the contract gets: the open book and the facts of this call. */
import type { CoreEvent, JobInfo } from '../../../shared/contract/events.ts';
import type { MethodName, Output, Parsed } from '../../../shared/contract/index.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { UndoStack } from '../changes/undo.ts';
import type { RowStore } from '../changes/rows.ts';
import type { WriteDeps } from '../changes/write.ts';
import type { Db } from '../database/open.ts';
import type { Derived } from '../derived/port.ts';
import type { Clock, Random } from '../kernel/ports.ts';
import type { BlobStore } from '../vault/index.ts';

export interface JobContext {
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** At most five a second reach the clients. */
  progress(phase: string, done: number, total: number | null): void;
  /** Facts shown with the job (file name, counts); never a customer's data. */
  detail(facts: JobInfo['detail']): void;
}

export interface WorkerJob {
  /** Name in the worker's table (core/jobs/job-worker.ts). */
  readonly handler: string;
  readonly input: unknown;
  readonly maxHeapMiB?: number;
}

export interface Jobs {
  /** Starts work and answers at once. The promise of `run` becomes the job's result or error. */
  start(name: string, detail: JobInfo['detail'], run: (job: JobContext) => Promise<unknown>): string;
  /** Runs a handler in a worker thread with its own connection, on behalf of `job`. */
  inWorker<T>(job: JobContext, work: WorkerJob): Promise<T>;
  list(): readonly JobInfo[];
  get(jobId: string): JobInfo | null;
  cancel(jobId: string): boolean;
  /** Forgets ended jobs that hold what must not be kept. */
  forget(test: (info: JobInfo) => boolean): void;
  /** Fulfilled when the job runs no more, whatever came of it. */
  ended(jobId: string): Promise<void>;
  /** The running job of this name, if any. */
  running(name: string): JobInfo | null;
}

/** A file the user chose, by the host's token; see app/core.ts. */
export interface ChosenFile {
  readonly kind: 'path' | 'sealed';
  readonly path: string;
  readonly name: string;
  readonly key?: Uint8Array;
}

export interface OpenBook {
  readonly dir: string;
  readonly db: Db;
  readonly rows: RowStore;
  readonly write: WriteDeps;
  /** The sealed files beside the book. */
  readonly blobs: BlobStore;
  /** Writes the list of erasures beside the book. */
  saveErasures(): Promise<void>;
  readonly derived: Derived;
  readonly undo: UndoStack;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly random: Random;
  readonly emit: (event: CoreEvent) => void;
  readonly file: (token: string) => ChosenFile | null;
  /** What is to be done before the book is closed, once its jobs have ended. The same function may be given again. */
  readonly atEnd: (work: () => Promise<void>) => void;
}

export interface CallContext {
  readonly book: OpenBook;
  readonly actor: string;
  readonly signal: AbortSignal;
}

export type Handler<M extends MethodName> = (
  ctx: CallContext,
  input: Parsed<M>,
) => Result<Output<M>, AppError> | Promise<Result<Output<M>, AppError>>;

/** A module's part of the router: its methods, each with its handler. */
export type Routes<M extends MethodName> = { readonly [K in M]: Handler<K> };
