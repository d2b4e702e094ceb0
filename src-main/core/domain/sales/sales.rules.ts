/** Pure rules of a sale: what its lines cost, what of it can come back. */
import { inOrderOfDays, sumOf, type Instalment } from '../../../../shared/kernel/instalments.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { lineGross, MAX_MINOR, mulDiv, priceSale } from '../../../../shared/kernel/money.ts';
import type { Product } from '../../../../shared/modules/products.ts';
import type { Sale, SaleItem } from '../../../../shared/modules/sales.ts';

/** A line as the contract takes it, its defaults filled in. */
export interface WrittenLine {
  readonly productId?: number | null | undefined;
  readonly name?: string | undefined;
  readonly category?: string | null | undefined;
  readonly unit?: string | null | undefined;
  readonly quantity: number;
  readonly priceMinor?: number | undefined;
  readonly discountMinor: number;
}

/** What a line takes over from its product. */
export type SoldProduct = Pick<Product, 'id' | 'name' | 'category' | 'unit' | 'priceMinor' | 'currency'>;

export interface Priced {
  readonly items: SaleItem[];
  readonly discountMinor: number;
  readonly amountMinor: number;
}

/**
 * Completes lines from their products and prices them. Throws `sale.lineWithoutName`,
 * `sale.lineWithoutPrice` (naming the line), `sale.currency` when a product's price is in
 * another currency and none was given, `sale.tooLarge`.
 */
export function priceLines(
  lines: readonly WrittenLine[],
  discountMinor: number,
  currency: string,
  product: (id: number) => SoldProduct | null,
): Priced {
  const drafts = lines.map((line, i) => complete(line, i, currency, product));
  const priced = priceSale(drafts, discountMinor);
  if (priced.subtotalMinor > MAX_MINOR) throw new AppFailure('sale.tooLarge');
  const items = drafts.map((d, i) => ({ ...d, discountMinor: Math.min(d.discountMinor, lineGross(d.priceMinor, d.quantity)), amountMinor: priced.lines[i]! }));
  return { items, discountMinor: priced.subtotalMinor - priced.totalMinor, amountMinor: priced.totalMinor };
}

function complete(line: WrittenLine, index: number, currency: string, product: (id: number) => SoldProduct | null) {
  const known = line.productId ? product(line.productId) : null;
  // A product that is gone for good leaves its words on the line.
  if (line.productId && !known && !line.name) throw new AppFailure('record.missing', { entity: 'product', id: line.productId });
  const name = line.name || known?.name;
  if (!name) throw new AppFailure('sale.lineWithoutName', { line: index + 1 });
  if (line.priceMinor === undefined && known && known.priceMinor !== null && known.currency !== currency) {
    throw new AppFailure('sale.currency', { name, currency: known.currency });
  }
  const priceMinor = line.priceMinor ?? known?.priceMinor ?? null;
  if (priceMinor === null) throw new AppFailure('sale.lineWithoutPrice', { line: index + 1, name });
  return {
    productId: known?.id ?? null,
    name,
    category: (line.category === undefined ? known?.category : line.category) || null,
    unit: (line.unit === undefined ? known?.unit : line.unit) || null,
    quantity: line.quantity,
    priceMinor,
    discountMinor: line.discountMinor,
  };
}

/** A plan of instalments in the order of its days; `sale.instalmentSum` when it is not what is to come. */
export function checkedPlan(plan: readonly Instalment[], totalMinor: number, currency: string): Instalment[] {
  const planned = sumOf(plan);
  if (plan.length > 0 && planned !== totalMinor) throw new AppFailure('sale.instalmentSum', { planned, amountMinor: totalMinor, currency });
  return inOrderOfDays(plan);
}

/** Quantity and amount of every line that living refunds have not taken back yet. */
export function leftOf(sale: Sale, refunds: readonly Sale[]): { readonly quantity: number; readonly amountMinor: number }[] {
  return sale.items.map((item, line) => {
    const back = refunds.flatMap((r) => r.items).filter((i) => i.of === line);
    return {
      quantity: item.quantity + back.reduce((n, i) => n + i.quantity, 0),
      amountMinor: item.amountMinor + back.reduce((n, i) => n + i.amountMinor, 0),
    };
  });
}

/**
 * The lines of a refund, negative. What a part of a line is worth goes by the share of the
 * whole line that is gone after it, so that refunds in any steps add up to the line.
 * Throws `sale.nothingLeft`, `sale.refundTooMuch` (line, what is left).
 */
export function refundItems(sale: Sale, refunds: readonly Sale[], wanted: readonly { line: number; quantity: number }[] | null): SaleItem[] {
  const left = leftOf(sale, refunds);
  const lines = wanted ? joined(wanted) : left.map((l, line) => ({ line, quantity: l.quantity })).filter((l) => l.quantity > 0);
  if (lines.length === 0) throw new AppFailure('sale.nothingLeft');
  return lines.map(({ line, quantity }) => {
    const item = sale.items[line];
    const rest = left[line];
    if (!item || !rest || quantity > rest.quantity) {
      throw new AppFailure('sale.refundTooMuch', { line: line + 1, name: item?.name ?? '', left: rest?.quantity ?? 0 });
    }
    const stays = mulDiv(item.amountMinor, rest.quantity - quantity, item.quantity);
    const { discountMinor: _, ...kept } = item;
    return { ...kept, discountMinor: 0, quantity: -quantity, amountMinor: negative(rest.amountMinor - stays), of: line };
  });
}

const negative = (n: number) => (n === 0 ? 0 : -n);

function joined(wanted: readonly { line: number; quantity: number }[]): { line: number; quantity: number }[] {
  const sums = new Map<number, number>();
  for (const { line, quantity } of wanted) sums.set(line, (sums.get(line) ?? 0) + quantity);
  return [...sums].map(([line, quantity]) => ({ line, quantity }));
}
