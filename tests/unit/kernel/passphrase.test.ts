import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgePassphrase, passphraseStrength } from '../../../shared/kernel/passphrase.ts';

describe('passphraseStrength', () => {
  it('refuses what people choose first, and says why', () => {
    const refused: Record<string, string> = {
      '': 'tooShort',
      abc: 'tooShort',
      我爱你: 'tooShort',
      '12345678': 'sequence',
      password: 'common',
      'Password123!': 'common',
      '13812345678': 'phone',
      '+8613912345678': 'phone',
      '19880806': 'date',
      '1988-08-06': 'date',
      '1988年8月6日': 'date',
      laowang1985: 'date',
      qwertyuiop: 'keyboard',
      '1qaz2wsx3edc': 'keyboard',
      aaaaaaaaaaaa: 'repeat',
      abcabcabcabc: 'repeat',
      '88888888': 'repeat',
      '52013145201314': 'common',
      woaini1314: 'common',
      恭喜发财: 'common',
      床前明月光疑是地上霜: 'common',
      ｐａｓｓｗｏｒｄ: 'common',
      butterfly: 'tooSimple',
    };
    for (const [text, reason] of Object.entries(refused)) {
      const verdict = judgePassphrase(text);
      expect([text, verdict.accepted, verdict.reasons]).toEqual([text, false, expect.arrayContaining([reason])]);
    }
  });

  it('accepts what a shop owner can remember and others cannot guess', () => {
    for (const text of [
      '今天天气真好',
      '我家门口有两棵枣树',
      'mei hua dian 72',
      'correct horse battery staple',
      'k3Tz9qPw',
      'meihua-shop-72',
      '小店开张8年了',
    ]) {
      expect([text, judgePassphrase(text).accepted]).toEqual([text, true]);
    }
  });

  it('counts the name of the book for next to nothing', () => {
    expect(judgePassphrase('老王家的面馆').accepted).toBe(true);
    expect(judgePassphrase('老王家的面馆', ['老王家的面馆'])).toMatchObject({ accepted: false, reasons: ['bookName'] });
  });

  it('answers for any text, and calls random text good', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1500 }), (text) => {
        const { score, bits } = passphraseStrength(text);
        expect(bits).toBeGreaterThanOrEqual(0);
        expect([0, 1, 2, 3, 4]).toContain(score);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        fc.pre(new Set(bytes).size > 16);
        expect(passphraseStrength(Buffer.from(bytes).toString('base64')).score).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it('earns little by writing the same twice', () => {
    const once = passphraseStrength('meihua-shop-72').bits;
    expect(passphraseStrength('meihua-shop-72meihua-shop-72').bits).toBeLessThanOrEqual(once + 2);
  });
});
