/** Counting a selection by value or by month, over typed arrays. */
import type { Tally } from '../facets.ts';
import { monthOf } from '../facets.ts';
import type { Selection } from './select.ts';

/** Tells how many rows of the selection have each code, and what their `numbers` add up to. */
export function tallyCodes(
  codes: Uint32Array,
  size: number,
  { slots, size: rows }: Selection,
  numbers: Float64Array | null,
  tell: (code: number, count: number, sum: number) => void,
): void {
  const counts = new Uint32Array(size);
  const sums = new Float64Array(numbers ? size : 0);
  for (let i = 0; i < rows; i++) {
    const slot = slots[i]!;
    const code = codes[slot]!;
    counts[code]!++;
    if (!numbers) continue;
    const v = numbers[slot]!;
    if (v === v) sums[code]! += v;
  }
  for (let code = 0; code < size; code++) if (counts[code]! > 0) tell(code, counts[code]!, numbers ? sums[code]! : 0);
}

const DAY_MS = 86_400_000;

/** The month of each row's instant: days are looked up once, since making a date takes longer than anything else here. */
export function tallyMonths(instants: Float64Array, { slots, size }: Selection, numbers: Float64Array | null, tally: Tally): void {
  const months = new Map<number, string | null>();
  for (let i = 0; i < size; i++) {
    const slot = slots[i]!;
    const at = instants[slot]!;
    const amount = numbers ? numbers[slot]! : 0;
    if (at !== at) {
      tally.add(null, 1, amount);
      continue;
    }
    // A quarter of an hour never spans two months, whatever the time zone.
    const key = Math.floor((at / DAY_MS) * 96);
    let month = months.get(key);
    if (month === undefined) months.set(key, (month = monthOf(at)));
    tally.add(month, 1, amount);
  }
}
