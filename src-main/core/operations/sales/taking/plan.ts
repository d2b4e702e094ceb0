/** What taking in a file of sales would do: everything is worked out before anything is written. */
import { AppFailure } from '../../../../../shared/kernel/result.ts';
import { instalmentStandings, sumOf, type Instalment } from '../../../../../shared/kernel/instalments.ts';
import { writeQuantity } from '../../../../../shared/kernel/money.ts';
import type { SaleColumn, SaleImportPlan, SaleProblem } from '../../../../../shared/modules/sale-import.ts';
import type { SaleItem } from '../../../../../shared/modules/sales.ts';
import { bookCurrency } from '../../../changes/facts/index.ts';
import type { ChosenFile } from '../../../domain/context.ts';
import { priceLines, type WrittenLine } from '../../../domain/sales/index.ts';
import { cellText, createDateEvidence, isBlankRow, openChosen, openTable, type DateOrder, type OpenTable, type OrderQuestion, type SourceRow } from '../../transfer/index.ts';
import type { WorkerBook } from '../../worker-book.ts';
import { missingColumns, recogniseColumns } from './columns.ts';
import { groupRows, type FoundSale } from './group.ts';
import { isTrouble, pricedLine, readLine, type LineContext, type SaleLine, type Trouble } from './line.ts';
import { findOwners, type NewOwner, type Owners } from './owners.ts';
import { knownGoods, type Goods } from './goods.ts';
import { knownSales, type KnownSales } from './known-sales.ts';
import type { PlannedSale } from './planned-sale.ts';

export interface SaleImportInput {
  readonly file: ChosenFile;
  readonly columns?: readonly (SaleColumn | null)[] | undefined;
  readonly dateOrder?: DateOrder | undefined;
  readonly newCustomers: boolean;
}

export interface LeftOut {
  readonly source: SourceRow;
  readonly problem: SaleProblem;
  readonly value: string;
}

export interface Plan {
  readonly table: OpenTable;
  readonly columns: readonly (SaleColumn | null)[];
  readonly rows: number;
  readonly sales: readonly PlannedSale[];
  readonly made: readonly NewOwner[];
  readonly already: number;
  readonly leftOut: readonly LeftOut[];
  readonly question: OrderQuestion | null;
  readonly missing: SaleImportPlan['missing'];
}

/** Rows of a file at most: a shop's ten years. */
const MAX_ROWS = 300_000;
const MAX_LINES = 200;

/** Works the file through. Throws a file error; whatever is wrong in a row is told in `leftOut`. */
export async function planSales(book: WorkerBook, input: SaleImportInput, today: { readonly thisYear: number; readonly closedUntil: string | null }): Promise<Plan> {
  const table = await openTable(await openChosen(input.file));
  const columns = input.columns?.length === table.headers.length ? input.columns : recogniseColumns(table.headers);
  const missing = missingColumns(columns);
  const { order, question } = await dateOrderOf(table, columns, input.dateOrder, today.thisYear);
  const context: LineContext = { columns, order, thisYear: today.thisYear, bookCurrency: bookCurrency(book.db) };
  const empty = { table, columns, sales: [], made: [], already: 0, leftOut: [], question, missing };
  if (missing.length > 0) return { ...empty, rows: 0 };
  const { found, rows } = await readSales(book, table, context);
  const owners = findOwners(book.db, found.flatMap(({ lines }) => lines.slice(0, 1)), input.newCustomers);
  const judge = { owners, goods: knownGoods(book.db), known: knownSales(book.db), closedUntil: today.closedUntil };
  const sales: PlannedSale[] = [];
  const leftOut: LeftOut[] = [];
  let already = 0;
  for (const sale of found) {
    const planned = sale.broken.length > 0 ? sale.broken[0]!.trouble : planSale(sale.lines, judge);
    if (isTrouble(planned)) leftOut.push(...outOf(sale, planned));
    else if (judge.known.has(planned)) already++;
    else sales.push(planned);
  }
  return { ...empty, rows, sales, made: owners.made, already, leftOut: leftOut.sort((a, b) => a.source.row - b.source.row) };
}

async function dateOrderOf(table: OpenTable, columns: readonly (SaleColumn | null)[], chosen: DateOrder | undefined, thisYear: number) {
  const at = columns.indexOf('date');
  if (at < 0) return { order: chosen, question: null };
  const evidence = createDateEvidence({ thisYear, calendar: 'solar' });
  for await (const rows of table.rows()) for (const { cells } of rows) evidence.add(cells[at] ?? null);
  const { order, question } = evidence.result();
  return { order: chosen ?? order ?? undefined, question };
}

async function readSales(book: WorkerBook, table: OpenTable, context: LineContext): Promise<{ found: readonly FoundSale[]; rows: number }> {
  const grouping = groupRows();
  const numberAt = context.columns.indexOf('number');
  let rows = 0;
  for await (const batch of table.rows()) {
    if (book.cancelled()) throw new AppFailure('request.cancelled');
    for (const row of batch) {
      if (row.problem === undefined && isBlankRow(row.cells)) continue;
      if (++rows > MAX_ROWS) throw new AppFailure('file.tooLarge', { maxRows: MAX_ROWS });
      grouping.add(row, readLine(row, context), numberAt < 0 ? null : cellText(row.cells[numberAt]).trim().slice(0, 60) || null);
    }
    book.progress('reading', rows, null);
  }
  return { found: grouping.end(), rows };
}

/** All rows of a sale that is left out: what is wrong stands at its row, the others go with it. */
function outOf({ lines, broken }: FoundSale, trouble: Trouble): LeftOut[] {
  const told = broken.map(({ source, trouble: own }) => ({ source, ...own }));
  return [...told, ...lines.map(({ source }, i) => ({ source, ...(told.length > 0 || i > 0 ? { problem: 'sale.together' as const, value: '' } : trouble) }))];
}

interface Judge {
  readonly owners: Owners;
  readonly goods: Goods;
  readonly known: KnownSales;
  readonly closedUntil: string | null;
}

function planSale(lines: readonly SaleLine[], { owners, goods, known, closedUntil }: Judge): PlannedSale | Trouble {
  const first = lines[0]!;
  if (lines.length > MAX_LINES) return { problem: 'sale.tooManyLines', value: String(lines.length) };
  const date = said(lines, 'date');
  if (date === null) return { problem: 'date.missing', value: '' };
  if (closedUntil !== null && date <= closedUntil) return { problem: 'sale.periodClosed', value: date };
  const mixed = mixedValue(lines);
  if (mixed !== null) return { problem: 'sale.mixed', value: mixed };
  const written = writtenLines(lines, goods);
  if (isTrouble(written)) return written;
  const { items, discountMinor, amountMinor } = priceLines(written, 0, first.currency, goods.product);
  const paidMinor = paidOf(lines, amountMinor);
  if (paidMinor > amountMinor || paidMinor < 0) return { problem: 'sale.overpaid', value: first.number ?? date };
  const instalments = instalmentsOf(said(lines, 'instalments') ?? [], amountMinor - paidMinor);
  if (instalments === null) return { problem: 'sale.instalments', value: first.number ?? date };
  // Last, so that a sale left out for another reason makes no customer.
  const owner = owners.find(first);
  if (isTrouble(owner)) return owner;
  const sale: PlannedSale = {
    owner,
    fields: {
      kind: 'sale',
      number: first.number,
      date,
      dueDate: said(lines, 'dueDate'),
      items,
      discountMinor,
      amountMinor,
      currency: first.currency,
      paidMinor,
      payMethod: paidMinor > 0 ? said(lines, 'payMethod') : null,
      notes: [...new Set(lines.map(({ notes }) => notes).filter((text) => text !== null))].join('\n').slice(0, 2000) || null,
      instalments,
    },
  };
  if (first.number !== null && known.numberElsewhere(sale)) return { problem: 'sale.numberTaken', value: first.number };
  return sale;
}

/** What of a plan is still to come: all that was received counts as paid with the sale, the earliest parts first. `null`: the parts are too little. */
function instalmentsOf(plan: readonly Instalment[], openMinor: number): Instalment[] | null {
  if (plan.length > 0 && sumOf(plan) < openMinor) return null;
  return instalmentStandings(plan, openMinor).flatMap((part) => (part.openMinor > 0 ? [{ date: part.date, amountMinor: part.openMinor }] : []));
}

/** The first that any of the lines says. */
function said<K extends 'date' | 'dueDate' | 'payMethod' | 'instalments'>(lines: readonly SaleLine[], key: K): SaleLine[K] | null {
  return lines.find((line) => line[key] !== null)?.[key] ?? null;
}

/** What two rows of one number contradict each other in. */
function mixedValue(lines: readonly SaleLine[]): string | null {
  for (const key of ['customer', 'phone', 'customerCode', 'currency'] as const) {
    const different = [...new Set(lines.map((line) => line[key]).filter((value) => value !== null))];
    if (different.length > 1) return different.slice(0, 2).join(' / ');
  }
  return null;
}

function writtenLines(lines: readonly SaleLine[], goods: Goods): WrittenLine[] | Trouble {
  const written: WrittenLine[] = [];
  for (const line of lines) {
    const product = goods.find(line);
    const listPrice = product !== null && product.currency === line.currency ? product.priceMinor : null;
    const priced = pricedLine(line, listPrice);
    if (priced === null) return { problem: 'amount.missing', value: line.product ?? line.productCode ?? '' };
    const name = line.product ?? product?.name ?? line.productCode ?? line.category ?? line.notes?.slice(0, 60);
    if (name === undefined) return { problem: 'item.missing', value: line.number ?? '' };
    written.push({ productId: product?.id ?? null, name, category: line.category ?? undefined, unit: line.unit ?? undefined, quantity: line.quantity, ...priced });
  }
  return written;
}

/**
 * What was paid with the sale. A file tells it per line or, the same sum at each line, per
 * sale: equal sums that together exceed the sale are meant once. Told nothing, all was paid.
 */
function paidOf(lines: readonly SaleLine[], amountMinor: number): number {
  const total = (pick: (line: SaleLine) => number | null): number | null => {
    const told = lines.map(pick).filter((value) => value !== null);
    if (told.length === 0) return null;
    const sum = told.reduce((a, b) => a + b, 0);
    return sum > amountMinor && new Set(told).size === 1 ? told[0]! : sum;
  };
  const received = total((line) => line.receivedMinor);
  if (received !== null) return received;
  const open = total((line) => line.openMinor);
  return open === null ? amountMinor : amountMinor - open;
}

/** The items of a sale in a line, as a preview shows them. */
export function itemsText(items: readonly SaleItem[]): string {
  return items.slice(0, 5).map(({ name, quantity }) => (quantity === 1000 ? name : `${name} × ${writeQuantity(quantity)}`)).join('、');
}
