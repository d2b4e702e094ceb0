/** The second half of building a text column; see `text-builder.ts`. */
import { CHUNK_SLOTS } from '../index/sets.ts';
import { release } from '../../kernel/release.ts';
import { bytesOf } from '../snapshot/file.ts';
import type { SnapshotWriter } from '../snapshot/file.ts';
import type { Scratch } from '../snapshot/scratch.ts';
import { sortValues } from './collation.ts';
import type { Arena } from './collation.ts';
import type { BuiltColumn } from './column-builder.ts';
import { columnParts, keyOf } from './column-builder.ts';
import { DistinctValues } from './distinct-values.ts';
import type { ColumnSpec } from './spec.ts';
import { sortMixed } from './value-order.ts';

/** Rows of one piece in the scratch file. */
export const PIECE_ROWS = 16_384;
/** In place of the number of units: the piece holds numbers of the dictionary. */
export const CODED = 0xffffffff;

/** Stored texts by number: 1, 2, 3 … */
export type Dictionary = ReadonlyMap<string, number>;

interface FinishInput {
  readonly spec: ColumnSpec;
  readonly no: number;
  readonly scratch: Scratch;
  readonly pieces: number;
  /** Of all texts that wait, about. */
  readonly units: number;
  readonly dictionary: Dictionary;
  readonly out: SnapshotWriter;
  readonly weights: Uint16Array;
}

/** Second half of a column: its values sorted, its rows numbered, both written. */
export function finishText({ spec, no, scratch, pieces, units, dictionary, out, weights }: FinishInput): BuiltColumn {
  const distinct = new DistinctValues(pieces * PIECE_ROWS, units);
  const codes = new Uint32Array(pieces * PIECE_ROWS);
  const entries = entryCodes(dictionary, distinct, spec);
  let rows = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const data = scratch.get(no, piece);
    if (data === null) rows += PIECE_ROWS;
    else if (isCoded(data)) rows += translate(data, entries, codes.subarray(rows));
    else rows += distinct.addPiece(data, codes.subarray(rows));
  }
  const arena = distinct.arena();
  // A column without values is known by that: its rows need not be written.
  if (arena.size === 0) rows = 0;
  const order = spec.order === 'mixed' ? sortMixed(arena, weights) : sortValues(arena, weights);
  const rank = new Uint32Array(arena.size + 1);
  for (let i = 0; i < order.length; i++) rank[order[i]! + 1] = i + 1;
  for (let r = 0; r < rows; r++) codes[r] = rank[codes[r]!]!;
  const parts = columnParts(no);
  for (let chunk = 0; chunk * CHUNK_SLOTS < rows; chunk++) {
    out.put(parts.rows, chunk, bytesOf(codes.subarray(chunk * CHUNK_SLOTS, Math.min(rows, (chunk + 1) * CHUNK_SLOTS))));
  }
  const latin = writeTable(arena, order, parts, out);
  release(codes, rank, order);
  distinct.dispose();
  return { field: spec.field, kind: spec.kind, no, values: arena.size, latin, ...keyOf(spec) };
}

function isCoded(data: Uint8Array): boolean {
  return new Uint32Array(data.buffer, data.byteOffset, 2)[1] === CODED;
}

/** Numbers of the dictionary → numbers of distinct values: two stored texts may read the same. */
function entryCodes(dictionary: Dictionary, distinct: DistinctValues, { read }: ColumnSpec): Uint32Array {
  const entries = new Uint32Array(dictionary.size + 1);
  for (const [raw, entry] of dictionary) entries[entry] = distinct.codeOfText(read ? read(raw) : raw);
  return entries;
}

function translate(data: Uint8Array, entries: Uint32Array, codes: Uint32Array): number {
  const rows = new Uint32Array(data.buffer, data.byteOffset, 1)[0]!;
  const from = new Uint16Array(data.buffer, data.byteOffset + 8, rows);
  for (let r = 0; r < rows; r++) codes[r] = entries[from[r]!]!;
  return rows;
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
  release(starts, piece);
  return latin;
}
