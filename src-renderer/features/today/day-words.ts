/** Days as the page names them, in both calendars. */
import { lunarDateOf } from '../../../shared/kernel/lunar.ts';
import { solarTermOn } from '../../../shared/kernel/solar-terms.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatDate, formatLunarDay, formatWeekday } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';

/** 农历腊月廿三; nothing outside the table. */
export function lunarText(t: Translate, language: Language, isoDate: string): string | null {
  const day = lunarDateOf(isoDate);
  return day && t('calendar.lunar', { day: formatLunarDay(day, language) });
}

/** `11月24日 · 农历十月十六`. */
export function bothCalendars(t: Translate, language: Language, isoDate: string): string {
  return [formatDate(isoDate, language), lunarText(t, language, isoDate)].filter((part) => part !== null).join(' · ');
}

/** The day the page is about, with its solar term: `11月23日 · 周一 · 农历十月十五 · 小雪`. */
export function todayText(t: Translate, language: Language, today: string): string {
  const term = solarTermOn(today);
  return [formatDate(today, language), formatWeekday(today, language), lunarText(t, language, today), term && t(`calendar.term.${term}`)].filter((part) => part !== null).join(' · ');
}
