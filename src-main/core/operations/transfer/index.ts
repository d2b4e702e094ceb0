import type { transferMethods } from '../../../../shared/modules/transfer.ts';
import type { Routes } from '../../domain/context.ts';
import { startExport } from './export.service.ts';
import { inspectImport, listImports, previewImport, resumeImport, startImport, undoImport, writeErrorFile } from './import.service.ts';

export const transferRoutes: Routes<keyof typeof transferMethods> = {
  'import.inspect': inspectImport,
  'import.preview': previewImport,
  'import.start': startImport,
  'import.list': listImports,
  'import.undo': undoImport,
  'import.resume': resumeImport,
  'import.errorFile': writeErrorFile,
  'export.start': startExport,
};
