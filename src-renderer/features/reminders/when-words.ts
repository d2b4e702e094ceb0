/** When a reminder stands, as people say it. */
import dayjs from 'dayjs';
import type { ReminderLine } from '../../../shared/modules/reminders.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatDate } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { dueText } from '../tasks/due-text.ts';

/** `明天 09:00`, `12月1日 15:30`. */
export function civilText(t: Translate, language: Language, civil: string, now = Date.now()): string {
  const [day = '', time = ''] = civil.split('T');
  const days = dayjs(day).diff(dayjs(now).startOf('day'), 'day');
  const name = days === 0 ? t('tasks.today') : days === 1 ? t('tasks.tomorrow') : formatDate(day, language, now);
  return `${name} ${time}`.trim();
}

/** The day a line stands on, with its time where it has one. */
export function whenText(t: Translate, language: Language, line: Pick<ReminderLine, 'dueOn' | 'dueTime'>, now = Date.now()): { readonly text: string; readonly isLate: boolean } {
  if (line.dueOn === null) return { text: '', isLate: false };
  const { text, isLate } = dueText(t, language, line.dueOn, now);
  return { text: line.dueTime === null || isLate ? text : `${text} ${line.dueTime}`, isLate };
}
