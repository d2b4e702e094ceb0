/** The three states of the header while the vault key is changed: who opens what in each, and what an old header is still worth. */
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';
import {
  addKeychainSlot,
  beginKeyChange,
  changePassphrase,
  createVault,
  dropKeyChange,
  finishKeyChange,
  headerForBackup,
  keysBefore,
  keysOfHeader,
  newRecoveryCode,
  readHeader,
  setPersonPassphrase,
  unlockVault,
  unlockWithKeychain,
  unlockWithRecoveryCode,
} from '../../../src-main/core/vault/index.ts';
import type { VaultKeys } from '../../../src-main/core/vault/index.ts';
import { MAX_FORMER, VAULT_COPY, VAULT_FILE } from '../../../src-main/core/vault/vault-file.ts';
import type { VaultHeader } from '../../../src-main/core/vault/vault-file.ts';
import { errorOf, fakeClock, fakeKeychain, META, PASSPHRASE, tempFolder, testDeps, valueOf } from './support.ts';

const MEI = { id: 7, name: '小美' };
const OF_MEI = 'quiet river 88 sandal';
const ID = '00112233aabbccdd';

async function setup() {
  const folder = join(await tempFolder(), 'book');
  const clock = fakeClock();
  const deps = testDeps({ clock, keychain: fakeKeychain() });
  const made = valueOf(await createVault(deps, folder, { passphrase: PASSPHRASE, meta: META }));
  valueOf(await setPersonPassphrase(deps, folder, made.keys, { user: MEI, passphrase: OF_MEI }));
  const code = newRecoveryCode(deps.random);
  /** Wrong tries are answered slower and slower: time moves on before each. */
  const by = (passphrase: string, person?: number) => (clock.advance(3_600_000), unlockVault(deps, folder, { type: 'passphrase', passphrase, person }));
  const byCode = (text: string) => (clock.advance(3_600_000), unlockWithRecoveryCode(deps, folder, text));
  const begin = (keys: VaultKeys = made.keys, id = ID) => beginKeyChange(deps, folder, keys, { passphrase: PASSPHRASE, recoveryCode: code, id }).then(valueOf);
  const header = async () => JSON.parse(await readFile(join(folder, VAULT_FILE), 'utf8')) as VaultHeader;
  return { folder, deps, keys: made.keys, oldCode: made.recoveryCode, code, by, byCode, begin, header };
}

const bytesOf = (keys: VaultKeys, purpose: 'db' | 'search' | 'audit' | 'blob' | 'backup' | 'header') => Buffer.from(keys[purpose].copy()).toString('hex');

describe('while the vault key is being changed', () => {
  it('the owner’s passphrase and the new recovery code open the new key and with it the old one; everything else the old one alone', async () => {
    const { by, byCode, begin, keys, code, oldCode, header } = await setup();
    const fresh = await begin();
    expect((await header()).format).toBe(4);
    for (const opened of [valueOf(await by(PASSPHRASE)), valueOf(await byCode(code))]) {
      expect(opened).toMatchObject({ halfway: 'fresh', user: null });
      expect(bytesOf(opened.keys, 'db')).toBe(bytesOf(fresh, 'db'));
      expect(bytesOf(keysBefore(await loadSodium(), opened.keys)!, 'db')).toBe(bytesOf(keys, 'db'));
    }
    for (const opened of [valueOf(await by(OF_MEI, MEI.id)), valueOf(await byCode(oldCode))]) {
      expect(opened.halfway).toBe('old');
      expect(bytesOf(opened.keys, 'db')).toBe(bytesOf(keys, 'db'));
      expect(opened.keys.former).toEqual([]);
    }
    expect(errorOf(await by('neither of the two 55')).code).toBe('vault.wrongSecret');
  });

  it('nothing else is written to the header until it is settled, and no second change begins', async () => {
    const { folder, deps, keys, begin, header } = await setup();
    await begin();
    const before = await header();
    const done = [
      await changePassphrase(deps, folder, { proof: { type: 'passphrase', passphrase: PASSPHRASE }, passphrase: 'copper lantern 19 meadow' }),
      await setPersonPassphrase(deps, folder, keys, { user: MEI, passphrase: OF_MEI }),
      await headerForBackup(deps, folder, keys),
      await beginKeyChange(deps, folder, keys, { passphrase: PASSPHRASE, recoveryCode: newRecoveryCode(deps.random), id: ID }),
    ];
    expect(done.map((result) => errorOf(result as never).code)).toEqual(Array(4).fill('vault.halfChanged'));
    expect(await header()).toEqual(before);
  });

  it('given up, everything is as it was; the new recovery code opens nothing', async () => {
    const { folder, deps, keys, begin, by, byCode, oldCode, code, header } = await setup();
    const { gen: _, sum: __, mac: ___, ...before } = await header();
    await begin();
    valueOf(await dropKeyChange(deps, folder, keys));
    const { gen: _g, sum: _s, mac: _m, ...after } = await header();
    expect(after).toEqual(before);
    expect(valueOf(await by(OF_MEI)).halfway).toBeNull();
    expect(valueOf(await byCode(oldCode)).user).toBeNull();
    expect(errorOf(await byCode(code)).code).toBe('vault.wrongSecret');
  });

  it('a crash between the two copies of the header leaves a readable one, in each of the steps', async () => {
    const { folder, deps, keys, begin, by } = await setup();
    const [main, copy] = [join(folder, VAULT_FILE), join(folder, VAULT_COPY)];
    const states = [await readFile(main)];
    const fresh = await begin();
    states.push(await readFile(main));
    valueOf(await finishKeyChange(deps, folder, fresh));
    states.push(await readFile(main));
    const opens = async (): Promise<string | null> => valueOf(await by(PASSPHRASE)).halfway;
    const halfway = [null, 'fresh', null];
    for (let step = 1; step < states.length; step++) {
      await writeFile(main, states[step]!);
      await writeFile(copy, states[step - 1]!);
      expect(await opens()).toBe(halfway[step]);
      await writeFile(copy, states[step - 1]!);
      await rm(main);
      expect(await opens()).toBe(halfway[step - 1]);
    }
    keys.dispose();
  });

  it('a bit turned anywhere in the pending part is never believed', async () => {
    const { folder, deps, begin, by, header } = await setup();
    await begin();
    const whole = await header();
    for (const change of [{ mac: 'f'.repeat(64) }, { former: [{ ...whole.pending!.former[0]!, ct: '0'.repeat(96) }] }]) {
      const text = JSON.stringify({ ...whole, pending: { ...whole.pending, ...change } });
      await writeFile(join(folder, VAULT_FILE), text);
      await writeFile(join(folder, VAULT_COPY), text);
      expect((await by(PASSPHRASE)).ok).toBe(false);
    }
    expect((await readHeader(deps, folder)).ok).toBe(false);
  });
});

describe('once the vault key is changed', () => {
  it('only the owner comes in; the header of before opens the keys of before and none of today’s', async () => {
    const { folder, deps, keys, begin, by, byCode, oldCode, code } = await setup();
    const kept = join(folder, 'kept.json');
    await copyFile(join(folder, VAULT_FILE), kept);
    const fresh = await begin();
    valueOf(await finishKeyChange(deps, folder, fresh));
    const opened = valueOf(await by(PASSPHRASE));
    expect(opened).toMatchObject({ halfway: null, user: null });
    expect(opened.header).toMatchObject({ people: [], keyId: ID });
    expect(valueOf(await byCode(code)).user).toBeNull();
    expect(errorOf(await byCode(oldCode)).code).toBe('vault.wrongSecret');
    expect(errorOf(await by(OF_MEI)).code).toBe('vault.wrongSecret');
    for (const purpose of ['db', 'search', 'blob', 'backup', 'header'] as const) expect(bytesOf(opened.keys, purpose)).not.toBe(bytesOf(keys, purpose));
    // The chain of the record, and the names of attachments, go on with what they began with.
    expect(bytesOf(opened.keys, 'audit')).toBe(bytesOf(keys, 'audit'));
    expect(opened.keys.blobs.names.copy()).toEqual(keys.blobs.names.copy());
    // Put back, the old header neither wins nor takes the new one along.
    await copyFile(kept, join(folder, VAULT_FILE));
    expect(errorOf(await by(OF_MEI)).code).toBe('vault.wrongSecret');
    expect(bytesOf(valueOf(await by(PASSPHRASE)).keys, 'db')).toBe(bytesOf(fresh, 'db'));
    expect((JSON.parse(await readFile(join(folder, VAULT_FILE), 'utf8')) as VaultHeader).former).toHaveLength(1);
  });

  it('the keychain opens the new key where it opened the old one', async () => {
    const { folder, deps, keys, begin } = await setup();
    valueOf(await addKeychainSlot(deps, folder, keys));
    const fresh = await begin();
    valueOf(await finishKeyChange(deps, folder, fresh));
    expect(bytesOf(valueOf(await unlockWithKeychain(deps, folder)).keys, 'db')).toBe(bytesOf(fresh, 'db'));
  });

  it('the header of each backup leads to the keys of its day, and another book’s to none', async () => {
    const { folder, deps, keys, begin } = await setup();
    const headers = [valueOf(await headerForBackup(deps, folder, keys))];
    let now = keys;
    for (const id of ['aa'.repeat(8), 'bb'.repeat(8)]) {
      now = await begin(now, id);
      valueOf(await finishKeyChange(deps, folder, now));
      headers.push(valueOf(await headerForBackup(deps, folder, now)));
    }
    const found = await Promise.all(headers.map((bytes) => keysOfHeader(deps, now, bytes)));
    expect(found.map((one) => one?.former.length)).toEqual([0, 1, 2]);
    expect(bytesOf(found[0]!, 'db')).toBe(bytesOf(keys, 'db'));
    // The other way round nothing is to be had: the old keys do not lead to the new ones.
    expect(await keysOfHeader(deps, keys, headers[2]!)).toBeNull();
    expect(await keysOfHeader(deps, (await setup()).keys, headers[0]!)).toBeNull();
  });

  it('the first key and the newest ones are kept when there is no room for all', async () => {
    const { folder, deps, keys, begin } = await setup();
    let now = keys;
    for (let i = 0; i < MAX_FORMER + 2; i++) {
      now = await begin(now, i.toString(16).padStart(16, '0'));
      valueOf(await finishKeyChange(deps, folder, now));
    }
    const { former } = valueOf(await unlockVault(deps, folder, { type: 'passphrase', passphrase: PASSPHRASE })).keys;
    expect(former).toHaveLength(MAX_FORMER);
    expect(former[0]?.id).toBe('0'.repeat(16));
    expect(former.at(-1)?.id).toBe((MAX_FORMER + 1).toString(16).padStart(16, '0'));
    expect(bytesOf(now, 'audit')).toBe(bytesOf(keys, 'audit'));
  }, 120_000);
});
