/** What the vault's functions take and answer, and the few helpers they share. */
import { access } from 'node:fs/promises';
import { bookKindSchema, languageSchema, presetSchema } from '../../../shared/modules/words.ts';
import type { BookKind, Language, Preset } from '../../../shared/modules/words.ts';
import type { EpochMs } from '../../../shared/kernel/ids.ts';
import { judgePassphrase } from '../../../shared/kernel/passphrase.ts';
import type { PassphraseReason } from '../../../shared/kernel/passphrase.ts';
import { AppFailure, err } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { toDiskFailure } from '../kernel/atomic-file.ts';
import { noKeychain, systemClock, systemRandom } from '../kernel/ports.ts';
import type { Clock, OsKeychain, Random } from '../kernel/ports.ts';
import type { Argon2Params, Sodium } from '../kernel/sodium.ts';
import { createAttemptLog } from './attempts.ts';
import type { AttemptLog } from './attempts.ts';
import { BACKUP_KDF, DAILY_KDF, workerKdf } from './kdf.ts';
import type { Kdf } from './kdf.ts';
import type { VaultKeys } from './keys.ts';
import { hasOwnerKey } from './vault-file.ts';
import type { BookFacts as StoredFacts, SlotType, SlotUser, VaultHeader } from './vault-file.ts';

export interface VaultDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly keychain: OsKeychain;
  readonly kdf: Kdf;
  /** Cost of new slots; `daily` may come from `calibrateKdf`. */
  readonly cost: { readonly daily: Argon2Params; readonly backup: Argon2Params };
  readonly attempts: AttemptLog;
  /** `1.2.3` of this program; a header may ask for a newer one. */
  readonly appVersion: string;
}

/** What the owner says about a new book. */
export interface BookMeta {
  readonly name: string;
  readonly language: Language;
  readonly kind: BookKind;
  readonly preset: Preset;
  readonly sample: boolean;
}

/** Shown before unlocking; nothing about customers. */
export interface BookFacts extends BookMeta {
  readonly createdAt: EpochMs;
}

export interface PublicHeader {
  readonly vaultId: string;
  readonly format: number;
  readonly minAppVersion: string;
  readonly gen: number;
  readonly book: BookFacts;
  readonly slotTypes: readonly SlotType[];
  /** Whose passphrases open it besides the owner's, as the lock screen names them. */
  readonly people: readonly SlotUser[];
  /** Names today's vault key: the id of the one before it; `null` while it is the first. */
  readonly keyId: string | null;
  /** Whether it has an owner's key, which books from before format 4 do not. */
  readonly ownerKey: boolean;
}

/** Stands for the owner where a person is named by number. */
export const OWNER = 0;

/** The same three as `session.unlock` takes. */
export type VaultSecret =
  /** `person`: whose passphrase it is said to be, `OWNER` or the id of one; everybody's is tried when nobody is named. */
  | { readonly type: 'passphrase'; readonly passphrase: string; readonly person?: number | undefined }
  | { readonly type: 'recovery'; readonly code: string }
  | { readonly type: 'keychain' };

export interface Unlocked {
  readonly header: PublicHeader;
  readonly keys: VaultKeys;
  readonly by: SlotType;
  /** Whose slot it was; `null`: the owner's, whose recovery code and keychain are too. */
  readonly user: SlotUser | null;
  /** The passphrase slot costs less than today's default, or came from a backup: call `refreshPassphraseSlots`. */
  readonly refreshAdvised: boolean;
  /**
   * The vault key was being changed when something cut it off: which of the two `keys` are. Not `null`: look which of them opens the
   * database, then `finishKeyChange` or `dropKeyChange`, before anything else.
   */
  readonly halfway: 'old' | 'fresh' | null;
}

/** The codes of this tier with their facts; `disk.*` comes on top. */
export type VaultError =
  | { readonly code: 'vault.missing' | 'vault.foreign' | 'vault.noKeychain' | 'vault.halfChanged' | 'vault.hasOwnerKey' | 'book.exists' }
  | { readonly code: 'vault.damaged'; readonly reason: 'header' | 'headerMissing' | 'forged' }
  | { readonly code: 'vault.newer'; readonly needs: string; readonly format: number }
  | { readonly code: 'vault.wait'; readonly retryInMs: number; readonly failures: number }
  /** `typo` only for a recovery code that cannot be one: which group looks wrong, if it can be told. */
  | { readonly code: 'vault.wrongSecret'; readonly retryInMs: number; readonly typo?: { readonly group: number | null } }
  | { readonly code: 'people.tooMany'; readonly max: number }
  | { readonly code: 'vault.weakPassphrase'; readonly score: number; readonly reasons: readonly PassphraseReason[] }
  | { readonly code: 'vault.outOfMemory'; readonly mKiB: number };

/** Everything real: system clock and random source, worker threads; Electron passes its keychain. */
export function systemVaultDeps(options: {
  readonly appVersion: string;
  readonly keychain?: OsKeychain;
  readonly cost?: VaultDeps['cost'];
}): VaultDeps {
  return {
    clock: systemClock,
    random: systemRandom,
    keychain: options.keychain ?? noKeychain,
    kdf: workerKdf,
    cost: options.cost ?? { daily: DAILY_KDF, backup: BACKUP_KDF },
    attempts: createAttemptLog(),
    appVersion: options.appVersion,
  };
}

/** Dependencies once the library is loaded. */
export type ReadyDeps = VaultDeps & { readonly sodium: Sodium };

/** The error for a passphrase below the bar, or `null`. */
export function weakness(
  passphrase: string,
  bookName: string,
): { readonly ok: false; readonly error: Extract<VaultError, { code: 'vault.weakPassphrase' }> } | null {
  const verdict = judgePassphrase(passphrase, [bookName]);
  return verdict.accepted ? null : err('vault.weakPassphrase', { score: verdict.score, reasons: verdict.reasons });
}

/** What may be told about a header before unlocking. */
export function publicHeader(header: VaultHeader): PublicHeader {
  const { vaultId, format, minAppVersion, gen, book, slots, former } = header;
  const people = slots.flatMap((slot) => (slot.type === 'backup' && slot.user ? [slot.user] : []));
  return { vaultId, format, minAppVersion, gen, book: toFacts(book), slotTypes: slots.map((slot) => slot.type), people, keyId: former?.at(-1)?.id ?? null, ownerKey: hasOwnerKey(slots) };
}

/** Words this version does not know (written by a later one) become the general ones. */
function toFacts(book: StoredFacts): BookFacts {
  return {
    ...book,
    language: languageSchema.catch('zh-CN').parse(book.language),
    kind: bookKindSchema.catch('both').parse(book.kind),
    preset: presetSchema.catch('general').parse(book.preset),
  };
}

/** Turns the expected failures thrown by deeper layers (`disk.*`, `vault.outOfMemory`) into codes. */
export async function asResult<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const failure = toDiskFailure(error);
    if (failure instanceof AppFailure) return { ok: false, error: failure.error };
    throw error;
  }
}

export function fileExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
