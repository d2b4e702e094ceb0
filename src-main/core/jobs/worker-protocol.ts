/** What the core and its worker threads say to each other. Plain data; keys travel as transferred buffers. */
import type { AppError } from '../../../shared/kernel/result.ts';

export interface WorkerStart {
  readonly handler: string;
  readonly input: unknown;
  readonly bookDir: string;
  readonly keys: WorkerKeys;
  /** One Int32: 0 = go on, 1 = stop after the current batch. */
  readonly cancel: SharedArrayBuffer;
  readonly actor: string;
}

/** Keys of 32 bytes each, wiped by the worker when it ends. */
export interface WorkerKeys {
  readonly database: Uint8Array;
  readonly search: Uint8Array;
  readonly audit: Uint8Array;
  /** The owner's, when the owner opened the book. */
  readonly owner: Uint8Array | null;
  readonly vaultId: string;
}

export type WorkerMessage =
  | { readonly type: 'progress'; readonly phase: string; readonly done: number; readonly total: number | null }
  | { readonly type: 'detail'; readonly facts: Record<string, string | number | boolean | null> }
  | { readonly type: 'done'; readonly result: unknown }
  | { readonly type: 'failed'; readonly error: AppError };
