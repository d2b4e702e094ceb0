/** The next day a birthday is kept on. Lunar days go by the calendar built into the browser engine (ICU), so the window needs no tables. */
import { daysInSolarMonth, type PartialDate } from '../../../../shared/kernel/partial-date.ts';

export interface NextBirthday {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly inDays: number;
  /** Years completed on that day; `null` when the year of birth is unknown. */
  readonly age: number | null;
}

export interface LunarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
}

const DAY_MS = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');
const iso = (at: Date): string => `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
const civil = (text: string): number => Date.parse(`${text}T00:00:00Z`);

let calendar: Intl.DateTimeFormat | null = null;

/** The lunar day of a civil date. */
export function lunarDayOf(at: number): LunarDay {
  calendar ??= new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' });
  const parts = new Map(calendar.formatToParts(at).map(({ type, value }) => [type as string, value]));
  const month = parts.get('month') ?? '';
  return { year: Number(parts.get('relatedYear') ?? 0), month: parseInt(month, 10), day: Number(parts.get('day')), leap: /bis$/.test(month) };
}

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

/** The first day from today whose lunar month and day are those of the birthday; a leap month falls back to the plain one, the 30th to the 29th. */
function nextLunar(date: PartialDate, today: string): string | null {
  const start = civil(today);
  let fallback: string | null = null;
  for (let offset = 0; offset <= 385; offset += 1) {
    const at = start + offset * DAY_MS;
    const lunar = lunarDayOf(at);
    if (lunar.month !== date.month || (lunar.leap && !date.leap)) continue;
    const isLastOfShortMonth = date.day === 30 && lunar.day === 29 && lunarDayOf(at + DAY_MS).day === 1;
    if (lunar.day !== date.day && !isLastOfShortMonth) continue;
    if (lunar.leap === date.leap) return iso(new Date(at));
    fallback ??= iso(new Date(at));
    // A leap month comes right after the plain one: look 31 days further, no more.
    if (offset > civil(fallback) / DAY_MS - start / DAY_MS + 31) break;
  }
  return fallback;
}

/** When the birthday is next, seen from `today` (`YYYY-MM-DD`); `null` when it cannot be found within a year. */
export function nextBirthday(date: PartialDate, today: string): NextBirthday | null {
  const next = date.calendar === 'solar' ? nextSolar(date, today) : nextLunar(date, today);
  if (next === null) return null;
  const year = date.calendar === 'solar' ? Number(next.slice(0, 4)) : lunarDayOf(civil(next)).year;
  return { date: next, inDays: Math.round((civil(next) - civil(today)) / DAY_MS), age: date.year === null ? null : year - date.year };
}
