/** The dates people agree on most: tomorrow, in three days, next Monday, in a month. */
import dayjs, { type Dayjs } from 'dayjs';

export type NextChip = 'tomorrow' | 'in3days' | 'nextMonday' | 'inMonth';
export const NEXT_CHIPS: readonly NextChip[] = ['tomorrow', 'in3days', 'nextMonday', 'inMonth'];

/** The civil date of a chip as seen from `now`; next Monday is never today, a month ends where the next one is shorter. */
export function chipDate(chip: NextChip, now: number): string {
  const today = dayjs(now);
  return WAYS[chip](today).format('YYYY-MM-DD');
}

const WAYS: Readonly<Record<NextChip, (today: Dayjs) => Dayjs>> = {
  tomorrow: (today) => today.add(1, 'day'),
  in3days: (today) => today.add(3, 'day'),
  nextMonday: (today) => today.add(((8 - today.day()) % 7) || 7, 'day'),
  inMonth: (today) => today.add(1, 'month'),
};
