/**
 * A birthday as people know it: solar (公历) or lunar (农历), the year often unknown.
 *
 * Text form (stored, exported, compared): `S1990-05-06`, `S--05-06`, `L1990-08-15`,
 * `L--08-15`, leap month `L1990-06+-01` / `L--06+-01`; how it is kept in a year that
 * lacks the day, where that was said, at the end: `L--12-30/f` (see birthday.ts). The lunar
 * form keeps what the customer said (month, day, leap flag); the solar day of a given year
 * is computed.
 */
/** In a year without the day: the plain month and the last day, the next month, or both. */
export type MissingDayRule = 'plain' | 'forward' | 'both';

export interface PartialDate {
  readonly calendar: 'solar' | 'lunar';
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  /** Only for lunar dates: the month is a leap month (闰月). */
  readonly leap: boolean;
  /** Absent: nothing was said, which means 'plain'. */
  readonly rule?: MissingDayRule | undefined;
}

const FORM = /^([SL])(?:(\d{4})-|--)(\d{2})(\+?)-(\d{2})(?:\/([pfb]))?$/;
const RULES: Readonly<Record<string, MissingDayRule>> = { p: 'plain', f: 'forward', b: 'both' };
const SOLAR_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days a solar month has; February has 29 when the year is unknown. */
export function daysInSolarMonth(year: number | null, month: number): number {
  if (month === 2 && year !== null) {
    return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  }
  return SOLAR_DAYS[month - 1] ?? 0;
}

/** True when the parts name a day that exists (lunar: 1–30; the table of years is checked elsewhere). */
export function isValidPartialDate(d: PartialDate): boolean {
  const whole = Number.isInteger(d.month) && Number.isInteger(d.day);
  if (!whole || d.month < 1 || d.month > 12 || d.day < 1) return false;
  if (d.year !== null && (!Number.isInteger(d.year) || d.year < 1000 || d.year > 9999)) return false;
  if (d.calendar === 'lunar') return d.day <= 30;
  return !d.leap && d.day <= daysInSolarMonth(d.year, d.month);
}

/** Writes the text form described at the top. */
export function formatPartialDate(d: PartialDate): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const year = d.year === null ? '--' : `${String(d.year).padStart(4, '0')}-`;
  return `${d.calendar === 'solar' ? 'S' : 'L'}${year}${two(d.month)}${d.leap ? '+' : ''}-${two(d.day)}${d.rule === undefined ? '' : `/${d.rule.charAt(0)}`}`;
}

/** Reads the text form; `null` when it is not one or names no possible day. */
export function parsePartialDate(text: string): PartialDate | null {
  const m = FORM.exec(text);
  if (!m) return null;
  const date: PartialDate = {
    calendar: m[1] === 'S' ? 'solar' : 'lunar',
    year: m[2] === undefined ? null : Number(m[2]),
    month: Number(m[3]),
    day: Number(m[5]),
    leap: m[4] === '+',
    ...(m[6] !== undefined && { rule: RULES[m[6]]! }),
  };
  return isValidPartialDate(date) ? date : null;
}
