/** Counts (and sums) per value: what lists are grouped by, boards have as columns, filters offer. */
import { isoDate } from './mirror/dates.ts';
import type { Facet } from './port.ts';

const MAX_FACETS = 200;

/** `YYYY-MM` of an instant in local time; `null` for none. */
export function monthOf(at: number): string | null {
  return Number.isNaN(at) ? null : isoDate(at).slice(0, 7);
}

/** `MM` of a stored birthday (`S1990-05-06`, `L--10+-03`); `null` for none. */
export function birthMonth(text: string): string | null {
  const m = /^[SL](?:\d{4}|-)-(\d{2})/.exec(text);
  return m ? m[1]! : null;
}

export interface Tally {
  add(value: string | null, count: number, amount: number): void;
  /** Largest first, at most 200; tag ids as numbers. */
  facets(asNumbers: boolean): readonly Facet[];
}

/** An empty count per value; `withSums` adds up amounts too (NaN counts as nothing). */
export function createTally(withSums: boolean): Tally {
  const tallies = new Map<string | null, { count: number; sum: number }>();
  return {
    add(value, count, amount) {
      let one = tallies.get(value);
      if (!one) tallies.set(value, (one = { count: 0, sum: 0 }));
      one.count += count;
      if (!Number.isNaN(amount)) one.sum += amount;
    },
    facets(asNumbers) {
      const all = [...tallies].map(([value, { count, sum }]): Facet => {
        const shown = asNumbers && value !== null ? Number(value) : value;
        return withSums ? { value: shown, count, sum } : { value: shown, count };
      });
      return all.sort((a, b) => b.count - a.count || String(a.value).localeCompare(String(b.value))).slice(0, MAX_FACETS);
    },
  };
}
