/**
 * Creating and opening a book's vault. Every expected failure is a `Result` code;
 * `disk.*` and `vault.outOfMemory` may come from any function that touches a file or a
 * passphrase. The caller holds the book's lock (lock-file.ts), except for `readHeader`.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { makeFolder } from '../kernel/make-folder.ts';
import { KEY_BYTES, loadSodium } from '../kernel/sodium.ts';
import { waitMs } from './attempts.ts';
import { isBelow } from './kdf.ts';
import { deriveKeys } from './keys.ts';
import type { VaultKeys } from './keys.ts';
import { newRecoveryCode, parseRecoveryCode, recoverySecretOf } from './recovery-code.ts';
import { Secret } from './secret.ts';
import { makePassphraseSlots, makeRecoverySlot } from './slots.ts';
import { bestHeader, healFiles, unlockHeader } from './unlock.ts';
import type { OpenedHeader } from './unlock.ts';
import { parseHeader, saveHeader, sealHeader, toHex, userOf, VAULT_COPY, VAULT_FILE } from './vault-file.ts';
import type { UnsealedHeader } from './vault-file.ts';
import { asResult, fileExists, publicHeader, weakness } from './vault-model.ts';
import type { BookMeta, PublicHeader, Unlocked, VaultDeps, VaultSecret } from './vault-model.ts';

/**
 * Makes the key slots of a new book in `folder` (created when absent). The recovery code
 * is answered this once and stored nowhere. Codes: `vault.weakPassphrase`, `book.exists`.
 */
export function createVault(
  deps: VaultDeps,
  folder: string,
  input: { readonly passphrase: string; readonly meta: BookMeta },
): Promise<Result<{ readonly vaultId: string; readonly recoveryCode: string; readonly keys: VaultKeys }>> {
  return asResult(async () => {
    const weak = weakness(input.passphrase, input.meta.name);
    if (weak) return weak;
    if (await holdsBook(folder)) return err('book.exists');
    await makeFolder(folder);
    const slotDeps = { ...deps, sodium: await loadSodium() };
    const vaultId = toHex(deps.random.bytes(16));
    const recoveryCode = newRecoveryCode(deps.random);
    const keys = deriveKeys(slotDeps.sodium, vaultId, Secret.adopt(deps.random.bytes(KEY_BYTES)), { owner: Secret.adopt(deps.random.bytes(KEY_BYTES)) });
    try {
      const slots = [
        ...(await makePassphraseSlots(slotDeps, vaultId, keys, input.passphrase)),
        makeRecoverySlot(slotDeps, vaultId, keys, recoverySecretOf(recoveryCode)),
      ];
      const book = { ...input.meta, name: input.meta.name.trim(), createdAt: deps.clock.now() };
      const body: UnsealedHeader = { ...FIXED, vaultId, gen: 1, book, slots };
      await saveHeader(folder, sealHeader(slotDeps.sodium, body, keys.header));
    } catch (error) {
      keys.dispose();
      // Half a vault, whose recovery code nobody saw, must not stand in the way of the next try.
      await Promise.all([VAULT_FILE, VAULT_COPY].map((name) => rm(join(folder, name), { force: true }).catch(() => undefined)));
      throw error;
    }
    return ok({ vaultId, recoveryCode, keys });
  });
}

/** The facts that need no secret. Codes: `vault.missing`, `.foreign`, `.damaged`, `.newer`. */
export function readHeader(deps: Pick<VaultDeps, 'appVersion'>, folder: string): Promise<Result<PublicHeader>> {
  return asResult(async () => {
    const found = await bestHeader(await loadSodium(), folder, deps.appVersion);
    return found.ok ? ok(publicHeader(found.value.header)) : found;
  });
}

/**
 * Opens the vault. A wrong secret answers `vault.wrongSecret`, never a hint at damage: a
 * rotten header is told by its checksum before the secret is tried (`vault.damaged`).
 * After failures, `vault.wait` without trying. The keychain answers `vault.noKeychain`.
 */
export function unlockVault(deps: VaultDeps, folder: string, secret: VaultSecret): Promise<Result<Unlocked>> {
  return asResult(async () => {
    const sodium = await loadSodium();
    const found = await bestHeader(sodium, folder, deps.appVersion);
    if (!found.ok) return found;
    const opened = await withBackoff(deps, folder, secret, () => unlockHeader({ ...deps, sodium }, found.value, secret));
    if (!opened.ok) return opened;
    await healFiles(folder, opened.value.header);
    return ok(toUnlocked(deps, opened.value));
  });
}

/** `unlockVault` by passphrase. */
export function unlockWithPassphrase(deps: VaultDeps, folder: string, passphrase: string) {
  return unlockVault(deps, folder, { type: 'passphrase', passphrase });
}

/** `unlockVault` by recovery code as typed; a typing error answers `vault.wrongSecret` at once, uncounted. */
export function unlockWithRecoveryCode(deps: VaultDeps, folder: string, code: string) {
  return unlockVault(deps, folder, { type: 'recovery', code });
}

/** `unlockVault` by the operating system's keychain. */
export function unlockWithKeychain(deps: VaultDeps, folder: string) {
  return unlockVault(deps, folder, { type: 'keychain' });
}

/** Opens header bytes that came with a backup. Same codes as `unlockVault`, without delays. */
export function unlockHeaderBytes(deps: VaultDeps, bytes: Uint8Array, secret: VaultSecret): Promise<Result<Unlocked>> {
  return asResult(async () => {
    const sodium = await loadSodium();
    const parsed = parseHeader(sodium, bytes, deps.appVersion);
    if (parsed.kind === 'newer') return err('vault.newer', { needs: parsed.needs, format: parsed.format });
    if (parsed.kind !== 'good') return parsed.kind === 'foreign' ? err('vault.foreign') : err('vault.damaged', { reason: 'header' });
    const opened = await unlockHeader({ ...deps, sodium }, { header: parsed.header, other: null }, secret);
    return opened.ok ? ok(toUnlocked(deps, opened.value)) : opened;
  });
}

const FIXED = {
  magic: 'CRMV1',
  minAppVersion: '0.1.0',
  cipher: { name: 'chacha20', legacy: 0, pageSize: 4096 },
} as const;

async function withBackoff<T>(deps: VaultDeps, folder: string, secret: VaultSecret, attempt: () => Promise<Result<T>>): Promise<Result<T>> {
  if (secret.type === 'keychain') return attempt();
  if (secret.type === 'recovery' && !parseRecoveryCode(secret.code).ok) return attempt();
  const { retryInMs, failures } = await deps.attempts.begin(folder, deps.clock.now());
  if (retryInMs > 0) return err('vault.wait', { retryInMs, failures });
  let wrong = false;
  try {
    const result = await attempt();
    wrong = !result.ok && result.error.code === 'vault.wrongSecret';
    if (result.ok || !wrong) return result;
    const next = waitMs(await deps.attempts.read(folder), deps.clock.now());
    return err('vault.wrongSecret', { ...result.error, retryInMs: next });
  } finally {
    if (!wrong) await deps.attempts.clear(folder);
  }
}

function toUnlocked(deps: VaultDeps, { header, keys, by, halfway }: OpenedHeader): Unlocked {
  const refreshAdvised = by.type === 'backup' || (by.type === 'passphrase' && isBelow(by.kdf, deps.cost.daily));
  return { header: publicHeader(header), keys, by: by.type, user: userOf(by), refreshAdvised, halfway };
}

async function holdsBook(folder: string): Promise<boolean> {
  const found = await Promise.all([VAULT_FILE, VAULT_COPY, 'crm.db'].map((name) => fileExists(join(folder, name))));
  return found.includes(true);
}
