import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src-main/core/kernel/ports.ts';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';
import { BACKUP_KDF, calibrateKdf, DAILY_KDF, KDF_BOUNDS, workerKdf } from '../../../src-main/core/vault/index.ts';
import { isBelow, passphraseBytes, scaleKdf } from '../../../src-main/core/vault/kdf.ts';
import { Secret } from '../../../src-main/core/vault/secret.ts';

const MIB = 1024;
const salt = new Uint8Array(16).fill(9);

describe('workerKdf', () => {
  it('gives the key that libsodium gives, for the passphrase as UTF-8', async () => {
    const params = { mKiB: 19 * MIB, t: 2 };
    const { key, elapsedMs } = await workerKdf.derive('熟客 passphrase', salt, params);
    const sodium = await loadSodium();
    expect(key.copy()).toEqual(sodium.argon2id(new TextEncoder().encode('熟客 passphrase'), salt, params));
    expect(elapsedMs).toBeGreaterThan(0);
  });

  it('leaves the event loop running meanwhile', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await workerKdf.derive('x', salt, DAILY_KDF);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
  });

  it('says so when the memory cannot be had', async () => {
    await expect(workerKdf.derive('x', salt, { mKiB: 3 * 1024 * MIB, t: 1 })).rejects.toMatchObject({
      error: { code: 'vault.outOfMemory' },
    });
  });

  it('separates every cost, salt and passphrase', async () => {
    const base = { mKiB: 19 * MIB, t: 1 };
    const keys = await Promise.all([
      workerKdf.derive('a', salt, base),
      workerKdf.derive('b', salt, base),
      workerKdf.derive('a', new Uint8Array(16), base),
      workerKdf.derive('a', salt, { ...base, t: 2 }),
      workerKdf.derive('a', salt, { ...base, mKiB: 20 * MIB }),
    ]);
    expect(new Set(keys.map(({ key }) => Buffer.from(key.copy()).toString('hex'))).size).toBe(5);
  });
});

describe('passphraseBytes', () => {
  it('is the same for composed, decomposed and full-width typing', () => {
    expect(passphraseBytes('Ａｂｃ１２３ é')).toEqual(passphraseBytes('Abc123 e\u0301'));
    expect(passphraseBytes('a')).not.toEqual(passphraseBytes('A'));
  });
});

describe('the cost', () => {
  it('rises with the machine: memory to 256 MiB first, then passes; never below the default, never above the bounds', () => {
    expect(scaleKdf(DAILY_KDF, 800, 800)).toEqual(DAILY_KDF);
    expect(scaleKdf(DAILY_KDF, 5000, 800)).toEqual(DAILY_KDF);
    expect(scaleKdf(DAILY_KDF, 400, 800)).toEqual({ mKiB: 128 * MIB, t: 3 });
    expect(scaleKdf(DAILY_KDF, 100, 800)).toEqual({ mKiB: 256 * MIB, t: 6 });
    expect(scaleKdf(DAILY_KDF, 0, 1e9)).toEqual({ mKiB: 256 * MIB, t: KDF_BOUNDS.maxT });
    expect([isBelow(DAILY_KDF, BACKUP_KDF), isBelow(DAILY_KDF, DAILY_KDF)]).toEqual([true, false]);
  });

  it('is calibrated by one derivation', async () => {
    const kdf = { derive: () => Promise.resolve({ key: Secret.adopt(new Uint8Array(32)), elapsedMs: 200 }) };
    expect(await calibrateKdf({ kdf, random: systemRandom }, 600)).toEqual({ mKiB: 192 * MIB, t: 3 });
  });
});
