/** The rows of one worksheet part. ECMA-376 part 1, 18.3.1 (sheetData, row, c). */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { isBlankRow, MAX_CELL_CHARS, MAX_COLUMNS, type Cell, type RowProblem, type SourceRow } from './cells.ts';
import { serialToDate, type NumberLook } from './xlsx-styles.ts';
import { attribute, createXmlScanner, decodeCellText } from './xml-scan.ts';

/** A cell merged over several rows; all 0-based columns and 1-based rows, inclusive. */
export interface MergeDown {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

export interface SheetContext {
  readonly shared: readonly string[];
  readonly looks: readonly NumberLook[];
  readonly is1904: boolean;
  readonly merges: readonly MergeDown[];
}

const MAX_MERGES = 20_000;
const MAX_ROWS = 1_048_576;

/** Merges that cover more than one row, from the text of `mergeCells`. */
export function readMerges(xml: string): readonly MergeDown[] {
  const merges: MergeDown[] = [];
  for (const [, left = '', top, , bottom] of xml.matchAll(/ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"/g)) {
    if (merges.length >= MAX_MERGES) break;
    if (Number(bottom) > Number(top)) merges.push({ column: columnIndex(left), top: Number(top), bottom: Number(bottom) });
  }
  return merges;
}

/** `A` → 0, `AA` → 26. */
export function columnIndex(letters: string): number {
  let n = 0;
  for (let i = 0; i < letters.length; i++) n = n * 26 + letters.charCodeAt(i) - 64;
  return n - 1;
}

interface Open {
  row: number;
  inRow: boolean;
  inCell: boolean;
  cells: Cell[];
  problem: RowProblem | undefined;
  column: number;
  type: string;
  style: number;
  value: string;
  reading: 'nothing' | 'value' | 'inline';
}

/** Takes the part's text piece by piece; answers the rows complete so far, blank ones left out. */
export function createSheetScanner(context: SheetContext): { push(text: string, final?: boolean): SourceRow[] } {
  const state: Open = {
    row: 0,
    inRow: false,
    inCell: false,
    cells: [],
    problem: undefined,
    column: -1,
    type: '',
    style: -1,
    value: '',
    reading: 'nothing',
  };
  const fill = createFill(context.merges);
  let ready: SourceRow[] = [];
  let inData = false;
  let depthInline = 0;
  let ended = false;
  const scanner = createXmlScanner({
    open(name, attributes, selfClosing) {
      if (name === 'sheetData') {
        inData = !selfClosing;
        ended ||= selfClosing;
      }
      if (!inData) return;
      if (name === 'row') openRow(state, attributes);
      else if (name === 'c') openCell(state, attributes);
      else if (name === 'v' && !selfClosing) state.reading = 'value';
      else if (name === 'is') depthInline = selfClosing ? 0 : 1;
      else if (name === 't' && depthInline > 0 && !selfClosing) state.reading = 'inline';
      else if (name === 'rPh') depthInline = 0;
      if (name === 'c' && selfClosing) closeCell(state, context);
      if (name === 'row' && selfClosing) closeRow(state, fill, ready);
    },
    close(name) {
      if (name === 'sheetData') {
        if (state.inRow) throw tornSheet();
        inData = false;
        ended = true;
      } else if (name === 'v' || name === 't') state.reading = 'nothing';
      else if (name === 'rPh') depthInline = 1;
      else if (name === 'is') depthInline = 0;
      else if (name === 'c' && inData) closeCell(state, context);
      else if (name === 'row' && inData) closeRow(state, fill, ready);
    },
    text(raw) {
      if (state.reading === 'nothing') return;
      if (state.value.length + raw.length > MAX_CELL_CHARS) state.problem ??= 'row.cellTooLong';
      else state.value += raw;
    },
  });
  return {
    push(text, final = false) {
      scanner.push(text, final);
      if (final && !ended) throw tornSheet();
      const rows = ready;
      ready = [];
      return rows;
    },
  };
}

/** Rows and cells that do not nest: reading on could put values into wrong rows. */
function tornSheet(): AppFailure {
  return new AppFailure('file.damaged', { part: 'rows' });
}

function openRow(state: Open, attributes: string): void {
  if (state.inRow) throw tornSheet();
  const named = Number(attribute(attributes, 'r') ?? 0);
  const row = Number.isInteger(named) && named > 0 ? named : state.row + 1;
  // Rows out of order would let one overwrite another; a real workbook never has them.
  if (row <= state.row || row > MAX_ROWS) throw tornSheet();
  state.row = row;
  state.inRow = true;
  state.cells = [];
  state.problem = undefined;
  state.column = -1;
}

const CELL_PLACE = /\br="([A-Z]{1,3})\d/;
const CELL_TYPE = /\bt="(\w+)"/;
const CELL_STYLE = /\bs="(\d+)"/;

function openCell(state: Open, attributes: string): void {
  if (!state.inRow || state.inCell) throw tornSheet();
  state.inCell = true;
  const place = CELL_PLACE.exec(attributes)?.[1];
  state.column = place === undefined ? state.column + 1 : columnIndex(place);
  state.type = CELL_TYPE.exec(attributes)?.[1] ?? 'n';
  state.style = Number(CELL_STYLE.exec(attributes)?.[1] ?? -1);
  state.value = '';
  state.reading = 'nothing';
}

function closeCell(state: Open, context: SheetContext): void {
  if (!state.inCell) throw tornSheet();
  state.inCell = false;
  const value = cellValue(state, context);
  if (value === null) return;
  if (state.column >= MAX_COLUMNS) {
    state.problem ??= 'row.tooManyColumns';
    return;
  }
  while (state.cells.length < state.column) state.cells.push(null);
  state.cells[state.column] = value;
}

function cellValue(state: Open, context: SheetContext): Cell {
  const raw = state.value;
  if (state.type === 's') {
    const index = Number(raw);
    if (raw === '') return null;
    const text = context.shared[index];
    if (text === undefined) throw new AppFailure('file.damaged', { part: 'sharedStrings' });
    return text === '' ? null : text;
  }
  if (raw === '') return null;
  if (state.type === 'str' || state.type === 'inlineStr') return decodeCellText(raw);
  if (state.type === 'b') return raw === '1' || raw.toLowerCase() === 'true';
  if (state.type === 'e') return { error: decodeCellText(raw) };
  if (state.type === 'd') return isoCell(raw);
  return numberCell(raw, context.looks[state.style] ?? 'number', context.is1904);
}

function isoCell(raw: string): Cell {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?/.exec(raw);
  if (!found) return raw;
  return found[2] === undefined ? { date: found[1] ?? null } : { date: found[1] ?? null, time: found[2] };
}

function numberCell(raw: string, look: NumberLook, is1904: boolean): Cell {
  const value = Number(raw);
  if (Number.isNaN(value)) return decodeCellText(raw);
  if (look === 'number') return value;
  const date = serialToDate(value, is1904);
  if (date === null) return value;
  // A pure time format shows no day, even when the number has one.
  return look === 'time' && value < 1 ? { date: null, ...(date.time === undefined ? {} : { time: date.time }) } : date;
}

function closeRow(state: Open, fill: (row: number, cells: Cell[]) => void, ready: SourceRow[]): void {
  if (!state.inRow || state.inCell) throw tornSheet();
  state.inRow = false;
  const cells = state.cells;
  fill(state.row, cells);
  if (!isBlankRow(cells) || state.problem) {
    ready.push(state.problem ? { row: state.row, cells, problem: state.problem } : { row: state.row, cells });
  }
  state.cells = [];
}

/** Repeats the value of cells merged downwards, only in rows that have something of their own. */
function createFill(merges: readonly MergeDown[]): (row: number, cells: Cell[]) => void {
  if (merges.length === 0) return () => undefined;
  const ordered = [...merges].sort((a, b) => a.top - b.top);
  let next = 0;
  let active: { merge: MergeDown; value: Cell }[] = [];
  return (row, cells) => {
    active = active.filter((a) => a.merge.bottom >= row);
    if (!isBlankRow(cells)) {
      for (const { merge, value } of active) {
        while (cells.length < merge.column) cells.push(null);
        cells[merge.column] ??= value;
      }
    }
    for (let merge = ordered[next]; merge && merge.top <= row; merge = ordered[++next]) {
      if (merge.top === row && merge.column < MAX_COLUMNS) active.push({ merge, value: cells[merge.column] ?? null });
    }
  };
}
