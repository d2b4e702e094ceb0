/** Days as the page names them, in both calendars. */
import { solarTermOn } from '../../../shared/kernel/solar-terms.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatDate, formatWeekday } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { lunarText } from '../common/day-words.ts';

export { bothCalendars } from '../common/day-words.ts';

/** The day the page is about, with its solar term: `11月23日 · 周一 · 农历十月十五 · 小雪`. */
export function todayText(t: Translate, language: Language, today: string): string {
  const term = solarTermOn(today);
  return [formatDate(today, language), formatWeekday(today, language), lunarText(t, language, today), term && t(`calendar.term.${term}`)].filter((part) => part !== null).join(' · ');
}
