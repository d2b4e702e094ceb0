/** SQL of care plans and of what they are doing for customers. */
import type { CareLine, CarePlan, CareRun } from '../../../../shared/modules/care.ts';
import type { Row } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import type { OpenBook } from '../context.ts';

export function rowToPlan(row: Row): CarePlan {
  const { name, stage, segmentId, active, steps } = row.fields as unknown as Omit<CarePlan, 'active'> & { readonly active: number };
  return { id: row.id, name, stage, segmentId, active: active === 1, steps, seq: row.aseq };
}

/** A plan that was not deleted. */
export function findPlan(book: OpenBook, id: number): CarePlan | null {
  const row = book.rows.get('carePlan', id);
  return row && row.deletedAt === null ? rowToPlan(row) : null;
}

/** All living plans in their order. */
export function allPlans(book: OpenBook): CarePlan[] {
  const ids = prepared(book.db.raw, 'SELECT id FROM care_plan WHERE deleted_at IS NULL ORDER BY position, id').all() as { id: number }[];
  return ids.flatMap(({ id }) => findPlan(book, id) ?? []);
}

const one = (db: Db, sql: string, ...values: (number | string)[]) => (prepared(db.raw, sql).get(...values) as { n: number }).n;

/** Somebody in the bin, or who must not be contacted any more, is not proposed for anything. */
const REACHABLE = "JOIN customer c ON c.id = r.customer_id AND c.deleted_at IS NULL AND c.do_not_contact IS NOT 'all'";
const OPEN_TASKS = "(SELECT count(*) FROM task t WHERE t.run_id = r.id AND t.status IN ('open', 'paused') AND t.deleted_at IS NULL)";
const PROPOSED = `FROM care_run r ${REACHABLE} WHERE r.plan_id = ? AND r.state = 'proposed' AND r.deleted_at IS NULL`;
const LEFT = `FROM care_run r JOIN customer c ON c.id = r.customer_id AND c.deleted_at IS NULL
  WHERE r.plan_id = ? AND r.left_on IS NOT NULL AND r.kept IS NULL AND r.deleted_at IS NULL AND r.state IN ('running', 'paused') AND ${OPEN_TASKS} > 0`;

export function planCounts(db: Db, planId: number): { readonly proposed: number; readonly running: number; readonly left: number } {
  const running = `SELECT count(DISTINCT t.run_id) AS n FROM care_run r JOIN task t ON t.run_id = r.id AND t.status IN ('open', 'paused') AND t.deleted_at IS NULL
    WHERE r.plan_id = ? AND r.state IN ('running', 'paused') AND r.deleted_at IS NULL`;
  return {
    proposed: one(db, `SELECT count(*) AS n ${PROPOSED}`, planId),
    running: one(db, running, planId),
    left: one(db, `SELECT count(*) AS n ${LEFT}`, planId),
  };
}

/** Customers a plan waits for, by the id of the run. */
export function waitingLines(db: Db, ask: { readonly planId: number; readonly what: 'start' | 'left'; readonly after: number }, limit: number): CareLine[] {
  const sql = `SELECT r.id, r.customer_id AS customerId, c.name AS customerName, c.do_not_contact AS doNotContact, r.started_on AS startedOn, r.left_on AS leftOn,
    ${OPEN_TASKS} AS open ${ask.what === 'start' ? PROPOSED : LEFT} AND r.id > ? ORDER BY r.id LIMIT ?`;
  return prepared(db.raw, sql).all(ask.planId, ask.after, limit) as CareLine[];
}

/** The same as ids: all of them, or those of `chosen` among them. */
export function waitingRuns(db: Db, planId: number, what: 'start' | 'left', chosen: 'all' | readonly number[]): number[] {
  const ids = (prepared(db.raw, `SELECT r.id ${what === 'start' ? PROPOSED : LEFT} ORDER BY r.id`).all(planId) as { id: number }[]).map((r) => r.id);
  if (chosen === 'all') return ids;
  const wanted = new Set(chosen);
  return ids.filter((id) => wanted.has(id));
}

/** Plans proposed or under way for a customer; those whose tasks are all closed have come to their end. */
export function runsOf(db: Db, customerId: number): CareRun[] {
  const sql = `SELECT * FROM (
    SELECT r.id, r.plan_id AS planId, p.name AS planName, r.state, r.started_on AS startedOn, ${OPEN_TASKS} AS open,
      (SELECT count(*) FROM task t WHERE t.run_id = r.id AND t.status = 'done' AND t.deleted_at IS NULL) AS done,
      (SELECT min(t.due) FROM task t WHERE t.run_id = r.id AND t.status = 'open' AND t.deleted_at IS NULL) AS nextDue
    FROM care_run r JOIN care_plan p ON p.id = r.plan_id WHERE r.customer_id = ? AND r.deleted_at IS NULL AND r.state IN ('proposed', 'running', 'paused'))
    WHERE state = 'proposed' OR open > 0 ORDER BY id`;
  return prepared(db.raw, sql).all(customerId) as CareRun[];
}

/** True while a plan is proposed or has tasks left for a customer. */
export function isBusy(db: Db, customerId: number, planId: number): boolean {
  return runsOf(db, customerId).some((r) => r.planId === planId);
}
