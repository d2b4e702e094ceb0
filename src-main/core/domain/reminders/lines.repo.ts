/** Lines of the list: a reminder with the day it stands on and whom it is about. */
import type { Reminder, ReminderLine } from '../../../../shared/modules/reminders.ts';
import { NO_DAY } from '../../changes/facts/index.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';

const LINE = `SELECT t.id, t.customer_id AS customerId, t.segment_id AS segmentId, t.title, t.note, t.method, t.starts_on AS startsOn, t.at_time AS atTime, t.rule,
  t.on_holiday AS onHoliday, t.leads, t.status, t.settled_on AS settledOn, t.snoozed_to AS snoozedTo, t.assignee, t.marks, t.done_at AS doneAt, t.uid, t.aseq AS seq,
  d.due_on AS dueOn, d.due_time AS dueTime, c.name AS customerName, json_extract(c.phones, '$[0].value') AS phone, c.do_not_contact AS doNotContact, s.name AS segmentName
  FROM reminder t LEFT JOIN reminder_due d ON d.reminder_id = t.id LEFT JOIN customer c ON c.id = t.customer_id LEFT JOIN segment s ON s.id = t.segment_id AND s.deleted_at IS NULL`;

interface LineRow extends Omit<ReminderLine, 'leads' | 'marks' | 'dueTime'> {
  readonly leads: string | null;
  readonly marks: string | null;
  readonly dueTime: string | null;
}

function toLine({ leads, marks, ...row }: LineRow): ReminderLine {
  return {
    ...row,
    leads: leads === null ? [0] : (JSON.parse(leads) as number[]),
    marks: marks === null ? [] : (JSON.parse(marks) as Reminder['marks']),
    dueOn: row.dueOn === NO_DAY ? null : row.dueOn,
    dueTime: row.dueTime === '' ? null : row.dueTime,
  };
}

/** The lines of these, in their order; those that are gone are left out. */
export function linesOf(db: Db, ids: readonly number[]): ReminderLine[] {
  const line = prepared(db.raw, `${LINE} WHERE t.id = ? AND t.deleted_at IS NULL`);
  return ids.flatMap((id) => {
    const row = line.get(id) as LineRow | undefined;
    return row ? [toLine(row)] : [];
  });
}

export const lineOf = (db: Db, id: number): ReminderLine | null => linesOf(db, [id])[0] ?? null;

const SHOWN = 100;

/** Of one customer, paused ones last; `total` counts all. */
export function linesOfCustomer(db: Db, customerId: number): { readonly rows: ReminderLine[]; readonly total: number } {
  const mine = "WHERE t.customer_id = ? AND t.status IN ('open', 'paused') AND t.deleted_at IS NULL";
  const rows = prepared(db.raw, `${LINE} ${mine} ORDER BY d.due_on IS NULL, d.due_on, d.due_time, t.id LIMIT ${String(SHOWN)}`).all(customerId) as LineRow[];
  const { n } = prepared(db.raw, `SELECT count(*) AS n FROM reminder t ${mine}`).get(customerId) as { n: number };
  return { rows: rows.map(toLine), total: n };
}
