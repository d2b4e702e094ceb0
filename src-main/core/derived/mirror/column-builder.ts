/** Builds the columns of a snapshot: numbers here, texts in `text-builder.ts`. */
import { bytesOf, COLUMN_BASE } from '../snapshot/file.ts';
import type { SnapshotWriter } from '../snapshot/file.ts';
import { CHUNK_SLOTS } from '../index/sets.ts';
import type { CustomerRow } from '../row.ts';
import type { ColumnSpec } from './spec.ts';

export interface BuiltColumn {
  readonly field: string;
  readonly kind: ColumnSpec['kind'];
  readonly no: number;
  /** Distinct values, without the empty one. */
  readonly values: number;
  /** Units of the table are below 256: one byte each. */
  readonly latin: boolean;
  /** See `ColumnSpec.key`. */
  readonly key?: string;
}

/** Parts of column `no`: row values, then the table's text and its offsets. */
export const columnParts = (no: number) => ({ rows: COLUMN_BASE + no * 8, text: COLUMN_BASE + no * 8 + 1, starts: COLUMN_BASE + no * 8 + 2 });

export interface ColumnBuilder {
  readonly spec: ColumnSpec;
  add(row: CustomerRow): void;
  finish(out: SnapshotWriter, weights: Uint16Array): BuiltColumn;
}

/** The way the values were made, where a column tells it. */
export const keyOf = ({ key }: ColumnSpec) => (key === undefined ? {} : { key });

/** Doubles are written as they come, chunk by chunk. */
export function createNumberBuilder(spec: ColumnSpec, no: number, out: SnapshotWriter): ColumnBuilder {
  const chunk = new Float64Array(CHUNK_SLOTS);
  let used = 0;
  let chunks = 0;
  let told = spec.absent === undefined;
  const flush = () => {
    if (used > 0 && told) out.put(columnParts(no).rows, chunks, bytesOf(chunk.subarray(0, used)));
    chunks++;
    used = 0;
    told = spec.absent === undefined;
  };
  return {
    spec,
    add(row) {
      const value = spec.number(row);
      told ||= !Object.is(value, spec.absent);
      chunk[used++] = value;
      if (used === CHUNK_SLOTS) flush();
    },
    finish() {
      flush();
      return { field: spec.field, kind: 'number', no, values: 0, latin: false, ...keyOf(spec) };
    },
  };
}
