/** Which of its two keys a book has whose change of key was cut off, and going on from there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { opensWith } from '../../database/rekey.ts';
import { removeDatabase } from '../../derived/snapshot/file.ts';
import type { Sodium } from '../../kernel/sodium.ts';
import { dropKeyChange, finishKeyChange, keysBefore } from '../../vault/index.ts';
import type { Unlocked, VaultDeps, VaultKeys } from '../../vault/index.ts';

export interface SettleDeps {
  readonly vault: VaultDeps;
  readonly sodium: Sodium;
  readonly dir: string;
}

/**
 * Brings the header to one key, the one the database has, and answers that key's; those of the other are disposed of. `fresh`: `null`
 * when only the old key is known. Codes: `vault.halfChanged` when the database has the new key and it is not known; `book.damaged` when it
 * opens with neither, with the header left as it is.
 */
export async function settleKeys({ vault, dir }: SettleDeps, old: VaultKeys, fresh: VaultKeys | null): Promise<Result<VaultKeys>> {
  const path = join(dir, 'crm.db');
  if (!existsSync(path)) throw new AppFailure('book.lost');
  const opens = (keys: VaultKeys): boolean => keys.db.use((key) => opensWith(path, key));
  if (opens(old)) {
    fresh?.dispose();
    const dropped = await dropKeyChange(vault, dir, old);
    return dropped.ok ? ok(old) : dropped;
  }
  if (fresh === null) return err('vault.halfChanged');
  if (!opens(fresh)) throw new AppFailure('book.damaged', { reason: 'keys' });
  // What is only derived is built anew with the new key.
  for (const name of ['search.db', 'search.db.building']) removeDatabase(join(dir, name));
  const finished = await finishKeyChange(vault, dir, fresh);
  if (finished.ok) old.dispose();
  return finished.ok ? ok(fresh) : finished;
}

/** The keys to open the book with; when a change of key was cut off, it is settled first. On any other answer they are gone. */
export async function settledKeys(deps: SettleDeps, { keys, halfway }: Pick<Unlocked, 'keys' | 'halfway'>): Promise<Result<VaultKeys>> {
  if (halfway === null) return ok(keys);
  const before = halfway === 'fresh' ? keysBefore(deps.sodium, keys) : null;
  const both = before ? [before, keys] : [keys];
  try {
    const settled = before ? await settleKeys(deps, before, keys) : await settleKeys(deps, keys, null);
    if (!settled.ok) both.forEach((one) => one.dispose());
    return settled;
  } catch (e) {
    both.forEach((one) => one.dispose());
    throw e;
  }
}
