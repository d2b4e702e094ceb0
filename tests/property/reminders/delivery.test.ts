/** Thirty years of a computer that sleeps, is off for months, has its clock set both ways and travels: each day of a reminder is told exactly once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/kernel/civil-days.ts';
import { plannedBetween } from '../../../shared/kernel/reminder-days.ts';
import type { Settled, Told } from '../../../shared/kernel/reminder-days.ts';
import { workCalendar } from '../../../shared/kernel/working-days.ts';
import { dueDeliveries, isQuiet } from '../../../src-main/core/domain/reminders/due.ts';

const calendar = workCalendar();
const MINUTE = 60_000;
const START = Date.UTC(2025, 0, 1, 12);
const YEARS_MS = 30 * 365.25 * 86_400_000;

const rule = fc.constantFrom(
  null, 'FREQ=DAILY', 'FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;BYDAY=5MO', 'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'LUNAR;DATE=L--12-30/f', 'LUNAR;DATE=L--06+-15/b', 'LUNAR;DAYS=1,15',
); // prettier-ignore
const time = fc.option(fc.constantFrom('00:00', '02:30', '08:15', '12:00', '23:59'), { nil: null });
const leads = fc.subarray([0, 1, 3, 7, 30], { minLength: 1 });
const plan: fc.Arbitrary<Settled> = fc.record({
  startsOn: fc.integer({ min: 2, max: 2_000 }).map((days) => addDays('2025-01-01', days)),
  rule,
  onHoliday: fc.constantFrom('keep' as const, 'skip' as const, 'before' as const, 'after' as const),
  settledOn: fc.constant(null),
  snoozedTo: fc.constant(null),
  atTime: time,
  leads,
});
const quiet = fc.constantFrom(['00:00', '00:00'], ['22:00', '07:00'], ['12:00', '14:00'], ['23:30', '09:30']);
/** What happens next: minutes that pass, minutes the clock is set by, hours the zone moves by. */
const happening = fc.oneof(
  { weight: 8, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: 400_000 }), set: fc.constant(0), zone: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ pass: fc.constant(1), set: fc.integer({ min: -600_000, max: 600_000 }), zone: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ pass: fc.constant(1), set: fc.constant(0), zone: fc.integer({ min: -12, max: 14 }) }) },
);

/** The civil moment of an instant in a zone so many hours from UTC. */
const civil = (at: number) => new Date(at).toISOString().slice(0, 16);

describe('the telling of reminders', () => {
  it('reaches every day of every notice exactly once, never too early and never in quiet hours', () => {
    fc.assert(
      fc.property(plan, quiet, fc.array(happening, { minLength: 20, maxLength: 120 }), (reminder, [quietFrom = '', quietTo = ''], events) => {
        const rules = { calendar, at: '09:00', quietFrom, quietTo };
        const counts = new Map<string, number>();
        const begin: Told = { through: '2025-01-01', snooze: null };
        let told = begin;
        let latest = '';
        let order = '';
        const look = (now: string) => {
          const due = dueDeliveries(reminder, told, rules, now);
          told = due.told;
          if (!isQuiet(rules, now.slice(11)) && now > latest) latest = now;
          for (const { telling } of due.deliveries) {
            const moment = `${telling.on}T${telling.time ?? rules.at}`;
            expect(moment <= now && !isQuiet(rules, now.slice(11)) && moment >= order).toBe(true);
            order = moment;
            const key = `${telling.day} ${String(telling.lead)}`;
            counts.set(key, (counts.get(key) ?? 0) + 1);
          }
        };
        let [at, zone] = [START, 0];
        for (const { pass, set, zone: hours } of events) {
          at = Math.max(START, at + (pass + set) * MINUTE);
          if (hours !== 0) zone = hours;
          if (at > START + YEARS_MS) break;
          look(civil(at + zone * 3_600_000));
        }
        // The last summer's noon of thirty years, when nothing is quiet in any of the settings above.
        look(`${civil(START + YEARS_MS).slice(0, 10)}T15:00`);
        const most = Math.max(...reminder.leads);
        const wanted = plannedBetween(reminder, calendar, { from: '2025-01-01', to: addDays(latest.slice(0, 10), most) }, 100_000).flatMap((day) =>
          reminder.leads.filter((lead) => addDays(day, -lead) > begin.through && `${addDays(day, -lead)}T${reminder.atTime ?? rules.at}` <= latest).map((lead) => `${day} ${String(lead)}`),
        );
        expect([...counts.keys()].toSorted()).toEqual(wanted.toSorted());
        expect([...counts.values()].every((n) => n === 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('of what was put off comes once, at that time, and instead of everything until then', () => {
    const daily: Settled = { startsOn: '2026-11-24', rule: 'FREQ=DAILY', onHoliday: 'keep', settledOn: null, snoozedTo: '2026-11-26T16:00', atTime: '10:00', leads: [0] };
    const rules = { calendar, at: '09:00', quietFrom: '22:00', quietTo: '07:00' };
    const told: Told = { through: '2026-11-24', snooze: null };
    expect(dueDeliveries(daily, told, rules, '2026-11-26T15:59').deliveries).toEqual([]);
    const due = dueDeliveries(daily, told, rules, '2026-11-26T16:00');
    expect(due.deliveries.map(({ telling }) => [telling.day, telling.snoozed])).toEqual([['2026-11-24', true]]);
    expect(dueDeliveries(daily, due.told, rules, '2026-11-26T23:00').deliveries).toEqual([]);
    expect(dueDeliveries(daily, due.told, rules, '2026-11-27T10:00').deliveries.map(({ telling }) => telling.day)).toEqual(['2026-11-27']);
  });

  it('knows what was missed from what waited for the end of the quiet hours', () => {
    const once: Settled = { startsOn: '2026-11-24', rule: null, onHoliday: 'keep', settledOn: null, snoozedTo: null, atTime: '23:00', leads: [0] };
    const rules = { calendar, at: '09:00', quietFrom: '22:00', quietTo: '07:00' };
    const told: Told = { through: '2026-11-23', snooze: null };
    const at = (now: string) => dueDeliveries(once, told, rules, now).deliveries.map((one) => one.missed);
    expect([at('2026-11-24T23:30'), at('2026-11-25T06:59'), at('2026-11-25T07:00'), at('2026-11-25T07:06')]).toEqual([[], [], [false], [true]]);
  });
});
