/** What the book itself remembers of its passphrase and recovery code: when, never what. Kept inside the encrypted file. */
import { z } from 'zod';
import type { EpochMs } from '../../../../shared/kernel/ids.ts';
import type { Db } from '../../database/open.ts';

interface HasDb {
  readonly db: Db;
}

const read = ({ db }: HasDb, key: string): string | undefined => db.raw.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key);
const write = ({ db }: HasDb, key: string, value: string): void => void db.raw.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);

const passphraseSchema = z.object({ setAt: z.int().nullable(), score: z.int().min(0).max(4).nullable() });

/** Notes that the passphrase was set now, and how hard it was to guess (0–4, see shared/kernel/passphrase.ts). */
export function notePassphrase(book: HasDb, setAt: EpochMs, score: number): void {
  write(book, 'passphraseSet', JSON.stringify({ setAt, score }));
}

/** The last such note; nulls in a book whose passphrase is older than these notes. */
export function passphraseNote(book: HasDb): z.output<typeof passphraseSchema> {
  const stored = read(book, 'passphraseSet');
  return stored === undefined ? { setAt: null, score: null } : passphraseSchema.parse(JSON.parse(stored));
}

/** Notes that the recovery code of today opened the book in a drill; `null` forgets it, as a new code does. */
export function noteDrill(book: HasDb, at: EpochMs | null): void {
  write(book, 'recoveryProved', String(at ?? ''));
}

/** When the recovery code last opened the book in a drill. */
export function drilledAt(book: HasDb): EpochMs | null {
  const stored = read(book, 'recoveryProved') ?? '';
  return stored === '' ? null : Number(stored);
}

/** Whether the owner proved that the recovery code was written down. */
export function isRecoveryConfirmed(book: HasDb): boolean {
  return read(book, 'recoveryConfirmed') === 'yes';
}

export function setRecoveryConfirmed(book: HasDb, confirmed: boolean): void {
  write(book, 'recoveryConfirmed', confirmed ? 'yes' : 'no');
}
