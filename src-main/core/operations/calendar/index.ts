/** The calendar: see shared/modules/calendar.ts. */
import { ok } from '../../../../shared/kernel/result.ts';
import type { calendarMethods } from '../../../../shared/modules/calendar.ts';
import type { Handler, Routes } from '../../domain/context.ts';
import { layBirthdays } from './birthdays.ts';
import { layPayments } from './payments.ts';
import { CalendarSheet } from './sheet.ts';
import { layTasks, taskKinds } from './tasks.ts';

const listEntries: Handler<'calendar.entries'> = ({ book }, { kinds, ...span }) => {
  const sheet = new CalendarSheet();
  for (const kind of taskKinds) if (kinds.includes(kind)) layTasks(book.db, kind, span, sheet);
  if (kinds.includes('birthday')) layBirthdays(book, span, sheet);
  return ok({ days: sheet.filled() });
};

const listPayments: Handler<'calendar.payments'> = ({ book }, span) => {
  const sheet = new CalendarSheet();
  layPayments(book.db, span, sheet);
  return ok({ days: sheet.filled() });
};

export const calendarRoutes: Routes<keyof typeof calendarMethods> = {
  'calendar.entries': listEntries,
  'calendar.payments': listPayments,
};
