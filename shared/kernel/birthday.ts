/**
 * On which days a birthday is kept. A leap month or a 30th that a year lacks is kept as the customer does it (the date's
 * `rule`): on the plain month and the last day ('plain', also when nothing was said), moved on to the next month ('forward'),
 * or on both. With 'both' a year that has a leap month of the birthday's number knows two birthdays. 29 February likewise.
 */
import { FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR, leapMonthOf, lunarMonthLength, solarDateOf } from './lunar.ts';
import { daysInSolarMonth, type PartialDate } from './partial-date.ts';

export interface NextBirthday {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly inDays: number;
  /** Years completed on that day; `null` when the year of birth is unknown. */
  readonly age: number | null;
}

const DAY_MS = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');
const civil = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const dayAfter = (date: string): string => new Date(civil(date) + DAY_MS).toISOString().slice(0, 10);

/** The solar dates, in order, on which the birthday is kept in a solar year, or in a lunar year for lunar ones; none outside the table. */
export function birthdaysInYear(date: PartialDate, year: number): readonly string[] {
  const days = date.calendar === 'solar' ? solarDays(date, year) : lunarDays(date, year);
  return [...new Set(days)].sort();
}

function solarDays({ month, day, rule }: PartialDate, year: number): readonly string[] {
  const last = daysInSolarMonth(year, month);
  const at = `${String(year).padStart(4, '0')}-${two(month)}-${two(Math.min(day, last))}`;
  if (day <= last || rule === undefined || rule === 'plain') return [at];
  return rule === 'forward' ? [dayAfter(at)] : [at, dayAfter(at)];
}

interface LunarMonth {
  readonly year: number;
  readonly month: number;
  readonly leap: boolean;
}

function lunarDays(date: PartialDate, year: number): readonly string[] {
  if (year < FIRST_LUNAR_YEAR || year > LAST_LUNAR_YEAR) return [];
  return monthsFor(date, year).flatMap((month) => daysInMonth(date, month));
}

function monthsFor({ month, leap, rule }: PartialDate, year: number): readonly LunarMonth[] {
  const plain = { year, month, leap: false };
  const hasLeap = leapMonthOf(year) === month;
  const after = month === 12 ? { year: year + 1, month: 1, leap: false } : { year, month: month + 1, leap: false };
  if (rule === 'both') return hasLeap ? [plain, { ...plain, leap: true }] : leap ? [plain, after] : [plain];
  if (!leap) return [plain];
  if (hasLeap) return [{ ...plain, leap: true }];
  return [rule === 'forward' ? after : plain];
}

/** A month whose 30th is missing: its last day, the day after, or both. */
function daysInMonth({ day, rule }: PartialDate, month: LunarMonth): readonly string[] {
  const length = lunarMonthLength(month.year, month.month, month.leap);
  const on = solarDateOf({ ...month, day: Math.min(day, length) });
  if (on === null) return [];
  if (day <= length || rule === undefined || rule === 'plain') return [on];
  return rule === 'forward' ? [dayAfter(on)] : [on, dayAfter(on)];
}

/** True when some year lacks the day, so that it matters how it is kept then. */
export const isSometimesMissing = ({ calendar, month, day, leap }: PartialDate): boolean => (calendar === 'lunar' ? leap || day === 30 : month === 2 && day === 29);

/** When the birthday is next, seen from `today` (`YYYY-MM-DD`); `null` for lunar days beyond the table (2100). */
export function nextBirthday(date: PartialDate, today: string): NextBirthday | null {
  const thisYear = Number(today.slice(0, 4));
  // A lunar year begins up to seven weeks after the solar one.
  for (const year of [thisYear - 1, thisYear, thisYear + 1]) {
    const next = birthdaysInYear(date, year).find((day) => day >= today);
    if (next !== undefined) return { date: next, inDays: Math.round((civil(next) - civil(today)) / DAY_MS), age: date.year === null ? null : year - date.year };
  }
  return null;
}
