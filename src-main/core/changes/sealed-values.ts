/**
 * Values of custom fields that only the owner sees (仅店主可见), as they lie in rows, in the log and in copies: a text
 *
 *   U+0001 "owner1:" field id ":" base64url( nonce (24 bytes) ‖ XChaCha20-Poly1305(JSON of the value, UTF-8) )
 *
 * under the owner's key (vault/slots.ts), associated data "vaultId|field id|owner-only": a value cannot be passed off as
 * one of another field or book. It is not bound to the customer, so that it can be carried from one to another by somebody
 * who cannot read it. The first character is one that no form and no file brings: nobody types a sealed text.
 *
 * A connection is made able to seal and open by `bindOwnerSeal`; without, sealed texts are only carried.
 */
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { CustomValue } from '../../../shared/modules/custom-fields.ts';
import type { Db } from '../database/open.ts';
import { NONCE_BYTES } from '../kernel/sodium.ts';
import type { Sodium } from '../kernel/sodium.ts';
import { sameValue } from './rows.ts';
import { prepared } from './statements.ts';

const MARK = '\u0001owner1:';
const utf8 = { to: new TextEncoder(), from: new TextDecoder() };

export const isSealed = (value: unknown): value is string => typeof value === 'string' && value.startsWith(MARK);

/** The field a sealed text belongs to; 0 for what is none. */
export const sealedFor = (text: string): number => Number(text.slice(MARK.length, text.indexOf(':', MARK.length)));

export interface OwnerSeal {
  seal(fieldId: number, value: CustomValue): string;
  /** `null` for what was not sealed with this key for the field it names. */
  open(text: string): CustomValue | null;
}

/** Lends the owner's key for one call. */
export type WithOwnerKey = <T>(work: (key: Uint8Array) => T) => T;

export function createOwnerSeal(sodium: Sodium, vaultId: string, withKey: WithOwnerKey): OwnerSeal {
  const adOf = (fieldId: number) => utf8.to.encode(`${vaultId}|${fieldId}|owner-only`);
  return {
    seal(fieldId, value) {
      const nonce = sodium.random(NONCE_BYTES);
      const sealed = withKey((key) => sodium.aeadSeal(key, nonce, utf8.to.encode(JSON.stringify(value)), adOf(fieldId)));
      return `${MARK}${fieldId}:${Buffer.concat([nonce, sealed]).toString('base64url')}`;
    },
    open(text) {
      const bytes = Buffer.from(text.slice(text.lastIndexOf(':') + 1), 'base64url');
      const plain = withKey((key) => sodium.aeadOpen(key, bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES), adOf(sealedFor(text))));
      return plain === null ? null : (JSON.parse(utf8.from.decode(plain)) as CustomValue);
    },
  };
}

const seals = new WeakMap<object, () => OwnerSeal | null>();

/** `seal` is asked each time: a book may be given an owner's key while it is open. */
export function bindOwnerSeal(db: Db, seal: () => OwnerSeal | null): void {
  seals.set(db.raw, seal);
}

/** Of whoever opened this connection with the owner's key; `null` for everybody else. */
export function ownerSealOf(db: Db): OwnerSeal | null {
  return seals.get(db.raw)?.() ?? null;
}

/** A value of the field as the owner sees it; what cannot be opened stays as it is. */
export function openedValue(db: Db, value: unknown): unknown {
  return isSealed(value) ? (ownerSealOf(db)?.open(value) ?? value) : value;
}

type Custom = Readonly<Record<string, unknown>>;
const idOf = (key: string): number => Number(key.startsWith('o:') ? key.slice(2) : key);

const OWNER_ONLY = "SELECT id FROM field WHERE entity = 'customer' AND owner_only = 1";

/** Ids of the fields whose values are sealed, deleted ones too. */
export function ownerOnlyIds(db: Db): ReadonlySet<number> {
  return new Set((prepared(db.raw, OWNER_ONLY).all() as { id: number }[]).map(({ id }) => id));
}

/**
 * Custom values as they may be written: those of owner-only fields sealed, the very text that is stored where the
 * value is the same. Plain ones from somebody without the key: `field.ownerOnly`.
 */
export function closedCustom(db: Db, ids: ReadonlySet<number>, custom: Custom, stored: Custom = {}): Custom {
  let out: Record<string, unknown> | null = null;
  for (const [key, value] of Object.entries(custom)) {
    const id = idOf(key);
    if (!ids.has(id) || isSealed(value)) continue;
    const seal = ownerSealOf(db);
    if (!seal) throw new AppFailure('field.ownerOnly', { id });
    const known = stored[key];
    out ??= { ...custom };
    out[key] = isSealed(known) && sameValue(seal.open(known), value) ? known : seal.seal(id, value as CustomValue);
  }
  return out ?? custom;
}

const DOTS = '••••••';

/**
 * Sealed values in whatever is answered, wherever they stand (history, timeline, differences of copies): opened for the
 * owner, a row of dots for everybody else. The second line behind `customShower`, so that no answer can forget it.
 */
export function unsealed(seal: OwnerSeal | null, value: unknown): unknown {
  if (typeof value === 'string') return isSealed(value) ? (seal?.open(value) ?? DOTS) : value;
  if (Array.isArray(value)) return value.map((one) => unsealed(seal, one));
  if (value instanceof Map) return new Map([...(value as ReadonlyMap<unknown, unknown>)].map(([name, one]) => [name, unsealed(seal, one)]));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unsealed(seal, one)]));
}
