/**
 * Rows created in bulk, column by column, as bytes: the body of their change-log entry
 * and, the same bytes, the message to whoever builds the search index. A million rows
 * are encoded once this way, and a column of equal values takes no room.
 *
 * Layout: u32 length of the head, the head (JSON, UTF-8), then for every column that is
 * not constant its lengths in UTF-16 units (u16, or u32 when one is longer) and its
 * texts in UTF-8, one after the other. Length 0 is NULL, or '' where NULL is not allowed.
 */
import type { EntityName } from '../../../shared/modules/history.ts';
import type { Cell, RowImage } from './rows.ts';

/** A column as packed: `always` holds the one value of all rows, else the sizes of its two parts. */
interface PackedColumn {
  readonly column: string;
  readonly always?: Cell;
  /** The texts are numbers. */
  readonly number?: boolean;
  /** An empty text is '' and not NULL. */
  readonly required?: boolean;
  /** Bytes of one length: 2 or 4. */
  readonly wide?: boolean;
  readonly bytes?: number;
}

interface Head {
  readonly entity: EntityName;
  readonly rows: number;
  /** First id and number of ids of each run of consecutive ids. */
  readonly runs: readonly (readonly [number, number])[];
  readonly updatedAt: number;
  readonly columns: readonly PackedColumn[];
}

/** Collects rows of one entity and packs them. */
export interface RowPacker {
  /** Takes over the values of a row as they lie in the table, from `image[1]` on in the order of the columns. */
  add(image: RowImage): void;
  /** The result lies on memory of its own and can be transferred. */
  finish(entity: EntityName, ids: readonly number[], updatedAt: number): Uint8Array<ArrayBuffer>;
}

const MAX_ROWS = 1024;
const START_BYTES = 8 * 1024;

/** One column under way. While all its values are equal nothing is written. */
interface Gathered {
  readonly column: string;
  readonly required: boolean;
  readonly lengths: Uint32Array;
  bytes: Buffer;
  used: number;
  rows: number;
  first: Cell;
  same: boolean;
  number: boolean;
  longest: number;
}

/** A packer for rows with these columns; at most 1024 rows. */
export function createRowPacker(names: readonly string[], required: readonly boolean[]): RowPacker {
  // prettier-ignore
  const columns = names.map((column, c): Gathered => ({
    column, required: required[c] ?? false, lengths: new Uint32Array(MAX_ROWS), bytes: Buffer.alloc(START_BYTES), used: 0, rows: 0,
    first: null, same: true, number: false, longest: 0,
  }));
  return {
    add(image) {
      for (let c = 0; c < columns.length; c++) addCell(columns[c]!, image[c + 1] ?? null);
    },
    finish(entity, ids, updatedAt) {
      const head: Head = { entity, rows: ids.length, runs: runsOf(ids), updatedAt, columns: columns.map(headOf) };
      const text = Buffer.from(JSON.stringify(head), 'utf8');
      let size = 4 + text.length;
      for (const column of columns) if (!column.same) size += column.used + lengthBytes(column);
      const out = new Uint8Array(size);
      new DataView(out.buffer).setUint32(0, text.length, true);
      out.set(text, 4);
      let at = 4 + text.length;
      for (const column of columns) {
        if (!column.same) at = writeColumn(column, out, at);
        reset(column);
      }
      return out;
    },
  };
}

function addCell(column: Gathered, value: Cell): void {
  const row = column.rows++;
  if (column.same) {
    if (row === 0) column.first = value;
    if (value === column.first) return;
    column.same = false;
    for (let i = 0; i < row; i++) addText(column, i, column.first);
  }
  addText(column, row, value);
}

function addText(column: Gathered, row: number, value: Cell): void {
  if (typeof value === 'number') column.number = true;
  const text = typeof value === 'string' ? value : value === null ? '' : String(value);
  const { length } = text;
  column.lengths[row] = length;
  if (length > column.longest) column.longest = length;
  if (column.used + length * 3 > column.bytes.length) grow(column, length * 3);
  column.used = length < SHORT ? writeShort(column.bytes, column.used, text, length) : column.used + column.bytes.write(text, column.used, 'utf8');
}

/** Below, a loop is faster than the call of the native writer. */
const SHORT = 32;

/** `length` is handed in, because texts of many kinds come here and each look at it would be a search. */
function writeShort(bytes: Buffer, from: number, text: string, length: number): number {
  let at = from;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes[at++] = unit;
    else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 63);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 63);
      bytes[at++] = 0x80 | (unit & 63);
    } else return from + bytes.write(text, from, 'utf8');
  }
  return at;
}

function grow(column: Gathered, bytes: number): void {
  const larger = Buffer.alloc(Math.max(column.used + bytes, column.bytes.length * 2));
  column.bytes.copy(larger, 0, 0, column.used);
  column.bytes = larger;
}

function reset(column: Gathered): void {
  column.bytes.fill(0, 0, column.used);
  Object.assign(column, { used: 0, rows: 0, first: null, same: true, number: false, longest: 0 });
}

const isWide = (column: Gathered): boolean => column.longest > 0xffff;
const lengthBytes = (column: Gathered): number => column.rows * (isWide(column) ? 4 : 2);

function headOf(c: Gathered): PackedColumn {
  if (c.same) return { column: c.column, always: c.first };
  const flags = { ...(c.number ? { number: true } : {}), ...(c.required ? { required: true } : {}), ...(isWide(c) ? { wide: true } : {}) };
  return { column: c.column, bytes: c.used, ...flags };
}

function writeColumn(column: Gathered, out: Uint8Array, from: number): number {
  const lengths = column.lengths.subarray(0, column.rows);
  const narrowed = isWide(column) ? lengths : Uint16Array.from(lengths);
  out.set(new Uint8Array(narrowed.buffer, narrowed.byteOffset, narrowed.byteLength), from);
  const at = from + narrowed.byteLength;
  out.set(column.bytes.subarray(0, column.used), at);
  return at + column.used;
}

function runsOf(ids: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const id of ids) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === id) last[1]++;
    else runs.push([id, 1]);
  }
  return runs;
}

/** Packed rows, taken apart into columns. */
export interface UnpackedRows {
  readonly entity: EntityName;
  readonly size: number;
  readonly ids: Float64Array;
  readonly updatedAt: number;
  /** Values of a column by its name in the table; all NULL for an unknown one. */
  column(name: string): readonly Cell[];
  /** The same one after the other, made when asked for: a row read this way leaves nothing behind. */
  each(name: string): () => Cell;
}

/** Takes packed rows apart. A column is read when first asked for. */
export function unpackRows(bytes: Uint8Array): UnpackedRows {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headEnd = 4 + buffer.readUInt32LE(0);
  const head = JSON.parse(buffer.toString('utf8', 4, headEnd)) as Head;
  const ids = new Float64Array(head.rows);
  let at = 0;
  for (const [first, count] of head.runs) for (let i = 0; i < count; i++) ids[at++] = first + i;
  const places = new Map<string, { readonly column: PackedColumn; readonly from: number }>();
  let from = headEnd;
  for (const column of head.columns) {
    places.set(column.column, { column, from });
    if (column.bytes !== undefined) from += column.bytes + head.rows * (column.wide ? 4 : 2);
  }
  const each = (name: string): (() => Cell) => {
    const place = places.get(name);
    return place ? cellReader(buffer, place.column, place.from, head.rows) : () => null;
  };
  return {
    entity: head.entity,
    size: head.rows,
    ids,
    updatedAt: head.updatedAt,
    each,
    column(name) {
      const next = each(name);
      return Array.from({ length: head.rows }, next);
    },
  };
}

function cellReader(buffer: Buffer, column: PackedColumn, from: number, rows: number): () => Cell {
  const always = column.always ?? null;
  if (column.bytes === undefined) return () => always;
  const size = column.wide ? 4 : 2;
  const textFrom = from + rows * size;
  const text = buffer.toString('utf8', textFrom, textFrom + column.bytes);
  const empty = column.required ? '' : null;
  let p = from;
  let at = 0;
  return () => {
    const length = buffer[p]! + (buffer[p + 1]! << 8) + (column.wide ? buffer[p + 2]! * 65_536 + buffer[p + 3]! * 16_777_216 : 0);
    p += size;
    if (length === 0) return empty;
    const value = text.slice(at, (at += length));
    return column.number ? Number(value) : value;
  };
}
