/** Where the words of a search stand in the customers it found. */
import { ok } from '../../../../shared/kernel/result.ts';
import { createRelatedTexts } from '../../derived/related/related-texts.ts';
import { SEARCHED_COLUMNS } from '../../derived/row.ts';
import { placesFound } from '../../derived/text/found.ts';
import type { SearchedRow } from '../../derived/text/match.ts';
import { parseQuery } from '../../derived/text/query.ts';
import type { Handler } from '../context.ts';

export const foundCustomers: Handler<'customers.found'> = ({ book }, { text, ids, shown }) => {
  const query = parseQuery(text);
  if (!query) return ok({ rows: [] });
  const related = createRelatedTexts(book.db);
  const select = book.db.raw.prepare<[number], SearchedRow>(`SELECT ${SEARCHED_COLUMNS} FROM customer WHERE id = ?`);
  const columns = new Set(shown);
  const rows = ids.flatMap((id) => {
    const row = select.get(id);
    const places = row ? placesFound({ query, row, related: () => related.of(id), shown: columns }) : [];
    return places.length === 0 ? [] : [{ id, places: [...places] }];
  });
  return ok({ rows });
};
