/** Reading sales, the bin, and the settings of sales. */
import type { RatedSum } from '../../../../shared/kernel/rates.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { SaleQuery } from '../../../../shared/modules/sales.ts';
import { write } from '../../changes/write.ts';
import { isoDate } from '../../derived/mirror/dates.ts';
import { changeMany, quietIds } from '../customers/index.ts';
import type { Handler, OpenBook } from '../context.ts';
import { anIdHere, peekNumber, stemOf } from '../numbering/index.ts';
import { findProducts } from '../products/index.ts';
import type { TextHits } from './list.repo.ts';
import { customerSales, saleIds, salePage, saleSums, saleSumsByRate, salesOf } from './list.repo.ts';
import { creditsOf, findPayment } from './payments.repo.ts';
import { binnedWith, findSale, paymentsFor, refundsOf } from './sales.repo.ts';
import { getSaleSettings, putSaleSettings } from './settings.repo.ts';

/** Customers and products a search box may mean; a common letter means too many to be of use. */
const MAX_CUSTOMERS = 2_000;
const MAX_PRODUCTS = 50;

function hitsOf(book: OpenBook, { text }: SaleQuery): TextHits | null {
  const wanted = text?.trim() ?? '';
  if (wanted === '') return null;
  const productIds = findProducts(book, { text: wanted }).slice(0, MAX_PRODUCTS).map((p) => p.id);
  return { text: wanted, customerIds: book.derived.search(wanted, MAX_CUSTOMERS, { own: true }).ids, productIds };
}

/** Every sale a query finds, latest first. */
export function foundSaleIds(book: OpenBook, query: SaleQuery): Float64Array {
  return saleIds(book.db, query, hitsOf(book, query));
}

/** The sales of customers who must not be contacted, each with its customer. */
export function quietSales(book: OpenBook): ReadonlyMap<number, number> {
  return new Map(salesOf(book.db, quietIds(book)));
}

/** What a query finds, summed by the rate into `base` of the day of each sale. */
export function ratedSaleSums(book: OpenBook, query: SaleQuery, base: string): RatedSum[] {
  return saleSumsByRate(book.db, query, hitsOf(book, query), base);
}

export const listSales: Handler<'sales.list'> = ({ book }, { query, limit, cursor }) => ok(salePage(book.db, query, hitsOf(book, query), limit, cursor));

export const sumSales: Handler<'sales.sums'> = ({ book }, { query }) => ok(saleSums(book.db, query, hitsOf(book, query)));

export const summarizeSales: Handler<'sales.summary'> = ({ book }, { customerId }) => {
  const found = customerSales(book.db, customerId);
  return ok({ ...found, count: found.sums.reduce((n, s) => n + s.count, 0), credits: creditsOf(book.db, customerId) });
};

export const getSale: Handler<'sales.get'> = ({ book }, { id }) => {
  const sale = findSale(book.db, id);
  if (!sale) return err('record.missing', { entity: 'sale', id });
  const original = sale.refundOf === null ? null : findSale(book.db, sale.refundOf);
  const related = original ? [original] : refundsOf(book.db, id);
  const payments = paymentsFor(book.db, id).flatMap((part) => {
    const payment = findPayment(book.db, part.id);
    return payment ? [{ id: part.id, date: payment.date, amountMinor: part.amountMinor, method: payment.method, notes: payment.notes }] : [];
  });
  return ok({ sale, related, payments });
};

export const removeSales: Handler<'sales.remove'> = async (ctx, { ids, unlock }) => {
  const { db } = ctx.book;
  const sales = [...new Set(ids)].map((id) => findSale(db, id)).filter((s) => s !== null && s.deletedAt === null);
  const locked = sales.find((s) => s?.locked);
  if (locked && !unlock) return err('sale.locked', { id: locked.id, number: locked.number });
  const facts = { count: sales.length, name: sales.length === 1 ? (sales[0]?.customerName ?? null) : null };
  const done = await changeMany(ctx, 'sales.remove', facts, sales.map((s) => s!.id), (w, id) => {
    for (const refund of refundsOf(w.db, id)) w.remove('sale', refund.id);
    for (const part of paymentsFor(w.db, id)) if (part.alone) w.remove('payment', part.id);
    return w.remove('sale', id).deletedAt !== null;
  });
  return ok({ count: done.count });
};

export const restoreSales: Handler<'sales.restore'> = async (ctx, { ids }) => {
  const binned = [...new Set(ids)].flatMap((id) => {
    const sale = findSale(ctx.book.db, id);
    return sale && sale.deletedAt !== null ? [{ ...sale, deletedAt: sale.deletedAt }] : [];
  });
  const when = new Map(binned.map((s) => [s.id, s.deletedAt]));
  const facts = { count: binned.length, name: binned.length === 1 ? binned[0]!.customerName : null };
  const { count } = await changeMany(ctx, 'sales.restore', facts, binned.map((s) => s.id), (w, id) => {
    const together = binnedWith(w.db, id, when.get(id)!);
    for (const refund of together.sales) w.restore('sale', refund);
    for (const payment of together.payments) w.restore('payment', payment);
    return w.restore('sale', id).deletedAt === null;
  });
  return ok({ count });
};

export const saleSettings: Handler<'sales.settings'> = ({ book }) => {
  const settings = getSaleSettings(book.db);
  const today = isoDate(book.clock.now());
  const next = peekNumber(book.db, { of: 'sale', pattern: settings.pattern, date: today, today, id: anIdHere(book.db) });
  return ok({ ...settings, next });
};

export const setSaleSettings: Handler<'sales.setSettings'> = ({ book, actor }, values) => {
  for (const pattern of [values.pattern, values.refundPattern]) {
    if (pattern !== undefined && !stemOf(pattern, '2026-01-01')) return err('number.badPattern', { pattern });
  }
  write(book.write, { kind: 'settings.set', actor, origin: 'local' }, (w) => putSaleSettings(w.db, values));
  book.emit({ type: 'data.changed', entities: ['settings'], ids: null, origin: 'local' });
  return ok({});
};
