/** What the book itself knows of a change of its key: noted before it begins, taken up when it is open again, whichever way that came about. */
import { z } from 'zod';
import type { Db } from '../../database/open.ts';
import { noteEvent } from '../../changes/write.ts';
import type { WriteDeps } from '../../changes/write.ts';
import { noteNewKey } from '../backup/index.ts';
import { noteDrill, setRecoveryConfirmed } from '../check-up/index.ts';

const KEY = 'keyChange';
const FILES = 'keyChangeFiles';
const schema = z.strictObject({ id: z.string(), actor: z.string() });

const read = (db: Db, key: string): string | undefined => db.raw.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key);
const put = (db: Db, key: string, value: string): void => void db.raw.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);
const drop = (db: Db, key: string): void => void db.raw.prepare('DELETE FROM meta WHERE key = ?').run(key);

/** Notes that the key will now be changed; `id` is what the header will name the old key by. */
export function noteKeyChange(db: Db, id: string, actor: string): void {
  put(db, KEY, JSON.stringify(schema.parse({ id, actor })));
}

/**
 * Enters in the record what became of a change, once. `keyId`: of the header. `changed`: the recovery code is new and not yet confirmed,
 * and attachments are to be sealed anew; `kept`: the old key is the book's key. `null`: there was none.
 */
export function takeUpKeyChange(write: WriteDeps, keyId: string | null): 'changed' | 'kept' | null {
  const { db } = write;
  const noted = read(db, KEY);
  if (noted === undefined) return null;
  const { id, actor } = schema.parse(JSON.parse(noted));
  const state = keyId === id ? 'changed' : 'kept';
  db.raw.transaction(() => {
    drop(db, KEY);
    if (state === 'changed') {
      setRecoveryConfirmed(write, false);
      noteDrill(write, null);
      put(db, FILES, 'due');
    }
    noteEvent(write, state === 'changed' ? 'session.keyChanged' : 'session.keyKept', actor);
    if (state === 'changed') noteNewKey(db);
  })();
  return state;
}

export const areFilesDue = (db: Db): boolean => read(db, FILES) === 'due';
export const noteFilesDone = (db: Db): void => drop(db, FILES);
