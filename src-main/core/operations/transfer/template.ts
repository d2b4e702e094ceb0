/** An empty table with the headings our own import knows for sure, the book's own fields among them. */
import { ok, err } from '../../../../shared/kernel/result.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { Handler } from '../../domain/context.ts';
import { writeChosen } from './chosen-file.ts';
import { csvLine, utf8 } from './error-file.ts';
import { fieldHeadings } from './export-headings.ts';
import { IMPORTABLE, NOT_FILLED } from './import-setup.ts';
import { writeWorkbook } from './xlsx-writer.ts';

export const writeTemplate: Handler<'import.template'> = async ({ book }, { file, format, language }) => {
  const target = book.file(file);
  if (!target) return err('file.missing');
  const headings = Object.entries(fieldHeadings(language)).flatMap(([field, heading]) => (IMPORTABLE.has(field) ? [heading] : []));
  const own = fieldBook(book.db).fields.filter((field) => !field.hidden && NOT_FILLED.every((kind) => kind !== field.kind));
  const columns = [...headings, ...own.map(({ label }) => label)];
  await writeChosen(target, format === 'csv' ? utf8(['\ufeff', csvLine(columns)]) : writeWorkbook(language === 'zh-CN' ? '客户' : 'Customers', once(columns)));
  return ok({ columns: columns.length });
};

async function* once(row: readonly string[]): AsyncGenerator<readonly string[]> {
  yield await Promise.resolve(row);
}
