/** The next day a birthday is kept on. */
import { daysInSolarMonth, type PartialDate } from '../../../../shared/kernel/partial-date.ts';
import { solarDayOf } from './lunar-years.ts';

export interface NextBirthday {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly inDays: number;
  /** Years completed on that day; `null` when the year of birth is unknown. */
  readonly age: number | null;
}

const DAY_MS = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');
const iso = (at: Date): string => `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
const civil = (text: string): number => Date.parse(`${text}T00:00:00Z`);

function nextSolar(date: PartialDate, today: string): string {
  const year = Number(today.slice(0, 4));
  for (const candidate of [year, year + 1]) {
    // 29 February is kept on the 28th in common years.
    const day = Math.min(date.day, daysInSolarMonth(candidate, date.month));
    const text = `${candidate}-${two(date.month)}-${two(day)}`;
    if (text >= today) return text;
  }
  return `${year + 1}-${two(date.month)}-${two(date.day)}`;
}

/** Of three lunar years in a row one has the next such day. */
function nextLunar(date: PartialDate, today: string): { readonly date: string; readonly lunarYear: number } | null {
  const year = Number(today.slice(0, 4));
  for (const lunarYear of [year - 1, year, year + 1]) {
    const at = solarDayOf(lunarYear, date.month, date.day, date.leap);
    if (at !== null && at >= civil(today)) return { date: iso(new Date(at)), lunarYear };
  }
  return null;
}

/** When the birthday is next, seen from `today` (`YYYY-MM-DD`); `null` for lunar days beyond the table (2100). */
export function nextBirthday(date: PartialDate, today: string): NextBirthday | null {
  const solar = date.calendar === 'solar' ? nextSolar(date, today) : null;
  const found = solar === null ? nextLunar(date, today) : { date: solar, lunarYear: Number(solar.slice(0, 4)) };
  if (found === null) return null;
  const inDays = Math.round((civil(found.date) - civil(today)) / DAY_MS);
  return { date: found.date, inDays, age: date.year === null ? null : found.lunarYear - date.year };
}
