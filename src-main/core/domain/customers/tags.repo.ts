/** SQL of tags. */
import { asc } from 'drizzle-orm';
import { tag } from '../../database/schema/customers.ts';
import type { OpenBook } from '../context.ts';

export interface TagRow {
  readonly id: number;
  readonly name: string;
  readonly groupName: string | null;
  readonly color: string;
  readonly deletedAt: number | null;
}

/** All tags ever made, deleted ones too, by group. */
export function allTags(book: OpenBook): TagRow[] {
  return book.db.orm
    .select({ id: tag.id, name: tag.name, groupName: tag.groupName, color: tag.color, deletedAt: tag.deletedAt })
    .from(tag)
    .orderBy(asc(tag.groupName), asc(tag.id))
    .all();
}
