/** Whom a book seems to have already, by the same keys as an import: for customers that come from another book. */
import type { Db } from '../../database/open.ts';
import { indexBook } from './import-setup.ts';
import { findMatch, matchKeys } from './matching.ts';
import type { Match, Matchable } from './matching.ts';
import { identityOf } from './shelf.ts';

/** Looks through everyone living in the book, but for `except`. Some 2 µs a customer to begin with. */
export function lookalikes(db: Db, except: ReadonlySet<number>): (customer: Matchable) => Match {
  const index = indexBook(db);
  return (customer) => findMatch(index, customer, matchKeys(customer), (ref) => (except.has(ref) ? null : identityOf(db, ref)));
}
