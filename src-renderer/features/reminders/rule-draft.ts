/**
 * A rule as the form has it. What a rule repeats on follows from the first day: "every month on the 24th", "on the fourth Tuesday",
 * "on the 16th of the tenth lunar month" are the same choice for another first day. A rule the form cannot say is kept as it is.
 */
import { isSometimesMissing } from '../../../shared/kernel/birthday.ts';
import { lunarDateOf } from '../../../shared/kernel/lunar.ts';
import { formatPartialDate, parsePartialDate, type MissingDayRule, type PartialDate } from '../../../shared/kernel/partial-date.ts';
import type { OnHoliday } from '../../../shared/modules/reminders.ts';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const REPEATS = ['once', 'day', 'workday', 'week', 'monthDay', 'nth', 'lastNth', 'lastDay', 'year', 'lunar', 'lunarMonth'] as const;
export type Repeat = (typeof REPEATS)[number];

export type Ends = { readonly kind: 'never' } | { readonly kind: 'on'; readonly day: string } | { readonly kind: 'after'; readonly count: number };

export interface RuleDraft {
  readonly repeat: Repeat | 'other';
  /** Every so many days, weeks, months, years. */
  readonly every: number;
  /** Of a weekly rule. */
  readonly weekdays: readonly Weekday[];
  readonly ends: Ends;
  /** Of a lunar year that lacks the day; `null`: nothing was said. */
  readonly missing: MissingDayRule | null;
  /** As it came, of a rule the form cannot say. */
  readonly other: string | null;
}

export const ONCE: RuleDraft = { repeat: 'once', every: 1, weekdays: [], ends: { kind: 'never' }, missing: null, other: null };
/** Those that can be every second, third … one. */
export const COUNTED: ReadonlySet<RuleDraft['repeat']> = new Set(['day', 'week', 'monthDay', 'nth', 'lastNth', 'lastDay', 'year']);

const civil = (day: string): Date => new Date(`${day}T00:00:00Z`);
const daysInMonth = (day: string): number => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();

export const weekdayOf = (day: string): Weekday => WEEKDAYS[(civil(day).getUTCDay() + 6) % 7]!;
export const monthDayOf = (day: string): number => Number(day.slice(8));
/** The how manieth of its weekday a day is in its month: 1 to 5. */
export const nthOf = (day: string): number => Math.ceil(monthDayOf(day) / 7);

/** What makes sense for a first day: "the last Tuesday" only when it is one. */
export function repeatsFor(startsOn: string): readonly Repeat[] {
  const isLastOfKind = monthDayOf(startsOn) > daysInMonth(startsOn) - 7;
  const isLastDay = monthDayOf(startsOn) === daysInMonth(startsOn);
  return REPEATS.filter((repeat) => {
    if (repeat === 'nth') return nthOf(startsOn) < 5;
    if (repeat === 'lastNth') return isLastOfKind;
    if (repeat === 'lastDay') return isLastDay || monthDayOf(startsOn) > 27;
    if (repeat === 'lunar' || repeat === 'lunarMonth') return lunarDateOf(startsOn) !== null;
    return true;
  });
}

/** The lunar day of a first day, as a date of every year. */
export function lunarOf(startsOn: string): PartialDate | null {
  const day = lunarDateOf(startsOn);
  return day && { calendar: 'lunar', year: null, month: day.month, day: day.day, leap: day.leap };
}

/** Whether it must be said what a year without the day does. */
export function asksForMissing(draft: RuleDraft, startsOn: string): boolean {
  const date = draft.repeat === 'lunar' ? lunarOf(startsOn) : null;
  return date !== null && isSometimesMissing(date);
}

/** The text of a rule (shared/kernel/recurrence.ts); `null`: once. */
export function ruleOf(draft: RuleDraft, startsOn: string): string | null {
  if (draft.repeat === 'once') return null;
  if (draft.repeat === 'other') return draft.other;
  const { ends, every } = draft;
  const interval = every > 1 && COUNTED.has(draft.repeat) ? [`INTERVAL=${every}`] : [];
  const end = ends.kind === 'on' ? [`UNTIL=${ends.day.replaceAll('-', '')}`] : ends.kind === 'after' ? [`COUNT=${ends.count}`] : [];
  const [freq = '', ...rest] = mainParts(draft, startsOn, draft.repeat);
  return [freq, ...interval, ...rest, ...end].join(';');
}

function mainParts({ weekdays, missing }: RuleDraft, startsOn: string, repeat: Exclude<Repeat, 'once'>): readonly string[] {
  const weekday = weekdayOf(startsOn);
  const lunar = lunarOf(startsOn);
  const parts: Readonly<Record<typeof repeat, () => readonly string[]>> = {
    day: () => ['FREQ=DAILY'],
    workday: () => ['FREQ=DAILY'],
    week: () => ['FREQ=WEEKLY', `BYDAY=${(weekdays.length === 0 ? [weekday] : WEEKDAYS.filter((one) => weekdays.includes(one))).join(',')}`],
    monthDay: () => ['FREQ=MONTHLY', `BYMONTHDAY=${monthDayOf(startsOn)}`],
    nth: () => ['FREQ=MONTHLY', `BYDAY=${nthOf(startsOn)}${weekday}`],
    lastNth: () => ['FREQ=MONTHLY', `BYDAY=-1${weekday}`],
    lastDay: () => ['FREQ=MONTHLY', 'BYMONTHDAY=-1'],
    year: () => ['FREQ=YEARLY', `BYMONTH=${Number(startsOn.slice(5, 7))}`, `BYMONTHDAY=${monthDayOf(startsOn)}`],
    lunar: () => ['LUNAR', `DATE=${lunar === null ? '' : formatPartialDate({ ...lunar, ...(missing !== null && { rule: missing }) })}`],
    lunarMonth: () => ['LUNAR', `DAYS=${lunar?.day ?? 1}`],
  };
  return parts[repeat]();
}

/** What becomes of days off: a rule of working days leaves them out whatever was chosen for others. */
export const holidayOf = (draft: RuleDraft, chosen: OnHoliday): OnHoliday => (draft.repeat === 'workday' ? 'skip' : chosen);

/** Reads a stored rule back. What this form would not write comes as `other`. */
export function draftOf(rule: string | null, startsOn: string, onHoliday: OnHoliday): RuleDraft {
  if (rule === null) return ONCE;
  const parts = new Map(rule.split(';').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']));
  const until = parts.get('UNTIL');
  const count = parts.get('COUNT');
  const ends: Ends = until !== undefined ? { kind: 'on', day: `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}` } : count !== undefined ? { kind: 'after', count: Number(count) } : { kind: 'never' };
  const weekdays = WEEKDAYS.filter((one) => parts.get('BYDAY')?.split(',').includes(one) === true);
  const missing = parsePartialDate(parts.get('DATE') ?? '')?.rule ?? null;
  const same = (text: string | null): boolean => text !== null && sorted(text) === sorted(rule);
  for (const repeat of REPEATS) {
    const draft: RuleDraft = { repeat, every: Number(parts.get('INTERVAL') ?? 1), weekdays, ends, missing, other: null };
    if ((repeat === 'workday') !== (rule.startsWith('FREQ=DAILY') && onHoliday === 'skip' && !parts.has('INTERVAL'))) continue;
    if (same(ruleOf(draft, startsOn))) return draft;
  }
  return { ...ONCE, repeat: 'other', ends, other: rule };
}

/** The parts of a rule stand in any order. */
const sorted = (rule: string): string => rule.split(';').sort().join(';');
