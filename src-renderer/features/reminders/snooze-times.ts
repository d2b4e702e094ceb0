/** To when a reminder is put off, as civil date and time. */
import dayjs from 'dayjs';
import { chipDate } from '../follow-ups/next-dates.ts';

export type SnoozeChoice = 'hour' | 'tomorrow' | 'monday';

const FORM = 'YYYY-MM-DDTHH:mm';

/** `morning` is the book's time of day for what has none of its own. */
export function snoozeTime(choice: SnoozeChoice, morning: string, now = Date.now()): string {
  if (choice === 'hour') return dayjs(now).add(1, 'hour').format(FORM);
  return `${chipDate(choice === 'monday' ? 'nextMonday' : 'tomorrow', now)}T${morning}`;
}

export const civilTime = (at: dayjs.Dayjs): string => at.format(FORM);
