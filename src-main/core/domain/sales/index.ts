import type { paymentMethods } from '../../../../shared/modules/payments.ts';
import type { saleMethods } from '../../../../shared/modules/sales.ts';
import type { Routes } from '../context.ts';
import { getSale, listSales, removeSales, restoreSales, saleSettings, setSaleSettings, summarizeSales, sumSales } from './lists.service.ts';
import { createPayment, dueReceivables, listPayments, listReceivables, receivableSales, removePayments, restorePayments, updatePayment } from './payments.service.ts';
import { salesBySource } from './sources.ts';
import { createSale, refundSale, unlockSale, updateSale } from './sales.service.ts';

export const saleRoutes: Routes<Exclude<keyof typeof saleMethods, 'sales.export'>> = {
  'sales.list': listSales,
  'sales.sums': sumSales,
  'sales.bySource': salesBySource,
  'sales.summary': summarizeSales,
  'sales.get': getSale,
  'sales.create': createSale,
  'sales.update': updateSale,
  'sales.refund': refundSale,
  'sales.unlock': unlockSale,
  'sales.remove': removeSales,
  'sales.restore': restoreSales,
  'sales.settings': saleSettings,
  'sales.setSettings': setSaleSettings,
};

export const paymentRoutes: Routes<keyof typeof paymentMethods> = {
  'payments.list': listPayments,
  'payments.create': createPayment,
  'payments.update': updatePayment,
  'payments.remove': removePayments,
  'payments.restore': restorePayments,
  'receivables.list': listReceivables,
  'receivables.sales': receivableSales,
  'receivables.due': dueReceivables,
};

export { receivableQuery } from './payments.service.ts';
export { receivablePage, type Receivable, type ReceivableQuery } from './payments.repo.ts';
export { foundSaleIds, quietSales, ratedSaleSums } from './lists.service.ts';
export { priceLines, type SoldProduct, type WrittenLine } from './sales.rules.ts';
export { getClosedUntil } from './settings.repo.ts';
export { takeSaleNumber } from './sales.service.ts';
export { findSales } from './sales.repo.ts';
