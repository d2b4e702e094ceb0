/**
 * Order of folded text: digits, Latin, other scripts, then Han by pinyin as the
 * system's Chinese collation has it. One 16-bit weight per UTF-16 unit, so a million
 * values sort by radix instead of by calls of a collator. The table is made once per
 * snapshot and stored with it.
 */
import { release } from '../../kernel/release.ts';

const HAN_FIRST = 0x4e00;
const HAN_LAST = 0x9fff;
const WIDE_FIRST = 0x2e80;

const RUN_CHARS = 1024;

/**
 * Makes the table. About 0.1 s, because the collator compares 21,000 characters; a step
 * takes a few milliseconds, so that whoever answers people can pause in between.
 */
export function* weightSteps(): Generator<void, Uint16Array> {
  const collator = new Intl.Collator('zh-CN-u-co-pinyin');
  const compare = (a: string, b: string) => collator.compare(a, b) || (a < b ? -1 : 1);
  let runs: string[][] = [];
  for (let from = HAN_FIRST; from <= HAN_LAST; from += RUN_CHARS) {
    const chars = Array.from({ length: Math.min(RUN_CHARS, HAN_LAST + 1 - from) }, (_, i) => String.fromCharCode(from + i));
    runs.push(chars.sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: string[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      merged.push(mergeSorted(runs[i]!, runs[i + 1] ?? [], compare));
      yield;
    }
    runs = merged;
  }
  return weightsOf(runs[0]!);
}

/** The table at once. */
export function createWeights(): Uint16Array {
  const steps = weightSteps();
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function mergeSorted(a: readonly string[], b: readonly string[], compare: (x: string, y: string) => number): string[] {
  const all: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) all.push(j === b.length || (i < a.length && compare(a[i]!, b[j]!) < 0) ? a[i++]! : b[j++]!);
  return all;
}

function weightsOf(han: readonly string[]): Uint16Array {
  const weights = new Uint16Array(65_536);
  for (let unit = 0; unit < WIDE_FIRST; unit++) weights[unit] = unit;
  let next = WIDE_FIRST;
  for (const char of han) weights[char.charCodeAt(0)] = next++;
  for (let unit = WIDE_FIRST; unit < 65_536; unit++) {
    if (unit < HAN_FIRST || unit > HAN_LAST) weights[unit] = next++;
  }
  return weights;
}

/** Values of a column, as units in one arena; value `i` lies in `[starts[i], starts[i + 1])`. */
export interface Arena {
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
  readonly size: number;
}

/** Compares two values of an arena by weight, unit by unit; a beginning comes before the longer one. */
export function compareValues(arena: Arena, weights: Uint16Array, a: number, b: number): number {
  const { units, starts } = arena;
  let i = starts[a]!;
  let j = starts[b]!;
  const iEnd = starts[a + 1]!;
  const jEnd = starts[b + 1]!;
  for (; i < iEnd && j < jEnd; i++, j++) {
    if (units[i] !== units[j]) return weights[units[i]!]! - weights[units[j]!]!;
  }
  return iEnd - i - (jEnd - j);
}

/** Compares two strings the same way. */
export function compareTexts(weights: Uint16Array, a: string, b: string): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return weights[x]! - weights[y]!;
  }
  return a.length - b.length;
}

const RADIX_UNITS = 4;

/** Indexes of the values in ascending order: radix passes over the first units, then ties by comparison. */
export function sortValues(arena: Arena, weights: Uint16Array): Uint32Array<ArrayBuffer> {
  const start = new Uint32Array(arena.size);
  for (let i = 0; i < start.length; i++) start[i] = i;
  if (start.length < 2) return start;
  const order = sortByDigits(start, RADIX_UNITS, (pass, digits) => {
    for (let i = 0; i < digits.length; i++) digits[i] = weightAt(arena, weights, i, RADIX_UNITS - 1 - pass);
  });
  sortTies(arena, weights, order);
  return order;
}

/**
 * Sorts indexes by numbers of `passes` digits of 16 bits, the lowest digit first; equal ones keep their order. `fill` writes the
 * digit of every index. Takes `order` over and answers the array that holds the result.
 */
export function sortByDigits(order: Uint32Array<ArrayBuffer>, passes: number, fill: (pass: number, digits: Uint16Array) => void): Uint32Array<ArrayBuffer> {
  let from = order;
  let to = new Uint32Array(order.length);
  const digits = new Uint16Array(order.length);
  for (let pass = 0; pass < passes; pass++) {
    fill(pass, digits);
    if (!countingPass(from, to, digits)) continue;
    [from, to] = [to, from];
  }
  release(to, digits);
  return from;
}

/** 0 behind the end, so that a beginning comes first; no folded text holds unit 0 … 8. */
function weightAt(arena: Arena, weights: Uint16Array, value: number, at: number): number {
  const p = arena.starts[value]! + at;
  return p < arena.starts[value + 1]! ? weights[arena.units[p]!]! : 0;
}

const counts = new Uint32Array(65_537);

/** False, and nothing done, when all have the same digit. */
function countingPass(from: Uint32Array, to: Uint32Array, digits: Uint16Array): boolean {
  counts.fill(0);
  for (let i = 0; i < digits.length; i++) counts[digits[i]! + 1]!++;
  if (counts[(digits[0] ?? 0) + 1] === digits.length) return false;
  for (let d = 0; d < 65_536; d++) counts[d + 1]! += counts[d]!;
  for (let i = 0; i < from.length; i++) to[counts[digits[from[i]!]!]!++] = from[i]!;
  return true;
}

function sameHead(arena: Arena, a: number, b: number): boolean {
  const { units, starts } = arena;
  for (let at = 0; at < RADIX_UNITS; at++) {
    const p = starts[a]! + at;
    const q = starts[b]! + at;
    const pIn = p < starts[a + 1]!;
    if (pIn !== q < starts[b + 1]!) return false;
    if (!pIn) return true;
    if (units[p] !== units[q]) return false;
  }
  return true;
}

function sortTies(arena: Arena, weights: Uint16Array, order: Uint32Array): void {
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && sameHead(arena, order[from]!, order[to]!)) to++;
    if (to - from > 1) order.subarray(from, to).sort((a, b) => compareValues(arena, weights, a, b));
    from = to;
  }
}
