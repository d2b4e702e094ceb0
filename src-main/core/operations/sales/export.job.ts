/** Sales and products as CSV or XLSX, in a worker; rows are read as they are written, so memory stays flat. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { plainAmount, writeQuantity } from '../../../../shared/kernel/money.ts';
import type { Product } from '../../../../shared/modules/products.ts';
import type { Sale } from '../../../../shared/modules/sales.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import { noteEvent } from '../../changes/write.ts';
import { findSales } from '../../domain/sales/index.ts';
import { moneyCell, writeTable, type TableCell as Cell, type TableTarget } from '../transfer/index.ts';
import type { WorkerBook } from '../worker-book.ts';
import type { FileWords } from './words.ts';
import { fileWords } from './words.ts';

export interface SalesExportInput extends TableTarget {
  readonly ids: Float64Array;
  readonly detail: 'sales' | 'lines';
  readonly language: Language;
}

export interface ProductsExportInput extends TableTarget {
  readonly products: readonly Product[];
  readonly language: Language;
}

const STEP = 500;

/** Writes the file, whole or not at all; answers how many sales it has. */
export async function exportSales(book: WorkerBook, input: SalesExportInput): Promise<{ rows: number }> {
  const words = fileWords[input.language];
  const sheet = input.detail === 'lines' ? words.sheet.lines : words.sheet.sales;
  await writeTable(input, sheet, saleRows(book, input, words));
  noteEvent(book.write, 'sales.export', book.actor, input.ids.length);
  return { rows: input.ids.length };
}

/** The price list. */
export async function exportProducts(book: WorkerBook, input: ProductsExportInput): Promise<{ rows: number }> {
  const words = fileWords[input.language];
  await writeTable(input, words.sheet.products, productRows(input, words));
  noteEvent(book.write, 'products.export', book.actor, input.products.length);
  return { rows: input.products.length };
}

async function* saleRows(book: WorkerBook, input: SalesExportInput, words: FileWords): AsyncGenerator<readonly Cell[]> {
  const { sale: w } = words;
  const columns = input.detail === 'sales' ? saleColumns(words, input.format) : null;
  const lines = input.detail === 'lines' ? [w.number, w.date, w.kind, w.customer, w.product, w.category, w.quantity, w.unit, w.price, w.amount, w.currency, w.state] : null;
  yield lines ?? columns!.map((c) => c.heading);
  for (let i = 0; i < input.ids.length; i += STEP) {
    if (book.cancelled()) throw new AppFailure('request.cancelled');
    book.progress('writing', i, input.ids.length);
    await new Promise((resolve) => setImmediate(resolve));
    for (const sale of findSales(book.db, Array.from(input.ids.subarray(i, i + STEP)))) {
      if (columns) yield columns.map((c) => c.cell(sale));
      else yield* lineRows(sale, words, input.format);
    }
  }
}

function saleColumns({ sale: w, ...words }: FileWords, format: 'csv' | 'xlsx'): { heading: string; cell: (s: Sale) => Cell }[] {
  const amount = (pick: (s: Sale) => number) => (s: Sale) => moneyCell(pick(s), s.currency, format);
  return [
    { heading: w.number, cell: (s) => s.number ?? '' },
    { heading: w.date, cell: (s) => s.date },
    { heading: w.kind, cell: (s) => words.kinds[s.kind] },
    { heading: w.customer, cell: (s) => s.customerName },
    { heading: w.items, cell: (s) => s.items.map((i) => `${i.name} × ${writeQuantity(i.quantity)}`).join('; ') },
    { heading: w.subtotal, cell: amount((s) => s.amountMinor + s.discountMinor) },
    { heading: w.discount, cell: amount((s) => s.discountMinor) },
    { heading: w.amount, cell: amount((s) => s.amountMinor) },
    { heading: w.received, cell: amount((s) => s.receivedMinor) },
    { heading: w.refunded, cell: amount((s) => s.refundedMinor) },
    { heading: w.open, cell: amount((s) => s.openMinor) },
    { heading: w.currency, cell: (s) => s.currency },
    { heading: w.state, cell: (s) => words.states[s.state] },
    { heading: w.dueDate, cell: (s) => s.dueDate ?? '' },
    { heading: w.instalments, cell: (s) => s.instalments.map((part) => `${part.date} ${plainAmount(part.amountMinor, s.currency)}`).join('; ') },
    { heading: w.payMethod, cell: (s) => (s.payMethod === null ? '' : (words.methods[s.payMethod] ?? s.payMethod)) },
    { heading: w.notes, cell: (s) => s.notes ?? '' },
  ];
}

function* lineRows(s: Sale, words: FileWords, format: 'csv' | 'xlsx'): Generator<readonly Cell[]> {
  for (const i of s.items) {
    const quantity = format === 'csv' ? writeQuantity(i.quantity) : i.quantity / 1000;
    yield [
      s.number ?? '', s.date, words.kinds[s.kind], s.customerName, i.name, i.category ?? '', quantity, i.unit ?? '',
      moneyCell(i.priceMinor, s.currency, format), moneyCell(i.amountMinor, s.currency, format), s.currency, words.states[s.state],
    ]; // prettier-ignore
  }
}

async function* productRows({ products, format }: ProductsExportInput, words: FileWords): AsyncGenerator<readonly Cell[]> {
  const { product: w } = words;
  yield [w.code, w.name, w.category, w.unit, w.price, w.cost, w.currency, w.active, w.notes];
  const price = (minor: number | null, currency: string) => (minor === null ? '' : moneyCell(minor, currency, format));
  for (const p of products) {
    yield [
      p.code ?? '', p.name, p.category ?? '', p.unit ?? '', price(p.priceMinor, p.currency), price(p.costMinor, p.currency), p.currency,
      p.active ? words.yes : words.no, p.notes ?? '',
    ]; // prettier-ignore
    await Promise.resolve();
  }
}
