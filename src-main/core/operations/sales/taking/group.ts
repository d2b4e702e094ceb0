/** Rows that belong together: one sale of several lines. */
import type { SourceRow } from '../../transfer/index.ts';
import { isTrouble, type SaleLine, type Trouble } from './line.ts';

export interface FoundSale {
  readonly lines: readonly SaleLine[];
  /** Rows of it that could not be read: the sale is not whole without them. */
  readonly broken: readonly { readonly source: SourceRow; readonly trouble: Trouble }[];
}

interface Growing {
  lines: SaleLine[];
  broken: { source: SourceRow; trouble: Trouble }[];
}

export interface Grouping {
  /** Takes the next row of the file; `number` is what the row says, also when it cannot be read. */
  add(source: SourceRow, read: SaleLine | Trouble, number: string | null): void;
  end(): readonly FoundSale[];
}

/**
 * Rows of one number are one sale, wherever they stand. A row that names neither number,
 * day nor customer goes on with the sale above it: that is how merged cells look once they
 * are read. Every other row is a sale of its own.
 */
export function groupRows(): Grouping {
  const sales: Growing[] = [];
  const byNumber = new Map<string, Growing>();
  const begin = (): Growing => {
    const sale: Growing = { lines: [], broken: [] };
    sales.push(sale);
    return sale;
  };
  const placeOf = (read: SaleLine | Trouble, number: string | null): Growing => {
    if (number !== null) {
      const known = byNumber.get(number) ?? begin();
      byNumber.set(number, known);
      return known;
    }
    const goesOn = !isTrouble(read) && read.date === null && read.customer === null && read.phone === null && read.customerCode === null;
    return (goesOn ? sales.at(-1) : undefined) ?? begin();
  };
  return {
    add(source, read, number) {
      const sale = placeOf(read, number);
      if (isTrouble(read)) sale.broken.push({ source, trouble: read });
      else sale.lines.push(read);
    },
    end: () => sales,
  };
}
