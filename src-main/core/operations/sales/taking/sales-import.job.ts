/** Taking in sales from a file, in a worker: telling what would happen, doing it, and writing out what is left over. */
import type { SaleImportPlan, SaleImportResult } from '../../../../../shared/modules/sale-import.ts';
import type { Language } from '../../../../../shared/modules/words.ts';
import { beginAction, endAction, endQuietly, write, type Writer } from '../../../changes/write.ts';
import type { ChosenFile } from '../../../domain/context.ts';
import { prepareDraft } from '../../../domain/customers/index.ts';
import { customerNumbering } from '../../../domain/numbering/index.ts';
import { getClosedUntil } from '../../../domain/sales/index.ts';
import { cellText, csvLine, utf8, writeChosen } from '../../transfer/index.ts';
import type { WorkerBook } from '../../worker-book.ts';
import { saleProblemWords } from '../words.ts';
import { itemsText, planSales, type Plan, type SaleImportInput } from './plan.ts';
import type { PlannedSale } from './planned-sale.ts';
import type { NewOwner } from './owners.ts';

const BATCH = 500;
const MAX_PROBLEMS = 50;
const EXAMPLES = 8;
const SAMPLES = 3;

const planOf = (book: WorkerBook, input: SaleImportInput): Promise<Plan> =>
  planSales(book, input, { thisYear: new Date(book.write.clock.now()).getFullYear(), closedUntil: getClosedUntil(book.db) });

/** What an import would do; writes nothing. */
export async function tellSalesImport(book: WorkerBook, input: SaleImportInput): Promise<SaleImportPlan> {
  const plan = await planOf(book, input);
  const data = plan.table.head.filter(({ row }) => row > plan.table.headerRow);
  return {
    columns: plan.table.headers.map((header, at) => ({
      header,
      is: plan.columns[at] ?? null,
      samples: data.map(({ cells }) => cellText(cells[at]).trim().slice(0, 60)).filter((text) => text !== '').slice(0, SAMPLES),
    })),
    rows: plan.rows,
    sales: plan.sales.length,
    sums: sumsOf(plan.sales),
    newCustomers: usedOwners(plan).size,
    already: plan.already,
    leftOut: plan.leftOut.length,
    problems: plan.leftOut.filter(({ problem }) => problem !== 'sale.together').slice(0, MAX_PROBLEMS).map(({ source, problem, value }) => ({ row: source.row, problem, value })),
    examples: plan.sales.slice(0, EXAMPLES).map(({ owner, fields }) => ({
      customer: owner.name,
      customerId: 'id' in owner ? owner.id : null,
      date: fields.date,
      number: fields.number,
      items: itemsText(fields.items),
      amountMinor: fields.amountMinor,
      paidMinor: fields.paidMinor,
      currency: fields.currency,
    })),
    question: plan.question && { ...plan.question, readings: [...plan.question.readings] },
    missing: plan.missing,
  };
}

function sumsOf(sales: readonly PlannedSale[]): SaleImportPlan['sums'] {
  const sums = new Map<string, { count: number; amountMinor: number }>();
  for (const { fields } of sales) {
    const sum = sums.get(fields.currency) ?? { count: 0, amountMinor: 0 };
    sums.set(fields.currency, { count: sum.count + 1, amountMinor: sum.amountMinor + fields.amountMinor });
  }
  return [...sums].map(([currency, sum]) => ({ currency, ...sum }));
}

/** Customers to be made that have a sale that is taken in. */
function usedOwners({ sales }: Plan): Set<number> {
  return new Set(sales.flatMap(({ owner }) => ('made' in owner ? [owner.made] : [])));
}

/** Writes what the plan says, in transactions of some hundred sales under one action. */
export async function takeInSales(book: WorkerBook, input: SaleImportInput): Promise<SaleImportResult> {
  const plan = await planOf(book, input);
  const told = { already: plan.already, leftOut: plan.leftOut.length };
  if (plan.sales.length === 0) return { actionId: null, sales: 0, sums: [], newCustomers: 0, ...told, stopped: false };
  const action = { kind: 'sales.import', actor: book.actor, origin: 'job' as const, facts: { fileName: input.file.name, count: plan.sales.length } };
  const actionId = beginAction(book.write, action);
  book.detail({ actionId });
  const makers = new Map<number, number>();
  const done: PlannedSale[] = [];
  try {
    for (let i = 0; i < plan.sales.length && !book.cancelled(); i += BATCH) {
      const batch = plan.sales.slice(i, i + BATCH);
      write(book.write, { ...action, actionId }, (w) => {
        const customerOf = customerMaker(w, plan.made, makers);
        for (const sale of batch) w.create('sale', { ...sale.fields, customerId: customerOf(sale.owner) });
      });
      done.push(...batch);
      book.progress('writing', done.length, plan.sales.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
    endAction(book.write, actionId, book.cancelled() ? 'cancelled' : 'done');
  } catch (e) {
    endQuietly(book.write, actionId, 'failed');
    throw e;
  }
  return { actionId, sales: done.length, sums: sumsOf(done), newCustomers: makers.size, ...told, stopped: done.length < plan.sales.length };
}

/** The id of an owner within one transaction; one the book does not know is made when first met, with a number if the book gives them. */
function customerMaker(w: Writer, made: readonly NewOwner[], makers: Map<number, number>): (owner: PlannedSale['owner']) => number {
  const number = customerNumbering(w);
  return (owner) => {
    if ('id' in owner) return owner.id;
    const known = makers.get(owner.made);
    if (known !== undefined) return known;
    const { name, phone, code } = made[owner.made]!;
    const id = w.create('customer', { ...prepareDraft({ name, phones: phone === null ? [] : [{ value: phone }] }), code: number(code) });
    makers.set(owner.made, id);
    return id;
  };
}

export interface SaleProblemsInput extends SaleImportInput {
  readonly target: ChosenFile;
  readonly language: Language;
}

/** The rows left out, as they stand in the file, behind their number and the reason: ready to be mended and taken in again. */
export async function writeSaleProblems(book: WorkerBook, input: SaleProblemsInput): Promise<{ rows: number }> {
  const { table, leftOut } = await planOf(book, input);
  const words = saleProblemWords(input.language);
  const lines = function* () {
    yield '\ufeff';
    yield csvLine([words.row, words.reason, ...table.headers]);
    for (const { source, problem, value } of leftOut) {
      yield csvLine([String(source.row), value === '' ? words.of(problem) : `${words.of(problem)} (${value})`, ...source.cells.map(cellText)]);
    }
  };
  await writeChosen(input.target, utf8(lines()));
  return { rows: leftOut.length };
}
