/** Keeps the derived facts right inside the transaction that changes what they follow from. */
import type { Db } from '../../database/open.ts';
import { prepared } from '../statements.ts';
import { BOOK_CURRENCY, ITEMS, LIVE, OPEN, PARTS, RECEIVED, REFUNDED, STAT, STATE } from './sql.ts';
import type { TouchedFacts } from './touched.ts';

/**
 * Brings sale columns, lines, payment parts and customer sums up to date with the rows as
 * they are now. Cost goes with what was touched (some 50 µs a sale), never with the book.
 */
export function keepFacts(db: Db, touched: TouchedFacts): void {
  const run = (sql: string, ...ids: readonly number[]) => prepared(db.raw, sql).run(...ids);
  const payments = new Set(touched.payments);
  for (const customer of touched.dealt) for (const id of idsOf(db, 'SELECT id FROM payment WHERE customer_id = ?', customer)) payments.add(id);
  for (const id of payments) {
    run('DELETE FROM payment_part WHERE payment_id = ?', id);
    run(`INSERT INTO payment_part ${PARTS} AND p.id = ? GROUP BY 1, 2`, id);
  }
  const sales = new Set(touched.sales);
  for (const customer of touched.moved) for (const id of idsOf(db, 'SELECT id FROM sale WHERE customer_id = ?', customer)) sales.add(id);
  for (const id of sales) run(`UPDATE sale AS s SET live = ${LIVE}, received_minor = ${RECEIVED} WHERE id = ?`, id);
  const partners = withPartners(db, touched.sales);
  for (const id of partners) {
    run(`UPDATE sale AS s SET refunded_minor = ${REFUNDED}, open_minor = ${OPEN} WHERE id = ?`, id);
    run(`UPDATE sale AS s SET state = ${STATE} WHERE id = ?`, id);
  }
  for (const id of new Set([...sales, ...partners])) {
    run('DELETE FROM sale_item WHERE sale_id = ?', id);
    run(`INSERT INTO sale_item ${ITEMS} AND s.id = ?`, id);
  }
  const customers = new Set(touched.customers);
  for (const id of partners) for (const owner of idsOf(db, 'SELECT customer_id AS id FROM sale WHERE id = ?', id)) customers.add(owner);
  if (customers.size === 0) return;
  const currency = bookCurrency(db);
  for (const id of customers) {
    prepared(db.raw, `INSERT OR REPLACE INTO customer_stat ${STAT} WHERE c.id = @id`).run({ currency, id });
  }
}

/** The currency the sums of `customer_stat` are in. */
export function bookCurrency(db: Db): string {
  return (prepared(db.raw, `SELECT ${BOOK_CURRENCY} AS currency`).get() as { currency: string }).currency;
}

function idsOf(db: Db, sql: string, id: number): number[] {
  return (prepared(db.raw, sql).all(id) as { id: number }[]).map((row) => row.id);
}

/** Refunds settle with their sale: both sides are looked at when one changes. */
function withPartners(db: Db, sales: ReadonlySet<number>): Set<number> {
  const all = new Set(sales);
  for (const id of sales) {
    for (const partner of idsOf(db, 'SELECT refund_of AS id FROM sale WHERE id = ? AND refund_of IS NOT NULL', id)) all.add(partner);
    for (const partner of idsOf(db, 'SELECT id FROM sale WHERE refund_of = ?', id)) all.add(partner);
  }
  return all;
}
