import { describe, expect, it } from 'vitest';
import { checkRules, creditCodeRight, readIdCard, rulesSchema } from '../../../shared/kernel/standards.ts';
import { readPattern } from '../../../shared/kernel/standards-pattern.ts';

const codes = (rules: Parameters<typeof checkRules>[0], value: Parameters<typeof checkRules>[1]) => checkRules(rules, value, '2026-11-22').map((p) => `${p.severity}:${p.code}`);

describe('identity numbers', () => {
  it('says birthday and gender of an ID card, and whether its check digit is right', () => {
    // The example of GB 11643-1999.
    expect(readIdCard('11010519491231002X')).toEqual({ birthday: '1949-12-31', gender: 'female', checkDigitRight: true });
    expect(readIdCard('１１０１０５ 19491231 002x')).toMatchObject({ checkDigitRight: true });
    expect(readIdCard('440524188001010014')).toEqual({ birthday: '1880-01-01', gender: 'male', checkDigitRight: true });
    expect(readIdCard('110105194912310021')).toMatchObject({ checkDigitRight: false });
    expect(readIdCard('11010519490230002X')).toBeNull();
    expect(readIdCard('12345')).toBeNull();
  });

  it('checks the last character of a credit code', () => {
    expect(creditCodeRight('91350100M000100Y43')).toBe(true);
    expect(creditCodeRight('91350100M000100Y44')).toBe(false);
    expect(creditCodeRight('91350100I000100Y43')).toBeNull();
  });
});

describe('rules', () => {
  it("stop a form for what the owner demands, and only warn otherwise", () => {
    expect(codes({ required: true }, null)).toEqual(['error:required']);
    expect(codes({ required: true }, [])).toEqual(['error:required']);
    expect(codes({ format: 'postcode' }, '1000')).toEqual(['error:format']);
    expect(codes({ format: 'idCard' }, '110105194912310021')).toEqual(['warning:checkDigit']);
    expect(codes({ format: 'creditCode' }, '91350100M000100Y44')).toEqual(['warning:checkDigit']);
    expect(codes({ min: 0, max: 10 }, 11)).toEqual(['warning:tooLarge']);
    expect(codes({ max: 'today' }, '2026-11-23')).toEqual(['warning:tooLarge']);
    expect(codes({ minLength: 2, maxLength: 3 }, '四个字啊')).toEqual(['warning:tooLong']);
    expect(codes({ format: 'plate' }, '京A12345')).toEqual([]);
    expect(codes({ format: 'bankCard' }, '6222 0212 3456 7890 129')).toEqual(['warning:checkDigit']);
  });

  it('leave an empty value alone unless it is required', () => {
    expect(codes({ format: 'mobile', min: 3, minLength: 2 }, '')).toEqual([]);
  });

  it('refuse a pattern that is none', () => {
    expect(rulesSchema.safeParse({ format: 'pattern', pattern: '[A-' }).success).toBe(false);
    expect(rulesSchema.safeParse({ format: 'pattern', pattern: 'VIP\\d{4}' }).success).toBe(true);
  });
});

describe('patterns of the owner', () => {
  it.each([
    ['VIP\\d{4}', 'VIP0001', true],
    ['VIP\\d{4}', 'VIP001', false],
    ['^(A|B|金)-?\\d{2,3}$', '金-12', true],
    ['[^0-9]+', 'abc', true],
    ['[一-龥]{2,4}', '王小明', true],
    ['a.c', 'a\nc', false],
    ['\\[x\\]', '[x]', true],
    ['(?:ab)*c?', 'ababc', true],
    ['\\w+\\s\\w+', 'hello world', true],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(readPattern(pattern)?.test(text)).toBe(expected);
  });

  it('agree with the language’s own on what both know', () => {
    for (const pattern of ['a{0,2}b+', '(x|y)+z', '[a-c]\\d?', 'a*b*c*', '(ab|a)(bc|c)?']) {
      for (const text of ['', 'ab', 'aabb', 'xyz', 'yxz', 'b9', 'abc', 'aaab', 'ac', 'abbc']) {
        expect([pattern, text, readPattern(pattern)?.test(text)]).toEqual([pattern, text, new RegExp(`^(?:${pattern})$`).test(text)]);
      }
    }
  });

  it('stop instead of freezing', () => {
    expect(readPattern('(a+)+b')?.test('a'.repeat(40))).toBe('tooSlow');
    expect(readPattern('(a|a)*c')?.test('a'.repeat(60))).toBe('tooSlow');
  });

  it.each(['(', 'a)', '*', '[z-a]', 'a{9999}', '\\', '(?=a)', 'x'.repeat(201)])('refuse %s', (pattern) => {
    expect(readPattern(pattern)).toBeNull();
  });
});
