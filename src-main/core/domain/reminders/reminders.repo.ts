/** SQL of reminders: a span of the list is one range of `reminder_due_day` (or of the paused, or the closed ones). */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { ReminderBand, ReminderFilter } from '../../../../shared/modules/reminders.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import { bandRange } from '../tasks/index.ts';

type OpenBand = Exclude<ReminderBand, 'paused' | 'closed'>;
type Values = readonly (string | number)[];

/** A place in the order of a list. */
interface Key {
  readonly day: string;
  readonly time: string;
  readonly id: number;
}

const writeKey = (key: Key) => `${key.day}|${key.time}|${String(key.id)}`;
function readKey(cursor: string): Key {
  const m = /^([\d-]{1,16}|~)\|([\d:]{0,5})\|(\d{1,16})$/.exec(cursor);
  if (!m) throw new AppFailure('query.badCursor');
  return { day: m[1]!, time: m[2]!, id: Number(m[3]) };
}

interface Condition {
  readonly sql: string;
  readonly values: Values;
}

function conditionOf({ method, assignee }: ReminderFilter, of: (column: string) => string): Condition {
  const parts: string[] = [];
  const values: string[] = [];
  if (method !== undefined) {
    parts.push(' AND r.method = ?');
    values.push(method);
  }
  if (assignee !== undefined) {
    parts.push(` AND ${of('assignee')} = ?`);
    values.push(assignee);
  }
  return { sql: parts.join(''), values };
}

const openCondition = (filter: ReminderFilter) => conditionOf(filter, (column) => `r.${column}`);
const restCondition = (filter: ReminderFilter) => conditionOf(filter, (column) => `coalesce(r.${column}, '')`);

export interface Page {
  readonly ids: number[];
  readonly next: string | null;
}

/** Of nobody, or of somebody who does not lie in the bin. */
const LIVING = 'LEFT JOIN customer c ON c.id = r.customer_id';
const LIVES = 'c.deleted_at IS NULL';

/** Exported for the test that looks at their plans. */
export const openSql = (condition: string) => `SELECT r.due_on AS day, r.due_time AS time, r.reminder_id AS id FROM reminder_due r ${LIVING}
  WHERE (r.due_on, r.due_time, r.reminder_id) > (?, ?, ?) AND r.due_on <= ? AND ${LIVES}${condition}
  ORDER BY r.due_on, r.due_time, r.reminder_id LIMIT ?`;
export const pausedSql = (condition: string) => `SELECT r.starts_on AS day, '' AS time, r.id FROM reminder r ${LIVING}
  WHERE r.status = 'paused' AND r.deleted_at IS NULL AND (r.starts_on, r.id) > (?, ?) AND ${LIVES}${condition}
  ORDER BY r.starts_on, r.id LIMIT ?`;
export const closedSql = (condition: string) => `SELECT CAST(r.done_at AS TEXT) AS day, '' AS time, r.id FROM reminder r ${LIVING}
  WHERE r.done_at IS NOT NULL AND r.deleted_at IS NULL AND (r.done_at, r.id) < (?, ?) AND ${LIVES}${condition}
  ORDER BY r.done_at DESC, r.id DESC LIMIT ?`;

export interface Ask {
  readonly band: ReminderBand;
  readonly filter: ReminderFilter;
  readonly nowMs: number;
}

/** One page of a span, in the order of its days and times; what is closed latest first. `query.badCursor`. */
export function pageOf(db: Db, { band, filter, nowMs }: Ask, limit: number, cursor: string | undefined): Page {
  const after = cursor === undefined ? null : readKey(cursor);
  const keys = (sql: string, values: Values) => prepared(db.raw, sql).all(...values, limit + 1) as Key[];
  if (band === 'paused' || band === 'closed') {
    const { sql, values } = restCondition(filter);
    if (band === 'paused') return cut(keys(pausedSql(sql), [after?.day ?? '', after?.id ?? 0, ...values]), limit);
    return cut(keys(closedSql(sql), [after ? Number(after.day) : Number.MAX_SAFE_INTEGER, after?.id ?? 0, ...values]), limit);
  }
  const { from, to } = rangeOf(band, nowMs);
  const { sql, values } = openCondition(filter);
  return cut(keys(openSql(sql), [after?.day ?? from, after?.time ?? '', after?.id ?? 0, to, ...values]), limit);
}

/** What has no day left stands at the end of what comes later. */
const rangeOf = (band: OpenBand, nowMs: number) => bandRange(band, nowMs);

function cut(found: readonly Key[], limit: number): Page {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { ids: found.slice(0, limit).map((key) => key.id), next: last ? writeKey(last) : null };
}

const one = (db: Db, sql: string, values: Values) => (prepared(db.raw, sql).get(...values) as { n: number }).n;

export const countSql = (condition: string) => `SELECT count(*) AS n FROM reminder_due r WHERE r.due_on BETWEEN ? AND ?${condition}`;
/** Of customers in the bin, who are few; taken off the counts of the index. */
const BINNED = 'FROM customer c CROSS JOIN';

function countOpen(db: Db, band: OpenBand, filter: ReminderFilter, nowMs: number): number {
  const { from, to } = rangeOf(band, nowMs);
  const { sql, values } = openCondition(filter);
  const binned = `SELECT count(*) AS n ${BINNED} reminder_due r ON r.customer_id = c.id WHERE c.deleted_at IS NOT NULL AND r.due_on BETWEEN ? AND ?${sql}`;
  return one(db, countSql(sql), [from, to, ...values]) - one(db, binned, [from, to, ...values]);
}

function countRest(db: Db, which: string, filter: ReminderFilter): number {
  const { sql, values } = restCondition(filter);
  const all = one(db, `SELECT count(*) AS n FROM reminder r WHERE r.deleted_at IS NULL AND ${which}${sql}`, values);
  return all - one(db, `SELECT count(*) AS n ${BINNED} reminder r ON r.customer_id = c.id WHERE c.deleted_at IS NOT NULL AND r.deleted_at IS NULL AND ${which}${sql}`, values);
}

/** How many lie in each span. */
export function bandCounts(db: Db, filter: ReminderFilter, nowMs: number): Record<ReminderBand, number> {
  const open = (['overdue', 'today', 'week', 'later'] as const).map((band) => [band, countOpen(db, band, filter, nowMs)] as const);
  return { ...(Object.fromEntries(open) as Record<OpenBand, number>), paused: countRest(db, "r.status = 'paused'", filter), closed: countRest(db, 'r.done_at IS NOT NULL', filter) };
}

/** Open reminders that may fall between two days: once ones that do, and all that come again and stand before the end. */
export const upcomingSql = (condition: string) => `SELECT r.reminder_id AS id FROM reminder_due r ${LIVING} WHERE r.recurs = 0 AND r.due_on BETWEEN ? AND ? AND ${LIVES}${condition}
  UNION ALL SELECT r.reminder_id FROM reminder_due r ${LIVING} WHERE r.recurs = 1 AND r.due_on <= ? AND ${LIVES}${condition}`;

export function upcomingIds(db: Db, span: { readonly from: string; readonly to: string }, filter: ReminderFilter): number[] {
  const { sql, values } = openCondition(filter);
  return (prepared(db.raw, upcomingSql(sql)).all(span.from, span.to, ...values, span.to, ...values) as { id: number }[]).map((row) => row.id);
}

/** Missed while the program was off, and neither settled nor put away: the earliest first. */
const MISSED = `FROM reminder_told m JOIN reminder_due r ON r.reminder_id = m.reminder_id JOIN reminder t ON t.id = m.reminder_id ${LIVING}
  WHERE m.missed_on IS NOT NULL AND (t.settled_on IS NULL OR t.settled_on < m.missed_on) AND ${LIVES}`;

export function missedIds(db: Db, limit: number): { readonly rows: readonly { readonly id: number; readonly missedOn: string }[]; readonly total: number } {
  const rows = prepared(db.raw, `SELECT m.reminder_id AS id, m.missed_on AS missedOn ${MISSED} ORDER BY m.missed_on, m.reminder_id LIMIT ?`).all(limit) as { id: number; missedOn: string }[];
  return { rows, total: one(db, `SELECT count(*) AS n ${MISSED}`, []) };
}
