/** Days as people speak of them in a list of things to do. */
import type { Language } from '../../../shared/modules/words.ts';
import dayjs from 'dayjs';
import { formatDate } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';

/** `晚了 3 天`, `今天`, `明天`, then the date; `isLate` when the day is past. */
export function dueText(t: Translate, language: Language, due: string | null, now = Date.now()): { readonly text: string; readonly isLate: boolean } {
  if (due === null) return { text: t('tasks.someDay'), isLate: false };
  const days = dayjs(due).diff(dayjs(now).startOf('day'), 'day');
  if (days < 0) return { text: t('tasks.late', { count: -days }), isLate: true };
  const text = days === 0 ? t('tasks.today') : days === 1 ? t('tasks.tomorrow') : formatDate(due, language, now);
  return { text, isLate: false };
}
