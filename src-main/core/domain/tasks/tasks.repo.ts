/**
 * SQL of tasks. A span of the list is one range of `task_open` (or `task_closed`); the next
 * dates agreed in follow-ups come from their own index, and both are merged page by page.
 */
import type { Task, TaskBand, TaskFilter, TaskLine } from '../../../../shared/modules/tasks.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { isoDate, startOfUnit } from '../../derived/mirror/dates.ts';
import type { Row } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';

export function rowToTask(row: Row): Task {
  const { createdAt: _, ...fields } = row.fields;
  return { ...fields, id: row.id, seq: row.aseq } as unknown as Task;
}

/** Comes after every date: the place of what has none. */
const SOME_DAY = '~';

/** The days a span goes from and to, both included; `0` comes before every date. */
export function bandRange(band: Exclude<TaskBand, 'closed'>, nowMs: number): { readonly from: string; readonly to: string } {
  const today = isoDate(nowMs);
  const [yesterday, tomorrow] = [isoDate(startOfUnit(nowMs, 'day', -1)), isoDate(startOfUnit(nowMs, 'day', 1))];
  const [sunday, monday] = [isoDate(startOfUnit(nowMs, 'week', 1) - 1), isoDate(startOfUnit(nowMs, 'week', 1))];
  switch (band) {
    case 'overdue':
      return { from: '0', to: yesterday };
    case 'today':
      return { from: today, to: today };
    case 'week':
      return { from: tomorrow, to: sunday };
    case 'later':
      return { from: monday, to: SOME_DAY };
  }
}

/** A place in the order of a list. */
interface Key {
  readonly day: string;
  readonly priority: string;
  readonly id: number;
}

const writeKey = (key: Key) => `${key.day}|${key.priority}|${String(key.id)}`;
function readKey(cursor: string): Key {
  const m = /^([\d-]{1,16}|~)\|([a-z]{0,10})\|(\d{1,16})$/.exec(cursor);
  if (!m) throw new AppFailure('query.badCursor');
  return { day: m[1]!, priority: m[2]!, id: Number(m[3]) };
}

interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** `null`: no task can fit. */
function taskCondition({ method, source, visitId }: TaskFilter): Condition | null {
  if (source === 'nextStep') return null;
  const parts: string[] = [];
  const values: (string | number)[] = [];
  if (method !== undefined) {
    parts.push(' AND t.method = ?');
    values.push(method);
  }
  if (visitId !== undefined) {
    parts.push(' AND t.visit_id = ?');
    values.push(visitId);
  }
  if (source === 'hand') parts.push(' AND t.plan_id IS NULL AND t.visit_id IS NULL');
  else if (source !== undefined) {
    parts.push(' AND t.plan_id = ?');
    values.push(source);
  }
  return { sql: parts.join(''), values };
}

function stepCondition({ method, source, visitId }: TaskFilter): Condition | null {
  if (visitId !== undefined || (source !== undefined && source !== 'nextStep')) return null;
  return method === undefined ? { sql: '', values: [] } : { sql: ' AND n.method = ?', values: [method] };
}

export interface Found extends Key {
  readonly kind: TaskLine['kind'];
}

export interface Page {
  readonly found: Found[];
  readonly next: string | null;
}

/** One page of a span of open tasks and next steps, in the order of their days. `query.badCursor`. */
export function openPage(db: Db, ask: { readonly band: Exclude<TaskBand, 'closed'>; readonly filter: TaskFilter; readonly nowMs: number }, limit: number, cursor: string | undefined): Page {
  const { from, to } = bandRange(ask.band, ask.nowMs);
  const after = cursor === undefined ? { day: from, priority: '', id: 0 } : readKey(cursor);
  const place = [after.day, after.priority, after.id, to] as const;
  const tasks = taskCondition(ask.filter);
  const steps = stepCondition(ask.filter);
  const found = [
    ...(tasks ? keys(db, openSql(tasks.sql), 'task', [...place, ...tasks.values, limit + 1]) : []),
    ...(tasks && to === SOME_DAY ? keys(db, undatedSql(tasks.sql), 'task', [...(after.day === SOME_DAY ? [after.priority, after.id] : ['', 0]), ...tasks.values, limit + 1]) : []),
    ...(steps ? keys(db, stepSql(steps.sql), 'nextStep', [...place, ...steps.values, limit + 1]) : []),
  ].sort((a, b) => compare(a.day, b.day) || compare(a.priority, b.priority) || a.id - b.id);
  return pageOf(found, limit);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Exported for the test that looks at their plans. */
export const openSql = (condition: string) => `SELECT t.due AS day, t.priority, t.id FROM task t
  JOIN customer c ON c.id = t.customer_id AND c.deleted_at IS NULL
  WHERE t.status = 'open' AND t.deleted_at IS NULL AND (t.due, t.priority, t.id) > (?, ?, ?) AND t.due <= ?${condition}
  ORDER BY t.due, t.priority, t.id LIMIT ?`;
export const undatedSql = (condition: string) => `SELECT '${SOME_DAY}' AS day, t.priority, t.id FROM task t
  JOIN customer c ON c.id = t.customer_id AND c.deleted_at IS NULL
  WHERE t.status = 'open' AND t.deleted_at IS NULL AND t.due IS NULL AND (t.priority, t.id) > (?, ?)${condition}
  ORDER BY t.priority, t.id LIMIT ?`;
export const stepSql = (condition: string) => `SELECT n.date AS day, 'normal' AS priority, n.follow_up_id AS id FROM next_step n
  JOIN customer c ON c.id = n.customer_id AND c.deleted_at IS NULL
  WHERE (n.date, 'normal', n.follow_up_id) > (?, ?, ?) AND n.date <= ?${condition}
  ORDER BY n.date, n.follow_up_id LIMIT ?`;
export const closedSql = (condition: string) => `SELECT CAST(t.done_at AS TEXT) AS day, '' AS priority, t.id FROM task t
  JOIN customer c ON c.id = t.customer_id AND c.deleted_at IS NULL
  WHERE t.done_at IS NOT NULL AND t.deleted_at IS NULL AND (t.done_at, t.id) < (?, ?)${condition}
  ORDER BY t.done_at DESC, t.id DESC LIMIT ?`;

function keys(db: Db, sql: string, kind: Found['kind'], values: readonly (string | number)[]): Found[] {
  return (prepared(db.raw, sql).all(...values) as Key[]).map((key) => ({ ...key, kind }));
}

/** What was closed, latest first. */
export function closedPage(db: Db, filter: TaskFilter, limit: number, cursor: string | undefined): Page {
  const condition = taskCondition(filter);
  if (!condition) return { found: [], next: null };
  const after = cursor === undefined ? { day: String(Number.MAX_SAFE_INTEGER), id: 0 } : readKey(cursor);
  return pageOf(keys(db, closedSql(condition.sql), 'task', [Number(after.day), after.id, ...condition.values, limit + 1]), limit);
}

function pageOf(found: readonly Found[], limit: number): Page {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { found: found.slice(0, limit), next: last ? writeKey(last) : null };
}

/** Of customers in the bin, who are few; taken off the counts of the index. */
const BINNED = 'FROM customer c CROSS JOIN task t ON t.customer_id = c.id WHERE c.deleted_at IS NOT NULL AND t.deleted_at IS NULL';

/** How many lie in each span. */
export function bandCounts(db: Db, filter: TaskFilter, nowMs: number): Record<TaskBand, number> {
  const bands = (['overdue', 'today', 'week', 'later'] as const).map((band) => [band, countOpen(db, filter, bandRange(band, nowMs))] as const);
  return { ...(Object.fromEntries(bands) as Record<Exclude<TaskBand, 'closed'>, number>), closed: countClosed(db, filter) };
}

const one = (db: Db, sql: string, values: readonly (string | number)[]) => (prepared(db.raw, sql).get(...values) as { n: number }).n;

/** A count of its own for tasks without a day, so that each is one range. */
export const countSql = (days: string) => `SELECT count(*) AS n FROM task t WHERE t.status = 'open' AND t.deleted_at IS NULL AND ${days}`;

function countOpen(db: Db, filter: TaskFilter, { from, to }: { readonly from: string; readonly to: string }): number {
  const [tasks, steps] = [taskCondition(filter), stepCondition(filter)];
  let n = 0;
  if (tasks) {
    n += one(db, countSql(`t.due BETWEEN ? AND ?${tasks.sql}`), [from, to, ...tasks.values]);
    n -= one(db, `SELECT count(*) AS n ${BINNED} AND t.status = 'open' AND coalesce(t.due, '${SOME_DAY}') BETWEEN ? AND ?${tasks.sql}`, [from, to, ...tasks.values]);
    if (to === SOME_DAY) n += one(db, countSql(`t.due IS NULL${tasks.sql}`), tasks.values);
  }
  if (steps) {
    n += one(db, `SELECT count(*) AS n FROM next_step n WHERE n.date BETWEEN ? AND ?${steps.sql}`, [from, to, ...steps.values]);
    n -= one(db, `SELECT count(*) AS n FROM customer c CROSS JOIN next_step n ON n.customer_id = c.id WHERE c.deleted_at IS NOT NULL AND n.date BETWEEN ? AND ?${steps.sql}`, [from, to, ...steps.values]);
  }
  return n;
}

function countClosed(db: Db, filter: TaskFilter): number {
  const tasks = taskCondition(filter);
  if (!tasks) return 0;
  const all = one(db, `SELECT count(*) AS n FROM task t WHERE t.done_at IS NOT NULL AND t.deleted_at IS NULL${tasks.sql}`, tasks.values);
  return all - one(db, `SELECT count(*) AS n ${BINNED} AND t.done_at IS NOT NULL${tasks.sql}`, tasks.values);
}

/** How many lines of these customers lie in a span, by customer. */
export function linesOfMany(db: Db, ask: { readonly band: TaskBand; readonly filter: TaskFilter; readonly nowMs: number }, customerIds: ReadonlySet<number>): Map<number, number> {
  const found = new Map<number, number>();
  const who = JSON.stringify([...customerIds]);
  const add = (sql: string, values: readonly (string | number)[]) => {
    for (const { id, n } of prepared(db.raw, `SELECT q.value AS id, count(*) AS n FROM json_each(?) q JOIN customer c ON c.id = q.value AND c.deleted_at IS NULL CROSS JOIN ${sql} GROUP BY q.value`).all(who, ...values) as { id: number; n: number }[])
      found.set(id, (found.get(id) ?? 0) + n);
  };
  const [tasks, steps] = [taskCondition(ask.filter), stepCondition(ask.filter)];
  const task = 'task t ON t.customer_id = q.value WHERE t.deleted_at IS NULL';
  if (ask.band === 'closed') {
    if (tasks) add(`${task} AND t.done_at IS NOT NULL${tasks.sql}`, tasks.values);
    return found;
  }
  const { from, to } = bandRange(ask.band, ask.nowMs);
  if (tasks) add(`${task} AND t.status = 'open' AND coalesce(t.due, '${SOME_DAY}') BETWEEN ? AND ?${tasks.sql}`, [from, to, ...tasks.values]);
  if (steps) add(`next_step n ON n.customer_id = q.value WHERE n.date BETWEEN ? AND ?${steps.sql}`, [from, to, ...steps.values]);
  return found;
}
