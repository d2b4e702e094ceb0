/**
 * What a query found and by what it is ordered. Only the part of the order that is
 * looked at is ever worked out: the first page in one pass, later a window around the
 * page, from which the next pages are served.
 */
import { sliceOrdered } from './mirror/select.ts';
import type { Selection } from './mirror/select.ts';
import { fillKeys, firstSlots, keyOf } from './mirror/sort-key.ts';
import type { SortKey } from './mirror/sort-key.ts';

/** Positions worked out at once: some eighty pages. */
const WINDOW = 4096;
const FIRST_MAX = 1024;

export class OrderedResult {
  readonly key: string;
  readonly total: number;
  /** False when a text search stopped counting. */
  readonly complete: boolean;
  private readonly selection: Selection;
  private readonly by: SortKey;
  private readonly room: (size: number) => Float64Array;
  private keys: Float64Array | null = null;
  private windowFrom = 0;
  private window: Uint32Array = new Uint32Array(0);

  constructor(key: string, selection: Selection, by: SortKey, room: (size: number) => Float64Array, complete: boolean) {
    this.key = key;
    this.total = selection.size;
    this.complete = complete;
    this.selection = selection;
    this.by = by;
    this.room = room;
  }

  /** The sort key of one row. */
  keyOf(slot: number): number {
    return keyOf(this.by, slot);
  }

  /** The slots at positions `[from, to)`. */
  slice(from: number, to: number): Uint32Array {
    const end = Math.min(to, this.total);
    if (from >= end) return new Uint32Array(0);
    if (from < this.windowFrom || end > this.windowFrom + this.window.length) {
      this.window = from === 0 && to <= FIRST_MAX ? firstSlots(this.by, this.selection, to) : this.cut(from, from + Math.max(WINDOW, to - from));
      this.windowFrom = from;
    }
    return this.window.subarray(from - this.windowFrom, end - this.windowFrom);
  }

  /** All slots in order. */
  all(): Uint32Array {
    return this.cut(0, this.total);
  }

  private cut(from: number, to: number): Uint32Array {
    return sliceOrdered(this.selection.slots, this.allKeys(), this.total, from, to);
  }

  private allKeys(): Float64Array {
    if (!this.keys) {
      this.keys = this.room(this.total);
      fillKeys(this.by, this.selection, this.keys);
    }
    return this.keys;
  }

  /** How many rows come before or at the place of this key and slot. */
  positionAfter(key: number, slot: number): number {
    const keys = this.allKeys();
    let n = 0;
    for (let i = 0; i < this.total; i++) {
      const k = keys[i]!;
      if (k < key || (k === key && this.selection.slots[i]! >= slot)) n++;
    }
    return n;
  }
}
