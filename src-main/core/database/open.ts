/**
 * Owner file of the database driver. Opens one encrypted SQLite file: cipher
 * chacha20 (ChaCha20-Poly1305 pages), raw 32-byte key, every pragma set and read
 * back. Nothing else in the program may construct a `Database`.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { sqliteFailure } from './errors.ts';

export type RawDatabase = Database.Database;
export type Statement<P extends unknown[] = unknown[], R = unknown> = Database.Statement<P, R>;

/** A connection. `raw` for hot prepared statements, `orm` for everything else. */
export interface Db {
  readonly path: string;
  readonly raw: RawDatabase;
  readonly orm: BetterSQLite3Database;
  close(): void;
}

export interface OpenOptions {
  /** Raw 32-byte key; copied, and the copy wiped before this returns. */
  readonly key: Uint8Array;
  /** Make the file; otherwise a missing or empty file is an error, never a fresh book. */
  readonly create?: boolean;
  readonly readonly?: boolean;
  /** FULL loses no commit in a power cut; OFF only for derived data that can be rebuilt. */
  readonly synchronous?: 'FULL' | 'NORMAL' | 'OFF';
  /** Pages in the log before a commit checkpoints by itself; 0 = only on request. */
  readonly autoCheckpoint?: number;
  readonly cacheMiB?: number;
  readonly busyTimeoutMs?: number;
}

const PAGE_SIZE = 4096;
const MIN_SQLITE = [3, 51, 3] as const;
const SYNC_LEVEL = { OFF: 0, NORMAL: 1, FULL: 2 } as const;

/**
 * Looks at the file before SQLite does: reading it with `fs` while it is open
 * would drop SQLite's own locks, and SQLite would take an empty file for a new book.
 */
function checkFile(path: string): void {
  if (!existsSync(path)) throw new AppFailure('book.lost');
  const fd = openSync(path, 'r');
  try {
    const size = fstatSync(fd).size;
    const head = Buffer.alloc(16);
    readSync(fd, head, 0, 16, 0);
    // A power cut while the log was being moved in may leave half a page at the end; the log still has the whole of it.
    const cutOff = size % PAGE_SIZE !== 0 && logBytes(path) === 0;
    if (size === 0 || cutOff) throw new AppFailure('book.damaged', { sizeBytes: size });
    if (head.toString('latin1').startsWith('SQLite format 3')) throw new AppFailure('book.damaged', { plaintext: true });
  } finally {
    closeSync(fd);
  }
}

/** Length of the write-ahead log beside a database; 0 when there is none. Looks without opening: closing a file drops SQLite's locks on it. */
export function logBytes(path: string): number {
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

function setAndAssert(raw: RawDatabase, pragma: string, value: string | number, expected: string | number): void {
  raw.pragma(`${pragma} = ${value}`);
  const got: unknown = raw.pragma(pragma, { simple: true });
  if (got !== expected) throw new Error(`pragma ${pragma}: wanted ${expected}, got ${String(got)}`);
}

function unlock(raw: RawDatabase, key: Uint8Array): void {
  raw.pragma("cipher='chacha20'");
  raw.pragma('legacy=0');
  setKey(raw, 'key', key);
}

/** Says which key a connection reads with, or encrypts the whole database anew with one (rekey.ts). */
export function setKey(raw: RawDatabase, how: 'key' | 'rekey', key: Uint8Array): void {
  if (key.length !== 32) throw new Error('database key must have 32 bytes');
  // A Buffer that starts with "raw:" is taken as the key itself; strings would stay in memory.
  const material = Buffer.concat([Buffer.from('raw:'), key]);
  try {
    (raw as unknown as Record<'key' | 'rekey', (k: Buffer) => void>)[how](material);
  } finally {
    material.fill(0);
  }
}

function setPragmas(raw: RawDatabase, options: OpenOptions): void {
  // First of all: with the default, sorts and indexes would spill plaintext to /tmp.
  setAndAssert(raw, 'temp_store', 'MEMORY', 2);
  raw.prepare('SELECT count(*) FROM sqlite_master').get(); // proves the key
  if (!options.readonly) {
    setAndAssert(raw, 'journal_mode', 'WAL', 'wal');
    const sync = options.synchronous ?? 'FULL';
    setAndAssert(raw, 'synchronous', sync, SYNC_LEVEL[sync]);
    const pages = options.autoCheckpoint ?? 1000;
    raw.pragma(`wal_autocheckpoint = ${pages}`);
    if (process.platform === 'darwin') setAndAssert(raw, 'checkpoint_fullfsync', 'ON', 1);
  }
  setAndAssert(raw, 'cell_size_check', 'ON', 1);
  setAndAssert(raw, 'trusted_schema', 'OFF', 0);
  setAndAssert(raw, 'foreign_keys', 'ON', 1);
  raw.pragma('mmap_size = 0');
  raw.pragma(`cache_size = ${-1024 * (options.cacheMiB ?? 32)}`);
}

function assertVersion(raw: RawDatabase): void {
  const version = String(raw.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  for (let i = 0; i < 3; i++) {
    const got = parts[i] ?? 0;
    const least = MIN_SQLITE[i] ?? 0;
    if (got > least) return;
    if (got < least) throw new Error(`SQLite ${version} is too old (WAL-reset bug before 3.51.3)`);
  }
}

/**
 * Opens the file or throws an `AppFailure`: `book.lost` (not there), `book.damaged`
 * (empty, cut, plaintext, or a page that fails its tag), `disk.*`. The key was
 * proved by the vault first, so "not a database" here means damage, not a wrong key.
 */
export function openDatabase(path: string, options: OpenOptions): Db {
  if (!options.create) checkFile(path);
  let raw: RawDatabase | null = null;
  try {
    raw = new Database(path, {
      fileMustExist: !options.create,
      readonly: options.readonly ?? false,
      timeout: options.busyTimeoutMs ?? 5000,
    });
    unlock(raw, options.key);
    if (options.create) raw.pragma(`page_size = ${PAGE_SIZE}`);
    setPragmas(raw, options);
    assertVersion(raw);
  } catch (e) {
    raw?.close();
    throw sqliteFailure(e) ?? e;
  }
  const opened = raw;
  return { path, raw: opened, orm: drizzle({ client: opened }), close: () => opened.close() };
}
