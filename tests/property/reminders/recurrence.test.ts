/** Rules against a plain walk through the calendar, day by day, that knows nothing of the library or of jumping. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOf, dayNumber, weekdayOf } from '../../../shared/kernel/civil-days.ts';
import { formatRule, occursAfter, occurrencesBetween, parseRule } from '../../../shared/kernel/recurrence.ts';
import type { SolarRule } from '../../../shared/kernel/recurrence.ts';

const NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const weekdays = fc.subarray(NAMES, { minLength: 1 }).map((days) => days.join(','));
const monthDays = fc.uniqueArray(fc.integer({ min: -31, max: 31 }).filter((n) => n !== 0), { minLength: 1, maxLength: 3 }).map((days) => days.join(','));
const nth = fc.uniqueArray(fc.tuple(fc.constantFrom(-5, -2, -1, 1, 2, 3, 5), fc.constantFrom(...NAMES)).map(([n, day]) => `${String(n)}${day}`), { minLength: 1, maxLength: 2 }).map((days) => days.join(','));
const every = fc.integer({ min: 1, max: 14 }).map((n) => `;INTERVAL=${String(n)}`);
const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }).map((list) => list.join(','));
const body = fc.oneof(
  fc.constant('FREQ=DAILY'), weekdays.map((d) => `FREQ=DAILY;BYDAY=${d}`), fc.constant('FREQ=WEEKLY'), weekdays.map((d) => `FREQ=WEEKLY;BYDAY=${d}`), fc.constant('FREQ=WEEKLY;WKST=SU;BYDAY=SA,SU'),
  fc.constant('FREQ=MONTHLY'), monthDays.map((d) => `FREQ=MONTHLY;BYMONTHDAY=${d}`), nth.map((d) => `FREQ=MONTHLY;BYDAY=${d}`), fc.constant('FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13'),
  fc.constant('FREQ=YEARLY'), fc.tuple(months, monthDays).map(([m, d]) => `FREQ=YEARLY;BYMONTH=${m};BYMONTHDAY=${d}`), fc.tuple(months, nth).map(([m, d]) => `FREQ=YEARLY;BYMONTH=${m};BYDAY=${d}`),
  months.map((m) => `FREQ=DAILY;BYMONTH=${m}`),
); // prettier-ignore
const date = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(from, n));

/** RFC 5545 said in the simplest way: is this one day of the rule? */
function isOne(rule: SolarRule, start: number, day: number): boolean {
  const [d, s] = [new Date(day * 86_400_000), new Date(start * 86_400_000)];
  const [y, m, of, sy, sm] = [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), s.getUTCFullYear(), s.getUTCMonth()];
  const length = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
  const weekBegin = (n: number) => n - ((weekdayOf(n) - rule.weekStart + 7) % 7);
  const units = { DAILY: day - start, WEEKLY: (weekBegin(day) - weekBegin(start)) / 7, MONTHLY: (y - sy) * 12 + m - sm, YEARLY: y - sy }[rule.freq];
  if (day < start || units % rule.interval !== 0) return false;
  if (rule.months.length > 0 ? !rule.months.includes(m + 1) : rule.freq === 'YEARLY' && m !== sm) return false;
  const byDay = rule.weekdays.some((w) => w.weekday === weekdayOf(day) && (w.nth === 0 || (w.nth > 0 ? Math.floor((of - 1) / 7) + 1 === w.nth : Math.floor((length - of) / 7) + 1 === -w.nth)));
  const byMonthDay = rule.monthDays.includes(of) || rule.monthDays.includes(of - length - 1);
  if (rule.weekdays.length > 0 && !byDay) return false;
  if (rule.monthDays.length > 0 && !byMonthDay) return false;
  if (rule.weekdays.length + rule.monthDays.length > 0 || rule.freq === 'DAILY') return true;
  return rule.freq === 'WEEKLY' ? weekdayOf(day) === weekdayOf(start) : of === s.getUTCDate();
}

describe('rules', () => {
  it('fall on the days a walk through the calendar finds', () => {
    fc.assert(
      fc.property(body, every, date('1999-01-01', 12_000), date('2024-01-01', 9_000), (text, interval, startsOn, from) => {
        const parsed = parseRule(`${text}${interval}`);
        if (!parsed.ok) throw new Error(`${text}${interval}: ${parsed.error.reason}`);
        const to = addDays(from, 1_500);
        const wanted: string[] = [];
        for (let day = dayNumber(from); day <= dayNumber(to); day += 1) if (isOne(parsed.value as SolarRule, dayNumber(startsOn), day)) wanted.push(dateOf(day));
        expect(occurrencesBetween(`${text}${interval}`, startsOn, { from, to })).toEqual(wanted);
        if (wanted.length > 0) expect(occursAfter(`${text}${interval}`, startsOn, addDays(from, -1))).toBe(wanted[0]);
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  it('end after so many times, or on a day, counted from their start however far it lies', () => {
    fc.assert(
      fc.property(body, date('2015-01-01', 4_000), fc.integer({ min: 1, max: 40 }), (text, startsOn, count) => {
        const all = occurrencesBetween(text, startsOn, { from: startsOn, to: '2090-01-01' }, count);
        expect(occurrencesBetween(`${text};COUNT=${String(count)}`, startsOn, { from: '2000-01-01', to: '2090-01-01' })).toEqual(all);
        if (all.length < count) return;
        expect(occurrencesBetween(`${text};UNTIL=${all.at(-1)!.replaceAll('-', '')}`, startsOn, { from: '2000-01-01', to: '2090-01-01' }).slice(0, count)).toEqual(all);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('are the same when they are written and read again', () => {
    fc.assert(
      fc.property(body, every, (text, interval) => {
        const parsed = parseRule(`${text}${interval}`);
        expect(parsed.ok && parseRule(formatRule(parsed.value))).toEqual(parsed);
      }),
    );
  });
});
