/** Customer files as people have them, written byte by byte so that encodings, separators and line breaks are exactly those under test. */
import iconv from 'iconv-lite';
import { writeWorkbook } from '../../src-main/core/operations/transfer/xlsx-writer.ts';

export type Rows = readonly (readonly string[])[];

export interface CsvStyle {
  readonly encoding?: 'utf8' | 'utf-8-bom' | 'gbk' | 'gb18030' | 'big5' | 'utf-16le';
  readonly delimiter?: ',' | ';' | '\t';
}

/** A CSV as Excel writes it: cells quoted where needed, CRLF, byte order mark where the encoding has one by custom. */
export function csvFile(rows: Rows, { encoding = 'utf8', delimiter = ',' }: CsvStyle = {}): Uint8Array {
  const cell = (text: string) => (/["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join('');
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`, 'utf8');
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return iconv.encode(text, encoding);
}

/** A workbook with one sheet of text cells, from the product's own exporter. */
export async function xlsxFile(rows: Rows, sheet = 'Sheet1'): Promise<Uint8Array> {
  const each = async function* () {
    yield* rows;
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of writeWorkbook(sheet, each())) pieces.push(piece);
  return Buffer.concat(pieces);
}
