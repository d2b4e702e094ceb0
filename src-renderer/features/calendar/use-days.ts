/** The days on screen with what stands on them. Payments are asked for where whoever is in may see them. */
import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { entryKindSchema, type CalendarDay, type CalendarKind } from '../../../shared/modules/calendar.ts';
import { useApiQuery, type ApiError } from '../../lib/api.ts';
import { useMay } from '../../lib/may.tsx';
import { joined } from './entry-words.ts';
import type { Shown } from './span.ts';

const NONE = { days: [] } as const;

export interface Days {
  readonly days: ReadonlyMap<string, CalendarDay> | undefined;
  readonly error: ApiError | null;
  readonly retry: () => void;
}

export function useDays({ from, to }: Shown, perDay: number, hidden: readonly CalendarKind[]): Days {
  const maySeeMoney = useMay('calendar.payments');
  const kinds = entryKindSchema.options.filter((kind) => !hidden.includes(kind));
  const entries = useApiQuery('calendar.entries', { from, to, perDay, kinds }, { placeholderData: keepPreviousData });
  const money = maySeeMoney && !hidden.includes('payment');
  const payments = useApiQuery('calendar.payments', { from, to, perDay }, { placeholderData: keepPreviousData, enabled: money });
  const paid = money ? payments.data : NONE;
  const days = useMemo(() => (entries.data && paid ? joined(entries.data.days, paid.days) : undefined), [entries.data, paid]);
  const retry = (): void => {
    void entries.refetch();
    if (money) void payments.refetch();
  };
  return { days, error: entries.error ?? payments.error, retry };
}
