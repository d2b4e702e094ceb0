/**
 * Data standards (录入规范): rules a field can have, what breaks them, and check digits.
 * A rule never changes a value and never refuses one outside a form; the words of each
 * problem live in `shared/i18n`.
 */
import { z } from 'zod';
import { dayNumber } from './formula-functions.ts';
import { toHalfWidth } from './text.ts';
import { readPattern } from './standards-pattern.ts';

/** Formats with a name; `pattern` brings its own. */
export const formatSchema = z.enum(['idCard', 'creditCode', 'mobile', 'postcode', 'plate', 'qq', 'bankCard', 'digits', 'letters', 'pattern']);
export type Format = z.output<typeof formatSchema>;

const bound = z.union([z.number(), z.string().max(10)]);

export const rulesSchema = z.strictObject({
  required: z.boolean().optional(),
  format: formatSchema.optional(),
  /** For format `pattern`: see standards-pattern.ts. */
  pattern: z
    .string()
    .max(200)
    .refine((p) => p === '' || readPattern(p) !== null, 'pattern')
    .optional(),
  /** Smallest and largest number, amount (in major units) or date (`YYYY-MM-DD`, or `today`). */
  min: bound.optional(),
  max: bound.optional(),
  minLength: z.int().min(0).max(20_000).optional(),
  maxLength: z.int().min(1).max(20_000).optional(),
});
export type Rules = z.output<typeof rulesSchema>;

export interface RuleProblem {
  readonly code: 'required' | 'format' | 'tooSmall' | 'tooLarge' | 'tooShort' | 'tooLong' | 'checkDigit' | 'tooSlow';
  /** The user's own required and format rules stop a form; everything else only warns. */
  readonly severity: 'error' | 'warning';
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Days of the months, leap years and the check digit of a GB 11643 number; what it says of the person. */
export interface IdCard {
  readonly birthday: string;
  readonly gender: 'female' | 'male';
  /** The last character is the one the others demand. */
  readonly checkDigitRight: boolean;
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/**
 * Reads an 18-character 身份证 number (GB 11643-1999: ISO 7064 MOD 11-2). `null` when it is not
 * of that form or names no day; a wrong check digit is told, not refused.
 */
export function readIdCard(text: string): IdCard | null {
  const id = toHalfWidth(text).replace(/[\s-]/g, '').toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(id)) return null;
  const [year, month, day] = [Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14))];
  if (year < 1800 || year > 2200 || dayNumber(year, month, day) === null) return null;
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
  return {
    birthday: `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`,
    gender: Number(id[16]) % 2 === 1 ? 'male' : 'female',
    checkDigitRight: '10X98765432'[sum % 11] === id[17],
  };
}

const CREDIT_CHARS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** True when an 18-character 统一社会信用代码 has the check character of GB 32100-2015 (ISO 7064 style, modulus 31); `null` when it is not of that form. */
export function creditCodeRight(text: string): boolean | null {
  const code = toHalfWidth(text).replace(/[\s-]/g, '').toUpperCase();
  if (code.length !== 18 || [...code].some((c) => !CREDIT_CHARS.includes(c))) return null;
  const sum = CREDIT_WEIGHTS.reduce((total, weight, i) => total + weight * CREDIT_CHARS.indexOf(code[i]!), 0);
  return CREDIT_CHARS[(31 - (sum % 31)) % 31] === code[17];
}

/** True when a card number passes the Luhn check. */
function luhnRight(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

const PLATE = /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]$/;
const FORMATS: Readonly<Partial<Record<Format, RegExp>>> = {
  mobile: /^1[3-9]\d{9}$/,
  postcode: /^\d{6}$/,
  plate: PLATE,
  qq: /^[1-9]\d{4,11}$/,
  bankCard: /^\d{12,19}$/,
  digits: /^\d+$/,
  letters: /^[A-Za-z0-9]+$/,
};

const problem = (code: RuleProblem['code'], severity: RuleProblem['severity'], facts: RuleProblem['facts'] = {}): RuleProblem => ({ code, severity, facts });

function formatProblem(rules: Rules, text: string): RuleProblem | null {
  const { format } = rules;
  if (format === undefined || text === '') return null;
  const tidy = toHalfWidth(text).replace(/[\s·-]/g, '').toUpperCase();
  if (format === 'idCard') {
    const id = readIdCard(text);
    if (!id) return problem('format', 'warning', { format });
    return id.checkDigitRight ? null : problem('checkDigit', 'warning', { format });
  }
  if (format === 'creditCode') {
    const right = creditCodeRight(text);
    if (right === null) return problem('format', 'warning', { format });
    return right ? null : problem('checkDigit', 'warning', { format });
  }
  if (format === 'pattern') {
    const found = rules.pattern === undefined || rules.pattern === '' ? true : readPattern(rules.pattern)?.test(text);
    if (found === 'tooSlow') return problem('tooSlow', 'warning');
    return found === false ? problem('format', 'error', { format }) : null;
  }
  if (!FORMATS[format]!.test(format === 'letters' ? text : tidy)) return problem('format', 'error', { format });
  return format === 'bankCard' && !luhnRight(tidy) ? problem('checkDigit', 'warning', { format }) : null;
}

/** What of a value breaks the rules of its field. `value`: text, a number (amounts in major units), `YYYY-MM-DD`, a list; `null` when empty. */
export function checkRules(rules: Rules, value: string | number | boolean | readonly unknown[] | null, today: string): readonly RuleProblem[] {
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return rules.required === true ? [problem('required', 'error')] : [];
  const found: RuleProblem[] = [];
  if (typeof value === 'number') found.push(...rangeProblems(rules, value, (bound) => (typeof bound === 'number' ? bound : Number(bound))));
  if (typeof value === 'string') {
    const format = formatProblem(rules, value);
    if (format) found.push(format);
    const { length } = [...value];
    if (rules.minLength !== undefined && length < rules.minLength) found.push(problem('tooShort', 'warning', { min: rules.minLength }));
    if (rules.maxLength !== undefined && length > rules.maxLength) found.push(problem('tooLong', 'warning', { max: rules.maxLength }));
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) found.push(...rangeProblems(rules, value, (bound) => (bound === 'today' ? today : String(bound))));
  }
  return found;
}

function rangeProblems<T extends string | number>(rules: Rules, value: T, read: (bound: string | number) => T): RuleProblem[] {
  const found: RuleProblem[] = [];
  if (rules.min !== undefined && rules.min !== '' && value < read(rules.min)) found.push(problem('tooSmall', 'warning', { min: rules.min }));
  if (rules.max !== undefined && rules.max !== '' && value > read(rules.max)) found.push(problem('tooLarge', 'warning', { max: rules.max }));
  return found;
}
