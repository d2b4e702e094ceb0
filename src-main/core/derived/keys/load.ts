/** Reading all contact keys of a book for bulk work. */
import type { Db } from '../../database/open.ts';
import type { CustomerRow } from '../row.ts';
import { rowKeys } from './contact-keys.ts';
import { KeySet } from './key-set.ts';

type KeyRow = Pick<CustomerRow, 'id' | 'phones' | 'wechats' | 'emails' | 'code'>;

/** The keys of every customer that is not undone, those in the bin included; some 3 µs each. `expected` further keys will fit. */
export function loadKeySet(db: Db, expected = 0): KeySet {
  const rows = Number(db.raw.prepare('SELECT count(*) FROM customer').pluck().get());
  const set = new KeySet(rows * 3 + expected);
  const select = db.raw.prepare<[], KeyRow>('SELECT id, phones, wechats, emails, code FROM customer WHERE deleted_kind IS NOT 2');
  for (const row of select.iterate()) rowKeys(row, (kind, key) => set.add(kind, key, row.id));
  return set;
}
