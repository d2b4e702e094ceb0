/** Sums with civil dates (`YYYY-MM-DD`), which are days and never instants: no zone and no change of the clock has a part in them. */

const DAY_MS = 86_400_000;
const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const addDays = (date: string, days: number): string => iso(at(date) + days * DAY_MS);

/** How many days later `to` is than `from`. */
export const daysApart = (from: string, to: string): number => Math.round((at(to) - at(from)) / DAY_MS);

/** The Monday of its week. */
export const mondayOf = (date: string): string => addDays(date, -((new Date(at(date)).getUTCDay() + 6) % 7));

export const firstOfMonth = (date: string): string => `${date.slice(0, 7)}-01`;

/** The same day some months on, or the month's last where it has no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

/** Every day from the first to the last. */
export function daysFrom(first: string, last: string): readonly string[] {
  return Array.from({ length: Math.max(0, daysApart(first, last) + 1) }, (_, n) => addDays(first, n));
}

/** True for a day that exists: not for 31 February. */
export const isCivilDay = (date: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(at(date)) && iso(at(date)) === date;
