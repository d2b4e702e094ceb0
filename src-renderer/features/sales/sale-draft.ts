/** What is written in the form of a sale, and what it comes to. Texts stay as typed until they are saved. */
import { exponentOf, mulDiv, priceSale, readAmount, readQuantity, writeAmount, writeQuantity } from '../../../shared/kernel/money.ts';
import type { Product } from '../../../shared/modules/products.ts';
import type { Sale, SaleLine } from '../../../shared/modules/sales.ts';
import { fieldsLike } from '../../lib/kept-forms.ts';

export interface LineDraft {
  readonly key: number;
  readonly productId: number | null;
  readonly name: string;
  readonly category: string | null;
  readonly unit: string | null;
  readonly quantity: string;
  readonly price: string;
  readonly discount: string;
}

export type Paid = 'all' | 'part' | 'none';

let nextKey = 1;

export function emptyLine(): LineDraft {
  return { key: nextKey++, productId: null, name: '', category: null, unit: null, quantity: '1', price: '', discount: '' };
}

/** Lines as they were kept, perhaps by another version, with keys of this sitting. */
export function keptLines(lines: readonly unknown[]): readonly LineDraft[] {
  const own = lines.map((line) => ({ ...fieldsLike(emptyLine(), line), key: nextKey++ }));
  return own.length === 0 ? [emptyLine()] : own;
}

/** The lines of a sale that is to be corrected. */
export function linesOf(sale: Sale): readonly LineDraft[] {
  const places = exponentOf(sale.currency);
  return sale.items.map((i) => ({
    key: nextKey++,
    productId: i.productId,
    name: i.name,
    category: i.category,
    unit: i.unit,
    quantity: writeQuantity(Math.abs(i.quantity)),
    price: writeAmount(i.priceMinor, places),
    discount: i.discountMinor === 0 ? '' : writeAmount(i.discountMinor, places),
  }));
}

/** A line that has become a product: its price is filled in where it fits the currency and none was typed. */
export function withProduct(line: LineDraft, product: Product, currency: string): LineDraft {
  const price = product.priceMinor !== null && product.currency === currency ? writeAmount(product.priceMinor, exponentOf(currency)) : line.price;
  return { ...line, productId: product.id, name: product.name, category: product.category, unit: product.unit, price };
}

export interface PricedDraft {
  readonly lines: readonly SaleLine[];
  /** Net of each written line, before the discount on the whole; `null` while it cannot be read. */
  readonly nets: readonly (number | null)[];
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
  /** Fields that cannot be read, by line key: `quantity`, `price`, `discount`. */
  readonly wrong: ReadonlyMap<number, 'quantity' | 'price' | 'discount'>;
  readonly discountWrong: boolean;
}

export const isBlank = (line: LineDraft): boolean => line.name.trim() === '' && line.price.trim() === '';

/** Reads everything typed; blank lines do not count. */
export function priceDraft(drafts: readonly LineDraft[], discount: string, currency: string): PricedDraft {
  const places = exponentOf(currency);
  const wrong = new Map<number, 'quantity' | 'price' | 'discount'>();
  const read = drafts.map((line) => {
    if (isBlank(line)) return null;
    const quantity = readQuantity(line.quantity);
    const priceMinor = readAmount(line.price, places);
    const discountMinor = line.discount.trim() === '' ? 0 : readAmount(line.discount, places);
    if (quantity === null || quantity < 0) wrong.set(line.key, 'quantity');
    else if (priceMinor === null || priceMinor < 0) wrong.set(line.key, 'price');
    else if (discountMinor === null || discountMinor < 0) wrong.set(line.key, 'discount');
    else return { line, quantity, priceMinor, discountMinor };
    return null;
  });
  const known = read.filter((r) => r !== null);
  const bare = priceSale(known, 0);
  const off = readDiscount(discount, bare.subtotalMinor, places);
  const priced = priceSale(known, off ?? 0);
  return {
    lines: known.map(({ line, quantity, priceMinor, discountMinor }) => ({
      productId: line.productId,
      name: line.name.trim(),
      category: line.category,
      unit: line.unit,
      quantity,
      priceMinor,
      discountMinor,
    })),
    nets: read.map((r) => (r === null ? null : (bare.lines[known.indexOf(r)] ?? null))),
    subtotalMinor: priced.subtotalMinor,
    discountMinor: priced.subtotalMinor - priced.totalMinor,
    totalMinor: priced.totalMinor,
    wrong,
    discountWrong: off === null,
  };
}

/** `20` or `10%` of the subtotal; `null` for neither. */
export function readDiscount(text: string, subtotalMinor: number, places: number): number | null {
  const typed = text.normalize('NFKC').trim();
  if (typed === '') return 0;
  const percent = /^(\d{1,3}(?:\.\d{1,2})?)\s*%$/.exec(typed);
  if (!percent) {
    const amount = readAmount(typed, places);
    return amount === null || amount < 0 ? null : amount;
  }
  const hundredths = Math.round(Number(percent[1]) * 100);
  return hundredths > 10_000 ? null : mulDiv(subtotalMinor, hundredths, 10_000);
}
