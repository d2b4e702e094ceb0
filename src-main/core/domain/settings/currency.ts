/** What goes along when the book changes to another currency. */
import { bookCurrency, rebuildStats } from '../../changes/facts/index.ts';
import type { Writer } from '../../changes/write.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';

/**
 * Call in the transaction that saved the new currency; answers whether it is another one. The sums of lists and profiles are in the
 * book's currency, and amount fields that nobody has filled in follow it; amounts that were written down keep theirs.
 */
export function followCurrency(w: Writer, from: string): boolean {
  const to = bookCurrency(w.db);
  if (to === from) return false;
  rebuildStats(w.db);
  const filled = w.db.raw.prepare<[string], number>('SELECT 1 FROM customer WHERE json_extract(custom, ?) IS NOT NULL LIMIT 1').pluck();
  for (const { id, kind, currency } of fieldBook(w.db).fields) {
    if (kind === 'money' && currency === from && filled.get(`$."${id}"`) === undefined) w.update('field', id, { currency: to });
  }
  return true;
}
