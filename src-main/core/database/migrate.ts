/**
 * Own migration runner: forward-only SQL files `NNNN_name.sql`, all pending ones in
 * one transaction, `PRAGMA user_version` = number of the last. A file that changed
 * after it was applied, or a book from a newer program, is refused.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { Db } from './open.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

const FILE = /^(\d{4})_([a-z0-9_]+)\.sql$/;
/** "RGLR": tells our books from other encrypted databases. */
export const APPLICATION_ID = 0x52474c52;

/** Where the SQL files lie in a checkout; bundles pass their own folder. */
export function defaultMigrationsDir(): string {
  return fileURLToPath(new URL('../../../migrations/', import.meta.url));
}

/** Reads the migrations of a folder in order; throws when a number is missing or doubled. */
export function loadMigrations(dir: string): readonly Migration[] {
  const files = readdirSync(dir).filter((f) => f.endsWith('.sql')).sort();
  return files.map((file, i) => {
    const m = FILE.exec(file);
    if (!m || Number(m[1]) !== i + 1) throw new Error(`migration out of order: ${file}`);
    const sql = readFileSync(join(dir, file), 'utf8').replaceAll('\r\n', '\n');
    return { version: i + 1, name: m[2]!, sql, hash: createHash('sha256').update(sql).digest('hex') };
  });
}

/** The book's schema version; 0 for a new file. */
export function schemaVersion(db: Db): number {
  return Number(db.raw.pragma('user_version', { simple: true }));
}

function assertKnown(db: Db, migrations: readonly Migration[], current: number): void {
  if (current > migrations.length) {
    throw new AppFailure('book.newer', { bookVersion: current, knownVersion: migrations.length });
  }
  if (current === 0) return;
  const applied = db.raw.prepare<[], { version: number; hash: string }>('SELECT version, hash FROM migration ORDER BY version').all();
  for (const row of applied) {
    const known = migrations[row.version - 1];
    if (known?.hash !== row.hash) throw new Error(`migration ${row.version} was edited after it shipped`);
  }
}

/**
 * Brings the book to the newest schema and answers how many migrations ran.
 * `book.newer` when a newer program wrote it. Nothing is changed on failure.
 */
export function migrate(db: Db, migrations: readonly Migration[], nowMs: number): number {
  const current = schemaVersion(db);
  assertKnown(db, migrations, current);
  const pending = migrations.slice(current);
  if (pending.length === 0) return 0;
  const run = db.raw.transaction(() => {
    db.raw.exec(
      'CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL) STRICT',
    );
    const note = db.raw.prepare('INSERT INTO migration (version, name, hash, at) VALUES (?, ?, ?, ?)');
    for (const m of pending) {
      db.raw.exec(m.sql);
      note.run(m.version, m.name, m.hash, nowMs);
    }
    db.raw.pragma(`user_version = ${migrations.length}`);
    db.raw.pragma(`application_id = ${APPLICATION_ID}`);
  });
  run.immediate();
  return pending.length;
}
