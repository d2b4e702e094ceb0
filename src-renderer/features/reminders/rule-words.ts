/** A rule as a sentence: `每 2 周的周二、周四，到 2027年1月1日为止`. */
import type { Language } from '../../../shared/modules/words.ts';
import { lunarDateOf } from '../../../shared/kernel/lunar.ts';
import { formatDate, formatLunarDay, lunarDayName } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import type { OnHoliday } from '../../../shared/modules/reminders.ts';
import { monthDayOf, nthOf, weekdayOf, WEEKDAYS, type Repeat, type RuleDraft, type Weekday } from './rule-draft.ts';

/** The name of a day of the week, as it stands in a sentence. */
export function weekdayName(weekday: Weekday, language: Language, width: 'long' | 'short' = 'long'): string {
  // 5 January 2026 was a Monday.
  const date = new Date(Date.UTC(2026, 0, 5 + WEEKDAYS.indexOf(weekday)));
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { weekday: language === 'en' ? width : 'short', timeZone: 'UTC' }).format(date);
}

/** `5月24日`, without a year. */
function dayOfYear(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(new Date(`2000${day.slice(4)}T00:00:00Z`));
}

/** When it comes, without its end. */
export function repeatText(t: Translate, language: Language, draft: Pick<RuleDraft, 'repeat' | 'every' | 'weekdays'>, startsOn: string): string {
  const { repeat, every: n } = draft;
  if (repeat === 'once' || repeat === 'other' || repeat === 'workday') return t(`reminders.rule.${repeat}`);
  const lunar = lunarDateOf(startsOn);
  if (repeat === 'lunar') return t('reminders.rule.lunar', { day: lunar === null ? '' : formatLunarDay(lunar, language) });
  if (repeat === 'lunarMonth') return t('reminders.rule.lunarMonth', { day: lunar === null ? '' : language === 'en' ? ordinal(lunar.day) : lunarDayName(lunar.day) });
  return t(`reminders.rule.${n === 1 ? 'one' : 'many'}.${repeat}`, { n, ...placesOf(t, language, draft, startsOn, repeat) });
}

/** What fills the gaps of a repeating rule's sentence. */
function placesOf(t: Translate, language: Language, draft: Pick<RuleDraft, 'weekdays'>, startsOn: string, repeat: Repeat): Readonly<Record<string, string>> {
  const weekday = weekdayName(weekdayOf(startsOn), language);
  if (repeat === 'week') return { days: daysText(t, language, draft.weekdays.length === 0 ? [weekdayOf(startsOn)] : draft.weekdays) };
  if (repeat === 'monthDay') return { day: language === 'en' ? ordinal(monthDayOf(startsOn)) : String(monthDayOf(startsOn)) };
  if (repeat === 'year') return { day: dayOfYear(startsOn, language) };
  if (repeat === 'nth') return { weekday, nth: t(`reminders.rule.nths.n${Math.min(4, nthOf(startsOn)) as 1}`) };
  return { weekday };
}

/** `周二、周四`; `Tuesday, Thursday and Friday`. */
function daysText(t: Translate, language: Language, weekdays: readonly Weekday[]): string {
  const names = WEEKDAYS.filter((one) => weekdays.includes(one)).map((one) => weekdayName(one, language));
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(language === 'en' ? ', ' : '、')}${t('reminders.rule.days')}${last}`;
}

export interface Told {
  readonly atTime: string | null;
  /** The book's time of day. */
  readonly morning: string;
  readonly onHoliday: OnHoliday;
  readonly leads: readonly number[];
}

/** The whole of it: when it comes, what becomes of days off, when it is told, when it ends. */
export function ruleText(t: Translate, language: Language, draft: RuleDraft, startsOn: string, told: Told): string {
  const { ends, repeat } = draft;
  const comes = repeat === 'once' ? formatDate(startsOn, language) : repeatText(t, language, draft, startsOn);
  const ahead = told.leads.filter((days) => days > 0).sort((a, b) => b - a);
  const parts = [
    comes,
    told.atTime === null ? t('reminders.rule.allDay', { time: told.morning }) : t('reminders.rule.at', { time: told.atTime }),
    ahead.length === 0 ? null : t('reminders.rule.ahead', { days: ahead.join(t('reminders.rule.days')) }),
    missingText(t, language, draft, startsOn),
    told.onHoliday === 'keep' || repeat === 'workday' ? null : t(`reminders.rule.holiday.${told.onHoliday}`),
    repeat === 'once' || ends.kind === 'never' ? null : ends.kind === 'on' ? t('reminders.rule.until', { date: formatDate(ends.day, language) }) : t('reminders.rule.times', { n: ends.count }),
  ];
  return parts.filter((part) => part !== null).join(t('reminders.rule.and'));
}

/** Some months have no 31st, most years no 29 February. */
function missingText(t: Translate, language: Language, draft: RuleDraft, startsOn: string): string | null {
  const day = monthDayOf(startsOn);
  if (draft.repeat === 'monthDay' && day > 28) return t('reminders.rule.noSuchDay', { day: language === 'en' ? ordinal(day) : day });
  return draft.repeat === 'year' && startsOn.endsWith('-02-29') ? t('reminders.rule.leapYears') : null;
}

function ordinal(n: number): string {
  const rest = n % 100;
  const end = rest >= 11 && rest <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${end}`;
}
