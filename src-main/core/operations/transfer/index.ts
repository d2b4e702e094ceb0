import type { fieldMethods } from '../../../../shared/modules/custom-fields.ts';
import type { transferMethods } from '../../../../shared/modules/transfer.ts';
import type { Routes } from '../../domain/context.ts';
import { fieldFromExtra, listExtras } from './extra-fields.service.ts';
import { startExport } from './export.service.ts';
import { inspectImport, listImports, previewImport, resumeImport, startImport, undoImport, writeErrorFile } from './import.service.ts';
import { writeTemplate } from './template.ts';

export const transferRoutes: Routes<keyof typeof transferMethods | Extract<keyof typeof fieldMethods, 'fields.extras' | 'fields.fromExtra'>> = {
  'fields.extras': listExtras,
  'fields.fromExtra': fieldFromExtra,
  'import.inspect': inspectImport,
  'import.preview': previewImport,
  'import.start': startImport,
  'import.list': listImports,
  'import.undo': undoImport,
  'import.resume': resumeImport,
  'import.errorFile': writeErrorFile,
  'import.template': writeTemplate,
  'export.start': startExport,
};

export { cellText, isBlankRow, type Cell, type SourceRow } from './cells.ts';
export { openChosen, writeChosen } from './chosen-file.ts';
export { createDateEvidence, type OrderQuestion } from './date-order.ts';
export { readDate, type DateOrder } from './dates.ts';
export { customColumn } from './custom-export.ts';
export { csvLine, utf8 } from './error-file.ts';
export { lookalikes } from './lookalikes.ts';
export type { Match, Matchable } from './matching.ts';
export { openTable, type OpenTable } from './open-table.ts';
export { headingKey } from './synonyms.ts';
export { birthdayText, localText } from './export.job.ts';
export { moneyCell, writeTable, type TableCell, type TableTarget } from './table-file.ts';
export { writeWorkbook } from './xlsx-writer.ts';
