/** Which of the two header files to believe, and opening it with a secret. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { writeFileAtomic } from '../kernel/atomic-file.ts';
import type { Sodium } from '../kernel/sodium.ts';
import { openFormer } from './former.ts';
import { deriveKeys } from './keys.ts';
import type { VaultKeys } from './keys.ts';
import { parseRecoveryCode } from './recovery-code.ts';
import { openKeychainSlot, openPassphraseSlot, openRecoverySlot } from './slots.ts';
import type { SlotKeys } from './slots.ts';
import { headerBytes, isGenuine, loadHeader, userOf, VAULT_COPY, VAULT_FILE } from './vault-file.ts';
import type { FormerKey, HeaderOutcome, Slot, VaultHeader } from './vault-file.ts';
import { fileExists, OWNER } from './vault-model.ts';
import type { ReadyDeps, VaultSecret } from './vault-model.ts';

/** The header to use, and the second copy when that is readable too. */
export interface FoundHeader {
  readonly header: VaultHeader;
  readonly other: VaultHeader | null;
}

export interface OpenedHeader {
  readonly header: VaultHeader;
  readonly keys: VaultKeys;
  readonly by: Slot;
  /** The vault key was being changed when something cut it off: which of the two `keys` are. */
  readonly halfway: Halfway | null;
}

export type Halfway = 'old' | 'fresh';

/**
 * The header of the book in `folder`: `vault.json` or its copy, whichever is newer when both
 * can be read (an old `vault.json` put back must not win over a changed vault key). With `keys` (the book is open) only a header written by a holder of them counts.
 */
export async function bestHeader(sodium: Sodium, folder: string, appVersion: string, keys?: VaultKeys): Promise<Result<FoundHeader>> {
  const main = await loadHeader(sodium, join(folder, VAULT_FILE), appVersion);
  if (main.kind === 'newer') return newer(main);
  const copy = await loadHeader(sodium, join(folder, VAULT_COPY), appVersion);
  const [first, second] = [main, copy].flatMap((outcome) => (outcome.kind === 'good' ? [outcome.header] : [])).sort((a, b) => b.gen - a.gen);
  if (first === undefined) return copy.kind === 'newer' ? newer(copy) : nothingGood(folder, main, copy);
  if (keys === undefined) return ok({ header: first, other: second ?? null });
  const genuine = [first, second].find((header) => header !== undefined && belongs(sodium, header, keys));
  return genuine === undefined ? err('vault.damaged', { reason: 'forged' }) : ok({ header: genuine, other: null });
}

/**
 * Opens a header with a secret and proves it genuine. A forged or altered `vault.json`
 * gives way to its copy; when neither is genuine: `vault.damaged` (`forged`).
 */
export async function unlockHeader(deps: ReadyDeps, found: FoundHeader, secret: VaultSecret): Promise<Result<OpenedHeader>> {
  if (secret.type === 'recovery') {
    const code = parseRecoveryCode(secret.code);
    if (!code.ok) return err('vault.wrongSecret', { retryInMs: 0, typo: { group: code.error.group } });
  }
  const first = await tryHeader(deps, found.header, secret);
  if (first === 'wrong') return secret.type === 'keychain' ? err('vault.noKeychain') : err('vault.wrongSecret', { retryInMs: 0 });
  if (first !== 'forged') return ok(first);
  const second = found.other === null ? 'forged' : await tryHeader(deps, found.other, secret);
  return typeof second === 'string' ? err('vault.damaged', { reason: 'forged' }) : ok(second);
}

/**
 * Makes both files hold the proved header again, after one was lost, rotten or left
 * behind by a crash. Best effort: a read-only disk must not keep the owner out.
 */
export async function healFiles(folder: string, header: VaultHeader): Promise<void> {
  const wanted = headerBytes(header);
  for (const name of [VAULT_FILE, VAULT_COPY]) {
    const path = join(folder, name);
    const present = await readFile(path).catch(() => null);
    if (present === null || !present.equals(wanted)) await writeFileAtomic(path, wanted).catch(() => undefined);
  }
}

/** While the vault key is being changed, the new one first: whoever holds it can also have the old one. */
async function tryHeader(deps: ReadyDeps, header: VaultHeader, secret: VaultSecret): Promise<OpenedHeader | 'wrong' | 'forged'> {
  const { slots, former, pending } = header;
  const fresh = pending === undefined ? 'wrong' : await trySlots(deps, header, pending, secret);
  if (fresh !== 'wrong') return fresh === 'forged' ? fresh : { ...fresh, halfway: 'fresh' };
  const opened = await trySlots(deps, header, { slots, former: former ?? [] }, secret);
  return typeof opened === 'string' ? opened : { ...opened, halfway: pending === undefined ? null : 'old' };
}

type Part = { readonly slots: readonly Slot[]; readonly former: readonly FormerKey[] };

async function trySlots(deps: ReadyDeps, header: VaultHeader, { slots, former }: Part, secret: VaultSecret): Promise<Omit<OpenedHeader, 'halfway'> | 'wrong' | 'forged'> {
  for (const slot of slotsFor(slots, secret)) {
    const opened = await openSlot(deps, header.vaultId, slot, secret);
    if (opened === null) continue;
    const before = openFormer(deps.sodium, header.vaultId, opened.master, former);
    const keys = deriveKeys(deps.sodium, header.vaultId, opened.master, { former: before ?? [], owner: opened.owner });
    if (before !== null && isGenuine(deps.sodium, header, keys.header)) return { header, keys, by: slot };
    keys.dispose();
    return 'forged';
  }
  return 'wrong';
}

/**
 * The costly backup slot is tried only when there is no daily one: they hold the same
 * passphrase. Whoever says who they are is tried against their own slot alone; else the
 * owner's comes first.
 */
function slotsFor(slots: readonly Slot[], secret: VaultSecret): readonly Slot[] {
  const ofType = (type: Slot['type']) => slots.filter((slot) => slot.type === type);
  if (secret.type !== 'passphrase') return ofType(secret.type);
  const daily = ofType('passphrase');
  const able = daily.length > 0 ? daily : ofType('backup');
  if (secret.person === undefined) return able.toSorted((a, b) => Number(userOf(a) !== null) - Number(userOf(b) !== null));
  return able.filter((slot) => (userOf(slot)?.id ?? OWNER) === secret.person);
}

async function openSlot(deps: ReadyDeps, vaultId: string, slot: Slot, secret: VaultSecret): Promise<SlotKeys | null> {
  if (slot.type === 'keychain') return openKeychainSlot(deps, vaultId, slot);
  if (slot.type === 'recovery') {
    const code = secret.type === 'recovery' ? parseRecoveryCode(secret.code) : null;
    return code?.ok ? openRecoverySlot(deps.sodium, vaultId, slot, code.value) : null;
  }
  return secret.type === 'passphrase' ? openPassphraseSlot(deps, vaultId, slot, secret.passphrase) : null;
}

function belongs(sodium: Sodium, header: VaultHeader, keys: VaultKeys): boolean {
  return header.vaultId === keys.vaultId && isGenuine(sodium, header, keys.header);
}

function newer(outcome: Extract<HeaderOutcome, { kind: 'newer' }>): Result<never> {
  return err('vault.newer', { needs: outcome.needs, format: outcome.format });
}

async function nothingGood(folder: string, main: HeaderOutcome, copy: HeaderOutcome): Promise<Result<never>> {
  const kinds = [main.kind, copy.kind];
  if (kinds.includes('damaged')) return err('vault.damaged', { reason: 'header' });
  if (kinds.includes('foreign')) return err('vault.foreign');
  // A database without its keys: only a backup can help, and that must be said.
  if (await fileExists(join(folder, 'crm.db'))) return err('vault.damaged', { reason: 'headerMissing' });
  return err('vault.missing');
}
