/**
 * A column in memory: one code (text, choice) or one double (number) per slot. Loaded
 * from the snapshot when first asked for, then kept up to date row by row.
 */
import { CHUNK_SLOTS } from '../index/sets.ts';
import type { CustomerRow } from '../row.ts';
import type { SnapshotReader } from '../snapshot/file.ts';
import { columnParts } from './column-builder.ts';
import type { BuiltColumn } from './column-builder.ts';
import type { ColumnSpec } from './spec.ts';
import { loadValueTable } from './values.ts';
import type { ValueTable } from './values.ts';

export interface NumberColumn {
  readonly kind: 'number';
  spec: ColumnSpec;
  numbers: Float64Array;
  put(slot: number, row: CustomerRow): void;
}

export interface ValueColumn {
  readonly kind: 'value';
  spec: ColumnSpec;
  codes: Uint32Array;
  /** True while every code is a rank of the snapshot: sorting needs no table. */
  readonly ranked: boolean;
  /** The values; loaded, and pending rows given codes, when first called. */
  table(): ValueTable;
  /** Loads the values in small steps. */
  loadTable(): Generator<void, void>;
  put(slot: number, row: CustomerRow): void;
}

export type MirrorColumn = NumberColumn | ValueColumn;

interface LoadInput {
  readonly spec: ColumnSpec;
  /** `null` when the snapshot has no such column: all rows are empty in it. */
  readonly built: BuiltColumn | null;
  readonly source: SnapshotReader;
  readonly weights: () => Uint16Array;
  /** Slots of the snapshot, and room to begin with. */
  readonly base: number;
  readonly capacity: number;
}

/** Loads a column as it was in the snapshot, in steps of a millisecond or so. */
export function loadColumn(input: LoadInput): Generator<void, MirrorColumn> {
  return input.spec.kind === 'number' ? loadNumbers(input) : loadValues(input);
}

function* loadNumbers({ spec, built, source, base, capacity }: LoadInput): Generator<void, NumberColumn> {
  const numbers = new Float64Array(capacity).fill(spec.absent ?? NaN);
  if (built) {
    for (const { data, at } of chunksOf(source, columnParts(built.no).rows, base, spec.absent !== undefined)) {
      numbers.set(new Float64Array(data.buffer, data.byteOffset, data.byteLength / 8), at);
      yield;
    }
  }
  return {
    kind: 'number',
    spec,
    numbers,
    put(slot, row) {
      if (slot >= this.numbers.length) this.numbers = larger(this.numbers, new Float64Array(roomFor(slot)).fill(NaN));
      this.numbers[slot] = this.spec.number(row);
    },
  };
}

function* loadValues({ spec, built, source, weights, base, capacity }: LoadInput): Generator<void, ValueColumn> {
  const codes = new Uint32Array(capacity);
  // A column without values has no rows in the snapshot.
  if (built && built.values > 0) {
    for (const { data, at } of chunksOf(source, columnParts(built.no).rows, base)) {
      codes.set(new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4), at);
      yield;
    }
  }
  const pending = new Map<number, string>();
  let values: ValueTable | null = null;
  return {
    kind: 'value',
    spec,
    codes,
    get ranked() {
      return pending.size === 0 && (values === null || values.codes === values.size + 1);
    },
    table() {
      if (!values) for (const _ of this.loadTable());
      for (const [slot, text] of pending) this.codes[slot] = values!.codeOf(text);
      pending.clear();
      return values!;
    },
    *loadTable() {
      const loaded = yield* loadValueTable(source, built, weights(), spec.order);
      values ??= loaded;
    },
    put(slot, row) {
      if (slot >= this.codes.length) this.codes = larger(this.codes, new Uint32Array(roomFor(slot)));
      pending.set(slot, this.spec.text(row));
    },
  };
}

function* chunksOf(source: SnapshotReader, part: number, base: number, sparse = false): Generator<{ readonly data: Uint8Array; readonly at: number }> {
  for (let chunk = 0; chunk * CHUNK_SLOTS < base; chunk++) {
    const data = source.get(part, chunk);
    if (!data && sparse) continue;
    if (!data) throw new Error('mirror: a chunk of a column is missing');
    yield { data, at: chunk * CHUNK_SLOTS };
  }
}

function roomFor(slot: number): number {
  return slot + Math.max(1024, slot >> 4);
}

function larger<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
