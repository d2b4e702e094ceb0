/** Sales that are in the book already, so that the same file taken in twice doubles nothing. */
import type { Db } from '../../../database/open.ts';
import type { PlannedSale } from './planned-sale.ts';

export interface KnownSales {
  /** The same number for the same customer; without a number the same customer, day, sum and lines. */
  has(sale: PlannedSale): boolean;
  /** The number belongs to another customer's sale. */
  numberElsewhere(sale: PlannedSale): boolean;
}

interface Row {
  readonly customerId: number;
  readonly items: string;
}

/** Asks the book sale by sale, over its indexes. */
export function knownSales(db: Db): KnownSales {
  const byNumber = db.raw.prepare('SELECT customer_id AS customerId, items FROM sale WHERE number = ? AND deleted_at IS NULL LIMIT 1');
  const byDay = db.raw.prepare('SELECT customer_id AS customerId, items FROM sale WHERE customer_id = ? AND date = ? AND amount_minor = ? AND deleted_at IS NULL');
  const ownerOf = ({ owner }: PlannedSale): number | null => ('id' in owner ? owner.id : null);
  return {
    has(sale) {
      const owner = ownerOf(sale);
      const { number, date, amountMinor, items } = sale.fields;
      if (owner === null) return false;
      if (number !== null) return (byNumber.get(number) as Row | undefined)?.customerId === owner;
      const same = byDay.all(owner, date, amountMinor) as Row[];
      return same.some((row) => namesOf(JSON.parse(row.items) as PlannedSale['fields']['items']) === namesOf(items));
    },
    numberElsewhere(sale) {
      const { number } = sale.fields;
      const found = number === null ? undefined : (byNumber.get(number) as Row | undefined);
      return found !== undefined && found.customerId !== ownerOf(sale);
    },
  };
}

const namesOf = (items: PlannedSale['fields']['items']): string => items.map(({ name, quantity }) => `${name}\u0000${quantity}`).join('\u0001');
