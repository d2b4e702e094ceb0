/**
 * The Chinese lunar calendar: which days exist and where they fall. Owner file of
 * lunar-typescript; the rest of the program sees plain numbers and `PartialDate`.
 */
import { LunarYear, Solar, Lunar } from 'lunar-typescript';
import type { LunarDay } from '../../../shared/kernel/lunar.ts';

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
