/** The days on which open reminders fall between two dates. */
import { plannedBetween, timeOf } from '../../../../shared/kernel/reminder-days.ts';
import type { ReminderFilter } from '../../../../shared/modules/reminders.ts';
import { REMINDER_COLUMNS, toReminder, workCalendarOf } from '../../changes/facts/index.ts';
import type { StoredReminder } from '../../changes/facts/index.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import type { WorkCalendar } from '../../../../shared/kernel/working-days.ts';
import { upcomingIds } from './reminders.repo.ts';

export interface Falls {
  readonly id: number;
  readonly day: string;
  readonly time: string | null;
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** Of one reminder: the day it was put off to instead of those until then. */
export function fallsOf(reminder: StoredReminder, calendar: WorkCalendar, { from, to }: Span): Falls[] {
  const { id, atTime, settledOn, snoozedTo } = reminder;
  const off = snoozedTo === null ? [] : [{ id, day: snoozedTo.slice(0, 10), time: timeOf(snoozedTo) }];
  const days = plannedBetween(reminder, calendar, { from, to }).filter((day) => (settledOn === null || day > settledOn) && (snoozedTo === null || day > snoozedTo.slice(0, 10)));
  return [...off.filter(({ day }) => day >= from && day <= to), ...days.map((day) => ({ id, day, time: atTime }))];
}

const order = (a: Falls, b: Falls) => (a.day < b.day ? -1 : a.day > b.day ? 1 : (a.time ?? '') < (b.time ?? '') ? -1 : (a.time ?? '') > (b.time ?? '') ? 1 : a.id - b.id);

/** All of them in order. */
export function fallsBetween(db: Db, span: Span, filter: ReminderFilter): Falls[] {
  const calendar = workCalendarOf(db);
  const row = prepared(db.raw, `SELECT ${REMINDER_COLUMNS} FROM reminder WHERE id = ?`);
  const found = upcomingIds(db, span, filter).flatMap((id) => {
    const stored = row.get(id);
    return stored ? fallsOf(toReminder(stored), calendar, span) : [];
  });
  return found.sort(order);
}
