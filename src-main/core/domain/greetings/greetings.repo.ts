/** SQL of texts to greet with. */
import type { Greeting } from '../../../../shared/modules/greetings.ts';
import type { Row } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import type { OpenBook } from '../context.ts';

export function rowToGreeting(row: Row): Greeting {
  const { name, occasion, festival, body } = row.fields as unknown as Greeting;
  return { id: row.id, name, occasion, festival, body, seq: row.aseq };
}

/** A text that was not deleted. */
export function findGreeting(book: OpenBook, id: number): Greeting | null {
  const row = book.rows.get('greeting', id);
  return row && row.deletedAt === null ? rowToGreeting(row) : null;
}

/** All living texts in their order. */
export function allGreetings(book: OpenBook): Greeting[] {
  const ids = prepared(book.db.raw, 'SELECT id FROM greeting WHERE deleted_at IS NULL ORDER BY position, id').all() as { id: number }[];
  return ids.flatMap(({ id }) => findGreeting(book, id) ?? []);
}
