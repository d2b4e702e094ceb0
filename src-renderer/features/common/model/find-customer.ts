/** Customers found while typing, for fields that ask for one. */
import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { useApiQuery } from '../../../lib/api.ts';

const SHOWN = 8;

/** The best matches for what is typed; nothing for nothing. */
export function useFound(text: string): readonly Customer[] {
  const typed = useDeferredValue(text.trim());
  const found = useApiQuery('customers.search', { text: typed, limit: SHOWN }, { enabled: typed !== '', placeholderData: keepPreviousData });
  return typed === '' ? [] : (found.data?.rows ?? []);
}
