/** The calendar: see shared/modules/calendar.ts. */
import { ok } from '../../../../shared/kernel/result.ts';
import type { calendarMethods } from '../../../../shared/modules/calendar.ts';
import type { Handler, Routes } from '../../domain/context.ts';
import type { WorkerHandler } from '../worker-book.ts';
import { layBirthdays } from './birthdays.ts';
import { exportCalendar, type CalendarExportInput } from './calendar.job.ts';
import { exportCards, type CardsInput } from './cards.ts';
import { makeCard, makeEvent, startCalendarExport, startCards } from './hand-off.service.ts';
import { layPayments } from './payments.ts';
import { layReminders } from './reminders.ts';
import { CalendarSheet } from './sheet.ts';
import { layTasks, taskKinds } from './tasks.ts';

const listEntries: Handler<'calendar.entries'> = ({ book }, { kinds, ...span }) => {
  const sheet = new CalendarSheet();
  for (const kind of taskKinds) if (kinds.includes(kind)) layTasks(book.db, kind, span, sheet);
  if (kinds.includes('reminder')) layReminders(book.db, span, sheet);
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
  'calendar.export': startCalendarExport,
  'handOff.card': makeCard,
  'handOff.cards': startCards,
  'handOff.event': makeEvent,
};

/** What of it runs in worker threads. */
export const calendarHandlers: Readonly<Record<string, WorkerHandler>> = {
  'calendar.export': (book, input) => exportCalendar(book, input as CalendarExportInput),
  'handOff.cards': (book, input) => exportCards(book, input as CardsInput),
};

export { quietEntries } from './hand-off.service.ts';
