/**
 * The index of rows changed since the snapshot, in memory. It only ever grows until
 * the next snapshot, so what it answers are candidates: the row decides.
 */
import type { CustomerRow } from '../row.ts';
import type { Source } from './plan.ts';
import { emitKeys, emitRelated } from './tokens.ts';

export class DeltaIndex {
  private readonly slotsOf = new Map<number, number[]>();

  /** Rows whose related records have been read. */
  private readonly related = new Set<number>();
  /** True once a text of a related record is here. */
  hasRelated = false;

  /** Adds the present keys of a row. */
  put(slot: number, row: CustomerRow): void {
    emitKeys(row, this.adder(slot));
  }

  /** Adds texts of related records: all of the row's the first time, then only those of the record that changed. */
  putRelated(slot: number, texts: (all: boolean) => string | null): void {
    const isFirst = !this.related.has(slot);
    this.related.add(slot);
    const joined = texts(isFirst);
    if (joined === null) return;
    this.hasRelated = true;
    emitRelated(joined, this.adder(slot));
  }

  private adder(slot: number) {
    return (key: number): void => {
      const slots = this.slotsOf.get(key);
      if (slots === undefined) this.slotsOf.set(key, [slot]);
      else if (slots[slots.length - 1] !== slot) slots.push(slot);
    };
  }

  /** Rows that may have what the source asks for. */
  find(source: Source): Set<number> {
    if (source.range) return this.findRange(source.range[0], source.range[1]);
    let found = null as Set<number> | null;
    for (const key of source.keys) {
      const slots = this.slotsOf.get(key);
      if (slots === undefined) return new Set();
      const before = found;
      found = new Set(before === null ? slots : slots.filter((s) => before.has(s)));
    }
    return found ?? new Set();
  }

  private findRange(from: number, to: number): Set<number> {
    const found = new Set<number>();
    for (const [key, slots] of this.slotsOf) {
      if (key >= from && key < to) for (const slot of slots) found.add(slot);
    }
    return found;
  }
}
