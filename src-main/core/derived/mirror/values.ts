/**
 * The distinct values of a text or choice column: those of the snapshot, sorted, plus
 * new ones met since. A code is the rank of a value (1 … n), 0 is empty; new values
 * have codes above n and are ranked between their neighbours when a sort asks for it.
 */
import type { SnapshotReader } from '../snapshot/file.ts';
import { lowerBound } from '../index/sets.ts';
import { compareTexts } from './collation.ts';
import { columnParts } from './column-builder.ts';
import type { BuiltColumn } from './column-builder.ts';
import type { ColumnSpec } from './spec.ts';
import { compareMixed } from './value-order.ts';

export type ScanMode = 'contains' | 'startsWith' | 'equals';

const LINE = 10;

export class ValueTable {
  /** Values of the snapshot. */
  readonly size: number;
  private readonly mixed: boolean;
  private readonly weights: Uint16Array;
  private readonly encoding: 'latin1' | 'utf16le';
  private readonly width: number;
  private readonly bytes: Buffer;
  private readonly starts: Uint32Array;
  private readonly added: string[] = [];
  /** For each added value the first snapshot code not below it. */
  private readonly addedBefore: number[] = [];
  /** Indexes into `added`, in order. */
  private readonly addedOrder: number[] = [];
  private readonly addedCodes = new Map<string, number>();

  constructor(source: SnapshotReader, built: BuiltColumn | null, weights: Uint16Array, order: ColumnSpec['order']) {
    this.mixed = order === 'mixed';
    this.weights = weights;
    this.size = built?.values ?? 0;
    this.encoding = built?.latin === false ? 'utf16le' : 'latin1';
    this.width = this.encoding === 'latin1' ? 1 : 2;
    const parts = built ? columnParts(built.no) : null;
    const starts = parts ? source.get(parts.starts, 0) : null;
    this.starts = starts ? new Uint32Array(starts.buffer, starts.byteOffset, this.size + 1) : new Uint32Array(1);
    this.bytes = Buffer.alloc(this.starts[this.size]! * this.width);
    for (let piece = 0, at = 0; parts && at < this.bytes.length; piece++) {
      const data = source.get(parts.text, piece);
      if (!data) throw new Error('mirror: a piece of the value table is missing');
      this.bytes.set(data, at);
      at += data.length;
    }
  }

  /** Codes that exist: 0 … `codes − 1`. */
  get codes(): number {
    return this.size + 1 + this.added.length;
  }

  /** Rank by code, the empty value 0: snapshot values have whole ranks, new ones lie between them. */
  ranks(): Float64Array {
    const ranks = new Float64Array(this.codes);
    for (let code = 1; code <= this.size; code++) ranks[code] = code;
    for (let i = 0; i < this.addedOrder.length; ) {
      const before = this.addedBefore[this.addedOrder[i]!]!;
      let end = i;
      while (end < this.addedOrder.length && this.addedBefore[this.addedOrder[end]!] === before) end++;
      for (let k = i; k < end; k++) ranks[this.size + 1 + this.addedOrder[k]!] = before - 1 + (k - i + 1) / (end - i + 1);
      i = end;
    }
    return ranks;
  }

  private texts: string[] | null = null;

  /** Every value by code, decoded once: for columns with few values. */
  allTexts(): readonly string[] {
    this.texts ??= [];
    for (let code = this.texts.length; code < this.codes; code++) this.texts.push(this.text(code));
    return this.texts;
  }

  /** The text of a value. */
  text(code: number): string {
    if (code === 0) return '';
    if (code > this.size) return this.added[code - this.size - 1]!;
    return this.bytes.toString(this.encoding, this.starts[code - 1]! * this.width, this.starts[code]! * this.width);
  }

  /** Code of a value, added if it is new. */
  codeOf(text: string): number {
    if (text === '') return 0;
    const known = this.addedCodes.get(text);
    if (known !== undefined) return known;
    const at = this.firstNotBelow(text);
    if (at <= this.size && this.text(at) === text) return at;
    const code = this.codes;
    this.addedOrder.splice(this.addedPosition(text, at), 0, this.added.length);
    this.addedBefore.push(at);
    this.added.push(text);
    this.addedCodes.set(text, code);
    return code;
  }

  /** Code of a value, −1 when no row ever had it. */
  find(text: string): number {
    if (text === '') return 0;
    const known = this.addedCodes.get(text);
    if (known !== undefined) return known;
    const at = this.firstNotBelow(text);
    return at <= this.size && this.text(at) === text ? at : -1;
  }

  /** The first code of the snapshot whose value is not before `text`; `size + 1` if all are. */
  firstNotBelow(text: string): number {
    let lo = 1;
    let hi = this.size + 1;
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (this.compare(this.text(mid), text) < 0) lo = mid + 1;
      else hi = mid;
    }
    return lo;
  }

  /** Order of two values of this column. */
  compare(a: string, b: string): number {
    return this.mixed ? compareMixed(this.weights, a, b) : compareTexts(this.weights, a, b);
  }

  /** Where a new value belongs among the added ones. */
  private addedPosition(text: string, before: number): number {
    let lo = 0;
    let hi = this.addedOrder.length;
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      const i = this.addedOrder[mid]!;
      const below = this.addedBefore[i]! - before || this.compare(this.added[i]!, text);
      if (below < 0) lo = mid + 1;
      else hi = mid;
    }
    return lo;
  }

  /** Marks in `hits` the codes whose value (or a line of it) contains, begins with or equals `text`. */
  scan(text: string, mode: ScanMode, hits: Uint8Array): void {
    if (text === '') return;
    const pattern = Buffer.from(text, this.encoding);
    // A text with wider units than the column has cannot occur in it.
    if (pattern.toString(this.encoding) === text) this.scanTable(text.length, pattern, mode, hits);
    for (let i = 0; i < this.added.length; i++) {
      if (lineMatches(this.added[i]!, text, mode)) hits[this.size + 1 + i] = 1;
    }
  }

  private scanTable(length: number, pattern: Buffer, mode: ScanMode, hits: Uint8Array): void {
    const { bytes, starts, width } = this;
    let from = 0;
    let value = 0;
    while (from < bytes.length) {
      const byteAt = width === 1 ? bytes.indexOf(pattern, from) : bytes.indexOf(pattern, from, 'utf16le');
      if (byteAt < 0) return;
      const at = byteAt / width;
      // Values follow each other without a gap: the hit must lie within one.
      value = valueAt(starts, at, value);
      const end = starts[value + 1]!;
      if (at + length <= end && this.fits(at, at + length, value, mode)) {
        hits[value + 1] = 1;
        from = end * width;
      } else {
        from = byteAt + width;
      }
    }
  }

  private fits(from: number, to: number, value: number, mode: ScanMode): boolean {
    if (mode === 'contains') return true;
    if (from > this.starts[value]! && this.unitAt(from - 1) !== LINE) return false;
    return mode === 'startsWith' || to === this.starts[value + 1]! || this.unitAt(to) === LINE;
  }

  private unitAt(at: number): number {
    return this.width === 1 ? this.bytes[at]! : this.bytes.readUInt16LE(at * 2);
  }
}

/** The value that holds unit `at`, not before value `from`: hits come in order, so the next one is near. */
function valueAt(starts: Uint32Array, at: number, from: number): number {
  let step = 1;
  while (from + step < starts.length && starts[from + step]! <= at) step *= 2;
  return lowerBound(starts.subarray(0, Math.min(starts.length, from + step + 1)), at + 1, from + (step >> 1)) - 1;
}

function lineMatches(value: string, text: string, mode: ScanMode): boolean {
  if (mode === 'contains') return value.includes(text);
  const lines = value.split('\n');
  return mode === 'equals' ? lines.includes(text) : lines.some((line) => line.startsWith(text));
}
