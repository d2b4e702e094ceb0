/** Opens the search index and the mirror of a book: `search.db` beside `crm.db`, rebuilt in a thread when needed. */
import { join } from 'node:path';
import type { CoreEvent } from '../../../shared/contract/events.ts';
import type { Db } from '../database/open.ts';
import { createDerived } from '../derived/derived.ts';
import type { Derived } from '../derived/port.ts';
import { startRebuild } from '../derived/threads/rebuild-thread.ts';
import type { Clock } from '../kernel/ports.ts';
import type { VaultKeys } from '../vault/index.ts';

export interface OpenDerivedInput {
  readonly db: Db;
  readonly dir: string;
  readonly keys: VaultKeys;
  readonly emit: (event: CoreEvent) => void;
  readonly clock: Clock;
  readonly onBug: (e: unknown) => string;
}

/** Answers at once; until index and mirror are loaded, questions go to the rows themselves. */
export function openDerived({ db, dir, keys, emit, clock, onBug }: OpenDerivedInput): Derived {
  const path = join(dir, 'search.db');
  const bookPath = join(dir, 'crm.db');
  return keys.search.use((key) =>
    createDerived({
      db,
      path,
      key,
      bookId: keys.vaultId,
      now: () => clock.now(),
      rebuild: () =>
        keys.db.use((bookKey) => keys.search.use((k) => startRebuild({ bookPath, bookKey, path, key: k, bookId: keys.vaultId }))),
      onIndexing: (indexing) => emit({ type: 'search.state', indexing, done: 0, total: null }),
      onTrouble: (_code, e) => void onBug(e),
    }),
  );
}
