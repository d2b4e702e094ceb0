/** Where customers come from, and what came of it. Counts and sums in the book's currency are answered by the mirror; other currencies by a walk over the sales, in slices. */
import type { Condition } from '../../../../shared/kernel/filter.ts';
import { ok } from '../../../../shared/kernel/result.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import { prepared } from '../../changes/statements.ts';
import { yieldToOthers } from '../../changes/undo.ts';
import type { Facet } from '../../derived/port.ts';
import type { Handler, OpenBook } from '../context.ts';

const BOUGHT: Condition = { field: 'saleCount', test: { op: 'range', min: 1 } };
/** A source is a word the owner chose: there are never so many. */
const ALL = { limit: 10_000 };
/** Sales between two breaths. */
const SLICE = 5_000;

type Key = string | null;
const keyOf = ({ value }: Facet): Key => (value === null || value === '' ? null : String(value));

export const salesBySource: Handler<'sales.bySource'> = async ({ book }, { from, to }) => {
  const came: Condition[] = from === undefined && to === undefined ? [] : [{ field: 'createdAt', test: { op: 'range', min: from, max: to } }];
  await book.derived.prepare({ filter: { all: [...came, BOUGHT] } }, ['source', 'saleAmount']);
  const everybody = book.derived.facets('source', { filter: { all: came } }, ALL).values;
  const buyers = new Map(book.derived.facets('source', { filter: { all: [...came, BOUGHT] } }, { ...ALL, sum: 'saleAmount' }).values.map((facet) => [keyOf(facet), facet]));
  const currency = bookCurrency(book.db);
  const others = hasOthers(book, currency) ? await otherSums(book, currency, new Set(book.derived.ids({ filter: { all: [...came, BOUGHT] } }))) : new Map<Key, Map<string, number>>();
  const rows = everybody.map((facet) => {
    const source = keyOf(facet);
    const bought = buyers.get(source);
    const own = bought?.sum ?? 0;
    const rest = [...(others.get(source) ?? [])].map(([code, amountMinor]) => ({ currency: code, amountMinor })).filter((sum) => sum.amountMinor !== 0);
    return { source, customers: facet.count, buyers: bought?.count ?? 0, sums: [...(own === 0 ? [] : [{ currency, amountMinor: own }]), ...rest] };
  });
  return ok({ rows });
};

/** Whether anything was sold in another currency than the book's. */
function hasOthers({ db }: OpenBook, currency: string): boolean {
  return prepared(db.raw, 'SELECT 1 FROM sale_day WHERE currency <> ? LIMIT 1').get(currency) !== undefined;
}

async function otherSums({ db }: OpenBook, currency: string, who: ReadonlySet<number>): Promise<Map<Key, Map<string, number>>> {
  const found = new Map<Key, Map<string, number>>();
  const slice = prepared(
    db.raw,
    `SELECT s.id, s.customer_id AS customerId, s.currency, s.amount_minor AS amountMinor, s.live, iif(s.currency = @currency, NULL, (SELECT source FROM customer c WHERE c.id = s.customer_id)) AS source
     FROM sale s WHERE s.id > @after ORDER BY s.id LIMIT ${String(SLICE)}`,
  );
  type Row = { readonly id: number; readonly customerId: number; readonly currency: string; readonly amountMinor: number; readonly live: number; readonly source: Key };
  for (let after = 0; ; ) {
    const rows = slice.all({ after, currency }) as Row[];
    for (const row of rows) {
      if (row.live !== 1 || row.currency === currency || !who.has(row.customerId)) continue;
      const sums = found.get(row.source) ?? new Map<string, number>();
      sums.set(row.currency, (sums.get(row.currency) ?? 0) + row.amountMinor);
      found.set(row.source, sums);
    }
    if (rows.length < SLICE) return found;
    after = rows.at(-1)!.id;
    await yieldToOthers();
  }
}
