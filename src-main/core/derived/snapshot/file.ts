/**
 * `search.db`: one immutable, encrypted snapshot of everything derived from the book
 * (search index, column mirror, keys), as numbered blobs. It is written to a new file
 * by a worker, synced and renamed into place, so a crash leaves the old one or none;
 * what changed since is replayed from the change log. Never backed up; always
 * rebuildable, so any doubt about it means: rebuild.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { openDatabase } from '../../database/open.ts';
import type { Db, Statement } from '../../database/open.ts';

/** Raised whenever the layout or the tokens change: older snapshots are then rebuilt. */
export const SNAPSHOT_FORMAT = 11;

export interface SnapshotFacts {
  readonly format: number;
  /** The book it was made from. */
  readonly bookId: string;
  /** Sequence of the last change it contains. */
  readonly seq: number;
  /** Identifies that change, so that a snapshot of another history is refused. */
  readonly mark: string;
  readonly slots: number;
  readonly [more: string]: unknown;
}

const PART = 2 ** 32;

/** Writes a snapshot: `put` blobs part by part, then `finish`. */
export interface SnapshotWriter {
  put(part: number, chunk: number, data: Uint8Array): void;
  finish(facts: SnapshotFacts): void;
  abandon(): void;
}

/** Starts a new file beside the final one; a left-over of an interrupted build is removed. */
export function createSnapshot(path: string, key: Uint8Array): SnapshotWriter {
  const building = `${path}.building`;
  removeDatabase(building);
  const db = openDatabase(building, { key, create: true, synchronous: 'OFF', cacheMiB: 8 });
  // The file is thrown away if the build fails, so nothing needs a journal on disk (OFF is refused by this build).
  db.raw.pragma('journal_mode = MEMORY');
  db.raw.pragma('locking_mode = EXCLUSIVE');
  db.raw.exec('CREATE TABLE part (key INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT; CREATE TABLE facts (json TEXT NOT NULL) STRICT; BEGIN');
  const insert = db.raw.prepare('INSERT INTO part (key, data) VALUES (?, ?)');
  return {
    put: (part, chunk, data) => void insert.run(part * PART + chunk, data),
    finish(facts) {
      db.raw.prepare('INSERT INTO facts (json) VALUES (?)').run(JSON.stringify(facts));
      db.raw.exec('COMMIT');
      db.close();
      syncFile(building);
    },
    abandon() {
      db.close();
      removeDatabase(building);
    },
  };
}

/** Puts a finished build in place of the current snapshot, which nobody may have open. */
export function installSnapshot(path: string): void {
  removeDatabase(path, true);
  renameSync(`${path}.building`, path);
}

function syncFile(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Deletes a database file with its side files; `keepMain` leaves the file itself. */
export function removeDatabase(path: string, keepMain = false): void {
  for (const suffix of keepMain ? ['-wal', '-shm', '-journal'] : ['', '-wal', '-shm', '-journal']) {
    rmSync(path + suffix, { force: true });
  }
}

/** Reads a snapshot. Blobs come back on their own memory, aligned for typed arrays. */
export interface SnapshotReader {
  readonly facts: SnapshotFacts;
  get(part: number, chunk: number): Uint8Array | null;
  close(): void;
}

/**
 * Opens the snapshot of this book; `null` when there is none, or it is damaged, of
 * another book, another format or under another key.
 */
export function openSnapshot(path: string, key: Uint8Array, bookId: string): SnapshotReader | null {
  if (!existsSync(path)) return null;
  let db: Db | null = null;
  try {
    db = openDatabase(path, { key, readonly: true, cacheMiB: 16 });
    const json = db.raw.prepare('SELECT json FROM facts').pluck().get();
    const facts = JSON.parse(String(json)) as SnapshotFacts;
    if (facts.format !== SNAPSHOT_FORMAT || facts.bookId !== bookId) {
      db.close();
      return null;
    }
    return createReader(db, facts);
  } catch {
    db?.close();
    return null;
  }
}

function createReader(db: Db, facts: SnapshotFacts): SnapshotReader {
  const select: Statement<[number], Buffer> = db.raw.prepare<[number], Buffer>('SELECT data FROM part WHERE key = ?').pluck();
  return {
    facts,
    get(part, chunk) {
      const data = select.get(part * PART + chunk);
      if (data === undefined) return null;
      return data.byteOffset % 8 === 0 ? data : new Uint8Array(data);
    },
    close: () => db.close(),
  };
}

/** Numbers of the parts. Columns of the mirror take `COLUMN_BASE + 8 × column`. */
export const PARTS = {
  ids: 1,
  states: 2,
  blockFirst: 3,
  blocks: 4,
  heavy: 5,
  keyHashes: 6,
  weights: 7,
} as const;
export const COLUMN_BASE = 64;

/** A typed array as the bytes it lies in, without copying. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
