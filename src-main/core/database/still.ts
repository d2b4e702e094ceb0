/**
 * Holding the database file still while other connections go on writing. A reader that began when the write-ahead log was empty
 * reads the file alone, and until it ends nobody may move the log into the file (SQLite's lock WAL_READ_LOCK(0)): its bytes are one
 * state of the book.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { logBytes } from './open.ts';
import type { Db } from './open.ts';

const TRIES = 20;
const PAUSE_MS = 50;
/** While the log is emptied nobody can write: rather try again than make a writer wait for a slow reader. */
const BUSY_MS = 20;

/** Does `work` while the file is still; `null`, with nothing done, when readers or writers never left the log empty. */
export async function whileStill<T>(db: Db, work: () => Promise<T>): Promise<T | null> {
  const busy = db.raw.pragma('busy_timeout', { simple: true });
  db.raw.pragma(`busy_timeout = ${BUSY_MS}`);
  try {
    for (let i = 0; i < TRIES; i++) {
      if (beginStill(db)) return await work().finally(() => db.raw.exec('ROLLBACK'));
      await pause(PAUSE_MS);
    }
    return null;
  } finally {
    db.raw.pragma(`busy_timeout = ${String(busy)}`);
  }
}

function beginStill(db: Db): boolean {
  // Most of the log goes into the file without stopping anybody; only what is left needs the moment of silence.
  db.raw.pragma('wal_checkpoint(PASSIVE)');
  db.raw.pragma('wal_checkpoint(TRUNCATE)');
  db.raw.exec('BEGIN');
  db.raw.prepare('SELECT count(*) FROM sqlite_master').get();
  // Somebody wrote in between: this reader would need the log too.
  if (logBytes(db.path) === 0) return true;
  db.raw.exec('ROLLBACK');
  return false;
}
