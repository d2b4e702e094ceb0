/** What an entry is called, on screen and for a screen reader. */
import type { CalendarDay, CalendarEntry, CalendarKind } from '../../../shared/modules/calendar.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatMoney } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';

export function entryTitle(t: Translate, language: Language, entry: CalendarEntry): string {
  if (entry.kind === 'birthday') return entry.age !== null && entry.age > 0 ? t('calendarPage.birthdayAge', { name: entry.customerName, age: entry.age }) : t('calendarPage.birthday', { name: entry.customerName });
  if (entry.kind === 'payment') return t('calendarPage.payment', { name: entry.customerName, amount: formatMoney(entry.openMinor ?? 0, entry.currency ?? 'CNY', language) });
  if (entry.time !== null) return `${entry.time} ${entry.title}`;
  return entry.title === '' ? t('tasks.nextStep') : entry.title;
}

/** With its kind and its customer, which the screen shows by colour and place. */
export function entryLabel(t: Translate, language: Language, entry: CalendarEntry): string {
  const kind = t(`calendarPage.kinds.${entry.kind}`);
  const title = entryTitle(t, language, entry);
  const said = entry.line === null && entry.kind !== 'reminder' ? t('calendarPage.entry', { kind, title }) : t('calendarPage.entryOf', { kind, title, name: entry.customerName });
  return entry.doNotContact === 'all' ? `${said} (${t('calendarPage.quiet')})` : said;
}

export const countOf = (day: CalendarDay | undefined): number => Object.values(day?.counts ?? {}).reduce((sum, n) => sum + n, 0);

/** The order of kinds within a day: what is to be done first. */
const ORDER: readonly CalendarKind[] = ['reminder', 'task', 'nextStep', 'care', 'payment', 'birthday'];

/** The same days from two answers as one, entries in the order of their kinds. */
export function joined(first: readonly CalendarDay[], second: readonly CalendarDay[]): ReadonlyMap<string, CalendarDay> {
  const days = new Map(first.map((day) => [day.date, day]));
  for (const day of second) {
    const known = days.get(day.date);
    days.set(day.date, known ? { date: day.date, counts: { ...known.counts, ...day.counts }, entries: [...known.entries, ...day.entries] } : day);
  }
  for (const [date, day] of days) days.set(date, { ...day, entries: [...day.entries].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)) });
  return days;
}
