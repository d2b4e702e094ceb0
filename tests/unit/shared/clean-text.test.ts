import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText } from '../../../shared/kernel/text.ts';

describe('cleanText', () => {
  it('keeps the joiners that hold a name or an emoji together', () => {
    for (const whole of ['😀👨‍👩‍👧', '👩🏽‍🚀', '❤️‍🔥', 'می‌خواهم', 'क्‍ष']) expect(cleanText(whole)).toBe(whole);
  });

  it('removes stray joiners and other invisible litter', () => {
    expect(cleanText('\u200d王\u200d小\u200b明\u200c')).toBe('王小明');
    expect(cleanText('138\u200d0013\u202c8000')).toBe('13800138000');
    expect(cleanText('\u200d')).toBe('');
    expect(cleanLine('👨\u200d \t张三\u200f')).toBe('👨 张三');
  });
});
