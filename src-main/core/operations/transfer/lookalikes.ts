/** Whom a book seems to have already, by the same keys as an import: for customers that come from another book. */
import type { Db } from '../../database/open.ts';
import { indexBook } from './import-setup.ts';
import { findMatch, matchKeys, namesAgree } from './matching.ts';
import type { Match, Matchable } from './matching.ts';
import { identityOf } from './shelf.ts';

/**
 * Looks through everyone living in the book, but for `except`. Some 2 µs a customer to begin
 * with. Two books count their customers each for itself: the same number says only with a
 * name that agrees that it is the same person.
 */
export function lookalikes(db: Db, except: ReadonlySet<number>): (customer: Matchable) => Match {
  const index = indexBook(db);
  const read = (ref: number) => (except.has(ref) ? null : identityOf(db, ref));
  const find = (customer: Matchable) => findMatch(index, customer, matchKeys(customer), read);
  return (customer) => {
    const match = find(customer);
    if (match.kind !== 'match' || match.by !== 'code' || namesAgree(customer.name, read(match.ref)?.name ?? '')) return match;
    return find({ ...customer, code: null });
  };
}
