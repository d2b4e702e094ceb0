/**
 * Passing rows and their order, over typed arrays. Rows are ordered by key, equal keys
 * newest (highest slot) first; any part of that order is cut out by bucket counting
 * without sorting the rest.
 */
import type { Test } from './filter.ts';

/** Slots that pass, ascending: `slots[0 … size)`. The array is reused by the next call. */
export interface Selection {
  readonly slots: Uint32Array;
  readonly size: number;
}

/** Slots in `state` that pass every test; `marks`, if given, must be set too. */
export function selectSlots(
  states: Uint8Array,
  state: number,
  size: number,
  tests: readonly Test[],
  out: Uint32Array,
  marks: Uint8Array | null,
): Selection {
  let n = 0;
  const first = tests[0];
  if (marks) {
    for (let slot = 0; slot < size; slot++) if (marks[slot]! !== 0 && states[slot] === state) out[n++] = slot;
  } else if (first?.kind === 'codes') {
    const { hits } = first;
    const { codes } = first.column;
    for (let slot = 0; slot < size; slot++) if (hits[codes[slot]!]! !== 0 && states[slot] === state) out[n++] = slot;
    return applyTests(tests, 1, out, n);
  } else {
    for (let slot = 0; slot < size; slot++) if (states[slot] === state) out[n++] = slot;
  }
  return applyTests(tests, 0, out, n);
}

function applyTests(tests: readonly Test[], from: number, slots: Uint32Array, size: number): Selection {
  let n = size;
  for (let i = from; i < tests.length; i++) n = applyTest(tests[i]!, slots, n);
  return { slots, size: n };
}

function applyTest(test: Test, slots: Uint32Array, size: number): number {
  let n = 0;
  if (test.kind === 'codes') {
    const { hits } = test;
    const { codes } = test.column;
    for (let i = 0; i < size; i++) if (hits[codes[slots[i]!]!]! !== 0) slots[n++] = slots[i]!;
  } else if (test.kind === 'span') {
    const { min, max } = test;
    const { numbers } = test.column;
    for (let i = 0; i < size; i++) {
      const v = numbers[slots[i]!]!;
      if (v >= min && v <= max) slots[n++] = slots[i]!;
    }
  } else if (test.kind === 'marks') {
    const { marks } = test;
    for (let i = 0; i < size; i++) if (marks[slots[i]!] === 1) slots[n++] = slots[i]!;
  } else {
    const { numbers } = test.column;
    for (let i = 0; i < size; i++) if (Number.isNaN(numbers[slots[i]!]!) === test.empty) slots[n++] = slots[i]!;
  }
  return n;
}

/** True when one row passes. */
export function passes(test: Test, slot: number): boolean {
  if (test.kind === 'codes') return test.hits[test.column.codes[slot]!] === 1;
  if (test.kind === 'marks') return test.marks[slot] === 1;
  const v = test.column.numbers[slot]!;
  return test.kind === 'span' ? v >= test.min && v <= test.max : Number.isNaN(v) === test.empty;
}

const BUCKETS = 4096;
const SMALL = 2048;

/** A part of the order: the slots at positions `[from, to)`. `keys[i]` belongs to `slots[i]`; lower keys come first. */
export function sliceOrdered(slots: Uint32Array, keys: Float64Array, size: number, from: number, to: number): Uint32Array {
  const out = new Uint32Array(Math.max(0, Math.min(to, size) - Math.max(0, from)));
  if (out.length > 0) cut({ slots, keys, size }, { from: Math.max(0, from), to: Math.min(to, size), out, at: 0 });
  return out;
}

interface Rows {
  readonly slots: Uint32Array;
  readonly keys: Float64Array;
  readonly size: number;
}

/** Write positions `[from, to)` of the order of the rows to `out[at …]`. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly out: Uint32Array;
  readonly at: number;
}

function cut(rows: Rows, c: Cut): void {
  const { slots, keys, size } = rows;
  let min = Infinity;
  let max = -Infinity;
  let finite = 0;
  for (let i = 0; i < size; i++) {
    const k = keys[i]!;
    if (k === Infinity) continue;
    finite++;
    if (k < min) min = k;
    if (k > max) max = k;
  }
  if (finite < size) return cutInfinite(rows, finite, c);
  if (min === max) {
    for (let p = c.from; p < c.to; p++) c.out[c.at + p - c.from] = slots[size - 1 - p]!;
    return;
  }
  if (size <= SMALL) return cutSorted(rows, c);
  cutBuckets(rows, c, min, max);
}

/** Rows with an empty value follow all others. */
function cutInfinite(rows: Rows, finite: number, c: Cut): void {
  if (c.from < finite) cut(finiteRows(rows, finite), { ...c, to: Math.min(c.to, finite) });
  let position = finite;
  for (let i = rows.size - 1; i >= 0 && position < c.to; i--) {
    if (rows.keys[i] !== Infinity) continue;
    if (position >= c.from) c.out[c.at + position - c.from] = rows.slots[i]!;
    position++;
  }
}

function finiteRows(rows: Rows, room: number): Rows {
  const part = { slots: new Uint32Array(room), keys: new Float64Array(room), size: room };
  for (let i = 0, n = 0; i < rows.size; i++) {
    if (rows.keys[i] === Infinity) continue;
    part.slots[n] = rows.slots[i]!;
    part.keys[n++] = rows.keys[i]!;
  }
  return part;
}

function cutSorted({ slots, keys, size }: Rows, c: Cut): void {
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  order.sort((a, b) => keys[a]! - keys[b]! || slots[b]! - slots[a]!);
  for (let p = c.from; p < c.to; p++) c.out[c.at + p - c.from] = slots[order[p]!]!;
}

const counts = new Uint32Array(BUCKETS + 1);

/** Counts rows by bucket of their key; only the buckets the part lies in are looked at again. */
function cutBuckets({ slots, keys, size }: Rows, c: Cut, min: number, max: number): void {
  const scale = (BUCKETS - 1) / (max - min);
  counts.fill(0);
  for (let i = 0; i < size; i++) counts[((keys[i]! - min) * scale) | 0]!++;
  let before = 0;
  let first = 0;
  while (before + counts[first]! <= c.from) before += counts[first++]!;
  let last = first;
  let end = before + counts[first]!;
  while (end < c.to) end += counts[++last]!;
  const room = end - before;
  const part = { slots: new Uint32Array(room), keys: new Float64Array(room), size: room };
  for (let i = 0, n = 0; n < room; i++) {
    const bucket = ((keys[i]! - min) * scale) | 0;
    if (bucket < first || bucket > last) continue;
    part.slots[n] = slots[i]!;
    part.keys[n++] = keys[i]!;
  }
  const rest = { ...c, from: c.from - before, to: c.to - before };
  if (room === size) cutSorted(part, rest);
  else cut(part, rest);
}
