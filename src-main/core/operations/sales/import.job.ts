/**
 * Reading a price list: headings are recognised, a known code (else a known name) is
 * updated, the rest is added; one action, so one step of undo. Rows that cannot be read are
 * left out and told with their number and the reason.
 */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { exponentOf, readAmount } from '../../../../shared/kernel/money.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import { beginAction, endAction, endQuietly, write } from '../../changes/write.ts';
import { foldText } from '../../derived/text/fold.ts';
import type { ChosenFile } from '../../domain/context.ts';
import { productFieldsOf } from '../../domain/products/index.ts';
import { cellText, openChosen, openTable } from '../transfer/index.ts';
import type { SourceRow } from '../transfer/index.ts';
import type { WorkerBook } from '../worker-book.ts';
import { productHeadings } from './words.ts';

export interface ProductsImportInput {
  readonly file: ChosenFile;
}

export interface ProductsImportResult {
  readonly actionId: number | null;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  /** The first rows left out. */
  readonly problems: readonly { readonly row: number; readonly code: string; readonly value: string }[];
}

const MAX_ROWS = 50_000;
const BATCH = 500;
const MAX_PROBLEMS = 50;
const NO_WORDS = new Set(['否', '停售', '下架', 'no', 'n', 'false', '0', 'inactive', 'discontinued']);

type ColumnMap = Readonly<Record<string, number>>;
type Draft = Readonly<Record<string, unknown>> & { readonly name: string; readonly code: string | null };

/** Handler `products.import` in a worker. Throws a file error, or `file.noNames` when no heading is a product's name. */
export async function importProducts(book: WorkerBook, { file }: ProductsImportInput): Promise<ProductsImportResult> {
  const table = await openTable(await openChosen(file));
  const columns = columnsOf(table.headers);
  if (columns['name'] === undefined) throw new AppFailure('file.noRows');
  const problems: { row: number; code: string; value: string }[] = [];
  const drafts: Draft[] = [];
  const currency = bookCurrency(book.db);
  let skipped = 0;
  for await (const rows of table.rows()) {
    for (const row of rows) {
      if (drafts.length >= MAX_ROWS) throw new AppFailure('file.tooLarge', { maxRows: MAX_ROWS });
      const draft = readRow(row, columns, currency);
      if (isUnreadable(draft)) {
        skipped++;
        if (problems.length < MAX_PROBLEMS) problems.push({ row: row.row, ...draft.problem });
      } else if (draft.name !== '') drafts.push(draft);
    }
  }
  return { ...(await apply(book, drafts, file.name)), skipped, problems };
}

function columnsOf(headers: readonly string[]): ColumnMap {
  const map: Record<string, number> = {};
  headers.forEach((header, at) => {
    const folded = foldText(header).trim();
    const field = Object.entries(productHeadings).find(([name, words]) => map[name] === undefined && words.includes(folded))?.[0];
    if (field) map[field] = at;
  });
  return map;
}

const isUnreadable = (draft: Draft | Unreadable): draft is Unreadable => 'problem' in draft;

interface Unreadable {
  readonly problem: { readonly code: string; readonly value: string };
}

function readRow({ cells }: SourceRow, columns: ColumnMap, bookCurrencyCode: string): Draft | Unreadable {
  const text = (field: string, max: number) => {
    const at = columns[field];
    return at === undefined ? undefined : cellText(cells[at]).trim().slice(0, max);
  };
  const named = text('currency', 3)?.toUpperCase() ?? '';
  const currency = /^[A-Z]{3}$/.test(named) ? named : bookCurrencyCode;
  const prices: Record<string, number | null> = {};
  for (const field of ['price', 'cost'] as const) {
    const typed = text(field, 40);
    if (typed === undefined) continue;
    const minor = typed === '' ? null : readAmount(typed, exponentOf(currency));
    if (typed !== '' && (minor === null || minor < 0)) return { problem: { code: 'amount.unreadable', value: typed } };
    prices[`${field}Minor`] = minor;
  }
  const name = text('name', 200) ?? '';
  if (name === '' && (text('code', 60) ?? '') !== '') return { problem: { code: 'name.missing', value: text('code', 60)! } };
  const active = text('active', 20);
  return {
    name,
    code: text('code', 60) || null,
    ...given('category', text('category', 60)),
    ...given('unit', text('unit', 20)),
    ...given('notes', text('notes', 2000)),
    ...prices,
    ...(named === '' ? {} : { currency }),
    ...(active === undefined || active === '' ? {} : { active: !NO_WORDS.has(active.toLowerCase()) }),
  };
}

const given = (field: string, value: string | undefined) => (value === undefined || value === '' ? {} : { [field]: value });

async function apply(book: WorkerBook, drafts: readonly Draft[], fileName: string) {
  if (drafts.length === 0) return { actionId: null, created: 0, updated: 0 };
  const action = { kind: 'products.import', actor: book.actor, origin: 'job' as const, facts: { fileName, count: drafts.length } };
  const actionId = beginAction(book.write, action);
  const known = knownProducts(book);
  const currency = bookCurrency(book.db);
  let created = 0;
  let updated = 0;
  try {
    for (let i = 0; i < drafts.length; i += BATCH) {
      if (book.cancelled()) break;
      book.progress('writing', i, drafts.length);
      write(book.write, { ...action, actionId }, (w) => {
        for (const draft of drafts.slice(i, i + BATCH)) {
          const id = known.find(draft);
          if (id === null) {
            known.add(draft, w.create('product', { currency, ...productFieldsOf(draft) }));
            created++;
          } else {
            const { code, ...rest } = draft;
            const before = w.get('product', id)?.aseq;
            if (w.update('product', id, productFieldsOf(code === null ? rest : draft)).aseq !== before) updated++;
          }
        }
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
    endAction(book.write, actionId, book.cancelled() ? 'cancelled' : 'done');
  } catch (e) {
    endQuietly(book.write, actionId, 'failed');
    throw e;
  }
  return { actionId, created, updated };
}

function knownProducts(book: WorkerBook) {
  const byCode = new Map<string, number>();
  const byName = new Map<string, number>();
  const add = ({ code, name }: { readonly code: string | null; readonly name: string }, id: number) => {
    if (code !== null) byCode.set(foldText(code), id);
    else byName.set(foldText(name), id);
    if (!byName.has(foldText(name))) byName.set(foldText(name), id);
  };
  const rows = book.db.raw.prepare('SELECT id, code, name FROM product WHERE deleted_at IS NULL').all() as { id: number; code: string | null; name: string }[];
  for (const row of rows) add(row, row.id);
  return {
    add,
    /** A code decides when there is one; two products of one name with different codes stay two. */
    find: ({ code, name }: Draft): number | null => {
      if (code !== null) return byCode.get(foldText(code)) ?? null;
      return byName.get(foldText(name)) ?? null;
    },
  };
}
