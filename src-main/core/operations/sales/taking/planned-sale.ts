/** A sale of a file as it will be written. */
import type { Instalment } from '../../../../../shared/kernel/instalments.ts';
import type { SaleItem } from '../../../../../shared/modules/sales.ts';
import type { Owner } from './owners.ts';

export interface PlannedSale {
  readonly owner: Owner;
  readonly fields: {
    readonly kind: 'sale';
    readonly number: string | null;
    readonly date: string;
    readonly dueDate: string | null;
    readonly items: SaleItem[];
    readonly discountMinor: number;
    readonly amountMinor: number;
    readonly currency: string;
    readonly paidMinor: number;
    readonly payMethod: string | null;
    readonly notes: string | null;
    readonly instalments: readonly Instalment[];
  };
}
