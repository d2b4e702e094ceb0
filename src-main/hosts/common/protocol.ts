/**
 * What passes between a host and the process that holds the book. Plain data and byte
 * arrays only, so that the same messages travel over `process.send` and over Electron's
 * `parentPort`. The first message to the core is `start`; the first from it is `ready`.
 * With `port` comes one end of a channel whose other end the window has (`window-calls.ts`).
 */
import type { CoreEvent } from '../../../shared/contract/events.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { CoreDeps, FileDescriptor } from '../../core/app/core.ts';
import type { Told } from './notices.ts';
import type { Note, WindowPort } from './window-calls.ts';

export type KeychainOp = 'available' | 'seal' | 'open';

export type ToCore =
  /** With `windowPort` the window's calls and events pass over a port, and not through the host. */
  | { readonly type: 'start'; readonly dataDir: string; readonly host: CoreDeps['host']; readonly version: string; readonly keychain: boolean; readonly automaticBackups?: boolean; readonly windowPort?: boolean }
  /** With `json` the reply's result is the UTF-8 bytes of its JSON. */
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly input: unknown; readonly json?: boolean }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'port' }
  | { readonly type: 'register-file'; readonly token: string; readonly file: FileDescriptor }
  | { readonly type: 'keychain-reply'; readonly id: number; readonly value: boolean | Uint8Array | null }
  | { readonly type: 'close'; readonly quit: boolean };

export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'reply'; readonly id: number; readonly result: Result<unknown> | Uint8Array }
  /** Where the window has a port, only those of the session: the others go there. */
  | { readonly type: 'event'; readonly event: CoreEvent }
  | { readonly type: 'note'; readonly note: Note }
  /** Where the window has a port: what the system is to show of reminders, and how many there are. */
  | { readonly type: 'told'; readonly told: Told }
  | { readonly type: 'keychain'; readonly id: number; readonly op: KeychainOp; readonly data: Uint8Array | null };

/** One running core process, as the client sees it. */
export interface ChildPort {
  /** Where it is a process of this system. */
  readonly pid?: number | undefined;
  post(message: ToCore): void;
  /** Hands over an end of a channel with a `port` message, where this host has such channels. */
  give?(end: WindowPort): void;
  onMessage(listener: (message: FromCore) => void): void;
  /** Called once, however the process ended. */
  onExit(listener: () => void): void;
  /** Ends the process at once. */
  kill(): void;
}
