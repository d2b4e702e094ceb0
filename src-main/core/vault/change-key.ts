/**
 * Changing the vault key itself (VMK). Whoever once knew a passphrase may hold a copy of a
 * header of then, and with it the key; this makes what they hold worthless for the book as
 * it goes on. `vault.json` goes through three states, each written whole:
 *
 *   1  slots of the old key
 *   2  the same, and `pending`: slots of the new key, with the old one sealed under it
 *   3  slots of the new key, `former` with the old one
 *
 * Between 2 and 3 the database is encrypted anew. Cut off there, the owner's passphrase opens
 * both keys; which of them the database has, the caller finds out, and goes on to 3
 * (`finishKeyChange`) or back to 1 (`dropKeyChange`). Nobody gets from the old key to the new one.
 * The owner's key stays the same: it does not follow from the vault key, and only the owner's slots hold it.
 * The caller holds the book's lock and has it closed.
 */
import { err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { KEY_BYTES, loadSodium } from '../kernel/sodium.ts';
import type { Sodium } from '../kernel/sodium.ts';
import { sealFormer } from './former.ts';
import { copyKeys, deriveKeys } from './keys.ts';
import type { FormerMaster, VaultKeys } from './keys.ts';
import { parseRecoveryCode } from './recovery-code.ts';
import { Secret } from './secret.ts';
import { makeKeychainSlot, makePassphraseSlots, makeRecoverySlot } from './slots.ts';
import { bestHeader } from './unlock.ts';
import { isGenuine, parseHeader, saveHeader, sealHeader } from './vault-file.ts';
import type { Slot, VaultHeader } from './vault-file.ts';
import { asResult } from './vault-model.ts';
import type { ReadyDeps, VaultDeps } from './vault-model.ts';

export interface NewKeyInput {
  /** The owner's, proved by the caller. The others' passphrases are not known, so theirs open nothing once this is finished. */
  readonly passphrase: string;
  /** A new one, as `newRecoveryCode` prints it: the old one's key is on paper, not here. */
  readonly recoveryCode: string;
  /** Names the old key in the new header: 16 hex digits. */
  readonly id: string;
}

/** State 2: makes a new vault key and writes it beside the old one. The answer is the caller's to dispose of; `keys` stay. Codes: those of `readHeader`, `disk.*`. */
export function beginKeyChange(deps: VaultDeps, folder: string, keys: VaultKeys, input: NewKeyInput): Promise<Result<VaultKeys>> {
  return asResult(async () => {
    const sodium = await loadSodium();
    const found = await bestHeader(sodium, folder, deps.appVersion, keys);
    if (!found.ok) return found;
    const { header } = found.value;
    if (header.pending) return err('vault.halfChanged');
    const fresh = newKeys(deps, sodium, keys, input.id);
    try {
      const slots = await slotsOf({ ...deps, sodium }, header, fresh, input);
      const former = sealFormer({ sodium, random: deps.random }, header.vaultId, fresh.master, fresh.former);
      await saveHeader(folder, sealHeader(sodium, { ...header, gen: header.gen + 1 }, keys.header, { pending: { slots, former }, headerKey: fresh.header }));
      return ok(fresh);
    } catch (e) {
      fresh.dispose();
      throw e;
    }
  });
}

/** State 3. `fresh`: the new keys. From here on the old ones open nothing of this book. */
export function finishKeyChange(deps: VaultDeps, folder: string, fresh: VaultKeys): Promise<Result<void>> {
  return rewritePending(deps, folder, fresh, (sodium, { pending, ...header }) =>
    pending ? sealHeader(sodium, { ...header, gen: header.gen + 1, slots: pending.slots, former: pending.former }, fresh.header) : null,
  );
}

/** Back to state 1: the new key was never used. `keys`: the old ones. */
export function dropKeyChange(deps: VaultDeps, folder: string, keys: VaultKeys): Promise<Result<void>> {
  return rewritePending(deps, folder, keys, (sodium, { pending, ...header }) => (pending ? sealHeader(sodium, { ...header, gen: header.gen + 1 }, keys.header) : null));
}

/** The keys the book had before its last change, as the caller's own; `null` while it has its first. */
export function keysBefore(sodium: Sodium, { vaultId, former, owner }: VaultKeys): VaultKeys | null {
  const last = former.at(-1);
  return last === undefined ? null : copyKeys(sodium, { vaultId, master: last.master, former: former.slice(0, -1), owner });
}

/** The keys that a header of this book was written with, today's or some of before, as the caller's own: a backup carries the header of its day. `null`: another book's. */
export async function keysOfHeader(deps: Pick<VaultDeps, 'appVersion'>, keys: VaultKeys, header: Uint8Array): Promise<VaultKeys | null> {
  const sodium = await loadSodium();
  const parsed = parseHeader(sodium, header, deps.appVersion);
  if (parsed.kind !== 'good' || parsed.header.vaultId !== keys.vaultId) return null;
  for (let length = keys.former.length; length >= 0; length--) {
    const master = keys.former[length]?.master ?? keys.master;
    const candidate = copyKeys(sodium, { vaultId: keys.vaultId, master, former: keys.former.slice(0, length), owner: keys.owner });
    if (isGenuine(sodium, parsed.header, candidate.header)) return candidate;
    candidate.dispose();
  }
  return null;
}

function newKeys(deps: VaultDeps, sodium: Sodium, keys: VaultKeys, id: string): VaultKeys {
  const own = ({ id: of, master }: FormerMaster): FormerMaster => ({ id: of, master: Secret.adopt(master.copy()) });
  const owner = keys.owner && Secret.adopt(keys.owner.copy());
  const former = [...keys.former, { id, master: keys.master }].map(own);
  return deriveKeys(sodium, keys.vaultId, Secret.adopt(deps.random.bytes(KEY_BYTES)), { former, owner });
}

/** The owner's slots under the new key; the keychain's too where there was one and it still works. */
async function slotsOf(deps: ReadyDeps, header: VaultHeader, fresh: VaultKeys, input: NewKeyInput): Promise<Slot[]> {
  const code = parseRecoveryCode(input.recoveryCode);
  if (!code.ok) throw new Error('the new recovery code is none');
  const slots = [
    ...(await makePassphraseSlots(deps, header.vaultId, fresh, input.passphrase)),
    makeRecoverySlot(deps, header.vaultId, fresh, code.value),
  ];
  if (!header.slots.some(({ type }) => type === 'keychain') || !(await deps.keychain.available())) return slots;
  const keychain = await makeKeychainSlot(deps, header.vaultId, fresh);
  return keychain === null ? slots : [...slots, keychain];
}

/** Fine when there is nothing pending any more. */
function rewritePending(deps: VaultDeps, folder: string, keys: VaultKeys, change: (sodium: Sodium, header: VaultHeader) => VaultHeader | null): Promise<Result<void>> {
  return asResult(async () => {
    const sodium = await loadSodium();
    const found = await bestHeader(sodium, folder, deps.appVersion, keys);
    if (!found.ok) return found;
    const next = change(sodium, found.value.header);
    if (next) await saveHeader(folder, next);
    return ok(undefined);
  });
}
