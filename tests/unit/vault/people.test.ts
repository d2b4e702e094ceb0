/** Passphrases of several people in one header: whose opens it, what a slot is bound to, what travels with a backup. */
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';
import {
  canonicalJson,
  changePassphrase,
  createVault,
  headerForBackup,
  MAX_PEOPLE,
  readHeader,
  refreshPassphraseSlots,
  removePersonSlots,
  renamePersonSlots,
  setPersonPassphrase,
  unlockHeaderBytes,
  unlockVault,
  unlockWithRecoveryCode,
} from '../../../src-main/core/vault/index.ts';
import type { CanonicalValue, SlotUser } from '../../../src-main/core/vault/index.ts';
import { headerBytes, parseHeader } from '../../../src-main/core/vault/vault-file.ts';
import type { VaultHeader } from '../../../src-main/core/vault/vault-file.ts';
import { errorOf, META, PASSPHRASE, tempFolder, testDeps, valueOf } from './support.ts';

const MEI: SlotUser = { id: 4409685872476174, name: '小美' };
const LIN: SlotUser = { id: 7, name: '小林' };
const OF_MEI = 'quiet river 88 sandal';
const OF_LIN = 'purple window 41 basket';

async function setup() {
  const folder = join(await tempFolder(), 'book');
  const deps = testDeps();
  const { recoveryCode, keys } = valueOf(await createVault(deps, folder, { passphrase: PASSPHRASE, meta: META }));
  const by = (passphrase: string, person?: number) => unlockVault(deps, folder, { type: 'passphrase', passphrase, person });
  const header = async () => JSON.parse(await readFile(join(folder, 'vault.json'), 'utf8')) as VaultHeader;
  return { folder, deps, keys, recoveryCode, by, header };
}

describe('people of a vault', () => {
  it('each passphrase says whose it is; the recovery code is the owner’s', async () => {
    const { folder, deps, keys, recoveryCode, by } = await setup();
    valueOf(await setPersonPassphrase(deps, folder, keys, { user: MEI, passphrase: OF_MEI }));
    expect(valueOf(await by(PASSPHRASE)).user).toBeNull();
    expect(valueOf(await by(OF_MEI)).user).toEqual(MEI);
    expect(valueOf(await by(OF_MEI, MEI.id)).user).toEqual(MEI);
    expect(valueOf(await unlockWithRecoveryCode(deps, folder, recoveryCode)).user).toBeNull();
    expect(valueOf(await readHeader(deps, folder)).people).toEqual([MEI]);
  });

  it('whoever says who they are is tried against their own slot alone, one derivation', async () => {
    const { folder, deps, keys } = await setup();
    for (const [user, passphrase] of [[MEI, OF_MEI], [LIN, OF_LIN]] as const) valueOf(await setPersonPassphrase(deps, folder, keys, { user, passphrase }));
    let derivations = 0;
    const counting = { ...deps, kdf: { derive: (...args: Parameters<typeof deps.kdf.derive>) => (derivations++, deps.kdf.derive(...args)) } };
    expect(errorOf(await unlockVault(counting, folder, { type: 'passphrase', passphrase: OF_LIN, person: MEI.id })).code).toBe('vault.wrongSecret');
    expect(derivations).toBe(1);
  });

  it('changing, refreshing and renaming touch the slots of one person only', async () => {
    const { folder, deps, keys, by } = await setup();
    for (const [user, passphrase] of [[MEI, OF_MEI], [LIN, OF_LIN]] as const) valueOf(await setPersonPassphrase(deps, folder, keys, { user, passphrase }));
    const next = 'copper lantern 19 meadow';
    valueOf(await changePassphrase(deps, folder, { proof: { type: 'passphrase', passphrase: OF_MEI, person: MEI.id }, passphrase: next }));
    valueOf(await renamePersonSlots(deps, folder, keys, { id: MEI.id, name: '美玲' }));
    valueOf(await refreshPassphraseSlots(deps, folder, OF_LIN, LIN.id));
    expect(valueOf(await by(next, MEI.id)).user).toEqual({ id: MEI.id, name: '美玲' });
    expect(valueOf(await by(OF_LIN, LIN.id)).user).toEqual(LIN);
    expect(valueOf(await by(PASSPHRASE, 0)).user).toBeNull();
    expect((await by(OF_MEI, MEI.id)).ok).toBe(false);
  });

  it('a removed person’s passphrase opens nothing, in either copy of the header', async () => {
    const { folder, deps, keys, by, header } = await setup();
    valueOf(await setPersonPassphrase(deps, folder, keys, { user: MEI, passphrase: OF_MEI }));
    expect((await header()).format).toBe(4);
    valueOf(await removePersonSlots(deps, folder, keys, MEI.id));
    expect(errorOf(await by(OF_MEI)).code).toBe('vault.wrongSecret');
    expect((await header()).format).toBe(4);
    expect(await readFile(join(folder, 'vault.json.prev'), 'utf8')).toBe(await readFile(join(folder, 'vault.json'), 'utf8'));
  });

  it('there is room for twelve, and their slots fit the header', async () => {
    const { folder, deps, keys } = await setup();
    for (let i = 1; i <= MAX_PEOPLE; i++) valueOf(await setPersonPassphrase(deps, folder, keys, { user: { id: i, name: `${i}`.repeat(20) }, passphrase: `${OF_MEI} ${i}` }));
    expect(errorOf(await setPersonPassphrase(deps, folder, keys, { user: { id: 99, name: 'one more' }, passphrase: OF_LIN })).code).toBe('people.tooMany');
    valueOf(await setPersonPassphrase(deps, folder, keys, { user: { id: 3, name: 'again' }, passphrase: OF_LIN }));
  }, 60_000);

  it('a backup carries the costly slots of all, and each opens it as themselves', async () => {
    const { folder, deps, keys } = await setup();
    valueOf(await setPersonPassphrase(deps, folder, keys, { user: MEI, passphrase: OF_MEI }));
    const bytes = valueOf(await headerForBackup(deps, folder, keys));
    const slots = (JSON.parse(new TextDecoder().decode(bytes)) as VaultHeader).slots.map((slot) => slot.type);
    expect(slots.toSorted()).toEqual(['backup', 'backup', 'recovery']);
    expect(valueOf(await unlockHeaderBytes(deps, bytes, { type: 'passphrase', passphrase: OF_MEI })).user).toEqual(MEI);
    expect(valueOf(await unlockHeaderBytes(deps, bytes, { type: 'passphrase', passphrase: PASSPHRASE })).user).toBeNull();
  });

  it('a slot given to somebody else in the file opens nothing', async () => {
    const { folder, deps, keys, header } = await setup();
    valueOf(await setPersonPassphrase(deps, folder, keys, { user: MEI, passphrase: OF_MEI }));
    const sodium = await loadSodium();
    for (const user of [undefined, LIN]) {
      const { sum: _, mac, ...body } = await header();
      const slots = body.slots.map((slot) => ('user' in slot ? { ...slot, user } : slot));
      const forged = JSON.parse(canonicalJson({ ...body, slots })) as VaultHeader;
      const sum = Buffer.from(sodium.hash(16, new TextEncoder().encode(canonicalJson(forged as CanonicalValue)))).toString('hex');
      expect((await unlockHeaderBytes(deps, headerBytes({ ...forged, sum, mac }), { type: 'passphrase', passphrase: OF_MEI })).ok).toBe(false);
    }
  });

  it('the golden header of format 2 opens for both, and a program that knows format 1 only says “newer”', async () => {
    const folder = join(await tempFolder(), 'book');
    await cp(join(import.meta.dirname, 'golden', 'vault-format-2.golden'), join(folder, 'vault.json'));
    const deps = testDeps();
    expect(valueOf(await unlockVault(deps, folder, { type: 'passphrase', passphrase: 'golden test 小美 2' })).user).toEqual(MEI);
    expect(valueOf(await unlockWithRecoveryCode(deps, folder, 'F2DJ-1VSQ-0S3C-DNRK-EG60-2H3E-Y6RD')).user).toBeNull();
    const later = { ...(JSON.parse(await readFile(join(folder, 'vault.json'), 'utf8')) as VaultHeader), format: 5 };
    expect(parseHeader(await loadSodium(), new TextEncoder().encode(JSON.stringify(later)), '0.1.0')).toMatchObject({ kind: 'newer', format: 5 });
  });
});
