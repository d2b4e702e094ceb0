/** Counts (and sums) per value: what lists are grouped by, boards have as columns, filters offer, charts show. */
import { isoDate } from './mirror/dates.ts';
import { spanFinder, spansOf, spanText } from './mirror/spans.ts';
import { NAME_ORDER } from './mirror/spec.ts';
import type { ColumnSpec } from './mirror/spec.ts';
import type { Facet, FacetMore, Facets } from './port.ts';

export const MAX_FACETS = 200;
export const NOTHING_LEFT: Facets['left'] = { values: 0, count: 0 };

/** `YYYY-MM` of an instant in local time; `null` for none. */
export function monthOf(at: number): string | null {
  return Number.isNaN(at) ? null : isoDate(at).slice(0, 7);
}

/** `MM` of a stored birthday (`S1990-05-06`, `L--10+-03`); `null` for none. */
export function birthMonth(text: string): string | null {
  const m = /^[SL](?:\d{4}|-)-(\d{2})/.exec(text);
  return m ? m[1]! : null;
}

/** First year of the ten years a birthday falls into (`1990`); `null` for none, or without a year. */
export function birthDecade(text: string): string | null {
  const m = /^[SL](\d{3})\d-/.exec(text);
  return m ? `${m[1]!}0` : null;
}

/** Texts that say something else for everybody, or too much to be compared. */
const NOT_COUNTED = new Set(['name', NAME_ORDER, 'pinyin', 'notes', 'preferences', 'painPoints']);

/** How a column can be counted; `null` when this way does not suit it. */
export function countedAs(spec: ColumnSpec, by: FacetMore['by']): 'values' | 'months' | 'spans' | 'birthdays' | 'texts' | null {
  if (spec.kind === 'number') return by === 'month' ? 'months' : by === 'range' ? 'spans' : null;
  if (by === 'month' || by === 'decade') return spec.order === 'birthday' ? 'birthdays' : null;
  if (by !== undefined) return null;
  if (spec.kind === 'choice' || spec.order === 'mixed') return 'values';
  const isLong = NOT_COUNTED.has(spec.field) || spec.key === 'longText' || spec.folds === 'contacts';
  return isLong ? null : 'texts';
}

export interface Tally {
  add(value: string | null, count: number, amount: number, example?: number): void;
  /** Largest first, at most `limit`; tag ids as numbers. */
  facets(asNumbers: boolean, limit?: number): Facets;
}

/** An empty count per value; `withSums` adds up amounts too (NaN counts as nothing). */
export function createTally(withSums: boolean): Tally {
  const tallies = new Map<string | null, { count: number; sum: number; example?: number | undefined }>();
  return {
    add(value, count, amount, example) {
      let one = tallies.get(value);
      if (!one) tallies.set(value, (one = { count: 0, sum: 0, example }));
      one.count += count;
      if (!Number.isNaN(amount)) one.sum += amount;
    },
    facets(asNumbers, limit = MAX_FACETS) {
      const all = [...tallies].map(([value, { count, sum, example }]): Facet => {
        const shown = asNumbers && value !== null ? Number(value) : value;
        return { value: shown, count, ...(withSums && { sum }), ...(example !== undefined && { example }) };
      });
      all.sort((a, b) => b.count - a.count || String(a.value).localeCompare(String(b.value)));
      const rest = all.slice(limit);
      return { values: all.slice(0, limit), left: { values: rest.length, count: rest.reduce((sum, { count }) => sum + count, 0) } };
    },
  };
}

/** How many of these numbers fall into each span, from the lowest; spans nobody is in are there too, those without a number come last. */
export function countSpans(numbers: Float64Array, amounts: Float64Array | null): Facets {
  const spans = spansOf(numbers, numbers.length);
  const find = spanFinder(spans);
  const counts = new Float64Array(spans.length + 1);
  const sums = new Float64Array(spans.length + 1);
  for (let i = 0; i < numbers.length; i++) {
    const at = find(numbers[i]!);
    const place = at < 0 ? spans.length : at;
    counts[place]!++;
    if (amounts && amounts[i] === amounts[i]) sums[place]! += amounts[i]!;
  }
  const facet = (value: string | null, i: number): Facet => ({ value, count: counts[i]!, ...(amounts && { sum: sums[i]! }) });
  const empty = counts[spans.length]! > 0 ? [facet(null, spans.length)] : [];
  return { values: [...spans.map((span, i) => facet(spanText(span), i)), ...empty], left: NOTHING_LEFT };
}
