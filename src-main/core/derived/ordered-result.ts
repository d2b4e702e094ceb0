/**
 * What a query found, with its sort keys. Only the part of the order that is looked at
 * is ever worked out: a window around the page, from which the next pages are served.
 */
import type { SortKeys } from './mirror/mirror.ts';
import { sliceOrdered } from './mirror/select.ts';
import type { Selection } from './mirror/select.ts';

/** Positions worked out at once: some eighty pages. */
const WINDOW = 4096;

export class OrderedResult {
  readonly key: string;
  readonly total: number;
  /** False when a text search stopped counting. */
  readonly complete: boolean;
  readonly keyOf: (slot: number) => number;
  private readonly slots: Uint32Array;
  private readonly keys: Float64Array;
  private windowFrom = 0;
  private window: Uint32Array = new Uint32Array(0);

  constructor(key: string, selection: Selection, sorted: SortKeys, complete: boolean) {
    this.key = key;
    this.total = selection.size;
    this.complete = complete;
    this.keyOf = sorted.keyOf;
    this.slots = selection.slots;
    this.keys = sorted.keys;
  }

  /** The slots at positions `[from, to)`. */
  slice(from: number, to: number): Uint32Array {
    const end = Math.min(to, this.total);
    if (from >= end) return new Uint32Array(0);
    if (from < this.windowFrom || end > this.windowFrom + this.window.length) {
      // A first page wants to be quick; whoever goes on gets a window.
      const room = from === 0 ? to : Math.max(WINDOW, to - from);
      this.window = sliceOrdered(this.slots, this.keys, this.total, from, from + room);
      this.windowFrom = from;
    }
    return this.window.subarray(from - this.windowFrom, end - this.windowFrom);
  }

  /** How many rows come before or at the place of this key and slot. */
  positionAfter(key: number, slot: number): number {
    let n = 0;
    for (let i = 0; i < this.total; i++) {
      const k = this.keys[i]!;
      if (k < key || (k === key && this.slots[i]! >= slot)) n++;
    }
    return n;
  }
}
