/** Days of a calendar being filled: counts and entries by date, in the order they came. */
import type { CalendarDay, CalendarEntry, CalendarKind } from '../../../../shared/modules/calendar.ts';

export interface Span {
  readonly from: string;
  readonly to: string;
  readonly perDay: number;
}

type Day = { -readonly [K in keyof CalendarDay]: CalendarDay[K] };

export class CalendarSheet {
  private readonly days = new Map<string, Day>();

  count(date: string, kind: CalendarKind, count: number): void {
    if (count <= 0) return;
    const day = this.day(date);
    day.counts = { ...day.counts, [kind]: (day.counts[kind] ?? 0) + count };
  }

  add(entry: CalendarEntry): void {
    this.day(entry.date).entries.push(entry);
  }

  /** In the order of their dates; those with nothing on them are not there. */
  filled(): CalendarDay[] {
    return [...this.days.values()].filter((day) => Object.keys(day.counts).length > 0).sort((a, b) => (a.date < b.date ? -1 : 1));
  }

  private day(date: string): Day {
    let day = this.days.get(date);
    if (!day) this.days.set(date, (day = { date, counts: {}, entries: [] }));
    return day;
  }
}
