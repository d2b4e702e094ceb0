/** What was agreed next with each customer and not done yet: a fact that follows from the follow-ups. */
import type { Db } from '../../database/open.ts';
import { prepared } from '../statements.ts';
import type { TouchedRow } from './touched.ts';

/**
 * The open next date of a customer: the earliest one that no later follow-up came after, on
 * or past that date or with a date of its own. Overdue ones count: they are what was forgotten.
 */
const OPEN_STEPS = `SELECT f.customer_id, f.id, min(f.next_date), f.method FROM follow_up f
  WHERE f.next_date IS NOT NULL AND f.deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM follow_up later
                     WHERE later.customer_id = f.customer_id AND later.deleted_at IS NULL
                       AND (later.at, later.id) > (f.at, f.id) AND (later.next_date IS NOT NULL OR later.at >= unixepoch(f.next_date) * 1000))`;

/** Brings the next steps of customers whose follow-ups changed up to date. */
export function keepNextSteps(db: Db, rows: readonly TouchedRow[]): void {
  const touched = rows.filter((r) => r.entity === 'followUp').flatMap((r) => [r.before, r.after]);
  refresh(db, new Set(touched.flatMap((row) => (row ? [row.fields['customerId'] as number] : []))));
}

/** The same for follow-ups made in bulk. */
export function keepNextStepsOf(db: Db, followUpIds: readonly number[]): void {
  const owner = prepared(db.raw, 'SELECT customer_id AS id FROM follow_up WHERE id = ?');
  refresh(db, new Set(followUpIds.flatMap((id) => (owner.get(id) as { id: number } | undefined)?.id ?? [])));
}

function refresh(db: Db, customers: ReadonlySet<number>): void {
  for (const id of customers) {
    prepared(db.raw, 'DELETE FROM next_step WHERE customer_id = ?').run(id);
    prepared(db.raw, `INSERT INTO next_step ${OPEN_STEPS} AND f.customer_id = ? GROUP BY f.customer_id`).run(id);
  }
}

/** Rebuilds all of them; must run inside a transaction. */
export function rebuildNextSteps(db: Db): void {
  db.raw.exec(`DELETE FROM next_step; INSERT INTO next_step ${OPEN_STEPS} GROUP BY f.customer_id`);
}

/** How the kept ones should read. */
export const NEXT_STEPS = `${OPEN_STEPS} GROUP BY f.customer_id`;
