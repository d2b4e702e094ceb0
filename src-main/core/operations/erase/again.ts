/** Erasures that an older copy of the book does not know of: done again before anybody sees it. */
import { adoptErasures, eraseCustomers, missingErasures } from '../../changes/erase/index.ts';
import type { ErasedList } from '../../changes/erase/index.ts';
import type { WriteDeps } from '../../changes/write.ts';
import { nobodyRecord } from './nobody.ts';

export interface ErasedAgain {
  readonly customers: number;
  /** Sealed files nobody wants any more. */
  readonly blobs: readonly string[];
}

/** Compares the book with lists of other copies and erases what they erased. Nothing to do costs one small query. */
export function eraseAgain(write: WriteDeps, lists: readonly ErasedList[], actor: string): ErasedAgain {
  const { ids, entries } = missingErasures(write.db, write.mac, lists);
  const erased = eraseCustomers(write, { ids, kind: 'erase.again', actor, nobody: () => nobodyRecord(write, actor) });
  if (entries.size > 0) adoptErasures(write.db, entries);
  return { customers: erased.customers, blobs: erased.blobs };
}
