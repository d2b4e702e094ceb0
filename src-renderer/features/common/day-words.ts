/** Days in both calendars. */
import { lunarDateOf } from '../../../shared/kernel/lunar.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatDate, formatLunarDay } from '../../lib/format.ts';
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
