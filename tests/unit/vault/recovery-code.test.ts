import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src-main/core/kernel/ports.ts';
import { parseRecoveryCode, recoveryGroupMatches } from '../../../src-main/core/vault/index.ts';
import { newRecoveryCode, printRecoveryCode, recoverySecretOf } from '../../../src-main/core/vault/recovery-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secrets = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 26, maxLength: 26 });
const positions = fc.integer({ min: 0, max: 27 });

describe('the recovery code', () => {
  it('is 7 groups of 4 and never twice the same', () => {
    const codes = Array.from({ length: 200 }, () => newRecoveryCode(systemRandom));
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes).size).toBe(200);
  });

  it('uses every character of the alphabet at every place', () => {
    const seen = Array.from({ length: 26 }, () => new Set<string>());
    for (let i = 0; i < 1500; i++) [...recoverySecretOf(newRecoveryCode(systemRandom))].forEach((char, at) => seen[at]?.add(char));
    expect(seen.map((chars) => chars.size)).toEqual(Array.from({ length: 26 }, () => 32));
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(parseRecoveryCode(printRecoveryCode(secret))).toEqual({ ok: true, value: secret });
      }),
    );
  });

  it('forgives case, full width, blanks, dashes and confusable letters', () => {
    const sloppy = fc.tuple(
      secrets,
      fc.array(fc.constantFrom(' ', '-', '–', '　', '\t', '.', '·', '—', '\u200b'), { minLength: 28, maxLength: 28 }),
      fc.infiniteStream(fc.nat(3)),
    );
    fc.assert(
      fc.property(sloppy, ([secret, gaps, choices]) => {
        const typed = [...printRecoveryCode(secret).replaceAll('-', '')].map((char, i) => {
          const style = choices.next().value as number;
          const look =
            char === '0'
              ? ['0', 'O', 'o', 'Ｏ']
              : char === '1'
                ? ['1', 'I', 'l', 'L']
                : [char, char.toLowerCase(), String.fromCharCode(char.charCodeAt(0) + 0xfee0), char];
          return `${look[style] ?? char}${gaps[i] ?? ''}`;
        });
        expect(parseRecoveryCode(typed.join(''))).toEqual({ ok: true, value: secret });
      }),
    );
  });

  it('notices every single wrong character and says in which group', () => {
    fc.assert(
      fc.property(secrets, positions, fc.integer({ min: 1, max: 31 }), (secret, at, shift) => {
        const chars = [...printRecoveryCode(secret).replaceAll('-', '')];
        chars[at] = ALPHABET[(ALPHABET.indexOf(chars[at] ?? '') + shift) % 32] ?? '';
        expect(parseRecoveryCode(chars.join(''))).toMatchObject({ ok: false, error: { reason: 'check', group: Math.floor(at / 4) + 1 } });
      }),
    );
  });

  it('notices any two wrong characters and any two swapped ones', () => {
    fc.assert(
      fc.property(secrets, positions, positions, fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 }), (secret, a, b, x, y) => {
        fc.pre(a !== b);
        const good = [...printRecoveryCode(secret).replaceAll('-', '')];
        const wrong = [...good];
        wrong[a] = ALPHABET[(ALPHABET.indexOf(good[a] ?? '') + x) % 32] ?? '';
        wrong[b] = ALPHABET[(ALPHABET.indexOf(good[b] ?? '') + y) % 32] ?? '';
        expect(parseRecoveryCode(wrong.join('')).ok).toBe(false);
        const swapped = [...good];
        [swapped[a], swapped[b]] = [good[b] ?? '', good[a] ?? ''];
        expect(parseRecoveryCode(swapped.join('')).ok).toBe(swapped[a] === good[a]);
      }),
      { numRuns: 1000 },
    );
  });

  it('tells a missing character and a strange one apart, and survives any text', () => {
    const code = printRecoveryCode('A'.repeat(26));
    expect(parseRecoveryCode(code.slice(0, -1))).toMatchObject({ error: { reason: 'length' } });
    expect(parseRecoveryCode(`U${code.slice(1)}`)).toMatchObject({ error: { reason: 'character', group: 1 } });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        expect(parseRecoveryCode(text).ok).toBe(false);
      }),
    );
  });

  it('confirms a group as forgivingly as the whole', () => {
    expect(recoveryGroupMatches('AB01-CDEF', 0, ' abOl ')).toBe(true);
    expect(recoveryGroupMatches('AB01-CDEF', 1, 'AB01')).toBe(false);
    expect(recoveryGroupMatches('AB01-CDEF', 2, '')).toBe(false);
  });
});
