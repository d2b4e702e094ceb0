import { describe, expect, it } from 'vitest';
import { finishHash, hashKey, hashPrefix, hashState, hashText } from '../../../src-main/core/operations/transfer/key-hash.ts';
import { createKeyIndex } from '../../../src-main/core/operations/transfer/key-index.ts';

describe('index of match keys', () => {
  it('finds everybody under a key, in the order they came, however far it grows', () => {
    const index = createKeyIndex();
    for (let i = 0; i < 50_000; i++) {
      index.add(`phone:${i}`, i + 1);
      index.add(`n:${i % 1000}`, i + 1);
    }
    index.add('phone:7', 8);
    expect(index.size).toBe(100_000);
    for (let i = 0; i < 50_000; i += 7) expect(index.find(`phone:${i}`)).toEqual([i + 1]);
    expect(index.find('n:3')).toEqual(Array.from({ length: 50 }, (_, k) => k * 1000 + 4));
    expect(index.find('phone:x')).toEqual([]);
  });

  it('takes ids beyond 32 bits and negative numbers of rows', () => {
    const index = createKeyIndex();
    index.add('a', 904_696_206_196_737);
    index.add('a', -3);
    expect(index.find('a')).toEqual([904_696_206_196_737, -3]);
  });

  it('knows a key by its hash, made in pieces or at once', () => {
    const index = createKeyIndex();
    index.add('phone:+8613800138000', 5);
    const whole = { place: 0, tag: 0 };
    const pieces = { place: 0, tag: 0 };
    hashKey('phone:+8613800138000', whole);
    const state = hashState(hashPrefix('phone:+86'));
    hashText(state, '13800138000');
    finishHash(state, pieces);
    expect(pieces).toEqual(whole);
    expect(index.hasHash(pieces.place, pieces.tag)).toBe(true);
    hashKey('phone:+8613800138001', whole);
    expect(index.hasHash(whole.place, whole.tag)).toBe(false);
  });
});
