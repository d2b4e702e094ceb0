/**
 * `vault.json`, format 1 to 4: everything needed to open a book except the secret.
 *
 * Canonical JSON (canonical-json.ts), UTF-8, at most 64 KiB. Bytes are lower-case hex.
 *
 *   magic          "CRMV1"
 *   format         1; 2 as soon as a slot has a `user`, and 1 again when none has: a program from
 *                  before people had passphrases of their own says "newer" and changes nothing;
 *                  a book of one person stays readable for it. 3 once the vault key was changed.
 *                  4 when the book has an owner's key: every book made today. Above 4: a newer
 *                  program's file
 *   minAppVersion  the oldest version of the program that may open the book
 *   vaultId        16 random bytes, fixed for the book's life
 *   gen            counts every rewrite, up only
 *   cipher         how the database pages are encrypted
 *   book           facts shown before unlocking: name, language, kind, preset, sample, createdAt
 *   slots[1..32]   the vault key (VMK, 32 random bytes) sealed once per secret:
 *     passphrase   kdf{alg,mKiB,t,p,salt}: Argon2id → key
 *     backup       the same passphrase at a higher cost; the slot that travels in backups
 *     both         user{id,name}, absent for the owner: the person whose passphrase it is, as the
 *                  lock screen names them; one of each type per person
 *     recovery     salt: BLAKE2b(key = the 26 characters, "crm/recovery/v1" ‖ vaultId ‖ salt)
 *     keychain     sealed: a random key as the operating system's keychain sealed it
 *     each: id (8 bytes), nonce (24), ct (48) = XChaCha20-Poly1305(VMK),
 *     associated data "vaultId|id|type", with a user "vaultId|id|type|user.id": a slot cannot
 *     move to another book, place, kind or person
 *     owner{nonce,ct}  in the owner's slots alone (passphrase and backup without a user, recovery,
 *                  keychain), absent in a book from before format 4: nonce (24), ct (48) =
 *                  XChaCha20-Poly1305(owner's key, 32 random bytes that do not follow from the VMK)
 *                  under the slot's own key, associated data that of the slot ‖ "|owner". It opens
 *                  what only the owner sees (sealed values: core/derived/fields/owner-seal.ts) and
 *                  stays the same when the vault key is changed
 *   former[1..16]  the vault keys of before, oldest first, sealed under today's (former.ts): what was
 *                  written with them stays readable (backups, the record's chain, names of
 *                  attachments). Absent while the key was never changed
 *   pending        only while the vault key is being changed (change-key.ts): `slots` and `former`
 *                  of the new key, and its `mac`. Nothing in it opens with the old key alone: whoever
 *                  holds that one must not learn the new one from this file
 *   sum            BLAKE2b-128 of the canonical JSON without `sum` and `mac`s: tells a rotten
 *                  header from a wrong passphrase before anything is tried
 *   mac            BLAKE2b-256 keyed with the header key over the same bytes: tells a forged
 *                  header, once the secret has opened a slot
 *
 * `vault.json.prev` is a second copy of the same generation, written after the first: the
 * header is the one file whose loss loses everything. It never keeps an old passphrase alive.
 */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { assertInvariant } from '../../../shared/kernel/result.ts';
import { systemCode, toDiskFailure, writeFileAtomic } from '../kernel/atomic-file.ts';
import { AEAD_TAG_BYTES, KEY_BYTES, NONCE_BYTES, SALT_BYTES } from '../kernel/sodium.ts';
import type { Sodium } from '../kernel/sodium.ts';
import { canonicalJson } from './canonical-json.ts';
import { KDF_BOUNDS } from './kdf.ts';
import type { Secret } from './secret.ts';

/** The highest this program reads; `formatOf` says which one it writes. */
export const VAULT_FORMAT = 4;
/** Vault keys of before that a header has room for. */
export const MAX_FORMER = 16;
export const VAULT_FILE = 'vault.json';
export const VAULT_COPY = 'vault.json.prev';
const MAX_BYTES = 64 * 1024;
const MAGIC = 'CRMV1';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const word = z.string().regex(/^[A-Za-z][A-Za-z-]{0,39}$/);
const slotId = hex(8);
const sealedKey = { nonce: hex(NONCE_BYTES), ct: hex(KEY_BYTES + AEAD_TAG_BYTES) };
const sealedKeySchema = z.strictObject(sealedKey);
export type SealedKey = z.output<typeof sealedKeySchema>;
const sealedKeys = { ...sealedKey, owner: sealedKeySchema.optional() };
const version = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);

const kdfSchema = z.strictObject({
  alg: z.literal('argon2id'),
  mKiB: z.int().min(KDF_BOUNDS.minMKiB).max(KDF_BOUNDS.maxMKiB),
  t: z.int().min(KDF_BOUNDS.minT).max(KDF_BOUNDS.maxT),
  p: z.literal(1),
  salt: hex(SALT_BYTES),
});

const slotUserSchema = z.strictObject({ id: z.int().min(1), name: z.string().min(1).max(60) });
export type SlotUser = Readonly<z.output<typeof slotUserSchema>>;
const byPassphrase = { id: slotId, user: slotUserSchema.optional(), kdf: kdfSchema, ...sealedKeys };

const slotSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...byPassphrase, type: z.literal('passphrase') }),
  z.strictObject({ ...byPassphrase, type: z.literal('backup') }),
  z.strictObject({ id: slotId, type: z.literal('recovery'), salt: hex(SALT_BYTES), ...sealedKeys }),
  z.strictObject({
    id: slotId,
    type: z.literal('keychain'),
    sealed: z.string().regex(/^(?:[0-9a-f]{2}){1,8192}$/),
    ...sealedKeys,
  }),
]);
export type Slot = z.output<typeof slotSchema>;
export type SlotType = Slot['type'];
export type PassphraseSlot = Extract<Slot, { type: 'passphrase' | 'backup' }>;

const formerSchema = z.strictObject({ id: slotId, ...sealedKey });
export type FormerKey = z.output<typeof formerSchema>;

const slotsSchema = z.array(slotSchema).min(1).max(32);
const formersSchema = z.array(formerSchema).min(1).max(MAX_FORMER);
const pendingSchema = z.strictObject({ slots: slotsSchema, former: formersSchema, mac: hex(32) });

const bookSchema = z.strictObject({
  name: z.string().min(1).max(200),
  // Open words: a later version may know more of them without changing the format.
  language: word,
  kind: word,
  preset: word,
  sample: z.boolean(),
  createdAt: z.int().min(0),
});

const headerSchema = z.strictObject({
  magic: z.literal(MAGIC),
  format: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(VAULT_FORMAT)]),
  minAppVersion: version,
  vaultId: hex(16),
  gen: z.int().min(1),
  cipher: z.strictObject({ name: z.literal('chacha20'), legacy: z.literal(0), pageSize: z.literal(4096) }),
  book: bookSchema,
  slots: slotsSchema,
  former: formersSchema.optional(),
  pending: pendingSchema.optional(),
  sum: hex(16),
  mac: hex(32),
});
export type VaultHeader = z.output<typeof headerSchema>;
export type HeaderBody = Omit<VaultHeader, 'sum' | 'mac'>;
/** What a writer says of a header; the rest is computed. */
export type UnsealedHeader = Omit<HeaderBody, 'format' | 'pending'>;
export type UnsealedPending = Omit<z.output<typeof pendingSchema>, 'mac'>;
export type BookFacts = VaultHeader['book'];

const envelopeSchema = z.looseObject({ magic: z.literal(MAGIC), format: z.int().min(1), minAppVersion: version });

export type HeaderOutcome =
  | { readonly kind: 'good'; readonly header: VaultHeader }
  | { readonly kind: 'newer'; readonly needs: string; readonly format: number }
  | { readonly kind: 'missing' | 'foreign' | 'damaged' };

const utf8 = new TextEncoder();

/** Judges header bytes without any secret: bounds, form, version and checksum. */
export function parseHeader(sodium: Sodium, bytes: Uint8Array, appVersion: string): HeaderOutcome {
  if (bytes.length > MAX_BYTES) return { kind: 'foreign' };
  const json = parseJson(bytes);
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return { kind: looksOurs(bytes) ? 'damaged' : 'foreign' };
  const { format, minAppVersion } = envelope.data;
  if (format > VAULT_FORMAT || compareVersions(minAppVersion, appVersion) > 0) {
    return { kind: 'newer', needs: minAppVersion, format };
  }
  const parsed = headerSchema.safeParse(json);
  if (!parsed.success) return { kind: 'damaged' };
  const header = parsed.data;
  return checksum(sodium, header) === header.sum ? { kind: 'good', header } : { kind: 'damaged' };
}

/** Reads and judges one header file. Throws `AppFailure` (`disk.*`) only when the file is there but cannot be read. */
export async function loadHeader(sodium: Sodium, path: string, appVersion: string): Promise<HeaderOutcome> {
  const bytes = await readBounded(path);
  return bytes === null ? { kind: 'missing' } : parseHeader(sodium, bytes, appVersion);
}

/** The person a slot belongs to; `null`: the owner, or nobody in particular. */
export function userOf(slot: Slot): SlotUser | null {
  return slot.type === 'passphrase' || slot.type === 'backup' ? (slot.user ?? null) : null;
}

/** True when the owner's key is sealed in it. */
export function hasOwnerKey(slots: readonly Slot[]): boolean {
  return slots.some((slot) => slot.owner !== undefined);
}

/** The lowest format that can say what this header says. */
function formatOf({ slots, former }: UnsealedHeader, pending: UnsealedPending | undefined): VaultHeader['format'] {
  if (hasOwnerKey(slots) || hasOwnerKey(pending?.slots ?? [])) return 4;
  if (former !== undefined || pending !== undefined) return 3;
  return slots.some((slot) => userOf(slot) !== null) ? 2 : 1;
}

/** Completes a body with its format, checksum and keyed hash; `next`: what the key that is being changed to will need, and its header key. */
export function sealHeader(sodium: Sodium, unsealed: UnsealedHeader, headerKey: Secret, next?: { readonly pending: UnsealedPending; readonly headerKey: Secret }): VaultHeader {
  const { magic, minAppVersion, vaultId, gen, cipher, book, slots, former } = unsealed;
  const format = formatOf(unsealed, next?.pending);
  const body: HeaderBody = { magic, format, minAppVersion, vaultId, gen, cipher, book, slots, ...(former && { former }), ...(next && { pending: { ...next.pending, mac: '' } }) };
  const sealed = { sum: checksum(sodium, body), mac: keyedHash(sodium, body, headerKey) };
  const header: VaultHeader = { ...body, ...sealed, ...(next && { pending: { ...next.pending, mac: keyedHash(sodium, body, next.headerKey) } }) };
  assertInvariant(headerSchema.safeParse(header).success && headerBytes(header).length <= MAX_BYTES, 'we write only headers that we accept');
  return header;
}

/** Whether the header is the one that a holder of the vault key wrote; while the key is being changed, of either of the two. */
export function isGenuine(sodium: Sodium, header: VaultHeader, headerKey: Secret): boolean {
  const own = fromHex(keyedHash(sodium, header, headerKey));
  return [header.mac, header.pending?.mac].some((mac) => mac !== undefined && sodium.equal(own, fromHex(mac)));
}

/** The bytes of `vault.json`. */
export function headerBytes(header: VaultHeader): Uint8Array {
  return utf8.encode(`${canonicalJson(header)}\n`);
}

/** Writes the header, then its second copy, each atomically. Throws `AppFailure` (`disk.*`). */
export async function saveHeader(folder: string, header: VaultHeader): Promise<void> {
  const bytes = headerBytes(header);
  await writeFileAtomic(join(folder, VAULT_FILE), bytes);
  await writeFileAtomic(join(folder, VAULT_COPY), bytes);
}

/** Negative, zero or positive, as `a` is older than, equal to or newer than `b` (`1.2.3`; a `-suffix` is ignored). */
export function compareVersions(a: string, b: string): number {
  const parts = (text: string) =>
    text
      .replace(/[-+].*$/, '')
      .split('.')
      .map(Number);
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function signedBytes(header: HeaderBody): Uint8Array {
  const pending = header.pending && { ...header.pending, mac: undefined };
  return utf8.encode(canonicalJson({ ...header, pending, sum: undefined, mac: undefined }));
}

function checksum(sodium: Sodium, header: HeaderBody): string {
  return toHex(sodium.hash(16, signedBytes(header)));
}

function keyedHash(sodium: Sodium, header: HeaderBody, key: Secret): string {
  return toHex(key.use((bytes) => sodium.hash(32, signedBytes(header), bytes)));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Unreadable, yet ours: our mark is in it, or it is what a failing disk leaves (nothing, zeros). */
function looksOurs(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(`"${MAGIC}"`) || bytes.every((byte) => byte === 0);
}

async function readBounded(path: string): Promise<Uint8Array | null> {
  try {
    const file = await open(path, 'r');
    try {
      // One byte more than allowed is enough to tell that it is too long.
      const buffer = new Uint8Array(MAX_BYTES + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
        length += bytesRead;
        if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length);
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null;
    throw toDiskFailure(error);
  }
}
