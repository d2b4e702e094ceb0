/** Rebuilding every derived fact from the truth, and comparing them with it. */
import type { Db } from '../../database/open.ts';
import { bookCurrency } from './keep.ts';
import { rebuildStages, wrongStages } from './stages.ts';
import { NEXT_STEPS, rebuildNextSteps } from './next-steps.ts';
import { rebuildReminders, wrongReminders } from './reminders.ts';
import { ITEMS, LIVE, OPEN, PARTS, RECEIVED, REFUNDED, STAT, STATE } from './sql.ts';

const DAY_SUMS = `SELECT date, kind, state, currency, count(*), sum(amount_minor), sum(received_minor), sum(open_minor)
  FROM sale WHERE live = 1 GROUP BY 1, 2, 3, 4`;
const OWNERS = `WHERE c.id IN (SELECT customer_id FROM sale UNION SELECT customer_id FROM follow_up UNION SELECT customer_id FROM payment UNION SELECT customer_id FROM consent)`;

/**
 * Rebuilds all facts; must run inside a transaction of its own or the caller's. Some ten
 * seconds for a million sales: for repairs, and when the book's currency changes.
 */
export function rebuildFacts(db: Db, now: number): void {
  db.raw.exec(`
    DELETE FROM payment_part;
    INSERT INTO payment_part ${PARTS} GROUP BY 1, 2;
    UPDATE sale AS s SET live = ${LIVE}, received_minor = ${RECEIVED};
    UPDATE sale AS s SET refunded_minor = ${REFUNDED}, open_minor = ${OPEN};
    UPDATE sale AS s SET state = ${STATE};
    DELETE FROM sale_item;
    INSERT INTO sale_item ${ITEMS};
    DELETE FROM sale_day;
    INSERT INTO sale_day ${DAY_SUMS};
  `);
  rebuildStats(db);
  rebuildStages(db, now);
  rebuildNextSteps(db);
  rebuildReminders(db, now);
}

/** The sums per customer alone: what depends on the book's currency. */
export function rebuildStats(db: Db): void {
  db.raw.exec('DELETE FROM customer_stat');
  db.raw.prepare(`INSERT INTO customer_stat ${STAT} ${OWNERS}`).run({ currency: bookCurrency(db) });
}

/** How many facts are not what follows from the rows; 0 in a sound book. */
export function wrongFacts(db: Db, now: number): number {
  const currency = bookCurrency(db);
  const count = (sql: string) => Number(db.raw.prepare(`SELECT count(*) FROM (${sql})`).pluck().get(...(sql.includes('@currency') ? [{ currency }] : [])));
  const both = (a: string, b: string) => count(`SELECT * FROM (${a}) EXCEPT SELECT * FROM (${b})`) + count(`SELECT * FROM (${b}) EXCEPT SELECT * FROM (${a})`);
  return (
    count(`SELECT 1 FROM sale s WHERE live <> ${LIVE} OR received_minor <> ${RECEIVED} OR refunded_minor <> ${REFUNDED} OR open_minor <> ${OPEN} OR state <> ${STATE}`) +
    both('SELECT * FROM payment_part', `${PARTS} GROUP BY 1, 2`) +
    both('SELECT * FROM sale_item', ITEMS) +
    both('SELECT * FROM next_step', NEXT_STEPS) +
    both('SELECT * FROM sale_day WHERE count <> 0', DAY_SUMS) +
    both('SELECT * FROM customer_stat', `${STAT} ${OWNERS}`) +
    wrongStages(db, now) +
    wrongReminders(db)
  );
}
