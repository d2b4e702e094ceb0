/** The second workbook reader: hucre behind the same port, to prove that the port's contract is not our reader's habit. */
import { openXlsx, streamXlsxRows, type CellValue } from 'hucre/xlsx';
import type { Cell, SourceRow } from '../../../src-main/core/operations/transfer/cells.ts';
import type { SpreadsheetPort } from '../../../src-main/core/operations/transfer/spreadsheet-port.ts';

function toCell(value: CellValue): Cell {
  if (value === '' || value === null) return null;
  if (!(value instanceof Date)) return value;
  const iso = value.toISOString();
  const time = iso.slice(11, 19);
  return time === '00:00:00' ? { date: iso.slice(0, 10) } : { date: iso.slice(0, 10), time };
}

export const hucrePort: SpreadsheetPort = {
  async open(bytes) {
    const book = await openXlsx(bytes);
    return {
      sheets: book.sheets.map((s) => ({ name: s.name, hidden: s.hidden === true, rows: null })),
      async *rows(sheet) {
        for await (const row of streamXlsxRows(bytes, { sheet })) {
          const cells = row.values.map(toCell);
          if (cells.some((c) => c !== null)) yield [{ row: row.index + 1, cells } satisfies SourceRow];
        }
      },
    };
  },
};
