/** Encrypting a database anew with another key, and finding out which key it has. The caller holds the book's lock, and nobody has the file open. */
import { AppFailure } from '../../../shared/kernel/result.ts';
import { sqliteFailure } from './errors.ts';
import { openDatabase, setKey } from './open.ts';

export type RekeyPhase = 'rekey' | 'settle' | 'verify';

/** Bytes of room a change needs beside the file: all of it is written to the log once before it is moved in. */
export const roomToRekey = (sizeBytes: number): number => Math.ceil(sizeBytes * 1.1) + 16 * 1024 * 1024;

/**
 * Encrypts every page anew, in one transaction of SQLite: killed at any moment, either the old
 * key opens all of it or the new one does. Then moves the log into the file and reads every page
 * back. Codes: `disk.*`, `book.damaged`; after a failure ask `opensWith` which key it has.
 */
export function rekeyDatabase(path: string, from: Uint8Array, to: Uint8Array, onPhase: (phase: RekeyPhase) => void): void {
  const db = openDatabase(path, { key: from, autoCheckpoint: 0 });
  try {
    db.raw.pragma('wal_checkpoint(TRUNCATE)');
    onPhase('rekey');
    setKey(db.raw, 'rekey', to);
    onPhase('settle');
    db.raw.pragma('wal_checkpoint(TRUNCATE)');
  } catch (e) {
    throw sqliteFailure(e) ?? e;
  } finally {
    db.close();
  }
  onPhase('verify');
  prove(path, to);
}

function prove(path: string, key: Uint8Array): void {
  const db = openDatabase(path, { key });
  try {
    const found: unknown = db.raw.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new AppFailure('book.damaged', { reason: 'rekey' });
  } catch (e) {
    throw sqliteFailure(e) ?? e;
  } finally {
    db.close();
  }
}

/** Whether this is the key of the database, its log included. Writes nothing. Codes: `book.lost`, `disk.*`; a file that is damaged opens with no key. */
export function opensWith(path: string, key: Uint8Array): boolean {
  try {
    openDatabase(path, { key, readonly: true }).close();
    return true;
  } catch (e) {
    if (e instanceof AppFailure && e.error.code === 'book.damaged') return false;
    throw e;
  }
}
