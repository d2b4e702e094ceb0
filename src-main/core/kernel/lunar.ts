/**
 * The Chinese lunar calendar: which days exist and where they fall. Owner file of
 * lunar-typescript; the rest of the program sees plain numbers and `PartialDate`.
 */
import { LunarYear, Solar, Lunar } from 'lunar-typescript';
import { parsePartialDate, type PartialDate } from '../../../shared/kernel/partial-date.ts';

export interface LunarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
}

// A birthday column asks for the same few years again and again; building a year costs 0.3 ms.
const yearCache = new Map<number, ReadonlyMap<number, number>>();

function monthsOf(year: number): ReadonlyMap<number, number> {
  const known = yearCache.get(year);
  if (known) return known;
  const months = new Map<number, number>();
  for (const m of LunarYear.fromYear(year).getMonths()) if (m.getYear() === year) months.set(m.getMonth(), m.getDayCount());
  if (yearCache.size > 400) yearCache.clear();
  yearCache.set(year, months);
  return months;
}

/** Days (29 or 30) of a lunar month; 0 when that year has no such (leap) month. Years 1600 to 2200. */
export function lunarMonthDays(year: number, month: number, leap: boolean): number {
  if (!Number.isInteger(year) || year < 1600 || year > 2200 || month < 1 || month > 12) return 0;
  return monthsOf(year).get(leap ? -month : month) ?? 0;
}

/** True when the lunar day exists; without a year: when it can exist in some year. */
export function lunarDayExists(year: number | null, month: number, day: number, leap: boolean): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 30) return false;
  return year === null || day <= lunarMonthDays(year, month, leap);
}

/** The solar date `YYYY-MM-DD` of a lunar day; `null` when the day does not exist. */
export function lunarToSolar(date: LunarDay): string | null {
  if (!lunarDayExists(date.year, date.month, date.day, date.leap)) return null;
  return Lunar.fromYmd(date.year, date.leap ? -date.month : date.month, date.day)
    .getSolar()
    .toYmd();
}

/** The lunar day of a solar date. */
export function solarToLunar(year: number, month: number, day: number): LunarDay {
  const lunar = Solar.fromYmd(year, month, day).getLunar();
  const m = lunar.getMonth();
  return { year: lunar.getYear(), month: Math.abs(m), day: lunar.getDay(), leap: m < 0 };
}

/**
 * The solar date on which a birthday is kept in a given lunar (for lunar dates) or
 * solar year: a leap month falls back to the plain month, the 30th to the 29th, and
 * 29 February to the 28th, in years that lack them. `null` for text that is no date.
 */
export function birthdayInYear(text: string, year: number): string | null {
  const date = parsePartialDate(text);
  if (!date) return null;
  return date.calendar === 'lunar' ? lunarBirthdayIn(date, year) : solarBirthdayIn(date, year);
}

function lunarBirthdayIn(date: PartialDate, year: number): string | null {
  const leap = date.leap && lunarMonthDays(year, date.month, true) > 0;
  const day = Math.min(date.day, lunarMonthDays(year, date.month, leap));
  return day === 0 ? null : lunarToSolar({ year, month: date.month, day, leap });
}

function solarBirthdayIn(date: PartialDate, year: number): string {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const day = date.month === 2 && date.day === 29 && !isLeapYear ? 28 : date.day;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(date.month)}-${two(day)}`;
}
