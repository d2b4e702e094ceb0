/** Spans of days people ask for; weeks begin on Monday. */
import type { Dayjs } from 'dayjs';

export const SPANS = ['all', 'today', 'week', 'month', 'lastMonth', 'year', 'custom'] as const;
export type Span = (typeof SPANS)[number];
interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const day = (d: Dayjs): string => d.format('YYYY-MM-DD');

/** First and last day of a span as seen from `today`. */
export function spanOf(span: Exclude<Span, 'custom'>, today: Dayjs): Days {
  const monday = today.subtract((today.day() + 6) % 7, 'day');
  switch (span) {
    case 'all':
      return { from: undefined, to: undefined };
    case 'today':
      return { from: day(today), to: day(today) };
    case 'week':
      return { from: day(monday), to: day(monday.add(6, 'day')) };
    case 'month':
      return { from: day(today.startOf('month')), to: day(today.endOf('month')) };
    case 'lastMonth':
      return { from: day(today.subtract(1, 'month').startOf('month')), to: day(today.subtract(1, 'month').endOf('month')) };
    case 'year':
      return { from: day(today.startOf('year')), to: day(today.endOf('year')) };
  }
}

/** The span two days are, `custom` when they are none of the named ones. */
export function spanOfQuery(days: Days, today: Dayjs): Span {
  const named = SPANS.filter((s) => s !== 'custom').find((s) => {
    const { from, to } = spanOf(s, today);
    return from === days.from && to === days.to;
  });
  return named ?? 'custom';
}
