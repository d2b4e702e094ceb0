/** Reminders on the days they fall on and are not settled. */
import { reminderLines, fallsBetween } from '../../domain/reminders/index.ts';
import type { Db } from '../../database/open.ts';
import type { CalendarSheet, Span } from './sheet.ts';

/** Puts open reminders on their days, in the order of their times. */
export function layReminders(db: Db, { from, to, perDay }: Span, sheet: CalendarSheet): void {
  const shown = new Map<string, number>();
  const first = fallsBetween(db, { from, to }, {}).filter(({ day }) => {
    const n = shown.get(day) ?? 0;
    shown.set(day, n + 1);
    sheet.count(day, 'reminder', 1);
    return n < perDay;
  });
  const lines = new Map(reminderLines(db, [...new Set(first.map(({ id }) => id))]).map((line) => [line.id, line]));
  for (const { id, day, time } of first) {
    const line = lines.get(id);
    if (!line) continue;
    const { title, customerId, customerName, doNotContact } = line;
    const movable = line.rule === null || line.dueOn === day;
    sheet.add({ kind: 'reminder', id, date: day, title, time, customerId, customerName: customerName ?? '', doNotContact, age: null, line: null, movable, openMinor: null, currency: null });
  }
}
