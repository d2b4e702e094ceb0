/**
 * What is to be told now: a pure function of the reminders, what was told before, and civil time. Civil time comes from the
 * computer's zone before it gets here, so that a clock set back, a night without 02:30 and a flight need nothing of their own:
 * whatever was to be told until now and was not is told, each once, in its order.
 */
import { addDays } from '../../../../shared/kernel/civil-days.ts';
import { tellings, toldAfter } from '../../../../shared/kernel/reminder-days.ts';
import type { Settled, Telling, Told } from '../../../../shared/kernel/reminder-days.ts';
import type { WorkCalendar } from '../../../../shared/kernel/working-days.ts';

export interface TellingRules {
  readonly calendar: WorkCalendar;
  /** Time of day of reminders without one. */
  readonly at: string;
  /** Nothing is told from one to the other; equal: at any hour. */
  readonly quietFrom: string;
  readonly quietTo: string;
}

export interface Delivery {
  readonly telling: Telling;
  /** Its time passed while nobody could be told. */
  readonly missed: boolean;
}

export interface DueNow {
  readonly deliveries: readonly Delivery[];
  /** What has been told when these have. */
  readonly told: Told;
}

/** A running program tells within a minute; what is older was missed. */
const LATE_MINUTES = 5;

/** The deliveries of one reminder at `now`, a civil moment `YYYY-MM-DDTHH:MM`. */
export function dueDeliveries(plan: Settled, told: Told, rules: TellingRules, now: string): DueNow {
  const deliveries: Delivery[] = [];
  let after = told;
  if (isQuiet(rules, now.slice(11))) return { deliveries, told };
  for (const telling of tellings(plan, rules.calendar, told, now.slice(0, 10))) {
    const moment = `${telling.on}T${telling.time ?? rules.at}`;
    if (moment > now) break;
    deliveries.push({ telling, missed: minutesBetween(releasedAt(rules, moment), now) > LATE_MINUTES });
    after = toldAfter(plan, after, telling);
  }
  return { deliveries, told: after };
}

/** Within quiet hours, which may go past midnight. */
export function isQuiet({ quietFrom, quietTo }: Pick<TellingRules, 'quietFrom' | 'quietTo'>, time: string): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? time >= quietFrom && time < quietTo : time >= quietFrom || time < quietTo;
}

/** A moment, or the end of the quiet hours it falls into. */
function releasedAt(rules: TellingRules, moment: string): string {
  const [day = '', time = ''] = moment.split('T');
  if (!isQuiet(rules, time)) return moment;
  return `${time < rules.quietTo ? day : addDays(day, 1)}T${rules.quietTo}`;
}

const minutesBetween = (from: string, to: string) => (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 60_000;
