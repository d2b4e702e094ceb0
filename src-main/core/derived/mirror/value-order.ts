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

/** Indexes of the values in ascending order of `compareMixed`. */
export function sortMixed(arena: Arena, weights: Uint16Array): Uint32Array {
  const order = sortValues(arena, weights);
  const numbers = new Float64Array(arena.size);
  const place = new Uint32Array(arena.size);
  const numeric: number[] = [];
  const words: number[] = [];
  order.forEach((value, i) => {
    place[value] = i;
    numbers[value] = numberOf(String.fromCharCode(...arena.units.subarray(arena.starts[value], arena.starts[value + 1])));
    (Number.isNaN(numbers[value]) ? words : numeric).push(value);
  });
  numeric.sort((a, b) => numbers[a]! - numbers[b]! || place[a]! - place[b]!);
  order.set(numeric);
  order.set(words, numeric.length);
  return order;
}
