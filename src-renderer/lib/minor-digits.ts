/** How many decimals the money of a field has: its own currency's, else the book's. */
import { exponentOf } from '../../shared/kernel/money.ts';
import { queryKey } from './api.ts';
import { ownField } from './own-fields.ts';
import { queryClient } from './query-client.ts';
import type { BookSettings } from '../../shared/modules/system.ts';

/** The currency amounts of a field are in; without a field of its own, the book's. */
export function currencyOfField(field?: string): string {
  const book = queryClient.getQueryData<BookSettings>(queryKey('settings.get', {}))?.currency ?? 'CNY';
  return (field === undefined ? null : ownField(field)?.currency) ?? book;
}

/** Decimals of the currency: 2 for CNY, 0 for JPY. */
export function minorDigits(field?: string): number {
  return exponentOf(currencyOfField(field));
}
