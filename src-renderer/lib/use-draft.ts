import { useState } from 'react';
import type { MethodName } from '../../shared/contract/index.ts';
import { queryClient } from './query-client.ts';

/** What is being written over a stored value. */
export interface Draft<T> {
  readonly value: T;
  readonly set: (value: T) => void;
  /** Whether it says something else than what is stored. */
  readonly isChanged: boolean;
  /** Call once it is saved: lets go of the draft as soon as the book has answered again. */
  readonly saved: () => Promise<void>;
}

/**
 * A draft over `stored`, which the method `source` reads. Once saved it must go: a save that is taken back before the book was read
 * again leaves `stored` as it was, and what was taken back would go on standing in the form.
 */
export function useDraft<T>(stored: T, source: MethodName): Draft<T> {
  const [own, setOwn] = useState<{ readonly value: T } | null>(null);
  const value = own === null ? stored : own.value;
  return {
    value,
    set: (next) => setOwn({ value: next }),
    isChanged: JSON.stringify(value) !== JSON.stringify(stored),
    saved: async () => {
      await queryClient.invalidateQueries({ queryKey: [source] });
      setOwn(null);
    },
  };
}
