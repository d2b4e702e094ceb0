import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  addKeychainSlot,
  changePassphrase,
  createVault,
  headerForBackup,
  readHeader,
  refreshPassphraseSlots,
  reissueRecoveryCode,
  removeKeychainSlot,
  unlockHeaderBytes,
  unlockVault,
  unlockWithKeychain,
  unlockWithPassphrase,
  unlockWithRecoveryCode,
  updateBookFacts,
  writeRestoredHeader,
} from '../../../src-main/core/vault/index.ts';
import type { VaultDeps, VaultKeys } from '../../../src-main/core/vault/index.ts';
import { errorOf, fakeClock, fakeKeychain, META, PASSPHRASE, tempFolder, testDeps, valueOf } from './support.ts';

async function setupVault(deps: VaultDeps = testDeps()) {
  const folder = join(await tempFolder(), 'book');
  return { deps, folder, ...valueOf(await createVault(deps, folder, { passphrase: PASSPHRASE, meta: META })) };
}

function fingerprint(keys: VaultKeys): string {
  const names = ['db', 'search', 'audit', 'header', 'sync', 'blob', 'backup'] as const;
  return names.map((name) => Buffer.from(keys[name].copy()).toString('hex')).join();
}

describe('createVault', () => {
  it('opens by passphrase and by recovery code to the same keys', async () => {
    const { deps, folder, keys, recoveryCode, vaultId } = await setupVault();
    const byPassphrase = valueOf(await unlockWithPassphrase(deps, folder, PASSPHRASE));
    const byCode = valueOf(await unlockWithRecoveryCode(deps, folder, recoveryCode.toLowerCase().replaceAll('-', ' ')));
    expect(byPassphrase).toMatchObject({ by: 'passphrase', refreshAdvised: false, header: { vaultId, gen: 1, book: META } });
    expect(byCode.by).toBe('recovery');
    expect([fingerprint(byPassphrase.keys), fingerprint(byCode.keys)]).toEqual([fingerprint(keys), fingerprint(keys)]);
    expect(new Set(fingerprint(keys).split(',')).size).toBe(7);
  });

  it('gives two books with one passphrase different keys', async () => {
    expect(fingerprint((await setupVault()).keys)).not.toBe(fingerprint((await setupVault()).keys));
  });

  it('accepts a passphrase typed in full width', async () => {
    const { deps, folder } = await setupVault();
    const typed = PASSPHRASE.replace('42', '４２');
    expect((await unlockWithPassphrase(deps, folder, typed)).ok).toBe(true);
  });

  it.runIf(process.platform === 'linux')('refuses a place that the kernel makes up at once', async () => {
    const refused = errorOf(await createVault(testDeps(), '/proc/regulars/book', { passphrase: PASSPHRASE, meta: META }));
    expect(refused).toMatchObject({ code: 'disk.denied' });
  });

  it('refuses weak passphrases with reasons, and writes nothing', async () => {
    const folder = join(await tempFolder(), 'book');
    for (const passphrase of ['', '12345678', '13812345678', 'password1', '阿美理发店2024']) {
      const refused = errorOf(await createVault(testDeps(), folder, { passphrase, meta: META }));
      expect(refused).toMatchObject({ code: 'vault.weakPassphrase', reasons: expect.arrayContaining([expect.any(String)]) as unknown });
    }
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('never makes a vault where a book or its remains lie', async () => {
    const { deps, folder } = await setupVault();
    expect(errorOf(await createVault(deps, folder, { passphrase: PASSPHRASE, meta: META })).code).toBe('book.exists');
    const remains = await tempFolder();
    await writeFile(join(remains, 'crm.db'), 'x');
    expect(errorOf(await createVault(deps, remains, { passphrase: PASSPHRASE, meta: META })).code).toBe('book.exists');
  });

  it('keeps nothing secret in the files', async () => {
    const { folder, recoveryCode, keys } = await setupVault();
    expect((await readdir(folder)).sort()).toEqual(['vault.json', 'vault.json.prev']);
    const text = await readFile(join(folder, 'vault.json'), 'utf8');
    expect(text).not.toContain(PASSPHRASE);
    expect(text).not.toContain(recoveryCode.replaceAll('-', ''));
    for (const key of fingerprint(keys).split(',')) expect(text).not.toContain(key);
  });
});

describe('VaultKeys', () => {
  it('print nothing and are wiped by dispose', async () => {
    const { keys } = await setupVault();
    const lent = keys.db.use((bytes) => bytes);
    for (const shown of [JSON.stringify(keys), inspect(keys, { depth: 9 }), String(keys.db)]) {
      expect(shown).toContain('[secret]');
      expect(shown).not.toContain(Buffer.from(lent).toString('hex'));
    }
    keys.dispose();
    expect([...lent]).toEqual(Array.from({ length: 32 }, () => 0));
    expect(() => keys.db.copy()).toThrow('disposed');
    expect(keys.master.disposed).toBe(true);
  });
});

describe('a wrong secret', () => {
  it('is called wrong, never damage, and delays the next try more and more', async () => {
    const clock = fakeClock();
    const { deps, folder } = await setupVault(testDeps({ clock }));
    for (const seconds of [1, 2, 4]) {
      expect(errorOf(await unlockWithPassphrase(deps, folder, 'not this one'))).toEqual({
        code: 'vault.wrongSecret',
        retryInMs: seconds * 1000,
      });
      expect(errorOf(await unlockWithPassphrase(deps, folder, PASSPHRASE))).toMatchObject({
        code: 'vault.wait',
        retryInMs: seconds * 1000,
      });
      clock.advance(seconds * 1000);
    }
    expect((await unlockWithPassphrase(deps, folder, PASSPHRASE)).ok).toBe(true);
    expect(errorOf(await unlockWithPassphrase(deps, folder, 'not this one'))).toMatchObject({ retryInMs: 1000 });
  });

  it('is remembered over a restart of the program', async () => {
    const clock = fakeClock();
    const { deps, folder } = await setupVault(testDeps({ clock }));
    await unlockWithPassphrase(deps, folder, 'not this one');
    expect(errorOf(await unlockWithPassphrase(testDeps({ clock }), folder, PASSPHRASE)).code).toBe('vault.wait');
  });

  it('lets one of three simultaneous tries through', async () => {
    const { deps, folder } = await setupVault();
    const results = await Promise.all(['b', 'c', 'd'].map((passphrase) => unlockWithPassphrase(deps, folder, passphrase)));
    expect(results.map((result) => errorOf(result).code).sort()).toEqual(['vault.wait', 'vault.wait', 'vault.wrongSecret']);
  });

  it('answers a mistyped recovery code at once with the group to look at, and does not count it', async () => {
    const { deps, folder, recoveryCode } = await setupVault();
    const typo = `${recoveryCode.startsWith('7') ? '8' : '7'}${recoveryCode.slice(1)}`;
    expect(errorOf(await unlockWithRecoveryCode(deps, folder, typo))).toMatchObject({ code: 'vault.wrongSecret', typo: { group: 1 } });
    expect((await unlockWithRecoveryCode(deps, folder, recoveryCode)).ok).toBe(true);
  });

  it('of another book is wrong here', async () => {
    const [one, two] = [await setupVault(), await setupVault()];
    expect(errorOf(await unlockWithRecoveryCode(one.deps, one.folder, two.recoveryCode)).code).toBe('vault.wrongSecret');
  });
});

describe('what lies in the folder', () => {
  it('tells nothing, a foreign file, a newer book and a lost header apart', async () => {
    const deps = testDeps();
    const folder = await tempFolder();
    const codeNow = async () => errorOf(await unlockWithPassphrase(deps, folder, PASSPHRASE));
    expect(await codeNow()).toEqual({ code: 'vault.missing' });
    await writeFile(join(folder, 'crm.db'), 'x');
    expect(await codeNow()).toEqual({ code: 'vault.damaged', reason: 'headerMissing' });
    for (const foreign of ['{"name":"package"}', '[]', 'hello', '{"magic":"CRMV2"}', ' '.repeat(70_000)]) {
      await writeFile(join(folder, 'vault.json'), foreign);
      expect(await codeNow()).toEqual({ code: 'vault.foreign' });
    }
    for (const rotten of [
      '',
      '\0'.repeat(900),
      '{"magic":"CRMV1","format":1,"minApp',
      '{"magic":"CRMV1","format":1,"minAppVersion":"0.1.0"}',
    ]) {
      await writeFile(join(folder, 'vault.json'), rotten);
      expect(await codeNow()).toEqual({ code: 'vault.damaged', reason: 'header' });
    }
    await writeFile(join(folder, 'vault.json'), '{"magic":"CRMV1","format":5,"minAppVersion":"3.0.0","new":true}');
    expect(await codeNow()).toEqual({ code: 'vault.newer', needs: '3.0.0', format: 5 });
    expect(errorOf(await readHeader({ appVersion: '0.1.0' }, join(folder, 'none'))).code).toBe('vault.missing');
  });

  it('refuses a book that asks for a newer program', async () => {
    const { folder } = await setupVault();
    expect(errorOf(await readHeader({ appVersion: '0.0.9' }, folder))).toMatchObject({ code: 'vault.newer', needs: '0.1.0' });
    expect((await readHeader({ appVersion: '10.0.0' }, folder)).ok).toBe(true);
  });

  it('shows the facts of the book before unlocking', async () => {
    const { deps, folder, vaultId } = await setupVault();
    expect(valueOf(await readHeader(deps, folder))).toMatchObject({
      vaultId,
      format: 4,
      book: { ...META, createdAt: deps.clock.now() },
      slotTypes: ['passphrase', 'backup', 'recovery'],
    });
  });

  it('opens from the second copy when the first is gone or rotten, and mends it', async () => {
    const { deps, folder } = await setupVault();
    const path = join(folder, 'vault.json');
    const good = await readFile(path, 'utf8');
    for (const spoil of [
      () => rm(path),
      () => writeFile(path, ''),
      () => writeFile(path, good.slice(0, 500)),
      () => writeFile(path, good.replace('beauty', 'beautx')),
    ]) {
      await spoil();
      expect((await unlockWithPassphrase(deps, folder, PASSPHRASE)).ok).toBe(true);
      expect(await readFile(path, 'utf8')).toBe(good);
    }
    await rm(`${path}.prev`);
    expect((await unlockWithPassphrase(deps, folder, PASSPHRASE)).ok).toBe(true);
    expect(await readFile(`${path}.prev`, 'utf8')).toBe(good);
  });
});

describe('changing what opens the book', () => {
  it('changes the passphrase: the new one opens, the old one does not, the keys stay', async () => {
    const { deps, folder, keys, recoveryCode } = await setupVault();
    valueOf(
      await changePassphrase(deps, folder, { proof: { type: 'passphrase', passphrase: PASSPHRASE }, passphrase: 'seven brown teapots' }),
    );
    expect(errorOf(await unlockWithPassphrase(testDeps(), folder, PASSPHRASE)).code).toBe('vault.wrongSecret');
    const clock = fakeClock(deps.clock.now() + 60_000);
    const opened = valueOf(await unlockWithPassphrase(testDeps({ clock }), folder, 'seven brown teapots'));
    expect(fingerprint(opened.keys)).toBe(fingerprint(keys));
    expect(opened.header.gen).toBe(2);
    expect((await unlockWithRecoveryCode(testDeps({ clock }), folder, recoveryCode)).ok).toBe(true);
    // Nor does the second copy keep the old one alive.
    await rm(join(folder, 'vault.json'));
    expect(errorOf(await unlockWithPassphrase(testDeps({ clock }), folder, PASSPHRASE)).code).toBe('vault.wrongSecret');
  });

  it('needs a right proof and a strong passphrase', async () => {
    const { deps, folder, keys } = await setupVault(testDeps({ keychain: fakeKeychain() }));
    const before = await readFile(join(folder, 'vault.json'), 'utf8');
    const change = async (proof: Parameters<typeof changePassphrase>[2]['proof'], passphrase: string) =>
      errorOf(await changePassphrase(deps, folder, { proof, passphrase })).code;
    expect(await change({ type: 'passphrase', passphrase: PASSPHRASE }, '11112222')).toBe('vault.weakPassphrase');
    expect(await change({ type: 'passphrase', passphrase: 'wrong one' }, 'seven brown teapots')).toBe('vault.wrongSecret');
    valueOf(await addKeychainSlot(deps, folder, keys));
    expect(await change({ type: 'keychain' }, 'seven brown teapots')).toBe('request.denied');
    valueOf(await removeKeychainSlot(deps, folder, keys));
    expect(JSON.parse(await readFile(join(folder, 'vault.json'), 'utf8'))).toMatchObject({
      gen: 3,
      slots: (JSON.parse(before) as { slots: unknown }).slots,
    });
  });

  it('lets a forgotten passphrase be replaced with the recovery code', async () => {
    const { deps, folder, recoveryCode } = await setupVault();
    valueOf(await changePassphrase(deps, folder, { proof: { type: 'recovery', code: recoveryCode }, passphrase: 'seven brown teapots' }));
    expect((await unlockWithPassphrase(deps, folder, 'seven brown teapots')).ok).toBe(true);
  });

  it('reissues the recovery code', async () => {
    const { deps, folder, recoveryCode } = await setupVault();
    const fresh = valueOf(await reissueRecoveryCode(deps, folder, { proof: { type: 'passphrase', passphrase: PASSPHRASE } })).recoveryCode;
    expect((await unlockWithRecoveryCode(deps, folder, fresh)).ok).toBe(true);
    expect(errorOf(await unlockWithRecoveryCode(deps, folder, recoveryCode)).code).toBe('vault.wrongSecret');
  });

  it('opens by keychain until the keychain forgets; then the passphrase still does', async () => {
    const keychain = fakeKeychain();
    const { deps, folder, keys } = await setupVault(testDeps({ keychain }));
    expect(errorOf(await unlockWithKeychain(deps, folder)).code).toBe('vault.noKeychain');
    valueOf(await addKeychainSlot(deps, folder, keys));
    valueOf(await addKeychainSlot(deps, folder, keys));
    const opened = valueOf(await unlockWithKeychain(deps, folder));
    expect([opened.by, fingerprint(opened.keys)]).toEqual(['keychain', fingerprint(keys)]);
    expect(opened.header.slotTypes.filter((type) => type === 'keychain')).toHaveLength(1);
    keychain.forget();
    expect(errorOf(await unlockWithKeychain(deps, folder)).code).toBe('vault.noKeychain');
    expect((await unlockWithPassphrase(deps, folder, PASSPHRASE)).ok).toBe(true);
    valueOf(await removeKeychainSlot(deps, folder, keys));
    expect(valueOf(await readHeader(deps, folder)).slotTypes).not.toContain('keychain');
  });

  it('makes no keychain slot where there is no keychain', async () => {
    const { deps, folder, keys } = await setupVault();
    expect(errorOf(await addKeychainSlot(deps, folder, keys)).code).toBe('vault.noKeychain');
  });

  it('advises and does a re-derivation when the default cost has risen', async () => {
    const { deps, folder } = await setupVault();
    const dearer = { ...deps, cost: { ...deps.cost, daily: { mKiB: 24 * 1024, t: 1 } } };
    expect(valueOf(await unlockWithPassphrase(dearer, folder, PASSPHRASE)).refreshAdvised).toBe(true);
    valueOf(await refreshPassphraseSlots(dearer, folder, PASSPHRASE));
    expect(valueOf(await unlockWithPassphrase(dearer, folder, PASSPHRASE)).refreshAdvised).toBe(false);
  });

  it('renames the book', async () => {
    const { deps, folder, keys } = await setupVault();
    valueOf(await updateBookFacts(deps, folder, keys, { name: ' 阿美美容 ' }));
    expect(valueOf(await unlockWithPassphrase(deps, folder, PASSPHRASE)).header.book).toMatchObject({ ...META, name: '阿美美容' });
  });

  it('refuses keys of another book', async () => {
    const [one, two] = [await setupVault(), await setupVault()];
    expect(errorOf(await updateBookFacts(one.deps, one.folder, two.keys, { name: 'x' }))).toMatchObject({
      code: 'vault.damaged',
      reason: 'forged',
    });
  });
});

describe('the header in a backup', () => {
  it('restores into an empty folder and opens there with either secret', async () => {
    const { deps, folder, keys, recoveryCode } = await setupVault(testDeps({ keychain: fakeKeychain() }));
    valueOf(await addKeychainSlot(deps, folder, keys));
    const bytes = valueOf(await headerForBackup(deps, folder, keys));
    const byBackup = valueOf(await unlockHeaderBytes(deps, bytes, { type: 'passphrase', passphrase: PASSPHRASE }));
    expect(byBackup).toMatchObject({ by: 'backup', refreshAdvised: true, header: { slotTypes: ['backup', 'recovery'] } });
    expect(fingerprint(byBackup.keys)).toBe(fingerprint(keys));
    expect(errorOf(await unlockHeaderBytes(deps, bytes, { type: 'passphrase', passphrase: 'other words' })).code).toBe('vault.wrongSecret');
    const restored = join(await tempFolder(), 'new');
    await mkdir(restored);
    valueOf(await writeRestoredHeader(deps, restored, bytes));
    expect((await unlockVault(deps, restored, { type: 'recovery', code: recoveryCode })).ok).toBe(true);
    valueOf(await refreshPassphraseSlots(deps, restored, PASSPHRASE));
    expect(valueOf(await unlockWithPassphrase(deps, restored, PASSPHRASE)).by).toBe('passphrase');
    expect(errorOf(await writeRestoredHeader(deps, restored, bytes)).code).toBe('book.exists');
  });
});
