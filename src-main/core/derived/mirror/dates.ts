/** Days of the person's own calendar: the computer's time zone, weeks from Monday. */
export { isoDate } from '../../kernel/civil-date.ts';

export type Unit = 'day' | 'week' | 'month' | 'year';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Local midnight at the beginning of a civil date; NaN when it is no date. */
export function startOfDate(text: string): number {
  const m = DATE.exec(text);
  return m ? new Date(Number(m[1]), Number(m[2]) - 1, Number(m[3])).getTime() : NaN;
}

/** Local midnight after the civil date. */
export function endOfDate(text: string): number {
  const m = DATE.exec(text);
  return m ? new Date(Number(m[1]), Number(m[2]) - 1, Number(m[3]) + 1).getTime() : NaN;
}

/** The first instant of the unit that lies `offset` units from the one of `now`. */
export function startOfUnit(now: number, unit: Unit, offset: number): number {
  const d = new Date(now);
  const [y, m, day] = [d.getFullYear(), d.getMonth(), d.getDate()];
  switch (unit) {
    case 'day':
      return new Date(y, m, day + offset).getTime();
    case 'week':
      return new Date(y, m, day - ((d.getDay() + 6) % 7) + offset * 7).getTime();
    case 'month':
      return new Date(y, m + offset, 1).getTime();
    case 'year':
      return new Date(y + offset, 0, 1).getTime();
  }
}
