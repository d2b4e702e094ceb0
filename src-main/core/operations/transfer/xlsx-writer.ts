/** Owner of hucre in the product: writing workbooks as a stream, every cell as text. */
import { writeXlsxStream } from 'hucre/xlsx';

/** Excel refuses longer cells. */
const MAX_CELL = 32_767;

/**
 * The bytes of a workbook with one sheet (more beyond Excel's row limit). Text cells stay text: a
 * phone keeps its zeros and `=1+1` stays what somebody wrote; numbers (amounts) can be summed.
 * The first row is frozen.
 */
export async function* writeWorkbook(sheetName: string, rows: AsyncIterable<readonly (string | number)[]>): AsyncGenerator<Uint8Array> {
  const cells = mapRows(rows, (row) => row.map((v) => (typeof v === 'number' ? v : v === '' ? null : xmlSafe(v.slice(0, MAX_CELL)))));
  const stream = writeXlsxStream(cells, { name: sheetName, freezePane: { rows: 1 }, zip64: false });
  for await (const piece of stream) yield piece;
}

// eslint-disable-next-line no-control-regex -- XML 1.0 cannot hold these
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function xmlSafe(text: string): string {
  return text.replace(NOT_XML, '');
}

async function* mapRows<T, U>(items: AsyncIterable<T>, change: (item: T) => U): AsyncGenerator<U> {
  for await (const item of items) yield change(item);
}
