/** Files of sales and products: export, and import of a price list. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { Handler } from '../../domain/context.ts';
import { findProducts } from '../../domain/products/index.ts';
import { foundSaleIds } from '../../domain/sales/index.ts';
import { readSettings } from '../../domain/settings/index.ts';
import type { WorkerHandler } from '../worker-book.ts';
import type { ProductsExportInput, SalesExportInput } from './export.job.ts';
import { exportProducts, exportSales } from './export.job.ts';
import type { ProductsImportInput, ProductsImportResult } from './import.job.ts';
import { importProducts } from './import.job.ts';

const startSalesExport: Handler<'sales.export'> = ({ book }, { file: token, format, query, detail }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const ids = foundSaleIds(book, query);
  const input: SalesExportInput = { file, format, ids, detail, language: readSettings(book.db).language };
  const jobId = book.jobs.start('sales.export', { fileName: file.name, rows: ids.length }, (job) => book.jobs.inWorker(job, { handler: 'sales.export', input }));
  return ok({ jobId });
};

const startProductsExport: Handler<'products.export'> = ({ book }, { file: token, format, query }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const products = findProducts(book, query);
  const input: ProductsExportInput = { file, format, products, language: readSettings(book.db).language };
  const jobId = book.jobs.start('products.export', { fileName: file.name, rows: products.length }, (job) =>
    book.jobs.inWorker(job, { handler: 'products.export', input }),
  );
  return ok({ jobId });
};

const startProductsImport: Handler<'products.import'> = ({ book }, { file: token }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const input: ProductsImportInput = { file };
  const jobId = book.jobs.start('products.import', { fileName: file.name }, async (job) => {
    const result = await book.jobs.inWorker<ProductsImportResult>(job, { handler: 'products.import', input });
    if (result.actionId !== null) book.undo.push(result.actionId);
    book.emit({ type: 'data.changed', entities: ['product'], ids: null, origin: 'job' });
    book.emit({ type: 'undo.changed' });
    return result;
  });
  return ok({ jobId });
};

export const saleFileRoutes = { 'sales.export': startSalesExport, 'products.export': startProductsExport, 'products.import': startProductsImport };

/** What of it runs in worker threads. */
export const saleFileHandlers: Readonly<Record<string, WorkerHandler>> = {
  'sales.export': (book, input) => exportSales(book, input as SalesExportInput),
  'products.export': (book, input) => exportProducts(book, input as ProductsExportInput),
  'products.import': (book, input) => importProducts(book, input as ProductsImportInput),
};
