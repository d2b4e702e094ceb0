/**
 * Answers while the index is missing: the first page by its b-tree index, searches over
 * the newest rows only and without their related records, everything else by going over
 * all rows. Always says `indexing`.
 */
import { asksSomething } from '../../../shared/kernel/filter.ts';
import type { Db } from '../database/open.ts';
import { createPlainDerived } from './plain.ts';
import type { Derived, DerivedPage, DerivedQuery } from './port.ts';
import type { CustomerRow } from './row.ts';
import { ROW_COLUMNS, ROW_TABLES } from './row.ts';
import { matchesName, matchesRow } from './text/match.ts';
import { parseQuery } from './text/query.ts';

/** Rows a search looks through: some 60 ms. */
const SEARCHED_ROWS = 10_000;

/** `Derived` for the time before the index is there. */
export function createFallback(db: Db, now: () => number): Derived {
  const plain = createPlainDerived(db, now, { ownOnly: true });
  const firstPage = db.raw.prepare<[number], { id: number }>(
    'SELECT id FROM customer WHERE deleted_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT ?',
  );
  const newest = db.raw.prepare<[number], CustomerRow>(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ?`);

  const search = (text: string, limit: number): number[] => {
    const query = parseQuery(text);
    if (!query) return [];
    const rows = newest.all(SEARCHED_ROWS).filter((row) => matchesRow(query, row));
    const named = rows.filter((row) => matchesName(query, row));
    return [...named, ...rows.filter((row) => !named.includes(row))].slice(0, limit).map((row) => row.id);
  };
  const isFirstPage = (query: DerivedQuery, page: { offset?: number | undefined; cursor?: string | undefined }) =>
    !query.text?.trim() && !query.deleted && !asksSomething(query.filter) && !query.sort && !page.offset && !page.cursor;
  return {
    ...plain,
    list(query, page): DerivedPage {
      if (!isFirstPage(query, page)) return { ...plain.list(query, page), indexing: true };
      const ids = firstPage.all(page.limit + 1).map((row) => row.id);
      const more = ids.length > page.limit;
      return { ids: ids.slice(0, page.limit), total: ids.length, totalIsLowerBound: more, next: more ? String(page.limit) : null, indexing: true };
    },
    search: (text, limit) => ({ ids: search(text, limit), indexing: true }),
  };
}
