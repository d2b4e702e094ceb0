import { describe, expect, it } from 'vitest';
import { createTextArena } from '../../../src-main/core/operations/transfer/text-arena.ts';
import { seeded } from '../../support/transfer/random.ts';

describe('the text arena', () => {
  it('gives back every text, while it grows and in any order', () => {
    const random = seeded(7);
    const arena = createTextArena();
    const texts: string[] = [];
    for (let i = 0; i < 5_000; i++) {
      // Some are longer than a block.
      const length = random.chance(0.002) ? 150_000 : random.int(300);
      const text = `${i}${random.pick(['王', '🙂', 'a', ''])}`.repeat(Math.ceil(length / 5));
      expect(arena.add(text)).toBe(i);
      texts.push(text);
      const any = random.int(texts.length);
      expect(arena.get(any) === texts[any]).toBe(true);
    }
    expect(texts.findIndex((text, i) => arena.get(i) !== text)).toBe(-1);
    expect(arena.get(texts.length)).toBeNull();
    expect(arena.get(-1)).toBeNull();
  });
});
