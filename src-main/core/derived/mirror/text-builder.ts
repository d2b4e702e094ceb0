/**
 * Builds a text or choice column of a snapshot. While rows come in, their values wait in
 * a scratch file by pieces of 16,384 rows; afterwards one column at a time is read back,
 * its distinct values sorted, and every row gets the number of its value (0 = empty). So
 * memory holds one column, not the table.
 *
 * A column begins with a dictionary of the stored texts: what repeats (sources, grades,
 * titles) is read once and waits as a number of 16 bits. One whose texts hardly repeat
 * goes on with the texts themselves.
 */
import { ownText } from '../../kernel/own-text.ts';
import type { CustomerRow } from '../row.ts';
import { oneValueFrom } from '../row.ts';
import { bytesOf } from '../snapshot/file.ts';
import type { SnapshotWriter } from '../snapshot/file.ts';
import type { Scratch } from '../snapshot/scratch.ts';
import { foldBehind } from '../text/fold.ts';
import type { ColumnBuilder } from './column-builder.ts';
import { CODED, finishText, PIECE_ROWS } from './text-finish.ts';
import type { ColumnSpec } from './spec.ts';
import { MAX_TEXT_UNITS } from './spec.ts';

/** With the texts of one more piece, numbers still fit 16 bits. */
const MAX_ENTRIES = 32_768;
/** A dictionary with more entries than this part of the rows is given up. */
const MAX_SHARE = 0.25;

class TextColumn {
  readonly dictionary = new Map<string, number>();
  private coded: boolean;
  private readonly codes = new Uint16Array(PIECE_ROWS);
  private readonly lengths = new Uint16Array(PIECE_ROWS);
  private units = new Uint16Array(1 << 12);
  private used = 0;
  private inPiece: number;
  pieces: number;
  /** Of all texts kept so far, those of the dictionary included. */
  total = 0;
  private readonly spec: ColumnSpec;
  private readonly no: number;
  private readonly scratch: Scratch;

  constructor(spec: ColumnSpec, no: number, scratch: Scratch, rowsBefore: number) {
    this.spec = spec;
    this.no = no;
    this.scratch = scratch;
    this.coded = spec.raw !== undefined && spec.read !== undefined;
    this.inPiece = rowsBefore % PIECE_ROWS;
    this.pieces = Math.floor(rowsBefore / PIECE_ROWS);
  }

  add(row: CustomerRow): void {
    const raw = this.spec.raw ? this.spec.raw(row) : this.spec.text(row);
    if (raw) {
      if (this.coded) this.codes[this.inPiece] = this.codeOf(raw);
      else this.lengths[this.inPiece] = this.write(raw);
    }
    if (++this.inPiece === PIECE_ROWS) this.flush();
  }

  private codeOf(raw: string): number {
    const known = this.dictionary.get(raw);
    if (known !== undefined) return known;
    const code = this.dictionary.size + 1;
    this.dictionary.set(ownText(raw), code);
    this.total += raw.length;
    return code;
  }

  /** Appends what the column holds of a stored text; answers its length. */
  private write(raw: string): number {
    const { folds, raw: isRaw, read } = this.spec;
    const start = this.used;
    const from = folds === 'contacts' ? oneValueFrom(raw) : 0;
    const to = folds === 'contacts' ? raw.length - 3 : raw.length;
    if (folds !== undefined && (folds === 'text' || from > 0) && to - from <= MAX_TEXT_UNITS) {
      this.room(to - from);
      const end = foldBehind(raw, from, to, this.units, start);
      if (end >= 0) return (this.used = end) - start;
    }
    const text = isRaw && read ? read(raw) : raw;
    const { length } = text;
    this.room(length);
    for (let i = 0; i < length; i++) this.units[this.used++] = text.charCodeAt(i);
    return length;
  }

  private room(more: number): void {
    if (this.used + more <= this.units.length) return;
    const larger = new Uint16Array(Math.max(this.used + more, this.units.length * 2));
    larger.set(this.units.subarray(0, this.used));
    this.units = larger;
  }

  flush(): void {
    if (this.inPiece === 0) return;
    const rows = this.inPiece;
    if (this.coded) {
      this.scratch.put(this.no, this.pieces++, [bytesOf(new Uint32Array([rows, CODED])), bytesOf(this.codes.subarray(0, rows))]);
    } else {
      const head = new Uint32Array([rows, this.used]);
      this.scratch.put(this.no, this.pieces++, [bytesOf(head), bytesOf(this.lengths.subarray(0, rows)), bytesOf(this.units.subarray(0, this.used))]);
    }
    const { size } = this.dictionary;
    if (this.coded && (size > MAX_ENTRIES || size > this.pieces * PIECE_ROWS * MAX_SHARE)) this.coded = false;
    this.total += this.used;
    this.inPiece = 0;
    this.used = 0;
    this.lengths.fill(0);
    this.codes.fill(0);
  }

  finish(): void {
    this.flush();
    this.units = new Uint16Array(0);
  }
}

/** `rowsBefore` rows came before the first one added: a heading met late is empty in them. */
export function createTextBuilder(spec: ColumnSpec, no: number, scratch: Scratch, rowsBefore: number): ColumnBuilder {
  const column = new TextColumn(spec, no, scratch, rowsBefore);
  return {
    spec,
    add: (row) => column.add(row),
    finish(out: SnapshotWriter, weights: Uint16Array) {
      column.finish();
      return finishText({ spec, no, scratch, pieces: column.pieces, units: column.total, dictionary: column.dictionary, out, weights });
    },
  };
}
