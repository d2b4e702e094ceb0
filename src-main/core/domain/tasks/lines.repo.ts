/** Lines of the list: a task or an agreed next date together with what is shown of the customer. */
import type { TaskLine } from '../../../../shared/modules/tasks.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import type { Found } from './tasks.repo.ts';

const WHO = `c.name AS customerName, json_extract(c.phones, '$[0].value') AS phone, c.do_not_contact AS doNotContact`;
const TASK = `SELECT t.id, t.customer_id AS customerId, t.title, t.due, t.method, t.priority, t.note, t.message, t.status, t.done_at AS doneAt,
  t.follow_up_id AS followUpId, t.plan_id AS planId, t.run_id AS runId, t.visit_id AS visitId, t.missed, t.aseq AS seq, 'task' AS kind, ${WHO},
  coalesce((SELECT p.name FROM care_plan p WHERE p.id = t.plan_id), (SELECT v.name FROM visit_plan v WHERE v.id = t.visit_id)) AS planName
  FROM task t JOIN customer c ON c.id = t.customer_id`;
const STEP = `SELECT f.id, f.customer_id AS customerId, f.content AS title, f.next_date AS due, f.method, 'normal' AS priority, NULL AS note, NULL AS message,
  'open' AS status, NULL AS doneAt, f.id AS followUpId, NULL AS planId, NULL AS runId, NULL AS visitId, NULL AS missed, f.aseq AS seq, 'nextStep' AS kind, ${WHO}, NULL AS planName
  FROM follow_up f JOIN customer c ON c.id = f.customer_id`;

type StoredLine = Omit<TaskLine, 'missed'> & { readonly missed: string | null };
const shown = (line: StoredLine): TaskLine => ({ ...line, missed: line.missed === null ? [] : (JSON.parse(line.missed) as TaskLine['missed']) });

/** The lines of what a page found, in its order. */
export function linesOf(db: Db, found: readonly Pick<Found, 'kind' | 'id'>[]): TaskLine[] {
  const task = prepared(db.raw, `${TASK} WHERE t.id = ?`);
  const step = prepared(db.raw, `${STEP} WHERE f.id = ?`);
  return found.flatMap(({ kind, id }) => {
    const line = (kind === 'task' ? task : step).get(id) as StoredLine | undefined;
    return line ? [shown(line)] : [];
  });
}

const SHOWN = 100;

/** What is to be done for one customer; `total` counts all. */
export function linesOfCustomer(db: Db, customerId: number): { readonly rows: TaskLine[]; readonly total: number } {
  const mine = "WHERE t.customer_id = ? AND t.status IN ('open', 'paused') AND t.deleted_at IS NULL";
  const tasks = prepared(db.raw, `${TASK} ${mine} ORDER BY t.due IS NULL, t.due, t.priority, t.id LIMIT ${String(SHOWN)}`).all(customerId) as StoredLine[];
  const steps = prepared(db.raw, `${STEP} JOIN next_step n ON n.follow_up_id = f.id WHERE n.customer_id = ?`).all(customerId) as StoredLine[];
  const { n } = prepared(db.raw, `SELECT count(*) AS n FROM task t ${mine}`).get(customerId) as { n: number };
  const dayOf = (line: StoredLine) => line.due ?? '~';
  const rows = [...tasks, ...steps].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0)).map(shown);
  return { rows, total: n + steps.length };
}
