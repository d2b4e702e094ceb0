/**
 * Opens whatever file the user chose as one table: CSV or workbook told apart by
 * content, not by name; the sheet and the header row found or as given.
 */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { ReadOptions } from '../../../../shared/modules/transfer.ts';
import { isBlankRow, type SourceRow } from './cells.ts';
import { openCsv, type Delimiter } from './csv-reader.ts';
import type { TextEncodingName } from './encoding.ts';
import { removeGuard } from './guard.ts';
import { findHeader, headerAt } from './header.ts';
import type { SourceFile } from './source.ts';
import { xlsxReader } from './xlsx-reader.ts';
import type { SheetInfo, SpreadsheetPort, Workbook } from './spreadsheet-port.ts';

/** Packed size; a million rows of twelve columns take about 80 MB. */
export const MAX_WORKBOOK_BYTES = 400 * 1024 ** 2;
const HEAD_ROWS = 600;

export interface OpenTable {
  readonly format: 'csv' | 'xlsx';
  readonly encoding: TextEncodingName | null;
  readonly encodingCertain: boolean;
  readonly delimiter: Delimiter | null;
  readonly sheets: readonly SheetInfo[];
  readonly sheet: string | null;
  /** 0: no headings. Data are the rows after this one. */
  readonly headerRow: number;
  readonly headers: readonly string[];
  /** The first rows of the file as they are, headings included. */
  readonly head: readonly SourceRow[];
  /** CSV cells may carry the export's guard against formulas. */
  readonly guarded: boolean;
  /** The rows of data, again from the start at every call. */
  rows(): AsyncIterable<readonly SourceRow[]>;
}

interface Raw extends Omit<OpenTable, 'headerRow' | 'headers' | 'head' | 'rows'> {
  all(): AsyncIterable<readonly SourceRow[]>;
}

/** Opens a file for reading. Throws one of the contract's file errors. */
export async function openTable(source: SourceFile, read: ReadOptions = {}, port: SpreadsheetPort = xlsxReader): Promise<OpenTable> {
  const start = await firstBytes(source);
  // Counted in bytes read: a sealed file of nothing is not empty on disk.
  if (start.length === 0) throw new AppFailure('file.empty');
  const raw = isContainer(start) ? await openWorkbook(source, read, port) : await openText(source, read, start);
  const head = await headOf(raw);
  if (!head.some((row) => !isBlankRow(row.cells))) throw new AppFailure('file.noRows');
  const header = read.headerRow === undefined ? findHeader(head) : headerAt(head, read.headerRow);
  const headers = raw.guarded ? header.names.map(removeGuard) : header.names;
  return { ...raw, headerRow: header.row, headers, head, rows: () => dataRows(raw, header.row) };
}

async function firstBytes(source: SourceFile): Promise<Uint8Array> {
  for await (const piece of source.stream()) return new Uint8Array(piece.subarray(0, 512));
  return new Uint8Array(0);
}

/** ZIP or OLE2: the workbook reader says which, and what is wrong with it. */
function isContainer(start: Uint8Array): boolean {
  return (start[0] === 0x50 && start[1] === 0x4b && (start[2] ?? 9) < 9) || (start[0] === 0xd0 && start[1] === 0xcf && start[2] === 0x11);
}

async function openText(source: SourceFile, read: ReadOptions, start: Uint8Array): Promise<Raw> {
  const text = new TextDecoder('latin1').decode(start).trimStart().toLowerCase();
  // Web pages and XML saved under a table's name: reading them as CSV would give rows of tags.
  if (/^(?:ï»¿)?<(?:!doctype|html|\?xml|table|head|meta)/.test(text)) throw new AppFailure('file.notWorkbook');
  if (text.startsWith('%pdf-') || text.startsWith('{\\rtf')) throw new AppFailure('file.notText');
  const options = { ...(read.encoding ? { encoding: read.encoding } : {}), ...(read.delimiter ? { delimiter: read.delimiter } : {}) };
  const table = await openCsv(source, options);
  return {
    format: 'csv',
    encoding: table.encoding,
    encodingCertain: table.encodingCertain,
    delimiter: table.delimiter,
    sheets: [],
    sheet: null,
    guarded: true,
    all: () => table.rows(),
  };
}

async function openWorkbook(source: SourceFile, read: ReadOptions, port: SpreadsheetPort): Promise<Raw> {
  const workbook = await port.open(await source.readAll(MAX_WORKBOOK_BYTES));
  const sheet = read.sheet ?? (await fullestSheet(workbook));
  if (!workbook.sheets.some((s) => s.name === sheet)) throw new AppFailure('file.noSheet');
  return {
    format: 'xlsx',
    encoding: null,
    encodingCertain: true,
    delimiter: null,
    sheets: workbook.sheets,
    sheet,
    guarded: false,
    all: () => workbook.rows(sheet),
  };
}

/** The first visible sheet with at least two rows, else the first with any, else the first. */
async function fullestSheet(workbook: Workbook): Promise<string> {
  const visible = workbook.sheets.filter((s) => !s.hidden);
  const candidates = visible.length > 0 ? visible : workbook.sheets;
  let first: string | null = null;
  for (const sheet of candidates.slice(0, 20)) {
    let rows = 0;
    for await (const batch of workbook.rows(sheet.name)) {
      rows += batch.length;
      if (rows >= 2) return sheet.name;
    }
    if (rows > 0) first ??= sheet.name;
  }
  return first ?? candidates[0]?.name ?? '';
}

async function headOf(raw: Raw): Promise<SourceRow[]> {
  const head: SourceRow[] = [];
  for await (const batch of raw.all()) {
    for (const { row, cells, problem } of batch.slice(0, HEAD_ROWS - head.length)) head.push(problem ? { row, cells, problem } : { row, cells });
    if (head.length >= HEAD_ROWS) break;
  }
  return head;
}

async function* dataRows(raw: Raw, headerRow: number): AsyncGenerator<readonly SourceRow[]> {
  let before = headerRow > 0;
  for await (const batch of raw.all()) {
    if (!before) {
      yield batch;
      continue;
    }
    const data = batch.filter((row) => row.row > headerRow);
    before = data.length === 0;
    if (data.length > 0) yield data;
  }
}
