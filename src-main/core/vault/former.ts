/**
 * The vault keys of before, sealed under today's: XChaCha20-Poly1305 with the subkey
 * "crm/former/v1", associated data "vaultId|id|former". The newer key opens the older
 * ones, never the other way round.
 */
import type { Random } from '../kernel/ports.ts';
import { NONCE_BYTES } from '../kernel/sodium.ts';
import type { Sodium } from '../kernel/sodium.ts';
import type { FormerMaster } from './keys.ts';
import { Secret } from './secret.ts';
import { fromHex, MAX_FORMER, toHex } from './vault-file.ts';
import type { FormerKey } from './vault-file.ts';

const LABEL = 'crm/former/v1';
const adOf = (vaultId: string, id: string): Uint8Array => new TextEncoder().encode(`${vaultId}|${id}|former`);

function withKey<T>(sodium: Sodium, vmk: Secret, work: (key: Uint8Array) => T): T {
  const key = Secret.adopt(vmk.use((bytes) => sodium.subkey(bytes, LABEL)));
  try {
    return key.use(work);
  } finally {
    key.dispose();
  }
}

/** Seals `former`, oldest first. The first is always kept (see keys.ts); of the others the newest there is room for. */
export function sealFormer(deps: { readonly sodium: Sodium; readonly random: Random }, vaultId: string, vmk: Secret, former: readonly FormerMaster[]): FormerKey[] {
  const kept = former.length <= MAX_FORMER ? former : [...former.slice(0, 1), ...former.slice(1 - MAX_FORMER)];
  return withKey(deps.sodium, vmk, (key) =>
    kept.map(({ id, master }) => {
      const nonce = deps.random.bytes(NONCE_BYTES);
      const ct = master.use((plain) => deps.sodium.aeadSeal(key, nonce, plain, adOf(vaultId, id)));
      return { id, nonce: toHex(nonce), ct: toHex(ct) };
    }),
  );
}

/** The former keys, or `null` when one of them was not sealed under this one. */
export function openFormer(sodium: Sodium, vaultId: string, vmk: Secret, sealed: readonly FormerKey[]): FormerMaster[] | null {
  if (sealed.length === 0) return [];
  const opened = withKey(sodium, vmk, (key) => sealed.map(({ id, nonce, ct }) => ({ id, bytes: sodium.aeadOpen(key, fromHex(nonce), fromHex(ct), adOf(vaultId, id)) })));
  const masters = opened.flatMap(({ id, bytes }) => (bytes === null ? [] : [{ id, master: Secret.adopt(bytes) }]));
  if (masters.length === sealed.length) return masters;
  masters.forEach(({ master }) => master.dispose());
  return null;
}
