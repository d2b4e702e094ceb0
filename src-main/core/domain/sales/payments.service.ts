/** Recording payments: for one sale or several, what is over told as credit. */
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { Allocation, Payment } from '../../../../shared/modules/payments.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import { isoDate } from '../../derived/mirror/dates.ts';
import { changeMany, findCustomer } from '../customers/index.ts';
import type { Handler, OpenBook } from '../context.ts';
import type { ReceivableQuery } from './payments.repo.ts';
import { creditsOf, dueParts, dueSums, findPayment, paymentPage, receivablePage, receivableSums } from './payments.repo.ts';
import { findSale, openSalesOf } from './sales.repo.ts';
import { commit } from './sales.service.ts';

export const listPayments: Handler<'payments.list'> = ({ book }, { limit, cursor, ...query }) => ok(paymentPage(book.db, query, limit, cursor));

interface Ask {
  readonly customerId: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly allocations: readonly Allocation[] | undefined;
  /** Parts this payment has already: they count as open again while it is corrected. */
  readonly present: readonly Allocation[];
}

/**
 * The parts of a payment: as wished and checked, or to the open sales, earliest due first.
 * Throws `payment.wrongSale` (other customer, currency or in the bin), `payment.tooMuch`
 * (more than is open), `payment.overAllocated` (more than was paid).
 */
function allocate(book: OpenBook, ask: Ask): Allocation[] {
  const freed = new Map(ask.present.map((a) => [a.saleId, a.amountMinor]));
  if (!ask.allocations) return oldestFirst(book, ask);
  const wished = new Map<number, number>();
  for (const { saleId, amountMinor } of ask.allocations) wished.set(saleId, (wished.get(saleId) ?? 0) + amountMinor);
  for (const [saleId, amountMinor] of wished) {
    const sale = findSale(book.db, saleId);
    if (!sale || sale.deletedAt !== null || sale.customerId !== ask.customerId || sale.currency !== ask.currency) {
      throw new AppFailure('payment.wrongSale', { id: saleId });
    }
    const open = sale.openMinor + (freed.get(saleId) ?? 0);
    const fits = Math.sign(amountMinor) === Math.sign(ask.amountMinor) && Math.abs(amountMinor) <= Math.max(0, open * Math.sign(amountMinor));
    if (!fits) throw new AppFailure('payment.tooMuch', { id: saleId, number: sale.number, openMinor: open, currency: sale.currency });
  }
  const sum = [...wished.values()].reduce((s, v) => s + v, 0);
  if (Math.abs(sum) > Math.abs(ask.amountMinor)) throw new AppFailure('payment.overAllocated', { amountMinor: ask.amountMinor, currency: ask.currency });
  return [...wished].map(([saleId, amountMinor]) => ({ saleId, amountMinor }));
}

function oldestFirst(book: OpenBook, { customerId, currency, amountMinor }: Ask): Allocation[] {
  const sign = Math.sign(amountMinor);
  let left = Math.abs(amountMinor);
  const parts: Allocation[] = [];
  for (const sale of openSalesOf(book.db, customerId, currency)) {
    const take = Math.min(left, Math.max(0, sale.openMinor * sign));
    if (take > 0) parts.push({ saleId: sale.id, amountMinor: sign * take });
    left -= take;
  }
  return parts;
}

export const createPayment: Handler<'payments.create'> = (ctx, input) => {
  const { book } = ctx;
  const owner = findCustomer(book, input.customerId);
  if (!owner || owner.deletedAt !== null) return err('record.missing', { entity: 'customer', id: input.customerId });
  const currency = input.currency ?? bookCurrency(book.db);
  const { customerId, amountMinor, date } = input;
  const allocations = allocate(book, { customerId, amountMinor, currency, allocations: input.allocations, present: [] });
  const fields = { customerId, date, amountMinor, currency, method: input.method ?? null, allocations, notes: input.notes || null };
  const id = commit(ctx, 'payments.create', { name: owner.name }, (w) => w.create('payment', fields));
  return ok(need(book, id));
};

export const updatePayment: Handler<'payments.update'> = (ctx, { id, patch }) => {
  const { book } = ctx;
  const payment = findPayment(book.db, id);
  if (!payment || payment.deletedAt !== null) return err('record.missing', { entity: 'payment', id });
  const present = payment.allocations.map(({ saleId, amountMinor }) => ({ saleId, amountMinor }));
  const { customerId, currency } = payment;
  const amountMinor = patch.amountMinor ?? payment.amountMinor;
  const wished = patch.allocations ?? present;
  const again = patch.allocations !== undefined || patch.amountMinor !== undefined;
  const parts = again ? { amountMinor, allocations: allocate(book, { customerId, currency, amountMinor, allocations: wished, present }) } : {};
  const { date, method, notes } = patch;
  const plain = Object.fromEntries(Object.entries({ date, method, notes }).filter(([, v]) => v !== undefined));
  commit(ctx, 'payments.update', { name: payment.customerName }, (w) => w.update('payment', id, { ...plain, ...parts }));
  return ok(need(book, id));
};

function need(book: OpenBook, id: number): Payment {
  const payment = findPayment(book.db, id);
  if (!payment) throw new Error('a payment just written is not there');
  return payment;
}

export const removePayments: Handler<'payments.remove'> = async (ctx, { ids }) => {
  const living = existing(ctx.book, ids, false);
  const facts = { count: living.length, name: nameOf(ctx.book, living) };
  const { count } = await changeMany(ctx, 'payments.remove', facts, living, (w, id) => w.remove('payment', id).deletedAt !== null);
  return ok({ count });
};

export const restorePayments: Handler<'payments.restore'> = async (ctx, { ids }) => {
  const binned = existing(ctx.book, ids, true);
  const facts = { count: binned.length, name: nameOf(ctx.book, binned) };
  const { count } = await changeMany(ctx, 'payments.restore', facts, binned, (w, id) => w.restore('payment', id).deletedAt === null);
  return ok({ count });
};

function existing(book: OpenBook, ids: readonly number[], deleted: boolean): number[] {
  return [...new Set(ids)].filter((id) => {
    const row = book.rows.get('payment', id);
    return row && row.deletedKind !== 2 && (row.deletedAt !== null) === deleted;
  });
}

function nameOf(book: OpenBook, ids: readonly number[]): string | null {
  return ids.length === 1 ? (findPayment(book.db, ids[0]!)?.customerName ?? null) : null;
}

export const listReceivables: Handler<'receivables.list'> = ({ book }, { asOf, bucket, currency, limit, offset }) => {
  const query = receivableQuery(asOf ?? isoDate(book.clock.now()), { bucket, currency });
  const sums = receivableSums(book.db, query);
  const total = sums.reduce((n, s) => n + s.customers, 0);
  return ok({ rows: receivablePage(book.db, query, limit, offset), total, sums });
};

/** The limits of the ages as seen on a day. */
export function receivableQuery(asOf: string, more: Pick<ReceivableQuery, 'bucket' | 'currency' | 'customers'>): ReceivableQuery {
  return { asOf, d30: daysBefore(asOf, 30), d60: daysBefore(asOf, 60), d90: daysBefore(asOf, 90), ...more };
}

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

export const receivableSales: Handler<'receivables.sales'> = ({ book }, { customerId }) =>
  ok({ sales: openSalesOf(book.db, customerId, null), credits: creditsOf(book.db, customerId) });

export const dueReceivables: Handler<'receivables.due'> = ({ book }, { limit }) => {
  const day = isoDate(book.clock.now());
  return ok({ day, rows: dueParts(book.db, day, limit), sums: dueSums(book.db, day) });
};
