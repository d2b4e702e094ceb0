import { useEffect, useRef, useState } from 'react';
import type { CustomerPatch } from '../../../../shared/modules/customers.ts';
import type { Duplicate } from '../../../../shared/modules/found.ts';
import { api } from '../../../lib/api.ts';

const NONE: readonly Duplicate[] = [];
/** Fields two customers can be the same by. */
const KEYS = ['name', 'phones', 'wechats', 'emails', 'code'] as const;

/**
 * Customers that may be the one being written down, while it is written: one question at a time, the latest waiting. A half-typed
 * phone asks nothing, because it would find everybody.
 */
export function useDuplicates(draft: CustomerPatch, enabled: boolean): readonly Duplicate[] {
  const [found, setFound] = useState<readonly Duplicate[]>(NONE);
  const waiting = useRef<CustomerPatch | null>(null);
  const isAsking = useRef(false);
  const asked = Object.fromEntries(KEYS.flatMap((key) => (draft[key] === undefined ? [] : [[key, draft[key]]]))) as CustomerPatch;
  const question = JSON.stringify(asked);
  const latest = useRef(question);
  useEffect(() => {
    latest.current = question;
  });
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  useEffect(() => {
    waiting.current = enabled && question !== '{}' ? (JSON.parse(question) as CustomerPatch) : null;
    if (waiting.current === null) return setFound(NONE);
    const ask = async (): Promise<void> => {
      if (isAsking.current) return;
      isAsking.current = true;
      while (waiting.current !== null) {
        const next = waiting.current;
        waiting.current = null;
        const reply = await api.call('customers.duplicates', { draft: next });
        // A newer question, or none any more, makes this answer old.
        if (isShown.current && reply.ok && waiting.current === null && latest.current === JSON.stringify(next)) setFound(reply.value.candidates);
      }
      isAsking.current = false;
    };
    void ask();
  }, [question, enabled]);
  return found;
}
