import library from 'libsodium-wrappers-sumo';
import { describe, expect, it } from 'vitest';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';

const sodium = await loadSodium();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const unhex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const key = unhex('80'.repeat(32).replace(/80/g, (_, i: number) => (0x80 + i / 2).toString(16)));

describe('sodium', () => {
  it('matches the published vector of XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha, A.3.1)', () => {
    const plain = new TextEncoder().encode(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    );
    const nonce = unhex('404142434445464748494a4b4c4d4e4f5051525354555657');
    const ad = unhex('50515253c0c1c2c3c4c5c6c7');
    const sealed = sodium.aeadSeal(key, nonce, plain, ad);
    expect(hex(sealed.subarray(0, 16))).toBe('bd6d179d3e83d43b9576579493c0e939');
    expect(hex(sealed.subarray(-16))).toBe('c0875924c1c7987947deafd8780acf49');
    expect(sodium.aeadOpen(key, nonce, sealed, ad)).toEqual(plain);
  });

  it('matches BLAKE2b of RFC 7693 (abc)', () => {
    expect(hex(sodium.hash(64, new TextEncoder().encode('abc')))).toMatch(/^ba80a53f981c4d0d6a2797b69f12f6e9/);
  });

  it('opens nothing that is not authentic, and calls a wrong key length a bug', () => {
    const nonce = new Uint8Array(24);
    const ad = new Uint8Array([1]);
    const sealed = sodium.aeadSeal(key, nonce, new Uint8Array(5), ad);
    expect(sodium.aeadOpen(key, nonce, sealed, new Uint8Array([2]))).toBeNull();
    expect(sodium.aeadOpen(key, nonce, sealed.subarray(0, 15), ad)).toBeNull();
    expect(sodium.aeadOpen(key, nonce, new Uint8Array(0), ad)).toBeNull();
    for (let at = 0; at < sealed.length; at++) {
      const spoilt = Uint8Array.from(sealed, (byte, i) => (i === at ? byte ^ 1 : byte));
      expect(sodium.aeadOpen(key, nonce, spoilt, ad)).toBeNull();
    }
    expect(() => sodium.aeadOpen(key.subarray(1), nonce, sealed, ad)).toThrow();
    expect(() => sodium.aeadSeal(key.subarray(1), nonce, sealed, ad)).toThrow();
  });

  it('streams in order to the final chunk, and not beyond', () => {
    const push = sodium.streamPush(key);
    const ad = new Uint8Array([7]);
    const [first, last] = [push.push(new Uint8Array([1, 2]), ad, false), push.push(new Uint8Array(0), ad, true)];
    expect(() => push.push(new Uint8Array(1), ad, false)).toThrow('ended');
    const pull = sodium.streamPull(key, push.header);
    expect(pull.pull(last, ad)).toBeNull();
    expect(pull.pull(first, ad)).toEqual({ message: new Uint8Array([1, 2]), final: false });
    expect(pull.pull(last, new Uint8Array([8]))).toBeNull();
    expect(pull.pull(last, ad)).toEqual({ message: new Uint8Array(0), final: true });
    pull.dispose();
    pull.dispose();
    expect(() => pull.pull(first, ad)).toThrow('ended');
  });

  it('derives independent subkeys, compares and wipes', () => {
    expect(sodium.subkey(key, 'a')).toEqual(sodium.subkey(key, 'a'));
    expect(sodium.subkey(key, 'a')).not.toEqual(sodium.subkey(key, 'b'));
    expect(sodium.equal(key, key.slice())).toBe(true);
    expect(sodium.equal(key, key.subarray(1))).toBe(false);
    const bytes = sodium.random(32);
    expect(new Set(bytes).size).toBeGreaterThan(8);
    sodium.zero(bytes);
    expect(bytes).toEqual(new Uint8Array(32));
  });

  it('frees what its streams take', () => {
    const heap = (library as unknown as { libsodium: { _malloc(n: number): number; _free(at: number): void } }).libsodium;
    const nextFree = () => {
      const address = heap._malloc(64);
      heap._free(address);
      return address;
    };
    const ad = new Uint8Array(1);
    const before = nextFree();
    for (let i = 0; i < 2000; i++) {
      const push = sodium.streamPush(key);
      const pull = sodium.streamPull(key, push.header);
      pull.pull(push.push(new Uint8Array(1), ad, true), ad);
      pull.dispose();
    }
    expect(Math.abs(nextFree() - before)).toBeLessThan(4096);
  });
});
