/**
 * By what rows are ordered: a lower key comes first, empty values are infinite, equal
 * keys are newest first. The loops below are the hot ones of every list; each has one
 * shape so that it compiles to a few instructions per row.
 */
import type { Selection } from './select.ts';

export type SortKey =
  | { readonly kind: 'slot'; readonly sign: number }
  | { readonly kind: 'number'; readonly sign: number; readonly numbers: Float64Array }
  /** Codes are ranks. */
  | { readonly kind: 'code'; readonly sign: number; readonly codes: Uint32Array }
  /** Ranks by code, signed. */
  | { readonly kind: 'rank'; readonly codes: Uint32Array; readonly ranks: Float64Array };

/** The key of one row. */
export function keyOf(by: SortKey, slot: number): number {
  switch (by.kind) {
    case 'slot':
      return by.sign * slot;
    case 'number': {
      const v = by.numbers[slot]!;
      return v === v ? by.sign * v : Infinity;
    }
    case 'code': {
      const code = by.codes[slot]!;
      return code === 0 ? Infinity : by.sign * code;
    }
    case 'rank':
      return by.ranks[by.codes[slot]!]!;
  }
}

/** Writes the keys of a selection to `keys`. */
export function fillKeys(by: SortKey, { slots, size }: Selection, keys: Float64Array): void {
  fillPart(by, slots, 0, size, keys);
}

/** Keys of `slots[from … to)` to `keys[0 …]`. */
function fillPart(by: SortKey, slots: Uint32Array, from: number, to: number, keys: Float64Array): void {
  if (by.kind === 'slot') fillSlots(by.sign, slots, from, to, keys);
  else if (by.kind === 'number') fillNumbers(by.sign, by.numbers, slots, from, to, keys);
  else if (by.kind === 'code') fillCodes(by.sign, by.codes, slots, from, to, keys);
  else fillRanks(by.ranks, by.codes, slots, from, to, keys);
}

function fillSlots(sign: number, slots: Uint32Array, from: number, to: number, keys: Float64Array): void {
  for (let i = from; i < to; i++) keys[i - from] = sign * slots[i]!;
}

function fillNumbers(sign: number, numbers: Float64Array, slots: Uint32Array, from: number, to: number, keys: Float64Array): void {
  for (let i = from; i < to; i++) {
    const v = numbers[slots[i]!]!;
    keys[i - from] = v === v ? sign * v : Infinity;
  }
}

function fillCodes(sign: number, codes: Uint32Array, slots: Uint32Array, from: number, to: number, keys: Float64Array): void {
  for (let i = from; i < to; i++) {
    const code = codes[slots[i]!]!;
    keys[i - from] = code === 0 ? Infinity : sign * code;
  }
}

function fillRanks(ranks: Float64Array, codes: Uint32Array, slots: Uint32Array, from: number, to: number, keys: Float64Array): void {
  for (let i = from; i < to; i++) keys[i - from] = ranks[codes[slots[i]!]!]!;
}

const BLOCK = 8192;
const HELD = BLOCK + 2048;
const blockKeys = new Float64Array(BLOCK);
const heldSlots = new Uint32Array(HELD);
const heldKeys = new Float64Array(HELD);

/** The first `count` (at most 1024) rows of the order in one pass: rows behind the worst one kept are dropped at once. */
export function firstSlots(by: SortKey, { slots, size }: Selection, count: number): Uint32Array {
  let held = 0;
  let worst = Infinity;
  // From the newest down, so of equal keys those met first stay.
  for (let end = size; end > 0; end -= BLOCK) {
    const from = Math.max(0, end - BLOCK);
    fillPart(by, slots, from, end, blockKeys);
    for (let i = end - from - 1; i >= 0; i--) {
      const key = blockKeys[i]!;
      if (key >= worst && held >= count) continue;
      heldSlots[held] = slots[from + i]!;
      heldKeys[held++] = key;
    }
    if (held <= count) continue;
    worst = keepFirst(held, count);
    held = count;
  }
  const order = Array.from({ length: held }, (_, i) => i);
  order.sort((a, b) => (before(a, b) ? -1 : 1));
  return Uint32Array.from(order, (i) => heldSlots[i]!);
}

function before(a: number, b: number): boolean {
  const x = heldKeys[a]!;
  const y = heldKeys[b]!;
  return x < y || (x === y && heldSlots[a]! > heldSlots[b]!);
}

function swap(a: number, b: number): void {
  const key = heldKeys[a]!;
  heldKeys[a] = heldKeys[b]!;
  heldKeys[b] = key;
  const slot = heldSlots[a]!;
  heldSlots[a] = heldSlots[b]!;
  heldSlots[b] = slot;
}

/** Moves the first `count` of the held rows to the front (quickselect) and answers the largest key among them. */
function keepFirst(held: number, count: number): number {
  let lo = 0;
  let hi = held - 1;
  while (lo < hi) {
    swap((lo + hi) >>> 1, hi);
    let store = lo;
    for (let i = lo; i < hi; i++) if (before(i, hi)) swap(i, store++);
    swap(store, hi);
    if (store === count - 1) break;
    if (store < count - 1) lo = store + 1;
    else hi = store - 1;
  }
  let worst = -Infinity;
  for (let i = 0; i < count; i++) if (heldKeys[i]! > worst) worst = heldKeys[i]!;
  return worst;
}
