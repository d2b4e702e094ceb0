/** A table written to a file somebody chose, whole or not at all, as CSV or workbook. */
import { exponentOf, plainAmount } from '../../../../shared/kernel/money.ts';
import type { ChosenFile } from '../../domain/context.ts';
import { writeChosen } from './chosen-file.ts';
import { csvLine, utf8 } from './error-file.ts';
import { writeWorkbook } from './xlsx-writer.ts';

/** Numbers stay numbers in a workbook. */
export type TableCell = string | number;

export interface TableTarget {
  readonly file: ChosenFile;
  readonly format: 'csv' | 'xlsx';
}

/** `sheet` names the workbook's only sheet. */
export async function writeTable({ file, format }: TableTarget, sheet: string, rows: AsyncIterable<readonly TableCell[]>): Promise<void> {
  await writeChosen(file, format === 'csv' ? utf8(csv(rows)) : writeWorkbook(sheet, rows));
}

async function* csv(rows: AsyncIterable<readonly TableCell[]>): AsyncGenerator<string> {
  yield '\ufeff';
  for await (const row of rows) yield csvLine(row.map(String));
}

/** A number for a workbook's cell; plain text in a CSV is the same digits. */
export function moneyCell(minor: number, currency: string, format: 'csv' | 'xlsx'): TableCell {
  return format === 'csv' ? plainAmount(minor, currency) : minor / 10 ** exponentOf(currency);
}
