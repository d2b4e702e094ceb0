/**
 * The distinct values of a text or choice column: those of the snapshot, sorted, plus
 * new ones met since. A code is the rank of a value (1 … n), 0 is empty; new values
 * have codes above n and are ranked between their neighbours when a sort asks for it.
 * The values lie one after another in a single string, so looking for a text in all of
 * them is one native scan.
 */
import type { SnapshotReader } from '../snapshot/file.ts';
import { compareTexts } from './collation.ts';
import { columnParts } from './column-builder.ts';
import type { BuiltColumn } from './column-builder.ts';
import type { ColumnSpec } from './spec.ts';
import { compareMixed } from './value-order.ts';

export type ScanMode = 'contains' | 'startsWith' | 'equals';

const LINE = '\n';

/** Reads the values of a column piece by piece; each step takes a few milliseconds. */
export function* loadValueTable(
  source: SnapshotReader,
  built: BuiltColumn | null,
  weights: Uint16Array,
  order: ColumnSpec['order'],
): Generator<void, ValueTable> {
  if (!built || built.values === 0) return new ValueTable('', new Uint32Array(1), weights, order);
  const parts = columnParts(built.no);
  const starts = source.get(parts.starts, 0);
  if (!starts) throw new Error('mirror: the value table is missing');
  const offsets = new Uint32Array(starts.buffer, starts.byteOffset, built.values + 1);
  const bytes = Buffer.alloc(offsets[built.values]! * (built.latin ? 1 : 2));
  for (let piece = 0, at = 0; at < bytes.length; piece++) {
    yield;
    const data = source.get(parts.text, piece);
    if (!data) throw new Error('mirror: a piece of the value table is missing');
    bytes.set(data, at);
    at += data.length;
  }
  yield;
  return new ValueTable(bytes.toString(built.latin ? 'latin1' : 'utf16le'), offsets, weights, order);
}

export class ValueTable {
  /** Values of the snapshot. */
  readonly size: number;
  private readonly mixed: boolean;
  private readonly weights: Uint16Array;
  private readonly all: string;
  private readonly starts: Uint32Array;
  /** Codes of snapshot values of several lines, ascending: only their later lines are out of order. */
  private readonly lists: Uint32Array;
  private readonly added: string[] = [];
  /** For each added value the first snapshot code not below it. */
  private readonly addedBefore: number[] = [];
  /** Indexes into `added`, in order. */
  private readonly addedOrder: number[] = [];
  private readonly addedCodes = new Map<string, number>();
  private texts: string[] | null = null;

  constructor(all: string, starts: Uint32Array, weights: Uint16Array, order: ColumnSpec['order']) {
    this.all = all;
    this.starts = starts;
    this.size = starts.length - 1;
    this.weights = weights;
    this.mixed = order === 'mixed';
    this.lists = this.findLists();
  }

  private findLists(): Uint32Array {
    const found: number[] = [];
    for (let at = this.all.indexOf(LINE), value = 0; at >= 0; at = this.all.indexOf(LINE, this.starts[value + 1])) {
      value = valueAt(this.starts, at, value);
      found.push(value + 1);
    }
    return Uint32Array.from(found);
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
    return this.all.slice(this.starts[code - 1], this.starts[code]);
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
    if (mode === 'contains') this.markContaining(text, hits);
    else if (this.mixed) this.markEach(1, this.size, text, mode, hits);
    else this.markFrom(text, mode, hits);
    for (let i = 0; i < this.added.length; i++) {
      if (lineMatches(this.added[i]!, text, mode)) hits[this.size + 1 + i] = 1;
    }
  }

  private markContaining(text: string, hits: Uint8Array): void {
    const { all, starts } = this;
    let value = 0;
    for (let at = all.indexOf(text); at >= 0; ) {
      // Values follow each other without a gap: the hit must lie within one.
      value = valueAt(starts, at, value);
      const end = starts[value + 1]!;
      const within = at + text.length <= end;
      if (within) hits[value + 1] = 1;
      at = all.indexOf(text, within ? end : at + 1);
    }
  }

  /** Values that begin with a text stand together; of lists every line is looked at. */
  private markFrom(text: string, mode: 'startsWith' | 'equals', hits: Uint8Array): void {
    for (let code = this.firstNotBelow(text); code <= this.size; code++) {
      const value = this.text(code);
      if (!value.startsWith(text)) break;
      if (lineMatches(value, text, mode)) hits[code] = 1;
      else if (mode === 'equals' && !value.startsWith(text + LINE)) break;
    }
    for (const code of this.lists) if (lineMatches(this.text(code), text, mode)) hits[code] = 1;
  }

  private markEach(from: number, to: number, text: string, mode: ScanMode, hits: Uint8Array): void {
    for (let code = from; code <= to; code++) if (lineMatches(this.text(code), text, mode)) hits[code] = 1;
  }
}

/** The value that holds unit `at`, not before value `from`: hits come in order, so the next one is near. */
function valueAt(starts: Uint32Array, at: number, from: number): number {
  let step = 1;
  while (from + step < starts.length && starts[from + step]! <= at) step *= 2;
  let lo = from + (step >> 1);
  let hi = Math.min(starts.length, from + step);
  while (lo < hi) {
    const mid = (lo + hi) >>> 1;
    if (starts[mid]! <= at) lo = mid + 1;
    else hi = mid;
  }
  return lo - 1;
}

function lineMatches(value: string, text: string, mode: ScanMode): boolean {
  if (mode === 'contains') return value.includes(text);
  if (!value.includes(LINE)) return mode === 'equals' ? value === text : value.startsWith(text);
  const lines = [value, ...value.split(LINE)];
  return mode === 'equals' ? lines.includes(text) : lines.some((line) => line.startsWith(text));
}
