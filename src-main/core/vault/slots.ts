/**
 * Key slots: how each kind of secret seals the vault key and opens it again, and with it, in the owner's
 * slots, the owner's key.
 */
import type { OsKeychain, Random } from '../kernel/ports.ts';
import { KEY_BYTES, NONCE_BYTES, SALT_BYTES } from '../kernel/sodium.ts';
import type { Argon2Params, Sodium } from '../kernel/sodium.ts';
import type { Kdf } from './kdf.ts';
import type { RecoverySecret } from './recovery-code.ts';
import { Secret } from './secret.ts';
import { fromHex, toHex, userOf } from './vault-file.ts';
import type { PassphraseSlot, SealedKey, Slot, SlotType, SlotUser } from './vault-file.ts';

export interface SlotDeps {
  readonly sodium: Sodium;
  readonly random: Random;
  readonly kdf: Kdf;
}

type RecoverySlot = Extract<Slot, { type: 'recovery' }>;
type KeychainSlot = Extract<Slot, { type: 'keychain' }>;

const utf8 = new TextEncoder();

/** What a slot seals; `owner` is `null` in the slots of everybody else, and in a book that has none. */
export interface SlotKeys {
  readonly master: Secret;
  readonly owner: Secret | null;
}

async function makePassphraseSlot(
  deps: SlotDeps,
  vaultId: string,
  keys: SlotKeys,
  how: { readonly type: PassphraseSlot['type']; readonly passphrase: string; readonly cost: Argon2Params; readonly user: SlotUser | null },
): Promise<PassphraseSlot> {
  const salt = deps.random.bytes(SALT_BYTES);
  const { key } = await deps.kdf.derive(how.passphrase, salt, how.cost);
  const wrapped = wrap(deps, vaultId, how, key, keys);
  const kdf = { alg: 'argon2id', mKiB: how.cost.mKiB, t: how.cost.t, p: 1, salt: toHex(salt) } as const;
  return { ...wrapped, type: how.type, kdf, ...(how.user && { user: how.user }) };
}

/** The daily slot and the costly one for backups, of the same passphrase; `user` is `null` for the owner. Throws `vault.outOfMemory`. */
export async function makePassphraseSlots(
  deps: SlotDeps & { readonly cost: { readonly daily: Argon2Params; readonly backup: Argon2Params } },
  vaultId: string,
  keys: SlotKeys,
  passphrase: string,
  user: SlotUser | null = null,
): Promise<readonly Slot[]> {
  const sealed = user === null ? keys : { master: keys.master, owner: null };
  // One after the other: together they would need both their memories at once.
  const daily = await makePassphraseSlot(deps, vaultId, sealed, { type: 'passphrase', passphrase, user, cost: deps.cost.daily });
  const backup = await makePassphraseSlot(deps, vaultId, sealed, { type: 'backup', passphrase, user, cost: deps.cost.backup });
  return [daily, backup];
}

/** The keys, or `null` when the passphrase is not this slot's. */
export async function openPassphraseSlot(
  deps: SlotDeps,
  vaultId: string,
  slot: PassphraseSlot,
  passphrase: string,
): Promise<SlotKeys | null> {
  const { key } = await deps.kdf.derive(passphrase, fromHex(slot.kdf.salt), slot.kdf);
  return unwrap(deps.sodium, vaultId, slot, key);
}

/** Seals the keys under a recovery code (130 random bits need no slow hash). */
export function makeRecoverySlot(deps: SlotDeps, vaultId: string, keys: SlotKeys, code: RecoverySecret): RecoverySlot {
  const salt = deps.random.bytes(SALT_BYTES);
  const key = recoveryKey(deps.sodium, vaultId, salt, code);
  return { ...wrap(deps, vaultId, { type: 'recovery', user: null }, key, keys), type: 'recovery', salt: toHex(salt) };
}

/** The keys, or `null` when the code is not this slot's. */
export function openRecoverySlot(sodium: Sodium, vaultId: string, slot: RecoverySlot, code: RecoverySecret): SlotKeys | null {
  return unwrap(sodium, vaultId, slot, recoveryKey(sodium, vaultId, fromHex(slot.salt), code));
}

/** Seals the keys under a random key that the keychain keeps; `null` when the keychain cannot give it back. */
export async function makeKeychainSlot(
  deps: SlotDeps & { readonly keychain: OsKeychain },
  vaultId: string,
  keys: SlotKeys,
): Promise<KeychainSlot | null> {
  const key = Secret.adopt(deps.random.bytes(KEY_BYTES));
  const sealed = await deps.keychain.seal(key.use((bytes) => bytes));
  const back = sealed === null ? null : await deps.keychain.open(sealed);
  const works = back !== null && key.use((bytes) => deps.sodium.equal(bytes, back));
  back?.fill(0);
  if (sealed === null || !works) return null;
  return { ...wrap(deps, vaultId, { type: 'keychain', user: null }, key, keys), type: 'keychain', sealed: toHex(sealed) };
}

/** The keys, or `null` when the keychain no longer has its part. */
export async function openKeychainSlot(
  deps: { readonly sodium: Sodium; readonly keychain: OsKeychain },
  vaultId: string,
  slot: KeychainSlot,
): Promise<SlotKeys | null> {
  const opened = await deps.keychain.open(fromHex(slot.sealed));
  if (opened === null || opened.length !== KEY_BYTES) return null;
  return unwrap(deps.sodium, vaultId, slot, Secret.adopt(opened));
}

function recoveryKey(sodium: Sodium, vaultId: string, salt: Uint8Array, code: RecoverySecret): Secret {
  const message = utf8.encode(`crm/recovery/v1${vaultId}${toHex(salt)}`);
  return Secret.adopt(sodium.hash(KEY_BYTES, message, utf8.encode(code)));
}

/** Seals the keys with `key`, which is wiped. */
function wrap(deps: SlotDeps, vaultId: string, whose: { readonly type: SlotType; readonly user: SlotUser | null }, key: Secret, { master, owner }: SlotKeys) {
  const id = toHex(deps.random.bytes(8));
  const ad = slotAd(vaultId, id, whose.type, whose.user);
  const sealed = (secret: Secret, bound: Uint8Array) => {
    const nonce = deps.random.bytes(NONCE_BYTES);
    return { nonce: toHex(nonce), ct: toHex(key.use((k) => secret.use((plain) => deps.sodium.aeadSeal(k, nonce, plain, bound)))) };
  };
  const slot = { id, ...sealed(master, ad), ...(owner && { owner: sealed(owner, ownerAd(ad)) }) };
  key.dispose();
  return slot;
}

/** Opens a slot with `key`, which is wiped. An owner's key that does not open is no slot of ours at all. */
function unwrap(sodium: Sodium, vaultId: string, slot: Slot, key: Secret): SlotKeys | null {
  const ad = slotAd(vaultId, slot.id, slot.type, userOf(slot));
  const open = ({ nonce, ct }: SealedKey, bound: Uint8Array) => key.use((k) => sodium.aeadOpen(k, fromHex(nonce), fromHex(ct), bound));
  const master = open(slot, ad);
  const owner = master !== null && slot.owner ? open(slot.owner, ownerAd(ad)) : null;
  key.dispose();
  if (master === null || (slot.owner && owner === null)) {
    master?.fill(0);
    return null;
  }
  return { master: Secret.adopt(master), owner: owner === null ? null : Secret.adopt(owner) };
}

function slotAd(vaultId: string, id: string, type: SlotType, user: SlotUser | null): Uint8Array {
  return utf8.encode(`${vaultId}|${id}|${type}${user === null ? '' : `|${user.id}`}`);
}

/** Whoever holds the vault key alone cannot put one of the two in the other's place. */
function ownerAd(ad: Uint8Array): Uint8Array {
  return Uint8Array.from([...ad, ...utf8.encode('|owner')]);
}
