/** What is being written or looked at of sales: one place for the whole window, opened from lists, profiles and the palette. */
import { create } from 'zustand';
import type { PayMethod, Sale } from '../../../shared/modules/sales.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

export type SaleAsk =
  | { readonly kind: 'write'; readonly customerId: number | null }
  | { readonly kind: 'edit'; readonly sale: Sale }
  | { readonly kind: 'refund'; readonly sale: Sale }
  | { readonly kind: 'pay'; readonly customerId: number | null; readonly saleId?: number };

interface SaleStore {
  /** The dialog in front. */
  readonly ask: SaleAsk | null;
  /** The sale in the drawer behind it. */
  readonly shown: number | null;
  /** The way of payment used last: most days it is the same all day. */
  readonly method: PayMethod;
}

export const useSaleStore = create<SaleStore>(() => ({ ask: null, shown: null, method: 'wechat' }));
onSessionEnd(() => useSaleStore.setState({ ask: null, shown: null, method: 'wechat' }));

/** Opens a dialog over whatever is shown. */
export function askSale(ask: SaleAsk): void {
  useSaleStore.setState({ ask });
}

export function closeAsk(): void {
  useSaleStore.setState({ ask: null });
}

/** Opens a sale in the drawer, or closes it with `null`. */
export function showSale(id: number | null): void {
  useSaleStore.setState({ shown: id });
}
