/**
 * What the core needs from the outside world and never reads by itself.
 * Hosts pass the real ones in, tests pass fakes.
 */
import { randomBytes } from 'node:crypto';
import type { EpochMs } from '../../../shared/kernel/ids.ts';

export interface Clock {
  /** Wall-clock time. May jump in either direction: people set clocks. */
  now(): EpochMs;
}

export interface Random {
  /** `n` bytes fit for keys. */
  bytes(n: number): Uint8Array<ArrayBuffer>;
}

/**
 * The operating system's store of secrets (Electron `safeStorage`). A convenience,
 * never the only holder of a key: it may lose what it sealed at any system update,
 * so both directions can answer `null` and the passphrase must always work.
 */
export interface OsKeychain {
  /** False when there is none, or when it would store without protection (Linux `basic_text`). */
  available(): Promise<boolean>;
  /** Seals a small secret for this user of this machine; `null` when it cannot. */
  seal(secret: Uint8Array): Promise<Uint8Array | null>;
  /** Opens what `seal` returned; `null` when it is not ours any more. */
  open(sealed: Uint8Array): Promise<Uint8Array | null>;
}

/** What is looked at to find disks and synchronised folders. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Name of the account. */
  readonly user: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Above the folders looked at; `/` but in tests. */
  readonly root: string;
}

/** Calls `run` every `everyMs` until the returned function is called; does not keep the process alive. */
export type Repeat = (everyMs: number, run: () => void) => () => void;

/** For developers: milliseconds the program is ahead of the computer, so that days to come can be walked through (loopback host, `--clock`). */
const shift = Number(process.env['REGULARS_CLOCK_SHIFT'] ?? 0) || 0;

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() + shift };

/** The operating system's random source. */
export const systemRandom: Random = {
  bytes(n) {
    // A copy on its own buffer: Buffer's shared pool must not keep key material.
    const bytes = new Uint8Array(n);
    const source = randomBytes(n);
    bytes.set(source);
    source.fill(0);
    return bytes;
  },
};

/** A chain of timeouts. */
export const systemRepeat: Repeat = (everyMs, run) => {
  let timer = setTimeout(function again() {
    timer = setTimeout(again, everyMs).unref();
    run();
  }, everyMs).unref();
  return () => clearTimeout(timer);
};

/** The way to servers. It is taken only to places for backups that the owner has set up. */
export const systemFetch: typeof fetch = (input, init) => fetch(input, init);

/** For hosts without a keychain (command line, loopback, tests). */
export const noKeychain: OsKeychain = {
  available: () => Promise.resolve(false),
  seal: () => Promise.resolve(null),
  open: () => Promise.resolve(null),
};
