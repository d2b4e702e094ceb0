import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src-main/core/kernel/ports.ts';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';
import {
  fileKey,
  openSealedFile,
  SEAL_CHUNK_BYTES,
  Secret,
  verifySealedFile,
  writeSealedFile,
} from '../../../src-main/core/vault/index.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { errorOf, tempFolder, valueOf } from './support.ts';

const HEADER = new TextEncoder().encode('{"kind":"test"}');
const START = 12 + HEADER.length + 24;
const SEALED = SEAL_CHUNK_BYTES + 17;
const newKey = () => Secret.adopt(systemRandom.bytes(32));

async function setupFile(sizeBytes: number, key = newKey()) {
  const path = join(await tempFolder(), 'file.sealed');
  const plain = systemRandom.bytes(sizeBytes);
  const written = await writeSealedFile(path, { header: HEADER, key, source: [plain] });
  return { path, plain, key, written, bytes: new Uint8Array(await readFile(path)) };
}

async function readAll(path: string, key: Secret): Promise<Uint8Array> {
  const file = valueOf(await openSealedFile(path));
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of file.read(key)) pieces.push(piece);
  } finally {
    await file.close();
  }
  return Buffer.concat(pieces);
}

describe('a sealed file', () => {
  it('gives back what was put in, at every length around a chunk', async () => {
    for (const size of [0, 1, SEAL_CHUNK_BYTES - 1, SEAL_CHUNK_BYTES, SEAL_CHUNK_BYTES + 1, 3 * SEAL_CHUNK_BYTES, 700_001]) {
      const { path, plain, key, written } = await setupFile(size);
      expect(Buffer.compare(await readAll(path, key), plain)).toBe(0);
      const chunks = Math.max(1, Math.ceil(size / SEAL_CHUNK_BYTES));
      expect(written).toEqual({ plainBytes: size, sizeBytes: START + size + 17 * chunks });
      expect(await verifySealedFile(path, key)).toEqual({ ok: true, value: { plainBytes: size } });
      const opened = valueOf(await openSealedFile(path));
      expect(opened.header).toEqual(HEADER);
      await opened.close();
    }
  });

  it('does not depend on how the source is cut', async () => {
    const folder = await tempFolder();
    const plain = systemRandom.bytes(2 * SEAL_CHUNK_BYTES);
    const key = newKey();
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: plain.length }), { maxLength: 6 }), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), plain.length];
        const pieces = at.slice(1).map((end, i) => plain.subarray(at[i], end));
        const path = join(folder, `f${n++}`);
        await writeSealedFile(path, { header: HEADER, key, source: pieces });
        expect(Buffer.compare(await readAll(path, key), plain)).toBe(0);
      }),
      { numRuns: 15 },
    );
  });

  it('hides its content', async () => {
    const path = join(await tempFolder(), 'f');
    const text = Buffer.from('王小明 13812345678 '.repeat(500));
    await writeSealedFile(path, { header: HEADER, key: newKey(), source: [text] });
    expect((await readFile(path)).includes('13812345678')).toBe(false);
  });

  it('does not open with another key, nor a file key of another id', async () => {
    const sodium = await loadSodium();
    const root = newKey();
    const { path } = await setupFile(10, fileKey(sodium, root, 'a'));
    expect((await verifySealedFile(path, fileKey(sodium, root, 'a'))).ok).toBe(true);
    for (const key of [newKey(), root, fileKey(sodium, root, 'b')]) {
      expect(errorOf(await verifySealedFile(path, key))).toMatchObject({ code: 'seal.damaged' });
    }
  });
});

describe('an altered sealed file', () => {
  async function verdict(bytes: Uint8Array, key: Secret): Promise<string> {
    const path = join(await tempFolder(), 'f');
    await writeFile(path, bytes);
    const result = await verifySealedFile(path, key);
    return result.ok ? 'accepted' : result.error.code;
  }

  it('is refused at every flipped byte of a small file', async () => {
    const { bytes, key } = await setupFile(40);
    const file = join(await tempFolder(), 'f');
    for (let at = 0; at < bytes.length; at++) {
      const spoilt = bytes.slice();
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << (at % 8));
      await writeFile(file, spoilt);
      expect(errorOf(await verifySealedFile(file, key)).code).toMatch(/^seal\.(damaged|foreign|newer)$/);
    }
  });

  it('is refused when cut anywhere, with a chunk border no exception', async () => {
    const { bytes, key } = await setupFile(2 * SEAL_CHUNK_BYTES + 100);
    for (const length of [
      0,
      5,
      11,
      12,
      START - 1,
      START,
      START + 16,
      START + SEALED - 1,
      START + SEALED,
      START + SEALED + 1,
      START + 2 * SEALED,
      bytes.length - 1,
    ]) {
      expect(await verdict(bytes.subarray(0, length), key)).toMatch(/^seal\.(damaged|foreign)$/);
    }
  });

  it('is refused when anything follows', async () => {
    for (const size of [10, SEAL_CHUNK_BYTES]) {
      const { bytes, key } = await setupFile(size);
      for (const tail of [1, 17, SEALED, SEALED + 1]) {
        expect(await verdict(Buffer.concat([bytes, new Uint8Array(tail)]), key)).toBe('seal.damaged');
      }
      expect(await verdict(Buffer.concat([bytes, bytes.subarray(START)]), key)).toBe('seal.damaged');
    }
  });

  it('is refused when chunks are swapped, dropped, doubled or taken from another file of the same key', async () => {
    const key = newKey();
    const one = (await setupFile(3 * SEAL_CHUNK_BYTES + 5, key)).bytes;
    const two = (await setupFile(3 * SEAL_CHUNK_BYTES + 5, key)).bytes;
    const start = one.subarray(0, START);
    const [a, b, c] = [0, 1, 2].map((i) => one.subarray(START + i * SEALED, START + (i + 1) * SEALED)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const end = one.subarray(START + 3 * SEALED);
    const foreign = two.subarray(START + SEALED, START + 2 * SEALED);
    expect(await verdict(Buffer.concat([start, a, b, c, end]), key)).toBe('accepted');
    for (const parts of [
      [b, a, c, end],
      [a, c, end],
      [a, a, b, c, end],
      [a, foreign, c, end],
      [a, b, c, two.subarray(START + 3 * SEALED)],
      [end],
    ]) {
      expect(await verdict(Buffer.concat([start, ...parts]), key)).toBe('seal.damaged');
    }
    expect(await verdict(Buffer.concat([two.subarray(0, START), a, b, c, end]), key)).toBe('seal.damaged');
  });

  it('is refused when the header was exchanged or claims to be huge', async () => {
    const { bytes, key } = await setupFile(10);
    const other = bytes.slice();
    other.set(new TextEncoder().encode('{"kind":"TEST"}'), 12);
    expect(await verdict(other, key)).toBe('seal.damaged');
    for (const length of [65_537, 0xffffffff, 65_536]) {
      const huge = bytes.slice();
      new DataView(huge.buffer).setUint32(8, length, true);
      expect(await verdict(huge, key)).toBe('seal.damaged');
    }
  });

  it('is called foreign or newer when it is', async () => {
    const { bytes, key } = await setupFile(10);
    expect(await verdict(new TextEncoder().encode('PK\u0003\u0004 a workbook, say'), key)).toBe('seal.foreign');
    expect(
      await verdict(
        Uint8Array.from(bytes, (byte, i) => (i === 7 ? 2 : byte)),
        key,
      ),
    ).toBe('seal.newer');
  });
});

describe('writeSealedFile', () => {
  it('leaves nothing behind when the source fails or the user cancels', async () => {
    const folder = await tempFolder();
    const stop = new AbortController();
    async function* failing() {
      yield await Promise.resolve(systemRandom.bytes(300_000));
      throw new Error('the network went away');
    }
    async function* cancelled() {
      yield await Promise.resolve(systemRandom.bytes(300_000));
      stop.abort();
      yield systemRandom.bytes(10);
    }
    await expect(writeSealedFile(join(folder, 'a'), { header: HEADER, key: newKey(), source: failing() })).rejects.toThrow('went away');
    await expect(
      writeSealedFile(join(folder, 'b'), { header: HEADER, key: newKey(), source: cancelled(), signal: stop.signal }),
    ).rejects.toMatchObject({ error: { code: 'request.cancelled' } });
    expect(await readdir(folder)).toEqual([]);
  });

  it('has no name before it is complete', async () => {
    const folder = await tempFolder();
    const seen: string[] = [];
    async function* source() {
      yield systemRandom.bytes(300_000);
      seen.push(...(await readdir(folder)));
    }
    await writeSealedFile(join(folder, 'a'), { header: HEADER, key: newKey(), source: source() });
    expect(seen).toEqual(['a.partial']);
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('never writes over a file, and says what is wrong with the disk', async () => {
    const { path, key } = await setupFile(5);
    await expect(writeSealedFile(path, { header: HEADER, key, source: [] })).rejects.toMatchObject({ error: { code: 'disk.exists' } });
    await expect(writeSealedFile(join(path, 'x'), { header: HEADER, key, source: [] })).rejects.toBeInstanceOf(AppFailure);
    await expect(openSealedFile(`${path}.none`)).rejects.toMatchObject({ error: { code: 'disk.missing' } });
  });

  it('replaces the rest of an earlier attempt that crashed', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'sub'));
    await (await open(join(folder, 'a.partial'), 'w')).close();
    const key = newKey();
    await writeSealedFile(join(folder, 'a'), { header: HEADER, key, source: [] });
    expect((await verifySealedFile(join(folder, 'a'), key)).ok).toBe(true);
  });
});
