/** Order of the distinct values of a text column: by number when all of them are numbers, else by text. */
import type { Arena } from './collation.ts';
import { sortValues } from './collation.ts';

const NUMBER = /^-?[0-9][0-9,]*(\.[0-9]+)?%?$/;

/** The number a value shows (`1,200.50`, `15%`); NaN when it is none. */
export function numberOf(text: string): number {
  return NUMBER.test(text) ? Number(text.replace(/[,%]/g, '')) : NaN;
}

/** The text of one value of an arena. */
export function valueText(arena: Arena, value: number): string {
  return String.fromCharCode(...arena.units.subarray(arena.starts[value], arena.starts[value + 1]));
}

/** Indexes of the values in ascending order, and whether that is the order of numbers. */
export function orderOf(arena: Arena, weights: Uint16Array): { readonly order: Uint32Array; readonly numeric: boolean } {
  const numbers = new Float64Array(arena.size);
  for (let i = 0; i < arena.size; i++) {
    const n = numberOf(valueText(arena, i));
    // Phone numbers and codes are digits, but nobody sorts them by size.
    if (Number.isNaN(n) || arena.starts[i + 1]! - arena.starts[i]! > 10) return { order: sortValues(arena, weights), numeric: false };
    numbers[i] = n;
  }
  const order = Uint32Array.from(numbers, (_, i) => i);
  order.sort((a, b) => numbers[a]! - numbers[b]! || a - b);
  return { order, numeric: arena.size > 0 };
}
