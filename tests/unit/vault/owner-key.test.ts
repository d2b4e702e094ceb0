/** The owner's key: who gets it with which secret, and what it survives. The control is each time that the owner does get the very same key. */
import { copyFile, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';
import {
  addKeychainSlot,
  addOwnerKey,
  beginKeyChange,
  changePassphrase,
  createVault,
  finishKeyChange,
  headerForBackup,
  keysBefore,
  keysOfHeader,
  newRecoveryCode,
  readHeader,
  refreshPassphraseSlots,
  reissueRecoveryCode,
  setPersonPassphrase,
  unlockHeaderBytes,
  unlockVault,
  unlockWithKeychain,
  unlockWithPassphrase,
  unlockWithRecoveryCode,
  writeRestoredHeader,
} from '../../../src-main/core/vault/index.ts';
import type { VaultKeys } from '../../../src-main/core/vault/index.ts';
import { headerBytes, sealHeader, VAULT_FILE } from '../../../src-main/core/vault/vault-file.ts';
import type { VaultHeader } from '../../../src-main/core/vault/vault-file.ts';
import { errorOf, fakeClock, fakeKeychain, META, PASSPHRASE, tempFolder, testDeps, valueOf } from './support.ts';

const MEI = { id: 7, name: '小美' };
const OF_MEI = 'quiet river 88 sandal';
const GOLDEN = { passphrase: 'golden test 金桂 1', file: join(import.meta.dirname, 'golden', 'vault-format-1.golden') };

async function setup() {
  const folder = join(await tempFolder(), 'book');
  const clock = fakeClock();
  const keychain = fakeKeychain();
  const deps = testDeps({ clock, keychain });
  const made = valueOf(await createVault(deps, folder, { passphrase: PASSPHRASE, meta: META }));
  valueOf(await setPersonPassphrase(deps, folder, made.keys, { user: MEI, passphrase: OF_MEI }));
  const header = async () => JSON.parse(await readFile(join(folder, VAULT_FILE), 'utf8')) as VaultHeader;
  return { folder, deps, clock, keychain, keys: made.keys, code: made.recoveryCode, owner: hexOf(made.keys)!, header };
}

const hexOf = ({ owner }: VaultKeys): string | null => (owner === null ? null : Buffer.from(owner.copy()).toString('hex'));
const opened = async (unlocking: ReturnType<typeof unlockVault>) => valueOf(await unlocking).keys;

describe('the owner’s key', () => {
  it('comes with every secret of the owner, and with nobody else’s', async () => {
    const { deps, folder, keys, code, owner, header } = await setup();
    valueOf(await addKeychainSlot(deps, folder, keys));
    expect(hexOf(await opened(unlockWithPassphrase(deps, folder, PASSPHRASE)))).toBe(owner);
    expect(hexOf(await opened(unlockWithRecoveryCode(deps, folder, code)))).toBe(owner);
    expect(hexOf(await opened(unlockWithKeychain(deps, folder)))).toBe(owner);
    expect(hexOf(await opened(unlockVault(deps, folder, { type: 'passphrase', passphrase: OF_MEI, person: MEI.id })))).toBeNull();
    const { slots, format } = await header();
    expect(format).toBe(4);
    expect(slots.map((slot) => [slot.type, 'user' in slot, slot.owner !== undefined])).toEqual([
      ['passphrase', true, false],
      ['backup', true, false],
      ['passphrase', false, true],
      ['backup', false, true],
      ['recovery', false, true],
      ['keychain', false, true],
    ]);
    expect(valueOf(await readHeader(deps, folder)).ownerKey).toBe(true);
  });

  it('neither follows from the vault key nor opens with any key of somebody else who holds the header', async () => {
    const { deps, folder, owner, header } = await setup();
    const theirs = await opened(unlockVault(deps, folder, { type: 'passphrase', passphrase: OF_MEI, person: MEI.id }));
    const sodium = await loadSodium();
    const held = [theirs.master, theirs.db, theirs.search, theirs.audit, theirs.header, theirs.sync, theirs.blob, theirs.backup];
    for (const key of held) {
      expect(Buffer.from(key.copy()).toString('hex')).not.toBe(owner);
      for (const slot of (await header()).slots) {
        if (!slot.owner) continue;
        const { nonce, ct } = slot.owner;
        const ad = (end: string) => new TextEncoder().encode(`${theirs.vaultId}|${slot.id}|${slot.type}${end}`);
        for (const end of ['', '|owner']) expect(sodium.aeadOpen(key.copy(), Buffer.from(nonce, 'hex'), Buffer.from(ct, 'hex'), ad(end))).toBeNull();
      }
    }
  });

  it('survives a new passphrase, a new recovery code, fresh slots and a new vault key', async () => {
    const { deps, clock, folder, keys, code, owner, header } = await setup();
    const next = 'copper lantern 19 meadow';
    valueOf(await changePassphrase(deps, folder, { proof: { type: 'recovery', code }, passphrase: next }));
    expect(hexOf(await opened(unlockWithPassphrase(deps, folder, next)))).toBe(owner);
    const { recoveryCode } = valueOf(await reissueRecoveryCode(deps, folder, { proof: { type: 'passphrase', passphrase: next } }));
    expect(hexOf(await opened(unlockWithRecoveryCode(deps, folder, recoveryCode)))).toBe(owner);
    valueOf(await refreshPassphraseSlots(deps, folder, next));
    valueOf(await addKeychainSlot(deps, folder, keys));
    const before = await readFile(join(folder, VAULT_FILE));
    const newCode = newRecoveryCode(deps.random);
    const fresh = valueOf(await beginKeyChange(deps, folder, keys, { passphrase: next, recoveryCode: newCode, id: '00112233aabbccdd' }));
    expect(hexOf(fresh)).toBe(owner);
    // Cut off here: either of the two keys comes with it.
    const halfway = await opened(unlockWithPassphrase(deps, folder, next));
    expect(hexOf(halfway)).toBe(owner);
    expect(hexOf(keysBefore(await loadSodium(), halfway)!)).toBe(owner);
    clock.advance(3_600_000);
    expect(hexOf(await opened(unlockVault(deps, folder, { type: 'passphrase', passphrase: OF_MEI, person: MEI.id })))).toBeNull();
    valueOf(await finishKeyChange(deps, folder, fresh));
    expect(hexOf(await opened(unlockWithPassphrase(deps, folder, next)))).toBe(owner);
    expect(hexOf(await opened(unlockWithRecoveryCode(deps, folder, newCode)))).toBe(owner);
    expect(hexOf(await opened(unlockWithKeychain(deps, folder)))).toBe(owner);
    expect((await header()).format).toBe(4);
    expect(hexOf((await keysOfHeader(deps, fresh, before))!)).toBe(owner);
  });

  it('survives a restore in another folder, by passphrase and by recovery code', async () => {
    const { deps, folder, keys, code, owner } = await setup();
    const bytes = valueOf(await headerForBackup(deps, folder, keys));
    for (const secret of [{ type: 'passphrase', passphrase: PASSPHRASE, person: 0 }, { type: 'recovery', code }] as const) {
      expect(hexOf(valueOf(await unlockHeaderBytes(deps, bytes, secret)).keys)).toBe(owner);
    }
    expect(hexOf(valueOf(await unlockHeaderBytes(deps, bytes, { type: 'passphrase', passphrase: OF_MEI, person: MEI.id })).keys)).toBeNull();
    const elsewhere = await tempFolder();
    valueOf(await writeRestoredHeader(deps, elsewhere, bytes));
    expect(valueOf(await unlockWithPassphrase(deps, elsewhere, PASSPHRASE)).refreshAdvised).toBe(true);
    valueOf(await refreshPassphraseSlots(deps, elsewhere, PASSPHRASE));
    expect(hexOf(await opened(unlockWithPassphrase(deps, elsewhere, PASSPHRASE)))).toBe(owner);
  });

  it('is wiped when the keys are', async () => {
    const { keys } = await setup();
    const { owner } = keys;
    keys.dispose();
    expect(owner!.disposed).toBe(true);
  });

  it('a recovery code that would open the book without it is not made', async () => {
    const { deps, folder, code, owner } = await setup();
    expect(errorOf(await reissueRecoveryCode(deps, folder, { proof: { type: 'passphrase', passphrase: OF_MEI, person: MEI.id } })).code).toBe('request.denied');
    expect(hexOf(await opened(unlockWithRecoveryCode(deps, folder, code)))).toBe(owner);
  });

  it('put in the place of the vault key by somebody who holds that, it opens nothing', async () => {
    const { deps, keys, code, owner, header } = await setup();
    const now = await header();
    const byCode = (of: VaultHeader) => unlockHeaderBytes(deps, headerBytes(of), { type: 'recovery', code });
    const swapped = now.slots.map((slot) => (slot.owner ? { ...slot, ...slot.owner, owner: { nonce: slot.nonce, ct: slot.ct } } : slot));
    const forge = async (slots: VaultHeader['slots']) => sealHeader(await loadSodium(), { ...now, slots }, keys.header);
    expect((await byCode(await forge(swapped))).ok).toBe(false);
    expect(hexOf(valueOf(await byCode(await forge(now.slots))).keys)).toBe(owner);
  });
});

describe('a book from before there was one', () => {
  async function old() {
    const folder = await tempFolder();
    await copyFile(GOLDEN.file, join(folder, VAULT_FILE));
    await cp(GOLDEN.file, join(folder, 'vault.json.prev'));
    const keychain = fakeKeychain();
    return { folder, keychain, deps: testDeps({ keychain, clock: fakeClock() }) };
  }

  it('opens without one, is given one with a new recovery code, and every secret of the owner has it', async () => {
    const { folder, deps } = await old();
    const before = await opened(unlockWithPassphrase(deps, folder, GOLDEN.passphrase));
    expect(hexOf(before)).toBeNull();
    expect(valueOf(await readHeader(deps, folder))).toMatchObject({ format: 1, ownerKey: false });
    valueOf(await addKeychainSlot(deps, folder, before));
    valueOf(await setPersonPassphrase(deps, folder, before, { user: MEI, passphrase: OF_MEI }));
    const { recoveryCode, owner, keychain } = valueOf(await addOwnerKey(deps, folder, GOLDEN.passphrase));
    expect(keychain).toBe(true);
    const wanted = Buffer.from(owner.copy()).toString('hex');
    expect(hexOf(await opened(unlockWithPassphrase(deps, folder, GOLDEN.passphrase)))).toBe(wanted);
    expect(hexOf(await opened(unlockWithRecoveryCode(deps, folder, recoveryCode)))).toBe(wanted);
    expect(hexOf(await opened(unlockWithKeychain(deps, folder)))).toBe(wanted);
    expect(hexOf(await opened(unlockVault(deps, folder, { type: 'passphrase', passphrase: OF_MEI, person: MEI.id })))).toBeNull();
    expect(errorOf(await addOwnerKey(deps, folder, GOLDEN.passphrase)).code).toBe('vault.hasOwnerKey');
  });

  it('loses a keychain slot that no longer works, and says so; another’s passphrase gives none', async () => {
    const { folder, deps, keychain } = await old();
    const before = await opened(unlockWithPassphrase(deps, folder, GOLDEN.passphrase));
    valueOf(await addKeychainSlot(deps, folder, before));
    valueOf(await setPersonPassphrase(deps, folder, before, { user: MEI, passphrase: OF_MEI }));
    expect(errorOf(await addOwnerKey(deps, folder, OF_MEI)).code).toBe('vault.wrongSecret');
    const gone = { ...deps, clock: fakeClock(1_800_000_000_000), keychain: { ...keychain, available: () => Promise.resolve(false) } };
    expect(valueOf(await addOwnerKey(gone, folder, GOLDEN.passphrase)).keychain).toBe(false);
    expect(valueOf(await readHeader(deps, folder)).slotTypes).not.toContain('keychain');
  });
});
