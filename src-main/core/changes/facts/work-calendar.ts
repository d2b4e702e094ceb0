/** The book's working days: what its owner brought by file, before what the program knows. */
import { HOLIDAY_TABLE, workCalendar } from '../../../../shared/kernel/working-days.ts';
import type { HolidayYear, WorkCalendar } from '../../../../shared/kernel/working-days.ts';
import type { Db } from '../../database/open.ts';
import { prepared } from '../statements.ts';

/** Key of the setting that keeps the years that were brought. */
export const HOLIDAYS_KEY = 'holidays';

let last: { readonly text: string; readonly calendar: WorkCalendar } = { text: '', calendar: workCalendar() };

const storedText = (db: Db): string => (prepared(db.raw, 'SELECT value FROM setting WHERE key = ?').get(HOLIDAYS_KEY) as { value: string } | undefined)?.value ?? '';

/** The years the owner brought. */
export const broughtYears = (db: Db): readonly HolidayYear[] => yearsIn(storedText(db));
const yearsIn = (text: string): readonly HolidayYear[] => (text === '' ? [] : (JSON.parse(text) as HolidayYear[]));

/** The calendar as the book has it now; made anew only when it changed. */
export function workCalendarOf(db: Db): WorkCalendar {
  const text = storedText(db);
  if (text !== last.text) last = { text, calendar: workCalendar(yearsIn(text)) };
  return last.calendar;
}

/** Changes whenever days may be working days that were not, or the other way round. */
export const calendarVersion = (db: Db): string => `${HOLIDAY_TABLE}:${storedText(db)}`;
