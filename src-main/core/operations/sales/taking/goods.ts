/** Products of the book, found by code or name. */
import { foldKey } from '../../../../../shared/kernel/text.ts';
import type { Db } from '../../../database/open.ts';
import type { SoldProduct } from '../../../domain/sales/index.ts';

export interface Goods {
  find(line: { readonly product: string | null; readonly productCode: string | null }): SoldProduct | null;
  readonly product: (id: number) => SoldProduct | null;
}

/** A code decides when the line has one; a name that two products share is nobody's. */
export function knownGoods(db: Db): Goods {
  const byId = new Map<number, SoldProduct>();
  const byCode = new Map<string, SoldProduct>();
  const byName = new Map<string, SoldProduct | null>();
  const rows = db.raw.prepare('SELECT id, code, name, category, unit, price_minor AS priceMinor, currency FROM product WHERE deleted_at IS NULL').all() as (SoldProduct & { code: string | null })[];
  for (const { code, ...product } of rows) {
    byId.set(product.id, product);
    if (code !== null) byCode.set(foldKey(code), product);
    const key = foldKey(product.name);
    byName.set(key, byName.has(key) ? null : product);
  }
  return {
    product: (id) => byId.get(id) ?? null,
    find: ({ product, productCode }) => {
      const coded = productCode === null ? undefined : byCode.get(foldKey(productCode));
      return coded ?? (product === null ? null : (byName.get(foldKey(product)) ?? null));
    },
  };
}
