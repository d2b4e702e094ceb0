/** SQL of follow-ups: which rows a customer has, newest first, and what is still to be done. */
import { and, count, desc, eq, isNull } from 'drizzle-orm';
import type { FollowUp } from '../../../../shared/modules/follow-ups.ts';
import type { Row } from '../../changes/rows.ts';
import { followUp } from '../../database/schema/portrait.ts';
import type { OpenBook } from '../context.ts';

export function rowToFollowUp(row: Row): FollowUp {
  const { createdAt: _, ...fields } = row.fields;
  return { ...fields, id: row.id, seq: row.aseq } as unknown as FollowUp;
}

/** A customer's living follow-ups, latest first, and how many there are. */
export function followUpsOf(book: OpenBook, customerId: number, limit: number): { rows: FollowUp[]; total: number } {
  const mine = and(eq(followUp.customerId, customerId), isNull(followUp.deletedAt));
  const order = [desc(followUp.at), desc(followUp.id)];
  const ids = book.db.orm.select({ id: followUp.id }).from(followUp).where(mine).orderBy(...order).limit(limit).all();
  const total = book.db.orm.select({ n: count() }).from(followUp).where(mine).get()?.n ?? 0;
  const rows = ids.map(({ id }) => book.rows.get('followUp', id)).flatMap((row) => (row ? [rowToFollowUp(row)] : []));
  return { rows, total };
}

const NEXT = `SELECT n.follow_up_id AS followUpId, n.date, f.content FROM next_step n JOIN follow_up f ON f.id = n.follow_up_id WHERE n.customer_id = ?`;

export interface NextStep {
  readonly followUpId: number;
  readonly date: string;
  readonly content: string;
}

/** The next step agreed with a customer and not done (changes/facts/next-steps.ts), or `null`. */
export function nextStepOf(book: OpenBook, customerId: number): NextStep | null {
  return book.db.raw.prepare<[number], NextStep>(NEXT).get(customerId) ?? null;
}

/** Complaints that no later agreement closed. */
export function openComplaints(book: OpenBook, customerId: number): number {
  const sql = `SELECT count(*) FROM follow_up f
    WHERE f.customer_id = ? AND f.result = 'complaint' AND f.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM follow_up later WHERE later.customer_id = f.customer_id AND later.deleted_at IS NULL
                         AND later.at > f.at AND later.result = 'agreed')`;
  return Number(book.db.raw.prepare(sql).pluck().get(customerId));
}
