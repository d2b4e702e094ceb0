/** What a place that keeps copies can do, whatever it is. Names come from `copy-name.ts` and never hold a path. */
import type { JobContext } from '../../../domain/context.ts';

export interface StoredFile {
  readonly name: string;
  readonly sizeBytes: number;
}

/** A finished file on this computer's disk. */
export interface LocalFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** What `put` needs of the job it works for. */
export type PutJob = Pick<JobContext, 'signal' | 'progress'>;

/**
 * One per place, opened anew for each piece of work. Every method throws `AppFailure`: `disk.*` of a folder, `place.*` of a server,
 * `request.cancelled` when the signal was given. What is thrown never names a password or a key.
 */
export interface StorageTarget {
  /** Where it is, in words that tell it from every other place; safe to show. */
  readonly identity: string;
  /** Nothing when copies can be kept here now; makes the folder that belongs to us where it is missing. */
  check(signal: AbortSignal): Promise<void>;
  list(signal: AbortSignal): Promise<readonly StoredFile[]>;
  /**
   * Writes a file that stands under its name only when all of it was read back and found the same. Answers the SHA-256 (hex).
   * On any failure nothing stays under the name, and nothing else is touched. `file.exists` where the name is taken.
   */
  put(name: string, file: LocalFile, job: PutJob): Promise<string>;
  /** The bytes of a file from its beginning, at most `most` of them. `backup.missing` when there is none. */
  get(name: string, signal: AbortSignal, most?: number): AsyncIterable<Uint8Array>;
  remove(name: string, signal: AbortSignal): Promise<void>;
  /** Bytes free, as far as the place tells. */
  free(signal: AbortSignal): Promise<number | null>;
  /** Where the file lies on this computer's disk; absent where it must be fetched first. */
  readonly pathOf?: (name: string) => string;
}
