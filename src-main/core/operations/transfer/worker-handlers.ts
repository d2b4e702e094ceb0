/** What of the import and export runs in worker threads. Inputs come from this module's own services. */
import type { WorkerHandler } from '../worker-book.ts';
import { exportCustomers, type ExportInput } from './export.job.ts';
import { previewImport, runImport } from './import.job.ts';
import type { PreviewInput, RunInput } from './import-types.ts';
import { undoImport, type UndoImportInput } from './undo-import.job.ts';

export const transferHandlers: Readonly<Record<string, WorkerHandler>> = {
  'import.preview': (book, input) => previewImport(book, input as PreviewInput),
  'import.run': (book, input) => runImport(book, input as RunInput),
  'import.undo': (book, input) => undoImport(book, input as UndoImportInput),
  'export.run': (book, input) => exportCustomers(book, input as ExportInput),
};
