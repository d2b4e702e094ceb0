/**
 * Order of the values of an imported column, which may be numbers or words: numbers by
 * size first, then texts. Long digit strings (phones, card numbers) count as text.
 */
import type { Arena } from './collation.ts';
import { compareTexts, sortValues } from './collation.ts';

const NUMBER = /^-?[0-9][0-9,]*(\.[0-9]+)?%?$/;
const MAX_NUMBER_UNITS = 12;

/** The number a value shows (`1,200.50`, `15%`); NaN when it is none. */
export function numberOf(text: string): number {
  return text.length <= MAX_NUMBER_UNITS && NUMBER.test(text) ? Number(text.replace(/[,%]/g, '')) : NaN;
}

/** Compares two values of an imported column. */
export function compareMixed(weights: Uint16Array, a: string, b: string): number {
  const x = numberOf(a);
  const y = numberOf(b);
  const words = Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  if (words !== 0) return words;
  return (Number.isNaN(x) ? 0 : x - y) || compareTexts(weights, a, b);
}

/** `numberOf` for a value of an arena, without making a string of what can be no number. */
function numberAt({ units, starts }: Arena, value: number): number {
  const from = starts[value]!;
  const to = starts[value + 1]!;
  if (to - from > MAX_NUMBER_UNITS) return NaN;
  let whole = 0;
  for (let i = from; i < to; i++) {
    const unit = units[i]!;
    if (unit > 57 || (unit < 48 && unit !== 46 && unit !== 44 && unit !== 45 && unit !== 37)) return NaN;
    whole = unit >= 48 ? whole * 10 + unit - 48 : NaN;
  }
  // Only digits (the usual case) are read already; the rest needs the full reading.
  return Number.isNaN(whole) ? numberOf(String.fromCharCode(...units.subarray(from, to))) : whole;
}

/** Indexes of the values in ascending order of `compareMixed`. */
export function sortMixed(arena: Arena, weights: Uint16Array): Uint32Array {
  const order = sortValues(arena, weights);
  const numbers = new Float64Array(arena.size);
  for (let value = 0; value < arena.size; value++) numbers[value] = numberAt(arena, value);
  const place = new Uint32Array(arena.size);
  const numeric: number[] = [];
  const words: number[] = [];
  for (let i = 0; i < order.length; i++) {
    const value = order[i]!;
    place[value] = i;
    (Number.isNaN(numbers[value]) ? words : numeric).push(value);
  }
  numeric.sort((a, b) => numbers[a]! - numbers[b]! || place[a]! - place[b]!);
  order.set(numeric);
  order.set(words, numeric.length);
  return order;
}
