/** Writing sales and refunds. Each is one step of undo; sums are kept right by changes/facts. */
import { fitInstalments } from '../../../../shared/kernel/instalments.ts';
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { Sale, SalePatch } from '../../../../shared/modules/sales.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import type { Writer } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import { isoDate } from '../../derived/mirror/dates.ts';
import { findCustomer } from '../customers/index.ts';
import type { CallContext, Handler, OpenBook } from '../context.ts';
import { takeNumber } from '../numbering/index.ts';
import { fieldsChangedSince } from '../edits.ts';
import { findProduct } from '../products/index.ts';
import { findSale, numberTaken, paymentsFor, refundsOf } from './sales.repo.ts';
import { checkedPlan, priceLines, refundItems } from './sales.rules.ts';
import { getClosedUntil, getSaleSettings } from './settings.repo.ts';

/** Runs one write as a step of undo. */
export function commit<T>(ctx: CallContext, kind: string, facts: Record<string, string | number | null>, body: (w: Writer) => T): T {
  const { book, actor } = ctx;
  const { value, actionId, seq } = write(book.write, { kind, actor, origin: 'local', facts }, body);
  if (seq !== null) book.undo.push(actionId);
  return value;
}

function assertOpenPeriod(book: OpenBook, date: string): void {
  const until = getClosedUntil(book.db);
  if (until !== null && date <= until) throw new AppFailure('sale.periodClosed', { until });
}

function need(book: OpenBook, id: number): Sale {
  const sale = findSale(book.db, id);
  if (!sale) throw new Error('a sale just written is not there');
  return sale;
}

export const createSale: Handler<'sales.create'> = (ctx, draft) => {
  const { book } = ctx;
  const owner = findCustomer(book, draft.customerId);
  if (!owner || owner.deletedAt !== null) return err('record.missing', { entity: 'customer', id: draft.customerId });
  assertOpenPeriod(book, draft.date);
  const currency = draft.currency ?? bookCurrency(book.db);
  const { items, ...sums } = priceLines(draft.items, draft.discountMinor, currency, (id) => findProduct(book, id));
  const paidMinor = draft.paidMinor ?? sums.amountMinor;
  if (paidMinor > sums.amountMinor) return err('sale.overpaid', { amountMinor: sums.amountMinor, currency });
  if (draft.number && numberTaken(book.db, draft.number, 0)) return err('sale.numberTaken', { number: draft.number });
  const { pattern } = getSaleSettings(book.db);
  const { customerId, date, dueDate, notes, remindDays } = draft;
  const instalments = checkedPlan(draft.instalments, sums.amountMinor - paidMinor, currency);
  const fields = { customerId, kind: 'sale', date, dueDate, items, ...sums, currency, paidMinor, notes: notes || null, instalments, remindDays };
  const payMethod = paidMinor > 0 ? draft.payMethod : null;
  const id = commit(ctx, 'sales.create', { name: owner.name }, (w) => {
    const made = w.create('sale', { ...fields, payMethod, number: draft.number || null });
    // The number comes after the id: it tells by the id which device gives it out.
    if (!draft.number) w.update('sale', made, { number: takeNumber(w.db, { of: 'sale', pattern, date, today: isoDate(w.now), id: made }) });
    return made;
  });
  return ok(need(book, id));
};

export const updateSale: Handler<'sales.update'> = (ctx, { id, patch, seq }) => {
  const { book } = ctx;
  const sale = findSale(book.db, id);
  if (!sale || sale.deletedAt !== null) return err('record.missing', { entity: 'sale', id });
  if (sale.locked) return err('sale.locked', { id, number: sale.number });
  const changed = seq === undefined ? [] : fieldsChangedSince(book.db, 'sale', id, sale.seq, seq).filter((f) => f in patch);
  if (changed.length > 0) return err('record.changed', { id, fields: changed, current: sale });
  if (patch.date !== undefined && patch.date !== sale.date) assertOpenPeriod(book, patch.date);
  if (patch.number && numberTaken(book.db, patch.number, id)) return err('sale.numberTaken', { number: patch.number });
  const fields = { ...plainPart(patch), ...sumsPart(book, sale, patch) };
  commit(ctx, 'sales.update', { name: sale.customerName }, (w) => w.update('sale', id, fields));
  return ok(need(book, id));
};

function plainPart({ date, dueDate, payMethod, notes, number, remindDays }: SalePatch): Record<string, unknown> {
  const out: Record<string, unknown> = { date, dueDate, payMethod, notes: notes === '' ? null : notes, number, remindDays };
  // A number, once given, is not taken away by clearing the field.
  for (const [key, value] of Object.entries(out)) if (value === undefined || (key === 'number' && !value)) delete out[key];
  return out;
}

const SUM_FIELDS = ['items', 'discountMinor', 'currency'] as const;

/** Lines, discount and total again when any of them changes; a refunded or paid sale keeps what its refunds and payments rest on. */
function sumsPart(book: OpenBook, sale: Sale, patch: SalePatch): Record<string, unknown> {
  const sign = sale.kind === 'refund' ? -1 : 1;
  const paid = patch.paidMinor === undefined ? {} : { paidMinor: sign * patch.paidMinor };
  const resum = SUM_FIELDS.some((f) => patch[f] !== undefined);
  if (resum && (sale.kind === 'refund' || refundsOf(book.db, sale.id).length > 0)) throw new AppFailure('sale.hasRefunds', { id: sale.id });
  const currency = patch.currency ?? sale.currency;
  if (currency !== sale.currency && paymentsFor(book.db, sale.id).length > 0) throw new AppFailure('sale.currency', { name: '', currency: sale.currency });
  const lines = patch.items ?? sale.items;
  const priced = resum ? priceLines(lines, patch.discountMinor ?? sale.discountMinor, currency, (id) => findProduct(book, id)) : null;
  const amount = priced ? priced.amountMinor : Math.abs(sale.amountMinor);
  // Somebody who had paid all still has when the total changes, unless told otherwise.
  const wasPaid = sale.kind === 'sale' && sale.paidMinor === sale.amountMinor && resum && patch.paidMinor === undefined;
  const paidMinor = wasPaid ? amount : (patch.paidMinor ?? Math.abs(sale.paidMinor));
  if (paidMinor > amount) throw new AppFailure('sale.overpaid', { amountMinor: amount, currency });
  const instalments = planPart(sale, patch, amount - paidMinor, currency);
  return { ...(priced ? { ...priced, currency } : {}), ...paid, ...(wasPaid ? { paidMinor: amount } : {}), ...instalments };
}

/** The plan as wished, or as it was, fitted to what is to come now. */
function planPart(sale: Sale, patch: SalePatch, totalMinor: number, currency: string): Pick<SalePatch, 'instalments'> {
  if (sale.kind === 'refund') return {};
  if (patch.instalments !== undefined) return { instalments: checkedPlan(patch.instalments, totalMinor, currency) };
  return sale.instalments.length === 0 ? {} : { instalments: fitInstalments(sale.instalments, totalMinor) };
}

export const refundSale: Handler<'sales.refund'> = (ctx, input) => {
  const { book } = ctx;
  const sale = findSale(book.db, input.id);
  if (!sale || sale.deletedAt !== null) return err('record.missing', { entity: 'sale', id: input.id });
  if (sale.kind === 'refund') return err('sale.isRefund', { id: sale.id });
  assertOpenPeriod(book, input.date);
  const items = refundItems(sale, refundsOf(book.db, sale.id), input.lines ?? null);
  const amountMinor = items.reduce((sum, i) => sum + i.amountMinor, 0);
  const worth = Math.abs(amountMinor);
  // What is open is owed no more; only what was paid beyond the rest goes back as money.
  const back = input.paidMinor ?? Math.max(0, Math.min(worth, worth - sale.openMinor));
  if (back > worth) return err('sale.refundPaidTooMuch', { amountMinor: worth, currency: sale.currency });
  const { refundPattern } = getSaleSettings(book.db);
  const { customerId, currency } = sale;
  const fields = { customerId, kind: 'refund', refundOf: sale.id, date: input.date, items, discountMinor: 0, amountMinor, currency };
  const payMethod = back > 0 ? input.payMethod : null;
  const id = commit(ctx, 'sales.refund', { name: sale.customerName }, (w) => {
    const made = w.create('sale', { ...fields, paidMinor: back === 0 ? 0 : -back, payMethod, notes: input.notes || null });
    w.update('sale', made, { number: takeNumber(w.db, { of: 'sale', pattern: refundPattern, date: input.date, today: isoDate(w.now), id: made }) });
    return made;
  });
  return ok(need(book, id));
};

export const unlockSale: Handler<'sales.unlock'> = (ctx, { id, locked }) => {
  const { book } = ctx;
  const sale = findSale(book.db, id);
  if (!sale || sale.deletedAt !== null) return err('record.missing', { entity: 'sale', id });
  commit(ctx, locked ? 'sales.lock' : 'sales.unlock', { name: sale.customerName }, (w) => w.update('sale', id, { unlockedAt: locked ? null : w.now }));
  return ok(need(book, id));
};

/** The next number for a sale of this day by the book's pattern. */
export function takeSaleNumber(w: Writer, date: string, saleId: number): string {
  return takeNumber(w.db, { of: 'sale', pattern: getSaleSettings(w.db).pattern, date, today: isoDate(w.now), id: saleId });
}
