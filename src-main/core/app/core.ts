/**
 * What a host sees of the core, and what the core needs of a host. The same core
 * runs in a child process (Electron, loopback) or in place (CLI, tests).
 */
import type { Result } from '../../../shared/kernel/result.ts';
import type { CoreEvent } from '../../../shared/contract/events.ts';
import type { Clock, Machine, OsKeychain, Random } from '../kernel/ports.ts';
import type { Logger } from '../kernel/logger.ts';
import type { PlaceDeps } from '../operations/backup/index.ts';

/**
 * A file behind a token. Plain data, so that a worker thread can be handed one.
 * `sealed` files are the host's own staging: encrypted with a key that lives in
 * memory only (format: vault/sealed-file.ts).
 */
export type FileDescriptor =
  | { readonly kind: 'path'; readonly path: string; readonly name: string }
  | { readonly kind: 'sealed'; readonly path: string; readonly name: string; readonly key: Uint8Array };

/** Resolves the tokens the user's file dialogs gave out; `null` for an unknown one. */
export interface FilePort {
  resolve(token: string): FileDescriptor | null;
}

export interface CoreDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Where books, the list of books and this computer's preferences live. */
  readonly dataDir: string;
  /** Another data folder whose books may be copies of a restored one (the command line restores in a workshop of its own). */
  readonly copiesIn?: string;
  readonly host: 'electron' | 'loopback' | 'node';
  readonly keychain: OsKeychain | null;
  readonly files: FilePort;
  readonly version: string;
  /** Entry of the worker threads (core/jobs/job-worker.ts, or its bundle). */
  readonly workerEntry: URL;
  /** Where disks and synchronised folders are looked for; nowhere when absent. */
  readonly machine?: Machine;
  /** Opens places for copies on servers; the program's own drivers when absent. */
  readonly openRemote?: PlaceDeps['openRemote'];
  /** Make copies without being asked: for programs that stay open. */
  readonly automaticBackups?: boolean;
  /** For developers: the whole of a bug that the log may only name. Never set in the product. */
  readonly debug?: (id: string, e: unknown) => void;
  /** Free bytes at a folder, `null` when unknown; asks the system when absent. */
  readonly freeBytes?: (folder: string) => Promise<number | null>;
  /** Folder of the SQL migrations when it is not the checkout's. */
  readonly migrationsDir?: string;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** On whose behalf: whoever opened the book when absent; anybody else may nothing. */
  readonly actor?: string;
}

export interface Core {
  /** Runs one method of the contract. Never throws: bugs become `internal` with a log id. */
  call(method: string, input: unknown, options?: CallOptions): Promise<Result<unknown>>;
  /** Subscribes to the event stream; answers the unsubscriber. */
  onEvent(listener: (event: CoreEvent) => void): () => void;
  /**
   * Opens the book in this folder, wherever it lies (CLI). The renderer opens
   * books by `ref` through `session.unlock` instead.
   */
  /** `person`: whose passphrase it is, by number or by the name the lock screen shows. */
  openFolder(dir: string, secret: { type: 'passphrase'; passphrase: string; person?: number | string | undefined } | { type: 'recovery'; code: string }): Promise<Result<{ bookId: string }>>;
  /** Puts the book of a folder on this computer's list, whatever state it is in, and answers its `ref` (CLI, to repair it). */
  shelve(dir: string): Promise<string>;
  /** Makes a book in exactly this folder and leaves it open (CLI). */
  createInFolder(
    dir: string,
    input: { name: string; language: 'zh-CN' | 'en'; kind: 'individual' | 'company' | 'both'; preset: string; passphrase: string },
  ): Promise<Result<{ bookId: string; recoveryCode: string }>>;
  /** Looks at once for reminders that are due, as it does every minute: for a host whose computer has just woken up. */
  wake(): Promise<void>;
  /** Ends jobs, checkpoints, closes the files and wipes the keys. On quitting, a copy of what was changed is made first. */
  close(how?: { readonly quit: boolean }): Promise<void>;
}
