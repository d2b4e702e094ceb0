/** The days of a reminder: those of its rule, moved or left out where they are no working days; and what follows for lists and telling. */
import { dateOf, dayNumber } from './civil-days.ts';
import { occurrencesFrom } from './recurrence.ts';
import type { WorkCalendar } from './working-days.ts';

export interface Plan {
  /** `YYYY-MM-DD`. */
  readonly startsOn: string;
  /** `null`: once. */
  readonly rule: string | null;
  readonly onHoliday: 'keep' | 'skip' | 'before' | 'after';
}

/** No row of days off is longer, whatever a file says. */
const LONGEST_REST = 40;
/** So many days of a rule in a row may be no working days before it counts as having none. */
const MOST_LEFT_OUT = 1_000;

function* rawDays({ rule, startsOn }: Plan, after: number): Generator<number> {
  if (rule !== null) {
    yield* occurrencesFrom(rule, startsOn, after);
    return;
  }
  const only = dayNumber(startsOn);
  if (only > after) yield only;
}

function moved(day: number, step: 1 | -1, calendar: WorkCalendar): number {
  for (let to = day; Math.abs(to - day) <= LONGEST_REST; to += step) if (calendar.isWorking(to)) return to;
  return day;
}

/** The days after `after` (day numbers), in order, each once. Stop asking when there are enough. */
export function* plannedFrom(plan: Plan, calendar: WorkCalendar, after: number): Generator<number> {
  const { onHoliday } = plan;
  if (onHoliday === 'keep') {
    yield* rawDays(plan, after);
    return;
  }
  let last = after;
  let left = 0;
  // A day moved back lies before its own, one moved on behind it.
  for (const raw of rawDays(plan, onHoliday === 'after' ? after - LONGEST_REST - 1 : after)) {
    if (onHoliday === 'skip' && !calendar.isWorking(raw)) {
      if ((left += 1) > MOST_LEFT_OUT) return;
      continue;
    }
    left = 0;
    const day = onHoliday === 'skip' ? raw : moved(raw, onHoliday === 'after' ? 1 : -1, calendar);
    if (day <= last) continue;
    last = day;
    yield day;
  }
}

/** The first day after `after`; `null`: none. */
export function plannedAfter(plan: Plan, calendar: WorkCalendar, after: string): string | null {
  for (const day of plannedFrom(plan, calendar, dayNumber(after))) return dateOf(day);
  return null;
}

/** The days between two, both included. */
export function plannedBetween(plan: Plan, calendar: WorkCalendar, span: { readonly from: string; readonly to: string }, most = 10_000): string[] {
  const found: string[] = [];
  const end = dayNumber(span.to);
  for (const day of plannedFrom(plan, calendar, dayNumber(span.from) - 1)) {
    if (day > end || found.length >= most) break;
    found.push(dateOf(day));
  }
  return found;
}

export interface Settled extends Plan {
  /** The last day done or passed over. */
  readonly settledOn: string | null;
  /** Put off to a day, with or without a time. */
  readonly snoozedTo: string | null;
  readonly atTime: string | null;
  readonly leads: readonly number[];
}

/** Before every day a reminder may have: also one that was moved back from its first. */
const beforeAll = (plan: Plan): number => dayNumber(plan.startsOn) - LONGEST_REST - 1;

/** The first day not settled, whether it was put off or not; `null`: none is left. */
export function nextDay(plan: Settled, calendar: WorkCalendar): string | null {
  const after = plan.settledOn === null ? beforeAll(plan) : Math.max(beforeAll(plan), dayNumber(plan.settledOn));
  for (const day of plannedFrom(plan, calendar, after)) return dateOf(day);
  return null;
}

/** Where an open reminder stands in lists: its next day, or where it was put off to. `null`: no day is left. */
export function standsOn(plan: Settled, calendar: WorkCalendar): { readonly day: string; readonly time: string | null } | null {
  const day = nextDay(plan, calendar);
  if (day === null) return null;
  if (plan.snoozedTo === null) return { day, time: plan.atTime };
  return { day: plan.snoozedTo.slice(0, 10), time: timeOf(plan.snoozedTo) };
}

/** `HH:MM` of a civil moment, `null` for a day. */
export const timeOf = (moment: string): string | null => (moment.length > 10 ? moment.slice(11) : null);

/** What has been told of a reminder on this computer. */
export interface Told {
  /** Everything that was to be told on this day and before. */
  readonly through: string;
  /** The snooze that was told. */
  readonly snooze: string | null;
}

/** One telling: of one day of the reminder, so many days before it. */
export interface Telling {
  /** The day it is about. */
  readonly day: string;
  readonly lead: number;
  /** When, by the calendar; without a time at the book's time of day. */
  readonly on: string;
  readonly time: string | null;
  readonly snoozed: boolean;
}

/** The tellings of a reminder not told yet, in their order, while their day is not after `until`. */
export function tellings(plan: Settled, calendar: WorkCalendar, told: Told, until: string): Telling[] {
  const { snoozedTo } = plan;
  if (snoozedTo === null || told.snooze === snoozedTo) return regular(plan, calendar, told, until);
  const [on, time] = [snoozedTo.slice(0, 10), timeOf(snoozedTo)];
  const day = nextDay(plan, calendar);
  if (day === null || on > until) return [];
  // Until the time it was put off to, it keeps quiet altogether: that telling stands for all of them.
  return [{ day, lead: 0, on, time, snoozed: true }, ...regular(plan, calendar, toldAfter(plan, told, { on, snoozed: true }), until)];
}

/** What has been told when this one has. */
export function toldAfter(plan: Settled, told: Told, { on, snoozed }: Pick<Telling, 'on' | 'snoozed'>): Told {
  const later = (a: string, b: string) => (a > b ? a : b);
  if (!snoozed) return { ...told, through: later(told.through, on) };
  const time = plan.snoozedTo === null ? null : timeOf(plan.snoozedTo);
  const isCovered = (plan.atTime ?? MORNING) <= (time ?? MORNING);
  return { through: later(told.through, isCovered ? on : dateOf(dayNumber(on) - 1)), snooze: plan.snoozedTo };
}

/** Orders what has no time of its own among what has, on one day. */
const MORNING = '09:00';

function regular(plan: Settled, calendar: WorkCalendar, told: Told, until: string): Telling[] {
  const [from, end] = [dayNumber(told.through) + 1, dayNumber(until)];
  const leads = leadsOf(plan);
  const most = Math.max(...leads);
  const found: (Telling & { readonly at: number })[] = [];
  for (const day of plannedFrom(plan, calendar, firstAsked(plan, from))) {
    if (day - most > end) break;
    for (const lead of leads) {
      const at = day - lead;
      if (at >= from && at <= end) found.push({ day: dateOf(day), lead, on: dateOf(at), time: plan.atTime, snoozed: false, at });
    }
  }
  return found.sort((a, b) => a.at - b.at || (a.day < b.day ? -1 : 1)).map(({ at: _, ...one }) => one);
}

const leadsOf = ({ leads }: Settled): readonly number[] => (leads.length === 0 ? [0] : [...new Set(leads)]);

/** After which day of the rule something may have to be told on the day `from` or later. */
function firstAsked(plan: Settled, from: number): number {
  const settled = plan.settledOn === null ? -Infinity : dayNumber(plan.settledOn);
  return Math.max(settled, from + Math.min(...leadsOf(plan)) - 1, beforeAll(plan));
}

/** When a reminder is to be told next; `null`: never again. */
export function nextTelling(plan: Settled, calendar: WorkCalendar, told: Told): { readonly on: string; readonly time: string | null } | null {
  const { snoozedTo } = plan;
  if (snoozedTo !== null && told.snooze !== snoozedTo) return { on: snoozedTo.slice(0, 10), time: timeOf(snoozedTo) };
  const from = dayNumber(told.through) + 1;
  const leads = leadsOf(plan);
  let best = Infinity;
  for (const day of plannedFrom(plan, calendar, firstAsked(plan, from))) {
    // A day is told no earlier than its longest notice.
    if (day - Math.max(...leads) >= best) break;
    for (const lead of leads) if (day - lead >= from) best = Math.min(best, day - lead);
  }
  return best === Infinity ? null : { on: dateOf(best), time: plan.atTime };
}
