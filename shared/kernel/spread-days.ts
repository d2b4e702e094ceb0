/** Spreads work over days: so many a day from a day on, or evenly from one day to another. Days are civil dates. */
import { dayOfIso, isoOfDay } from './formula-functions.ts';

export type Spread = { readonly by: 'span'; readonly from: string; readonly to: string } | { readonly by: 'perDay'; readonly from: string; readonly perDay: number };

/** Longer than this nobody plans ahead; it also ends the search for a working day. */
export const MAX_SPREAD_DAYS = 731;

/**
 * The day of each of `count` pieces of work, in order. Only days that `works` are used; where
 * a span has none, all of its days are. `null`: the days are no days, or there are too many.
 */
export function spreadDays(count: number, spread: Spread, works: (day: number) => boolean): readonly string[] | null {
  const from = dayOfIso(spread.from);
  if (from === null || count < 1) return null;
  if (spread.by === 'perDay') return perDay(count, from, spread.perDay, works);
  const to = dayOfIso(spread.to);
  if (to === null || to < from || to - from >= MAX_SPREAD_DAYS) return null;
  const all = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const working = all.filter(works);
  const days = working.length === 0 ? all : working;
  return Array.from({ length: count }, (_, i) => isoOfDay(days[Math.floor((i * days.length) / count)]!));
}

function perDay(count: number, from: number, size: number, works: (day: number) => boolean): readonly string[] | null {
  const out: string[] = [];
  for (let day = from; out.length < count; day++) {
    if (day - from >= MAX_SPREAD_DAYS) return null;
    if (works(day)) for (let i = 0; i < size && out.length < count; i++) out.push(isoOfDay(day));
  }
  return out;
}
