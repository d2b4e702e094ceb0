/**
 * Builds the columns of a snapshot. While rows come in, the values of a text or choice
 * column wait in a scratch file by pieces of 16,384 rows; afterwards one column at a
 * time is read back, its distinct values sorted, and every row gets the number of its
 * value (0 = empty). So memory holds one column, not the table.
 */
import { bytesOf, COLUMN_BASE } from '../snapshot/file.ts';
import type { SnapshotWriter } from '../snapshot/file.ts';
import { CHUNK_SLOTS } from '../index/sets.ts';
import type { CustomerRow } from '../row.ts';
import type { Scratch } from '../snapshot/scratch.ts';
import { sortValues } from './collation.ts';
import type { Arena } from './collation.ts';
import { sortMixed } from './value-order.ts';
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

const keyOf = ({ key }: ColumnSpec) => (key === undefined ? {} : { key });

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

/** Rows of one piece in the scratch file. */
const PIECE_ROWS = 16_384;
const GATHERED = 512;

/** `rowsBefore` rows came before the first one added: a heading met late is empty in them. */
export function createTextBuilder(spec: ColumnSpec, no: number, scratch: Scratch, rowsBefore: number): ColumnBuilder {
  let bytes = Buffer.alloc(1 << 16);
  let used = 0;
  let texts: string[] = [];
  const lengths = new Uint16Array(PIECE_ROWS);
  let inPiece = rowsBefore % PIECE_ROWS;
  let pieces = Math.floor(rowsBefore / PIECE_ROWS);
  /** Writes the texts gathered so far as UTF-16: one call for many is several times faster than unit by unit. */
  const gather = () => {
    const joined = texts.join('');
    texts = [];
    const room = used + joined.length * 2;
    if (room > bytes.length) {
      const larger = Buffer.alloc(Math.max(room, Math.ceil(bytes.length * 1.5)));
      bytes.copy(larger, 0, 0, used);
      bytes = larger;
    }
    used += bytes.write(joined, used, 'utf16le');
  };
  const flush = () => {
    gather();
    scratch.put(no, pieces++, [bytesOf(new Uint32Array([inPiece, used / 2])), bytesOf(lengths.subarray(0, inPiece)), bytes.subarray(0, used)]);
    inPiece = 0;
    used = 0;
    lengths.fill(0);
  };
  return {
    spec,
    add(row) {
      const text = spec.text(row);
      lengths[inPiece++] = text.length;
      if (text !== '' && texts.push(text) === GATHERED) gather();
      if (inPiece === PIECE_ROWS) flush();
    },
    finish(out, weights) {
      if (inPiece > 0) flush();
      bytes = Buffer.alloc(0);
      return finishText({ spec, no, scratch, pieces, out, weights });
    },
  };
}

interface FinishInput {
  readonly spec: ColumnSpec;
  readonly no: number;
  readonly scratch: Scratch;
  readonly pieces: number;
  readonly out: SnapshotWriter;
  readonly weights: Uint16Array;
}

function finishText({ spec, no, scratch, pieces, out, weights }: FinishInput): BuiltColumn {
  const distinct = new DistinctValues(pieces * PIECE_ROWS);
  const codes = new Uint32Array(pieces * PIECE_ROWS);
  let rows = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const data = scratch.get(no, piece);
    rows += data ? distinct.addPiece(data, codes.subarray(rows)) : PIECE_ROWS;
  }
  const arena = distinct.arena();
  const order = spec.order === 'mixed' ? sortMixed(arena, weights) : sortValues(arena, weights);
  const rank = new Uint32Array(arena.size + 1);
  for (let i = 0; i < order.length; i++) rank[order[i]! + 1] = i + 1;
  for (let r = 0; r < rows; r++) codes[r] = rank[codes[r]!]!;
  const parts = columnParts(no);
  for (let chunk = 0; chunk * CHUNK_SLOTS < rows; chunk++) {
    out.put(parts.rows, chunk, bytesOf(codes.subarray(chunk * CHUNK_SLOTS, Math.min(rows, (chunk + 1) * CHUNK_SLOTS))));
  }
  const latin = writeTable(arena, order, parts, out);
  return { field: spec.field, kind: spec.kind, no, values: arena.size, latin, ...keyOf(spec) };
}

const TABLE_PIECE_UNITS = 1 << 19;

/** The distinct values in order: text in pieces, and where each value starts. True when a unit took one byte. */
function writeTable(arena: Arena, order: Uint32Array, parts: ReturnType<typeof columnParts>, out: SnapshotWriter): boolean {
  const total = arena.starts[arena.size]!;
  let widest = 0;
  for (let p = 0; p < total; p++) if (arena.units[p]! > widest) widest = arena.units[p]!;
  const latin = widest < 256;
  const starts = new Uint32Array(arena.size + 1);
  const piece = latin ? new Uint8Array(TABLE_PIECE_UNITS) : new Uint16Array(TABLE_PIECE_UNITS);
  let used = 0;
  let written = 0;
  let pieces = 0;
  const flush = () => {
    if (used > 0) out.put(parts.text, pieces++, bytesOf(piece.subarray(0, used)));
    written += used;
    used = 0;
  };
  for (let i = 0; i < order.length; i++) {
    starts[i] = written + used;
    const value = order[i]!;
    for (let p = arena.starts[value]!; p < arena.starts[value + 1]!; p++) {
      piece[used++] = arena.units[p]!;
      if (used === TABLE_PIECE_UNITS) flush();
    }
  }
  flush();
  starts[arena.size] = written;
  out.put(parts.starts, 0, bytesOf(starts));
  return latin;
}

/** Numbers values 1, 2, 3 … in the order they are first met; the empty value is 0. */
class DistinctValues {
  private units = new Uint16Array(1 << 18);
  private used = 0;
  // Room for every row: pages that are never written take no memory.
  private readonly starts: Uint32Array;
  private size = 0;
  private table = new Int32Array(1 << 12);

  constructor(rows: number) {
    this.starts = new Uint32Array(rows + 1);
  }

  /** Codes of one piece as `createTextBuilder` wrote it, to `codes`; answers its rows. */
  addPiece(data: Uint8Array, codes: Uint32Array): number {
    const head = new Uint32Array(data.buffer, data.byteOffset, 2);
    const rows = head[0]!;
    const lengths = new Uint16Array(data.buffer, data.byteOffset + 8, rows);
    const units = new Uint16Array(data.buffer, data.byteOffset + 8 + rows * 2, head[1]);
    for (let r = 0, at = 0; r < rows; r++) {
      const n = lengths[r]!;
      if (n > 0) codes[r] = this.codeOf(units, at, n);
      at += n;
    }
    return rows;
  }

  arena(): Arena {
    return { units: this.units, starts: this.starts, size: this.size };
  }

  private codeOf(from: Uint16Array, at: number, n: number): number {
    let hash = n;
    for (let i = 0; i < n; i++) hash = Math.imul(hash ^ from[at + i]!, 0x01000193) ^ (hash >>> 15);
    const mask = this.table.length - 1;
    let slot = mix(hash) & mask;
    for (;;) {
      const code = this.table[slot]!;
      if (code === 0) break;
      if (this.same(code - 1, from, at, n)) return code;
      slot = (slot + 1) & mask;
    }
    this.table[slot] = this.append(from, at, n);
    const code = this.table[slot]!;
    if (this.size * 2 > this.table.length) this.rehash();
    return code;
  }

  private same(value: number, from: Uint16Array, at: number, n: number): boolean {
    const start = this.starts[value]!;
    if (this.starts[value + 1]! - start !== n) return false;
    for (let i = 0; i < n; i++) if (this.units[start + i] !== from[at + i]) return false;
    return true;
  }

  private append(from: Uint16Array, at: number, n: number): number {
    if (this.used + n > this.units.length) {
      const larger = new Uint16Array(Math.max(Math.ceil(this.units.length * 1.5), this.used + n));
      larger.set(this.units);
      this.units = larger;
    }
    this.units.set(from.subarray(at, at + n), this.used);
    this.used += n;
    this.starts[++this.size] = this.used;
    return this.size;
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2);
    const mask = this.table.length - 1;
    for (let value = 0; value < this.size; value++) {
      const start = this.starts[value]!;
      const n = this.starts[value + 1]! - start;
      let hash = n;
      for (let i = 0; i < n; i++) hash = Math.imul(hash ^ this.units[start + i]!, 0x01000193) ^ (hash >>> 15);
      let slot = mix(hash) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = value + 1;
    }
  }
}

function mix(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
