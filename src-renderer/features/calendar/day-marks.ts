import { festivalsFrom } from '../../../shared/kernel/festivals.ts';
import { lunarDateOf } from '../../../shared/kernel/lunar.ts';
import { solarTermOn } from '../../../shared/kernel/solar-terms.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatLunarDay, lunarDayName, lunarMonthName } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';

export interface DayMarks {
  /** What stands small beside the number: a festival, a solar term, or the lunar day, the month on its first. */
  readonly mark: string;
  readonly isFestival: boolean;
  /** All of it, for a screen reader and as a title. */
  readonly whole: string;
}

/** A day in the other calendar. Festivals of a day come before its solar term, both before the lunar day. */
export function marksOf(t: Translate, language: Language, date: string): DayMarks {
  const lunar = lunarDateOf(date);
  const festivals = festivalsFrom(date, 1).map(({ festival }) => t(`calendar.festival.${festival}`));
  const term = solarTermOn(date);
  const termName = term && t(`calendar.term.${term}`);
  const short = lunar === null ? '' : language === 'en' ? formatLunarDay(lunar, language) : lunar.day === 1 ? lunarMonthName(lunar.month, lunar.leap) : lunarDayName(lunar.day);
  const whole = [lunar && t('calendar.lunar', { day: formatLunarDay(lunar, language) }), ...festivals, termName].filter((part, at, all) => part !== null && all.indexOf(part) === at);
  return { mark: festivals[0] ?? termName ?? short, isFestival: festivals.length > 0, whole: whole.join(' · ') };
}
