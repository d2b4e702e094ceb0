/**
 * Slots: rows numbered 0, 1, 2 … in the order of their ids, so that sets and columns
 * are dense. Rows made after the snapshot are appended; a slot is never reused.
 */
import type { RowState } from './row.ts';

export class SlotTable {
  /** Slots of the snapshot; from here on they were appended. */
  readonly base: number;
  private ids: Float64Array;
  private stateOf: Uint8Array;
  private used: number;
  private readonly appended = new Map<number, number>();
  /** Slots whose row changed since the snapshot: their postings in it are out of date. */
  readonly dirty = new Set<number>();
  private readonly counts = [0, 0, 0];
  private changes = 0;

  constructor(ids: Float64Array, states: Uint8Array) {
    this.base = ids.length;
    this.used = ids.length;
    this.ids = ids;
    this.stateOf = states;
    for (let i = 0; i < states.length; i++) this.counts[states[i]!]!++;
  }

  get size(): number {
    return this.used;
  }

  /** Grows with every change of a row. */
  get version(): number {
    return this.changes;
  }

  idAt(slot: number): number {
    return this.ids[slot]!;
  }

  stateAt(slot: number): RowState {
    return this.stateOf[slot] as RowState;
  }

  /** One byte per slot: see `RowState`. */
  states(): Uint8Array {
    return this.stateOf;
  }

  /** How many rows have a state. */
  countOf(state: RowState): number {
    return this.counts[state]!;
  }

  /** The slot of a row, −1 if it has none. */
  slotOf(id: number): number {
    const known = this.appended.get(id);
    if (known !== undefined) return known;
    let lo = 0;
    let hi = this.base;
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (this.ids[mid]! < id) lo = mid + 1;
      else hi = mid;
    }
    return lo < this.base && this.ids[lo] === id ? lo : -1;
  }

  /** Notes a new or changed row; answers its slot. */
  put(id: number, state: RowState): number {
    let slot = this.slotOf(id);
    if (slot < 0) slot = this.append(id);
    else this.counts[this.stateOf[slot]!]!--;
    this.stateOf[slot] = state;
    this.counts[state]!++;
    this.dirty.add(slot);
    this.changes++;
    return slot;
  }

  private append(id: number): number {
    if (this.used >= this.ids.length) {
      const room = this.ids.length + Math.max(1024, this.ids.length >> 4);
      const ids = new Float64Array(room);
      ids.set(this.ids);
      this.ids = ids;
      const states = new Uint8Array(room);
      states.set(this.stateOf);
      this.stateOf = states;
    }
    this.ids[this.used] = id;
    this.appended.set(id, this.used);
    return this.used++;
  }
}
