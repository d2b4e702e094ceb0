/** The header under rot and forgery: nothing altered is ever used, and nothing huge is ever tried. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';
import {
  canonicalJson,
  createVault,
  readHeader,
  unlockHeaderBytes,
  unlockWithPassphrase,
  unlockWithRecoveryCode,
} from '../../../src-main/core/vault/index.ts';
import type { CanonicalValue, Kdf } from '../../../src-main/core/vault/index.ts';
import { headerBytes, parseHeader } from '../../../src-main/core/vault/vault-file.ts';
import type { VaultHeader } from '../../../src-main/core/vault/vault-file.ts';
import { errorOf, META, PASSPHRASE, tempFolder, testDeps, valueOf } from './support.ts';

const GOLDEN = join(import.meta.dirname, 'golden', 'vault-format-1.golden');
const GOLDEN_PASSPHRASE = 'golden test 金桂 1';
const GOLDEN_CODE = '7KJP-4RN9-X6RW-3Z7C-HH37-5WXG-RCT4';

const utf8 = (text: string) => new TextEncoder().encode(text);

async function setupHeader() {
  const folder = join(await tempFolder(), 'book');
  const { recoveryCode, keys } = valueOf(await createVault(testDeps(), folder, { passphrase: PASSPHRASE, meta: META }));
  const bytes = await readFile(join(folder, 'vault.json'));
  return { folder, bytes: new Uint8Array(bytes), header: JSON.parse(bytes.toString()) as VaultHeader, recoveryCode, keys };
}

/** As an attacker does who knows the format: the unkeyed checksum made right again. */
async function forge(header: VaultHeader): Promise<Uint8Array> {
  const sodium = await loadSodium();
  const { sum: _sum, mac, ...body } = header;
  const sum = Buffer.from(sodium.hash(16, utf8(canonicalJson(body as CanonicalValue)))).toString('hex');
  return headerBytes({ ...body, sum, mac });
}

describe('a rotten header', () => {
  it('is noticed at every single byte, without any secret', async () => {
    const sodium = await loadSodium();
    const { bytes } = await setupHeader();
    expect(parseHeader(sodium, bytes, '0.1.0').kind).toBe('good');
    for (let at = 0; at < bytes.length - 1; at++) {
      for (const bit of [0, 3, 6]) {
        const spoilt = bytes.slice();
        spoilt[at] = (spoilt[at] ?? 0) ^ (1 << bit);
        const kind = parseHeader(sodium, spoilt, '0.1.0').kind;
        // Only the keyed hash itself is not covered by the checksum; the secret tells that one.
        if (kind === 'good') expect(isInMac(bytes, at)).toBe(true);
      }
    }
  });

  it('is noticed when cut anywhere or when anything follows', async () => {
    const sodium = await loadSodium();
    const { bytes } = await setupHeader();
    for (let length = 0; length < bytes.length - 1; length++) {
      expect(parseHeader(sodium, bytes.subarray(0, length), '0.1.0').kind).not.toBe('good');
    }
    for (const tail of ['x', '{}', '\0']) {
      expect(parseHeader(sodium, Buffer.concat([bytes, utf8(tail)]), '0.1.0').kind).toBe('damaged');
    }
  });
});

function isInMac(bytes: Uint8Array, at: number): boolean {
  const start = Buffer.from(bytes).indexOf('"mac":"') + 7;
  return at >= start && at < start + 64;
}

describe('a forged header', () => {
  it('is refused after the right secret, whatever was changed', async () => {
    const { header, recoveryCode } = await setupHeader();
    const other = (await setupHeader()).header;
    const changed: VaultHeader[] = [
      { ...header, gen: 99 },
      { ...header, book: { ...header.book, name: 'Evil' } },
      { ...header, slots: header.slots.filter((slot) => slot.type !== 'backup') },
      { ...header, slots: [...header.slots, ...other.slots] },
      { ...header, slots: [...header.slots].reverse() },
      { ...header, mac: '0'.repeat(64) },
    ];
    for (const forged of changed) {
      const answer = await unlockHeaderBytes(testDeps(), await forge(forged), { type: 'recovery', code: recoveryCode });
      expect(errorOf(answer)).toEqual({ code: 'vault.damaged', reason: 'forged' });
    }
  });

  it('cannot move a slot to another book, place or kind', async () => {
    const { header, recoveryCode } = await setupHeader();
    const other = (await setupHeader()).header;
    const moved: VaultHeader[] = [
      { ...other, slots: header.slots },
      { ...header, slots: header.slots.map((slot) => (slot.type === 'recovery' ? { ...slot, id: '0123456789abcdef' } : slot)) },
    ];
    for (const forged of moved) {
      const answer = await unlockHeaderBytes(testDeps(), await forge(forged), { type: 'recovery', code: recoveryCode });
      expect(errorOf(answer).code).toBe('vault.wrongSecret');
    }
    const daily = header.slots.find((slot) => slot.type === 'passphrase');
    const asBackup = { ...header, slots: [{ ...daily, type: 'backup' } as VaultHeader['slots'][number]] };
    expect(errorOf(await unlockHeaderBytes(testDeps(), await forge(asBackup), { type: 'passphrase', passphrase: PASSPHRASE })).code).toBe(
      'vault.wrongSecret',
    );
  });

  it('gives way to the genuine copy', async () => {
    const { folder, header, bytes } = await setupHeader();
    await writeFile(join(folder, 'vault.json'), await forge({ ...header, gen: 99 }));
    const opened = valueOf(await unlockWithPassphrase(testDeps(), folder, PASSPHRASE));
    expect(opened.header.gen).toBe(1);
    expect(new Uint8Array(await readFile(join(folder, 'vault.json')))).toEqual(bytes);
  });

  it('never makes us derive beyond the bounds', async () => {
    const { header } = await setupHeader();
    const tried: number[] = [];
    const kdf: Kdf = { derive: (_p, _s, params) => Promise.reject(new Error(`tried ${tried.push(params.mKiB)}`)) };
    const slot = header.slots.find((candidate) => candidate.type === 'passphrase');
    for (const bad of [
      { mKiB: 1024 },
      { mKiB: 2 ** 21 },
      { mKiB: 1e300 },
      { t: 0 },
      { t: 11 },
      { p: 2 },
      { alg: 'argon2i' },
      { salt: '00' },
      { extra: 1 },
    ]) {
      const kdfFacts = { ...(slot && 'kdf' in slot ? slot.kdf : {}), ...bad };
      const json = JSON.stringify({ ...header, slots: [{ ...slot, kdf: kdfFacts }] });
      const answer = await unlockHeaderBytes(testDeps({ kdf }), utf8(json), { type: 'passphrase', passphrase: PASSPHRASE });
      expect(errorOf(answer).code).toBe('vault.damaged');
    }
    const many = JSON.stringify({ ...header, slots: Array.from({ length: 33 }, () => slot) });
    expect(errorOf(await unlockHeaderBytes(testDeps({ kdf }), utf8(many), { type: 'passphrase', passphrase: PASSPHRASE })).code).toBe(
      'vault.damaged',
    );
    expect(tried).toEqual([]);
  });

  it('of any JSON or bytes never throws', async () => {
    const sodium = await loadSodium();
    const { header } = await setupHeader();
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(header)), fc.jsonValue(), (key, value) => {
        const kind = parseHeader(sodium, utf8(JSON.stringify({ ...header, [key]: value })), '0.1.0').kind;
        expect(['damaged', 'foreign', 'newer']).toContain(kind);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(['damaged', 'foreign']).toContain(parseHeader(sodium, bytes, '0.1.0').kind);
      }),
    );
  });
});

describe('format 1', () => {
  it('still opens the golden file', async () => {
    const folder = join(await tempFolder(), 'book');
    await cp(GOLDEN, join(folder, 'vault.json'));
    const deps = testDeps();
    expect(valueOf(await readHeader(deps, folder))).toMatchObject({
      format: 1,
      gen: 1,
      book: { name: '金桂茶庄', preset: 'retail', createdAt: 1_790_000_000_000 },
    });
    const byPassphrase = valueOf(await unlockWithPassphrase(deps, folder, GOLDEN_PASSPHRASE));
    const byCode = valueOf(await unlockWithRecoveryCode(deps, folder, GOLDEN_CODE));
    const sodium = await loadSodium();
    // The check value is a hash of the database key: a change of any derivation shows here.
    for (const { keys } of [byPassphrase, byCode]) {
      expect(Buffer.from(sodium.hash(16, keys.db.copy())).toString('hex')).toBe('aafd8b44a538a9ede691851c874ed82f');
    }
  });
});
