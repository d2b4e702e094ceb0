import type { Language } from '../../../shared/modules/words.ts';
import { formatDate, formatWeekday } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { shownDays, type CalendarView } from './span.ts';

/** `2026年11月`, `11月23日 — 11月29日`, `11月23日 周一`. */
export function spanName(t: Translate, language: Language, view: CalendarView, day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  if (view === 'month') return t('calendarPage.month', { year: String(year), month: language === 'en' ? new Intl.DateTimeFormat('en-GB', { month: 'long' }).format(new Date(year, month - 1, 1)) : String(month) });
  if (view === 'day') return `${formatDate(day, language)} ${formatWeekday(day, language)}`;
  const { from, to } = shownDays(view, day);
  return t('calendarPage.span', { from: formatDate(from, language), to: formatDate(to, language) });
}
