/**
 * What proves the small files beside a book: the high-water mark and the list of erasures.
 * The key of the record (`audit`) stays for the book's life, so somebody who left still has
 * it when the vault key was changed since. With it alone they could write a mark that hides
 * an old state put back, or one that has the book refused, and a list that erases customers
 * of their choice at the next opening. So both files are proved by today's vault key. The
 * record's key is taken only where nobody can have left with it (`isFirst`), which reads the
 * files of earlier versions; and for the list in the folder of another copy (`readErasedFile`).
 */
import type { Sodium } from '../kernel/sodium.ts';
import type { VaultKeys } from '../vault/index.ts';
import type { Mac } from './audit.ts';

export interface Marks {
  /** By a key of the book's present vault key. */
  readonly today: Mac;
  /** By the key of the record. */
  readonly record: Mac;
  /** The book still has its first vault key. */
  readonly isFirst: boolean;
}

/** The macs live as long as `keys` do. */
export function marksOf(sodium: Sodium, keys: Pick<VaultKeys, 'marks' | 'audit' | 'former'>): Marks {
  const by = (of: 'marks' | 'audit'): Mac => (message) => keys[of].use((key) => sodium.hash(32, message, key));
  return { today: by('marks'), record: by('audit'), isFirst: keys.former.length === 0 };
}
