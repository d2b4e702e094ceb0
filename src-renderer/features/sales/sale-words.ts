/** Small texts about a sale, the same wherever it is shown. */
import { writeQuantity } from '../../../shared/kernel/money.ts';
import type { SaleItem } from '../../../shared/modules/sales.ts';

/** What was sold in one line: `龙井 × 2、茶壶`. */
export function itemsLine(items: readonly SaleItem[], language: string): string {
  return items
    .map((i) => (Math.abs(i.quantity) === 1000 ? i.name : `${i.name} × ${writeQuantity(Math.abs(i.quantity))}`))
    .join(language === 'en' ? ', ' : '、');
}

/** Whole days from one civil date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
