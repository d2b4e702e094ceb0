/** Civil dates as numbers: days since 1 January 1970, so that they can be counted and compared without a clock or a zone. */
const DAY_MS = 86_400_000;

/** The number of a date `YYYY-MM-DD`; NaN when it is none. */
export const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);

/** `YYYY-MM-DD` of a day number. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const addDays = (date: string, days: number): string => dateOf(dayNumber(date) + days);

/** 0 = Monday … 6 = Sunday. */
export const weekdayOf = (day: number): number => mod(day + 3, 7);

/** The rest of a division, never negative. */
export const mod = (a: number, n: number): number => ((a % n) + n) % n;

/** True for a date that exists. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dayNumber(text)) && dateOf(dayNumber(text)) === text;
}
