/**
 * Changing what opens a book: passphrase, recovery code, keychain; and the header's copy
 * for backups. Only `vault.json` is rewritten, no data is encrypted anew (for that see
 * change-key.ts; until an interrupted one is settled, nothing here works: `vault.halfChanged`). The caller holds
 * the book's lock. `disk.*` and `vault.outOfMemory` may come from every function.
 */
import { join } from 'node:path';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { KEY_BYTES, loadSodium } from '../kernel/sodium.ts';
import type { VaultKeys } from './keys.ts';
import { newRecoveryCode, recoverySecretOf } from './recovery-code.ts';
import { Secret } from './secret.ts';
import { makeKeychainSlot, makePassphraseSlots, makeRecoverySlot } from './slots.ts';
import { bestHeader } from './unlock.ts';
import { hasOwnerKey, headerBytes, parseHeader, saveHeader, sealHeader, userOf, VAULT_FILE } from './vault-file.ts';
import type { HeaderBody, Slot, SlotType, SlotUser, VaultHeader } from './vault-file.ts';
import { asResult, fileExists, OWNER, weakness } from './vault-model.ts';
import type { BookMeta, ReadyDeps, VaultDeps, VaultSecret } from './vault-model.ts';
import { unlockVault } from './vault.service.ts';

/** A header has room for 32 slots: two for each of these, the owner's four, and some to spare. */
export const MAX_PEOPLE = 12;

/**
 * Sets a new passphrase of whoever proved the old one (the recovery code proves the owner);
 * the old one stops opening this book (backups keep theirs). The keychain is no proof: an unlocked desk must not be
 * able to lock the owner out (`request.denied`). Codes: as unlocking, and `vault.weakPassphrase`.
 */
export function changePassphrase(
  deps: VaultDeps,
  folder: string,
  input: { readonly proof: VaultSecret; readonly passphrase: string },
): Promise<Result<void>> {
  return rewriteWithProof(deps, folder, input.proof, async (slotDeps, header, keys, user) => {
    const weak = weakness(input.passphrase, header.book.name);
    if (weak) return weak;
    return ok(await replacePassphrase(slotDeps, header, keys, input.passphrase, user));
  });
}

/**
 * Gives a person a passphrase of their own, in place of the one they may have had. The
 * caller has asked for the owner's (`session.prove`). Codes: `vault.weakPassphrase`, `people.tooMany`.
 */
export function setPersonPassphrase(deps: VaultDeps, folder: string, keys: VaultKeys, input: { readonly user: SlotUser; readonly passphrase: string }): Promise<Result<void>> {
  return rewriteOpen(deps, folder, keys, async (slotDeps, header) => {
    const weak = weakness(input.passphrase, header.book.name);
    if (weak) return weak;
    const others = header.slots.filter((slot) => slot.type === 'backup' && slot.user && slot.user.id !== input.user.id);
    if (others.length >= MAX_PEOPLE) return err('people.tooMany', { max: MAX_PEOPLE });
    return ok({ slots: [...(await replacePassphrase(slotDeps, header, keys, input.passphrase, input.user))] });
  });
}

/** A person's passphrase opens the book no more, at once. Fine when they had none. */
export function removePersonSlots(deps: VaultDeps, folder: string, keys: VaultKeys, id: number): Promise<Result<void>> {
  return rewriteOpen(deps, folder, keys, (_, header) => Promise.resolve(ok({ slots: header.slots.filter((slot) => userOf(slot)?.id !== id) })));
}

/** The name by which the lock screen knows a person. Fine when they have no passphrase. */
export function renamePersonSlots(deps: VaultDeps, folder: string, keys: VaultKeys, user: SlotUser): Promise<Result<void>> {
  return rewriteOpen(deps, folder, keys, (_, header) =>
    Promise.resolve(ok({ slots: header.slots.map((slot) => (userOf(slot)?.id === user.id ? { ...slot, user } : slot)) })),
  );
}

/** Re-seals the passphrase slots at today's cost without judging the passphrase again. Codes: as unlocking. */
export function refreshPassphraseSlots(deps: VaultDeps, folder: string, passphrase: string, person: number = OWNER): Promise<Result<void>> {
  return rewriteWithProof(deps, folder, { type: 'passphrase', passphrase, person }, async (slotDeps, header, keys, user) =>
    ok(await replacePassphrase(slotDeps, header, keys, passphrase, user)),
  );
}

/** Makes a new recovery code; the old one stops opening this book. Needs a proof like `changePassphrase`. */
export async function reissueRecoveryCode(
  deps: VaultDeps,
  folder: string,
  input: { readonly proof: VaultSecret },
): Promise<Result<{ readonly recoveryCode: string }>> {
  const recoveryCode = newRecoveryCode(deps.random);
  const done = await rewriteWithProof(deps, folder, input.proof, (slotDeps, header, keys) => {
    // Whoever does not hold the owner's key would leave the owner a code that opens the book without it.
    if (keys.owner === null && hasOwnerKey(header.slots)) return Promise.resolve(err('request.denied', { reason: 'proof' }));
    const slot = makeRecoverySlot(slotDeps, header.vaultId, keys, recoverySecretOf(recoveryCode));
    return Promise.resolve(ok([...without(header, ['recovery']), slot]));
  });
  return done.ok ? ok({ recoveryCode }) : done;
}

/**
 * Gives a book from before there were any an owner's key: every slot of the owner is made anew, for each of them
 * must hold it. The recovery code is a new one therefore, as the old one's key is on paper; a keychain that no
 * longer works loses its slot (`keychain: false`). Needs the owner's passphrase: `request.denied` for any other
 * proof. `vault.hasOwnerKey` when there is one already.
 */
export async function addOwnerKey(
  deps: VaultDeps,
  folder: string,
  passphrase: string,
): Promise<Result<{ readonly recoveryCode: string; readonly owner: Secret; readonly keychain: boolean | null }>> {
  const recoveryCode = newRecoveryCode(deps.random);
  const owner = Secret.adopt(deps.random.bytes(KEY_BYTES));
  let keychain: boolean | null = null;
  const done = await rewriteWithProof(deps, folder, { type: 'passphrase', passphrase, person: OWNER }, async (slotDeps, header, { master }) => {
    if (hasOwnerKey(header.slots)) return err('vault.hasOwnerKey');
    const keys = { master, owner };
    const had = header.slots.some(({ type }) => type === 'keychain');
    const remade = had && (await deps.keychain.available()) ? await makeKeychainSlot({ ...slotDeps, keychain: deps.keychain }, header.vaultId, keys) : null;
    keychain = had ? remade !== null : null;
    return ok([
      ...(await makePassphraseSlots(slotDeps, header.vaultId, keys, passphrase)),
      makeRecoverySlot(slotDeps, header.vaultId, keys, recoverySecretOf(recoveryCode)),
      ...(remade === null ? [] : [remade]),
      ...header.slots.filter((slot) => userOf(slot) !== null),
    ]);
  }).catch((e: unknown) => {
    owner.dispose();
    throw e;
  });
  if (done.ok) return ok({ recoveryCode, owner, keychain });
  owner.dispose();
  return done;
}

/** Lets this machine's keychain open the book from now on; replaces an older keychain slot. Codes: `vault.noKeychain`. */
export function addKeychainSlot(deps: VaultDeps, folder: string, keys: VaultKeys): Promise<Result<void>> {
  return rewriteOpen(deps, folder, keys, async (slotDeps, header) => {
    if (!(await deps.keychain.available())) return err('vault.noKeychain');
    const slot = await makeKeychainSlot({ ...slotDeps, keychain: deps.keychain }, header.vaultId, keys);
    return slot === null ? err('vault.noKeychain') : ok({ slots: [...without(header, ['keychain']), slot] });
  });
}

/** No keychain opens the book any more. Fine when none did. */
export function removeKeychainSlot(deps: VaultDeps, folder: string, keys: VaultKeys): Promise<Result<void>> {
  return rewriteOpen(deps, folder, keys, (_, header) => Promise.resolve(ok({ slots: without(header, ['keychain']) })));
}

/** Changes what the header says about the book (name, language, …). */
export function updateBookFacts(deps: VaultDeps, folder: string, keys: VaultKeys, change: Partial<BookMeta>): Promise<Result<void>> {
  return rewriteOpen(deps, folder, keys, (_, header) =>
    Promise.resolve(ok({ book: { ...header.book, ...change, name: (change.name ?? header.book.name).trim() } })),
  );
}

/**
 * The header to put in a backup: only the costly passphrase slot and the recovery slot,
 * so that a leaked backup is no cheaper to guess at than reliability.md asks. Restore by
 * writing these bytes as `vault.json` of the new folder (`writeRestoredHeader`).
 */
export function headerForBackup(deps: VaultDeps, folder: string, keys: VaultKeys): Promise<Result<Uint8Array>> {
  return asResult(async () => {
    const sodium = await loadSodium();
    const found = await bestHeader(sodium, folder, deps.appVersion, keys);
    if (!found.ok) return found;
    if (found.value.header.pending) return err('vault.halfChanged');
    const slots = without(found.value.header, ['passphrase', 'keychain']);
    return ok(headerBytes(sealHeader(sodium, { ...found.value.header, slots }, keys.header)));
  });
}

/** Writes a backup's header into the folder being restored. Codes: `book.exists`, and those of `readHeader`. */
export function writeRestoredHeader(deps: VaultDeps, folder: string, bytes: Uint8Array): Promise<Result<void>> {
  return asResult(async () => {
    const parsed = parseHeader(await loadSodium(), bytes, deps.appVersion);
    if (parsed.kind !== 'good') return err('vault.damaged', { reason: 'header' });
    if (await fileExists(join(folder, VAULT_FILE))) return err('book.exists');
    await saveHeader(folder, parsed.header);
    return ok(undefined);
  });
}

async function replacePassphrase(deps: ReadyDeps, header: VaultHeader, keys: VaultKeys, passphrase: string, user: SlotUser | null): Promise<readonly Slot[]> {
  const fresh = await makePassphraseSlots(deps, header.vaultId, keys, passphrase, user);
  const others = header.slots.filter((slot) => (slot.type !== 'passphrase' && slot.type !== 'backup') || userOf(slot)?.id !== user?.id);
  return [...fresh, ...others];
}

function without(header: VaultHeader, types: readonly SlotType[]): Slot[] {
  return header.slots.filter((slot) => !types.includes(slot.type));
}

function rewriteWithProof(
  deps: VaultDeps,
  folder: string,
  proof: VaultSecret,
  newSlots: (deps: ReadyDeps, header: VaultHeader, keys: VaultKeys, user: SlotUser | null) => Promise<Result<readonly Slot[]>>,
): Promise<Result<void>> {
  return asResult(async () => {
    if (proof.type === 'keychain') return err('request.denied', { reason: 'proof' });
    const proved = await unlockVault(deps, folder, proof);
    if (!proved.ok) return proved;
    try {
      return await rewriteOpen(deps, folder, proved.value.keys, async (slotDeps, header) => {
        const slots = await newSlots(slotDeps, header, proved.value.keys, proved.value.user);
        return slots.ok ? ok({ slots: [...slots.value] }) : slots;
      });
    } finally {
      proved.value.keys.dispose();
    }
  });
}

function rewriteOpen(
  deps: VaultDeps,
  folder: string,
  keys: VaultKeys,
  change: (deps: ReadyDeps, header: VaultHeader) => Promise<Result<Partial<Pick<HeaderBody, 'slots' | 'book'>>>>,
): Promise<Result<void>> {
  return asResult(async () => {
    const sodium = await loadSodium();
    const found = await bestHeader(sodium, folder, deps.appVersion, keys);
    if (!found.ok) return found;
    const { header } = found.value;
    if (header.pending) return err('vault.halfChanged');
    const changed = await change({ ...deps, sodium }, header);
    if (!changed.ok) return changed;
    await saveHeader(folder, sealHeader(sodium, { ...header, ...changed.value, gen: header.gen + 1 }, keys.header));
    return ok(undefined);
  });
}
