/** Tags by name during an import: those of the book, and new ones made as they turn up. */
import type { Db } from '../../database/open.ts';
import { ownText } from '../../kernel/own-text.ts';

/** More new tags than this means that a column of free text was taken for tags. */
export const MAX_NEW_TAGS = 200;

export interface TagBook {
  /** The id; made by `create` when there is none; `null` beyond the limit. */
  idOf(name: string, create: (name: string) => number): number | null;
}

/** Knows the living tags of the book; letter case does not count. */
export function openTagBook(db: Db): TagBook {
  const ids = new Map<string, number>();
  const rows = db.raw.prepare<[], { id: number; name: string }>('SELECT id, name FROM tag WHERE deleted_at IS NULL ORDER BY id').all();
  for (const { id, name } of rows) if (!ids.has(name.toLowerCase())) ids.set(name.toLowerCase(), id);
  let made = 0;
  return {
    idOf(name, create) {
      const key = name.toLowerCase();
      const known = ids.get(key);
      if (known !== undefined) return known;
      if (made >= MAX_NEW_TAGS) return null;
      made++;
      const id = create(name);
      ids.set(ownText(key), id);
      return id;
    },
  };
}
