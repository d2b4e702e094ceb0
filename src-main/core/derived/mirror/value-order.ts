/**
 * Order of the values of an imported column, which may be numbers or words: numbers by
 * size first, then texts. Long digit strings (phones, card numbers) count as text.
 */
import { release } from '../../kernel/release.ts';
import type { Arena } from './collation.ts';
import { compareTexts, sortByDigits, sortValues } from './collation.ts';

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

const ZERO = 48;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const PERCENT = 37;

/** `numberOf` for a value of an arena, without making a string of plain numbers and of what can be none. */
function numberAt({ units, starts }: Arena, value: number): number {
  const to = starts[value + 1]!;
  const isNegative = units[starts[value]!] === MINUS;
  const from = starts[value]! + Number(isNegative);
  if (to - starts[value]! > MAX_NUMBER_UNITS) return NaN;
  let digits = 0;
  // 0 before the point; behind it, ten for every digit.
  let scale = 0;
  for (let i = from; i < to; i++) {
    const unit = units[i]!;
    if (unit >= ZERO && unit < ZERO + 10) {
      digits = digits * 10 + unit - ZERO;
      scale *= 10;
    } else if (unit === POINT && scale === 0 && i > from) scale = 1;
    else return unit === COMMA || unit === PERCENT ? numberOf(String.fromCharCode(...units.subarray(starts[value], to))) : NaN;
  }
  if (to === from || scale === 1) return NaN;
  // At most eleven digits and a power of ten, both exact: the quotient is the number the text is read as.
  const number = scale === 0 ? digits : digits / scale;
  return isNegative ? -number : number;
}

/** Digits of 16 bits of a double, as they lie in memory. */
const DIGITS = 4;

/** Indexes of the values in ascending order of `compareMixed`: sorted as texts, then by the bits of their numbers. */
export function sortMixed(arena: Arena, weights: Uint16Array): Uint32Array {
  const order = sortValues(arena, weights);
  const numbers = new Float64Array(arena.size);
  for (let value = 0; value < arena.size; value++) numbers[value] = numberAt(arena, value);
  makeSortable(numbers);
  const bits = new Uint16Array(numbers.buffer);
  const sorted = sortByDigits(order, DIGITS, (pass, digits) => {
    for (let value = 0; value < digits.length; value++) digits[value] = bits[value * DIGITS + pass]!;
  });
  release(numbers);
  return sorted;
}

/** Changes the bits of doubles so that they sort like unsigned numbers; what is no number comes last. */
function makeSortable(numbers: Float64Array<ArrayBuffer>): void {
  const words = new Uint32Array(numbers.buffer);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    // Zero has two signs and one place.
    if (number === 0) numbers[i] = 0;
    const [low, high] = [2 * i, 2 * i + 1];
    const isWord = Number.isNaN(number);
    if (isWord || number < 0) words[low] = isWord ? 0xffffffff : ~words[low]!;
    words[high] = isWord ? 0xffffffff : number < 0 ? ~words[high]! : words[high]! | 0x80000000;
  }
}
