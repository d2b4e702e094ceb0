/** Which days a view shows, and how the pages are turned. Weeks begin on Monday, in English too. */
import { addDays, addMonths, daysFrom, firstOfMonth, mondayOf } from '../../../shared/kernel/calendar-days.ts';
import type { Prefs } from '../../../shared/modules/system.ts';

export type CalendarView = Prefs['calendarView'];
export const VIEWS: readonly CalendarView[] = ['month', 'week', 'day', 'agenda'];
/** The agenda shows a month and a day ahead. */
const AGENDA_DAYS = 31;

export interface Shown {
  readonly from: string;
  readonly to: string;
}

/** The days around `day` that a view shows: a month with the whole of its first and last week. */
export function shownDays(view: CalendarView, day: string): Shown {
  switch (view) {
    case 'month':
      return { from: mondayOf(firstOfMonth(day)), to: addDays(mondayOf(addDays(addMonths(firstOfMonth(day), 1), -1)), 6) };
    case 'week':
      return { from: mondayOf(day), to: addDays(mondayOf(day), 6) };
    case 'day':
      return { from: day, to: day };
    case 'agenda':
      return { from: day, to: addDays(day, AGENDA_DAYS - 1) };
  }
}

/** The day to be on after turning `by` pages. */
export function turned(view: CalendarView, day: string, by: number): string {
  if (view === 'month') return addMonths(day, by);
  return addDays(day, by * (view === 'week' ? 7 : view === 'day' ? 1 : AGENDA_DAYS));
}

/** The days of the grid, week by week. */
export function weeksOf({ from, to }: Shown): readonly (readonly string[])[] {
  const days = daysFrom(from, to);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
