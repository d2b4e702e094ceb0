/** Files of sales and products: export, and import of sales and of a price list. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { SaleImportResult } from '../../../../shared/modules/sale-import.ts';
import type { Handler } from '../../domain/context.ts';
import { findProducts } from '../../domain/products/index.ts';
import { keepIds } from '../../domain/customers/index.ts';
import { foundSaleIds, quietSales } from '../../domain/sales/index.ts';
import { writeInWorker } from '../../domain/worker-write.ts';
import { readSettings } from '../../domain/settings/index.ts';
import type { WorkerHandler } from '../worker-book.ts';
import type { ProductsExportInput, SalesExportInput } from './export.job.ts';
import { exportProducts, exportSales } from './export.job.ts';
import type { ProductsImportInput, ProductsImportResult } from './import.job.ts';
import { importProducts } from './import.job.ts';
import type { SaleImportInput } from './taking/plan.ts';
import { takeInSales, tellSalesImport, writeSaleProblems, type SaleProblemsInput } from './taking/sales-import.job.ts';

const startSalesExport: Handler<'sales.export'> = ({ book }, { file: token, format, query, detail, includeQuiet }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const { kept: ids, leftOut } = keepIds(foundSaleIds(book, query), new Set(quietSales(book).keys()), includeQuiet);
  const input: SalesExportInput = { file, format, ids, detail, language: readSettings(book.db).language };
  const jobId = book.jobs.start('sales.export', { fileName: file.name, rows: ids.length }, (job) => book.jobs.inWorker(job, { handler: 'sales.export', input }));
  return ok({ jobId, leftOut });
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

const planSalesImport: Handler<'sales.planImport'> = ({ book }, { file: token, ...choices }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const input: SaleImportInput = { ...choices, file };
  return ok({ jobId: book.jobs.start('sales.planImport', { fileName: file.name }, (job) => book.jobs.inWorker(job, { handler: 'sales.planImport', input })) });
};

const startSalesImport: Handler<'sales.import'> = ({ book }, { file: token, ...choices }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const input: SaleImportInput = { ...choices, file };
  const told = { rows: 0, entities: ['sale', 'customer'] } as const;
  const jobId = book.jobs.start('sales.import', { fileName: file.name }, (job) => writeInWorker<SaleImportResult>(book, job, { handler: 'sales.import', input }, told));
  return ok({ jobId });
};

const startSaleProblems: Handler<'sales.importProblems'> = ({ book }, { file: token, target: targetToken, ...choices }) => {
  const [file, target] = [book.file(token), book.file(targetToken)];
  if (!file || !target) return err('file.missing');
  const input: SaleProblemsInput = { ...choices, file, target, language: readSettings(book.db).language };
  return ok({ jobId: book.jobs.start('sales.importProblems', { fileName: target.name }, (job) => book.jobs.inWorker(job, { handler: 'sales.importProblems', input })) });
};

export const saleFileRoutes = {
  'sales.export': startSalesExport,
  'sales.planImport': planSalesImport,
  'sales.import': startSalesImport,
  'sales.importProblems': startSaleProblems,
  'products.export': startProductsExport,
  'products.import': startProductsImport,
};

/** What of it runs in worker threads. */
export const saleFileHandlers: Readonly<Record<string, WorkerHandler>> = {
  'sales.export': (book, input) => exportSales(book, input as SalesExportInput),
  'sales.planImport': (book, input) => tellSalesImport(book, input as SaleImportInput),
  'sales.import': (book, input) => takeInSales(book, input as SaleImportInput),
  'sales.importProblems': (book, input) => writeSaleProblems(book, input as SaleProblemsInput),
  'products.export': (book, input) => exportProducts(book, input as ProductsExportInput),
  'products.import': (book, input) => importProducts(book, input as ProductsImportInput),
};
