/**
 * The log holds codes, numbers and ids, never text of people. That is a rule of types:
 * a code and every string fact must be a literal of the program; a `string` from
 * elsewhere (a name, a phone, a path, an error message) does not compile. At run time
 * the same form is checked again and anything else is written as `[blocked]`.
 *
 * One line of JSON per entry: {"t":ms,"l":"info","c":"book.opened","rows":3}.
 */
import { appendFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { Clock } from './ports.ts';

declare const token: unique symbol;
/** A string proved harmless at run time: made only by `logId` and `errorToken`. */
export type LogToken = string & { readonly [token]: true };

export type LogLevel = 'info' | 'warn' | 'error';

/** A literal without blanks; `never` for `string` and for sentences. */
export type LogWord<S extends string> = S extends LogToken ? S : string extends S ? never : S extends `${string} ${string}` ? never : S;

type Fact = number | boolean | null | string;
type CheckedFacts<F extends Record<string, Fact>> = {
  readonly [K in keyof F]: F[K] extends string ? LogWord<F[K]> : F[K];
};

/** Where finished lines go; must not throw. */
export interface LogSink {
  write(line: string): void;
}

export interface Logger {
  log<const C extends string, const F extends Record<string, Fact>>(level: LogLevel, code: LogWord<C>, facts?: CheckedFacts<F>): void;
}

const WORD = /^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/;
const ID = /^[0-9A-Fa-f-]{4,64}$/;
const BLOCKED = '[blocked]';

/** A logger that writes to `sink` and stamps with `clock`. Never throws. */
export function createLogger(deps: { readonly sink: LogSink; readonly clock: Clock }): Logger {
  return {
    log(level, code, facts) {
      const entry: Record<string, Fact> = { t: deps.clock.now(), l: level, c: safeText(code) };
      for (const [key, value] of Object.entries<Fact>(facts ?? {})) {
        if (WORD.test(key) && !(key in entry)) entry[key] = typeof value === 'string' ? safeText(value) : value;
      }
      deps.sink.write(`${JSON.stringify(entry)}\n`);
    },
  };
}

/** A hexadecimal id (vault, job, request) as a fact; anything else becomes `[blocked]`. */
export function logId(id: string): LogToken {
  return (ID.test(id) ? id : BLOCKED) as LogToken;
}

/**
 * The machine-readable part of an error: our code, the system's or SQLite's code, or
 * the class name. Never its message, which may quote data.
 */
export function errorToken(error: unknown): LogToken {
  if (error instanceof AppFailure) return safeText(error.error.code) as LogToken;
  if (!(error instanceof Error)) return 'unknown' as LogToken;
  const code: unknown = 'code' in error ? error.code : undefined;
  return safeText(typeof code === 'string' ? code : error.name) as LogToken;
}

/** For tools and tests that want no log. */
export const silentLogger: Logger = { log: () => undefined };

const FILE_BYTES = 1024 * 1024;
const FILES = 5;

/**
 * A sink into `folder` (inside the vault): `app.log`, rotated at 1 MB, five files kept.
 * Lines are written in order in the background; `flush` waits for them. A full disk
 * loses log lines, never work.
 */
export function createFileSink(folder: string): LogSink & { flush(): Promise<void> } {
  let tail: Promise<void> = mkdir(folder, { recursive: true }).then(noop, noop);
  return {
    write(line) {
      tail = tail.then(() => appendRotating(folder, line)).catch(noop);
    },
    flush: () => tail,
  };
}

async function appendRotating(folder: string, line: string): Promise<void> {
  const current = join(folder, 'app.log');
  const sizeBytes = await stat(current).then(
    (s) => s.size,
    () => 0,
  );
  if (sizeBytes + line.length > FILE_BYTES) await rotate(folder);
  await appendFile(current, line, { mode: 0o600 });
}

async function rotate(folder: string): Promise<void> {
  const name = (n: number) => join(folder, n === 0 ? 'app.log' : `app.${n}.log`);
  await rm(name(FILES - 1), { force: true });
  for (let n = FILES - 2; n >= 0; n--) await rename(name(n), name(n + 1)).catch(noop);
}

function safeText(text: string): string {
  return WORD.test(text) || ID.test(text) ? text : BLOCKED;
}

function noop(): void {
  // A log that cannot be written must not stop the shop.
}
