import { describe, expect, it } from 'vitest';
import { formatPhone, normalizePhone, phoneKey } from '../../../shared/kernel/phone.ts';

describe('phone numbers', () => {
  it('gives one number for every way of writing it', () => {
    const ways = [
      '13800138000',
      '+86 138 0013 8000',
      '0086-13800138000',
      '8613800138000',
      '１３８００１３８０００',
      '013800138000',
      '(+86)138-0013-8000',
    ];
    expect(new Set(ways.map((w) => normalizePhone(w)?.e164))).toEqual(new Set(['+8613800138000']));
    expect(new Set(['021-62345678', '(021) 6234 5678', '+86 21 62345678', '+86(0)21-6234-5678', '02162345678'].map(phoneKey))).toEqual(
      new Set(['+862162345678']),
    );
  });

  it('knows the kinds of numbers a shop meets', () => {
    const kinds = ['13800138000', '0571-87654321', '62345678', '400-820-8820', '95555', '10086', '+852 2345 6789'].map(
      (t) => normalizePhone(t)?.kind,
    );
    expect(kinds).toEqual(['mobile', 'landline', 'local', 'tollFree', 'hotline', 'hotline', 'foreign']);
  });

  it('keeps extensions apart from the number but in its key', () => {
    expect(normalizePhone('021-62345678转801')).toMatchObject({ national: '02162345678', extension: '801', display: '021-62345678转801' });
    expect(phoneKey('021-62345678转801')).not.toBe(phoneKey('021-62345678'));
  });

  it('refuses what is no number', () => {
    for (const text of ['', 'x', '12345678901', '张三', '1', '+', '999999999999999999', '2024-03-05x'])
      expect(normalizePhone(text), text).toBeNull();
  });

  it('is shown in groups', () => {
    expect(['13800138000', '02162345678', '说不清'].map(formatPhone)).toEqual(['138 0013 8000', '021-62345678', '说不清']);
  });
});
