/** A scratch file for builds: encrypted like everything else, deleted afterwards. */
import { openDatabase } from '../../database/open.ts';
import { removeDatabase } from './file.ts';

const ROOM = 2 ** 20;

export interface Scratch {
  put(group: number, no: number, parts: readonly Uint8Array[]): void;
  /** The bytes on their own memory, so that typed arrays can lie on them; `null` when never put. */
  get(group: number, no: number): Uint8Array | null;
  /** Closes and deletes the file. */
  dispose(): void;
}

/** Opens a fresh scratch file; one left by an interrupted build is removed. */
export function createScratch(path: string, key: Uint8Array): Scratch {
  removeDatabase(path);
  const db = openDatabase(path, { key, create: true, synchronous: 'OFF', cacheMiB: 4 });
  db.raw.pragma('journal_mode = MEMORY');
  db.raw.pragma('locking_mode = EXCLUSIVE');
  db.raw.exec('CREATE TABLE piece (key INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT; BEGIN');
  const insert = db.raw.prepare('INSERT INTO piece (key, data) VALUES (?, ?)');
  const select = db.raw.prepare('SELECT data FROM piece WHERE key = ?').pluck();
  return {
    put: (group, no, parts) => void insert.run(group * ROOM + no, parts.length === 1 ? parts[0] : Buffer.concat(parts)),
    get(group, no) {
      const data = select.get(group * ROOM + no) as Buffer | undefined;
      if (data === undefined) return null;
      return data.byteOffset % 8 === 0 ? data : new Uint8Array(data);
    },
    dispose() {
      db.close();
      removeDatabase(path);
    },
  };
}
