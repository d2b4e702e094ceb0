/** Whole phones and e-mails of one customer at a time, counted for whoever sees them masked: so nobody carries the book away unseen. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import { CONTACTS_PER_HOUR } from '../../../../shared/modules/people.ts';
import type { Insider } from '../../../../shared/modules/people.ts';
import { noteEvent } from '../../changes/write.ts';
import type { CallContext, OpenBook } from '../context.ts';
import { findCustomer } from '../customers/index.ts';

const HOUR_MS = 3_600_000;
const KEPT_MS = 31 * 24 * HOUR_MS;

/**
 * Distinct customers count, each once an hour, over locking and unlocking. When the number
 * is used up `contacts.budget` answers until `beyond` is said: then the hour begins anew,
 * and that is written into the record, where the owner is told of it.
 */
export function openContacts({ book, actor }: Pick<CallContext, 'book' | 'actor'>, who: Insider, { id, beyond }: { readonly id: number; readonly beyond: boolean }) {
  const customer = findCustomer(book, id);
  if (!customer) return err('record.missing', { entity: 'customer', id });
  const { phones, wechats, emails } = customer;
  if (who.rights.seePhones) return ok({ phones, wechats, emails, left: CONTACTS_PER_HOUR });
  const now = book.clock.now();
  const used = openedSince(book, who.id, now - HOUR_MS);
  const again = used.has(id);
  if (!again && used.size >= CONTACTS_PER_HOUR) {
    if (!beyond) {
      noteEvent(book.write, 'contacts.refused', actor, used.size);
      return err('contacts.budget', { limit: CONTACTS_PER_HOUR });
    }
    noteEvent(book.write, 'contacts.beyond', actor, used.size);
    // The hour begins anew: those opened before count no more.
    book.write.db.raw.prepare('UPDATE contact_opened SET at = ? WHERE person_id = ? AND at > ?').run(now - HOUR_MS, who.id, now - HOUR_MS);
    used.clear();
  }
  if (!again) noteOpened(book, actor, who.id, id, now);
  return ok({ phones, wechats, emails, left: CONTACTS_PER_HOUR - used.size - (again ? 0 : 1) });
}

function openedSince(book: OpenBook, personId: number, since: number): Set<number> {
  return new Set(book.write.db.raw.prepare<[number, number], number>('SELECT customer_id FROM contact_opened WHERE person_id = ? AND at > ?').pluck().all(personId, since));
}

function noteOpened(book: OpenBook, actor: string, personId: number, id: number, now: number): void {
  const { raw } = book.write.db;
  raw.prepare('INSERT INTO contact_opened (person_id, customer_id, at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at').run(personId, id, now);
  raw.prepare('DELETE FROM contact_opened WHERE at < ?').run(now - KEPT_MS);
  noteEvent(book.write, 'contacts.open', actor, 1);
}
