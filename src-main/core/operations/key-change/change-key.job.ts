/** Giving a closed book a new key. */
import { statfs } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { roomToRekey } from '../../database/rekey.ts';
import { rekeyInThread } from '../../database/rekey-thread.ts';
import type { JobContext } from '../../domain/context.ts';
import { beginKeyChange } from '../../vault/index.ts';
import type { NewKeyInput, VaultKeys } from '../../vault/index.ts';
import { settleKeys } from './settle.ts';
import type { SettleDeps } from './settle.ts';

/** Free bytes where the book lies; `null` when the system does not tell. */
export type FreeBytes = (folder: string) => Promise<number | null>;

export const freeBytes: FreeBytes = (folder) => statfs(folder).then((at) => at.bavail * at.bsize, () => null);

const MEGABYTE = 1024 * 1024;

/** `keyChange.noRoom` with what is needed, when the disk would fill up half-way. */
export async function roomFor(dir: string, free: FreeBytes): Promise<Result<void>> {
  const needed = roomToRekey(statSync(join(dir, 'crm.db'), { throwIfNoEntry: false })?.size ?? 0);
  const there = await free(dir);
  return there === null || there >= needed ? ok(undefined) : err('keyChange.noRoom', { megabytes: Math.ceil(needed / MEGABYTE), free: Math.floor(there / MEGABYTE) });
}

export interface Changed {
  /** Those the book has now. */
  readonly keys: VaultKeys;
  /** Why it still has the old ones; `null` when it has new ones. */
  readonly failure: Error | null;
}

/**
 * Encrypts a closed, locked book anew with a new key. `keys`, the old ones, are taken over. Fails as a whole or succeeds as a whole:
 * `failure` says why the book is as it was. Throws only when it cannot tell which key the book has (the disk fails, or the file is damaged).
 */
export async function changeKey(deps: SettleDeps, keys: VaultKeys, input: NewKeyInput, job: JobContext): Promise<Changed> {
  if (job.signal.aborted) return { keys, failure: new AppFailure('request.cancelled') };
  job.progress('prepare', 0, null);
  const begun = await beginKeyChange(deps.vault, deps.dir, keys, input);
  if (!begun.ok) return { keys, failure: new AppFailure(begun.error.code, begun.error) };
  const fresh = begun.value;
  const failure = await rekeyInThread({
    path: join(deps.dir, 'crm.db'),
    from: keys.db.copy(),
    to: fresh.db.copy(),
    onProgress: (phase, bytes, total) => job.progress(phase, bytes, phase === 'rekey' ? total : null),
  }).then(() => null, (e: unknown) => (e instanceof Error ? e : new Error(String(e))));
  const settled = await settleKeys(deps, keys, fresh);
  if (!settled.ok) throw new AppFailure(settled.error.code, settled.error);
  // The new key opens the book: whatever went wrong after that, its header says so now.
  if (settled.value === fresh) return { keys: fresh, failure: null };
  return { keys, failure: failure ?? new Error('the book kept its key without saying why') };
}
