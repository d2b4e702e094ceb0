/**
 * Birthdays by day, solar and lunar. How many there are is counted by date of birth, of which even a million customers
 * have few. Names are looked up for a span with a bearable number of them, and for single days.
 */
import { birthdaysInYear } from '../../../../shared/kernel/birthday.ts';
import { daysApart, daysFrom } from '../../../../shared/kernel/calendar-days.ts';
import type { Condition } from '../../../../shared/kernel/filter.ts';
import { parsePartialDate } from '../../../../shared/kernel/partial-date.ts';
import type { CalendarEntry } from '../../../../shared/modules/calendar.ts';
import { prepared } from '../../changes/statements.ts';
import { isoDate } from '../../derived/mirror/dates.ts';
import type { OpenBook } from '../../domain/context.ts';
import type { CalendarSheet, Span } from './sheet.ts';

/** So many are put on their days at once. */
const NAMED = 2_000;
/** In a fuller span, names are looked up day by day where it has no more days than a week. */
const NAMED_DAYS = 7;

export interface Kept {
  readonly on: string;
  readonly age: number | null;
}

/** The days of a span on which a stored birthday is kept, with the years completed. */
export function keptDays(stored: string, { from, to }: Pick<Span, 'from' | 'to'>): readonly Kept[] {
  const date = parsePartialDate(stored);
  if (!date) return [];
  const found: Kept[] = [];
  // A lunar year reaches into the next solar one.
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)); year++) {
    for (const on of birthdaysInYear(date, year)) if (on >= from && on <= to) found.push({ on, age: date.year === null ? null : year - date.year });
  }
  return found;
}

/** Every date of birth has a day of birth, and there are few of those: worked out once each. */
function daysOfDates(span: Span): (stored: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (stored) => {
    const day = stored.charAt(0) + stored.slice(stored.charAt(1) === '-' ? 3 : 6);
    let days = known.get(day);
    if (!days) known.set(day, (days = keptDays(stored, span).map(({ on }) => on)));
    return days;
  };
}

/** Puts birthdays on their days; `named`: how many of a long span get their names. */
export function layBirthdays(book: Pick<OpenBook, 'db' | 'derived' | 'clock'>, span: Span, sheet: CalendarSheet, named = NAMED): void {
  const today = isoDate(book.clock.now());
  const within = (from: string, to: string) => ({ filter: { all: [{ field: 'birthday', test: { op: 'relative', unit: 'day', from: daysApart(today, from), to: daysApart(today, to) } } satisfies Condition] } });
  const query = within(span.from, span.to);
  const daysOf = daysOfDates(span);
  let total = 0;
  for (const { value, count } of book.derived.facets('birthday', query, { limit: Infinity }).values) {
    for (const day of typeof value === 'string' ? daysOf(value) : []) {
      sheet.count(day, 'birthday', count);
      total += count;
    }
  }
  if (total === 0) return;
  if (total <= named) return name(book, Array.from(book.derived.ids(query)), span, sheet);
  if (daysApart(span.from, span.to) >= NAMED_DAYS) return;
  for (const day of daysFrom(span.from, span.to)) name(book, book.derived.list(within(day, day), { limit: span.perDay }).ids, { ...span, from: day, to: day }, sheet);
}

type Person = Pick<CalendarEntry, 'id' | 'customerName' | 'doNotContact'> & { readonly birthday: string };

function name(book: Pick<OpenBook, 'db'>, ids: readonly number[], span: Span, sheet: CalendarSheet): void {
  const one = prepared(book.db.raw, 'SELECT id, name AS customerName, do_not_contact AS doNotContact, birthday FROM customer WHERE id = ?');
  const shown = new Map<string, number>();
  for (const id of [...ids].sort((a, b) => a - b)) {
    const person = one.get(id) as Person | undefined;
    for (const { on, age } of person ? keptDays(person.birthday, span) : []) {
      const n = shown.get(on) ?? 0;
      shown.set(on, n + 1);
      if (person && n < span.perDay) sheet.add({ kind: 'birthday', id, date: on, title: '', time: null, customerId: id, customerName: person.customerName, doNotContact: person.doNotContact, age, line: null, movable: false, openMinor: null, currency: null });
    }
  }
}
