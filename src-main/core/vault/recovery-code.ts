/**
 * The recovery code on the printed sheet: 130 random bits as 26 Crockford base32
 * characters and 2 check characters, in 7 groups of 4.
 *
 * The check characters make the whole a Reed–Solomon code over GF(32) (generator
 * (x − α)(x − α²), α a root of x⁵ + x² + 1). Any one or two wrong characters and any two
 * swapped ones are noticed for certain, anything else with 1023/1024; and when one
 * character is wrong we can say in which group, which saves an owner a long search.
 */
import { assertInvariant, err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { Random } from '../kernel/ports.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DATA = 26;
const TOTAL = 28;
export const RECOVERY_GROUP = 4;

/** The 26 data characters, upper case: what keys are derived from. */
export type RecoverySecret = string;

export interface RecoveryCodeError {
  readonly code: 'vault.recoveryCodeTypo';
  readonly reason: 'length' | 'character' | 'check';
  /** 1-based group to look at, when it can be told. */
  readonly group: number | null;
  readonly [fact: string]: unknown;
}

/** A new code in its printed form `XXXX-XXXX-…` (7 groups). */
export function newRecoveryCode(random: Random): string {
  // 256 is a multiple of 32: the low five bits of a random byte are uniform.
  const bytes = random.bytes(DATA);
  const symbols = [...bytes].map((byte) => byte & 31);
  bytes.fill(0);
  return printRecoveryCode(symbols.map((symbol) => ALPHABET[symbol]).join(''));
}

/** The printed form of a secret: check characters added, groups of four. */
export function printRecoveryCode(secret: RecoverySecret): string {
  const symbols = [...secret].map((char) => ALPHABET.indexOf(char));
  const all = [...symbols, ...checkSymbols(symbols)].map((symbol) => ALPHABET[symbol]).join('');
  return (all.match(/.{4}/g) ?? []).join('-');
}

/**
 * Reads what a person typed: any case, full width, any blanks, dashes or dots; O counts
 * as 0, I and L as 1. Answers the 26 data characters or where the typing error is.
 */
export function parseRecoveryCode(text: string): Result<RecoverySecret, RecoveryCodeError> {
  const chars = [...fold(text)];
  const strange = chars.findIndex((char) => !ALPHABET.includes(char));
  if (strange >= 0) return typo('character', groupOf(strange));
  if (chars.length !== TOTAL) return typo('length', null);
  const symbols = chars.map((char) => ALPHABET.indexOf(char));
  const [s1, s2] = [syndrome(symbols, 1), syndrome(symbols, 2)];
  if (s1 !== 0 || s2 !== 0) return typo('check', suspectGroup(s1, s2));
  return ok(chars.slice(0, DATA).join(''));
}

/** The secret of a code that this program printed. */
export function recoverySecretOf(printed: string): RecoverySecret {
  const parsed = parseRecoveryCode(printed);
  assertInvariant(parsed.ok, 'a code we print can be read');
  return parsed.value;
}

/** Whether `typed` is the group `index` (0-based) of the printed code; as forgiving as `parseRecoveryCode`. */
export function recoveryGroupMatches(code: string, index: number, typed: string): boolean {
  const wanted = code.split('-')[index];
  return wanted !== undefined && fold(typed) === wanted;
}

function fold(text: string): string {
  return text
    .slice(0, 1024)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}._·•,−]+/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

function typo(reason: RecoveryCodeError['reason'], group: number | null) {
  return err('vault.recoveryCodeTypo', { reason, group });
}

function groupOf(position: number): number | null {
  return position < TOTAL ? Math.floor(position / RECOVERY_GROUP) + 1 : null;
}

/** GF(32): powers of α twice over, and their logarithms. */
const EXP: readonly number[] = (() => {
  const powers: number[] = [];
  for (let i = 0, x = 1; i < 62; i++) {
    powers.push(x);
    x <<= 1;
    if (x & 32) x ^= 0b100101;
  }
  return powers;
})();
const LOG: readonly number[] = Array.from({ length: 32 }, (_, x) => EXP.indexOf(x));

function multiply(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return EXP[at(LOG, a) + at(LOG, b)] ?? 0;
}

/** The two symbols that make the polynomial divisible by x² + (α + α²)x + α³. */
function checkSymbols(data: readonly number[]): readonly [number, number] {
  const [linear, constant] = [at(EXP, 1) ^ at(EXP, 2), at(EXP, 3)];
  let [high, low] = [0, 0];
  for (const symbol of data) {
    const factor = symbol ^ high;
    [high, low] = [low ^ multiply(factor, linear), multiply(factor, constant)];
  }
  return [high, low];
}

/** The received polynomial's value at α^power; 0 for a correct code. */
function syndrome(symbols: readonly number[], power: number): number {
  return symbols.reduce((sum, symbol) => multiply(sum, at(EXP, power)) ^ symbol, 0);
}

/** If exactly one symbol is wrong, s2/s1 = α^(its degree). */
function suspectGroup(s1: number, s2: number): number | null {
  if (s1 === 0 || s2 === 0) return null;
  const degree = (at(LOG, s2) - at(LOG, s1) + 31) % 31;
  const position = TOTAL - 1 - degree;
  return position >= 0 ? groupOf(position) : null;
}

function at(table: readonly number[], index: number): number {
  return table[index] ?? 0;
}
