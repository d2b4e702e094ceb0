/** Names of customers that fields and conditions point to: asked for once, then known to plain functions. */
import { useQueries } from '@tanstack/react-query';
import type { Condition } from '../../shared/kernel/filter.ts';
import type { Customer } from '../../shared/modules/customers.ts';
import { api, queryKey } from './api.ts';
import { customName, ownField } from './own-fields.ts';
import { queryClient } from './query-client.ts';

/** The name, where it has been asked for. */
export function linkedName(id: number): string | undefined {
  return queryClient.getQueryData<Customer>(queryKey('customers.get', { id }))?.name;
}

/** Fetches names; draws again when they are there. False while some are still to come. */
export function useLinkedNames(ids: readonly number[]): boolean {
  const asked = useQueries({ queries: ids.map((id) => ({ queryKey: queryKey('customers.get', { id }), queryFn: ({ signal }: { signal: AbortSignal }) => api.get('customers.get', { id }, signal), retry: false })) });
  return asked.every((one) => !one.isPending);
}

/** The customers the link fields of somebody name. */
export function linkedFrom({ custom }: Pick<Customer, 'custom'>): readonly number[] {
  return Object.entries(custom).flatMap(([id, value]) => (typeof value === 'number' && ownField(customName(Number(id)))?.kind === 'link' ? [value] : []));
}

/** The customers a condition on a link field names. */
export function linkedIn({ field, test }: Condition): readonly number[] {
  return ownField(field)?.kind === 'link' && (test.op === 'any' || test.op === 'none') ? test.values.map(Number) : [];
}
