/**
 * The functions of the formula language: names in both languages, types of what goes in
 * and comes out, and the computation. Values: number, text (string), date (whole days
 * since 1970-01-01), yes/no (boolean), list (strings); `null` is an empty field. All of
 * it is plain arithmetic on bounded inputs: nothing loops, nothing reaches outside.
 */
import { foldKey } from './text.ts';

export type FormulaType = 'number' | 'text' | 'date' | 'yesNo' | 'list';
export type FormulaValue = number | string | boolean | readonly string[] | null;

/** A fault of the values, shown in the cell: the formula itself is right. */
export class FormulaFault extends Error {
  readonly code: FaultCode;
  constructor(code: FaultCode) {
    super(code);
    this.name = 'FormulaFault';
    this.code = code;
  }
}
export type FaultCode = 'divZero' | 'notNumber' | 'badDate' | 'tooLong' | 'tooLarge';

/** Longest text a formula makes. */
export const MAX_RESULT_UNITS = 2000;

export type ParamType = FormulaType | 'any' | 'same';

export interface FormulaFunction {
  readonly name: string;
  /** Other spellings, Chinese first. */
  readonly also: readonly string[];
  readonly params: readonly ParamType[];
  /** The last parameter may come again. */
  readonly more?: boolean;
  /** How many of the parameters may be left out at the end. */
  readonly optional?: number;
  /** `same`: the type of the parameters marked so. */
  readonly result: FormulaType | 'same';
  /** An empty argument makes the result empty without a call; else `run` sees the `null`. */
  readonly strict: boolean;
  readonly run: (args: readonly FormulaValue[], today: number) => FormulaValue;
}

const DAY_MS = 86_400_000;

/** Whole days since 1970-01-01 of a civil date; `null` when there is no such day. Years 1000–9999. */
export function dayNumber(year: number, month: number, day: number): number | null {
  if (year < 1000 || year > 9999) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / DAY_MS : null;
}

/** Day number of `YYYY-MM-DD`; `null` for anything else. */
export function dayOfIso(text: string): number | null {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return m ? dayNumber(Number(m[1]), Number(m[2]), Number(m[3])) : null;
}

/** `YYYY-MM-DD` of a day number. */
export function isoOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

const partsOf = (day: number) => {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
};

function dateOr(day: number | null): number {
  if (day === null || !Number.isFinite(day) || day < -354_285 || day > 2_932_896) throw new FormulaFault('badDate');
  return day;
}

/** The same day some months later; the last day of a shorter month. */
function addMonths(day: number, months: number): number {
  const { year, month, day: of } = partsOf(day);
  const index = year * 12 + (month - 1) + Math.trunc(months);
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  for (let d = of; d >= 28; d--) {
    const found = dayNumber(y, m, d);
    if (found !== null) return found;
  }
  return dateOr(dayNumber(y, m, of));
}

/** Full years from one day to a later one. */
function yearsBetween(from: number, to: number): number {
  const [a, b] = [partsOf(from), partsOf(to)];
  const before = b.month < a.month || (b.month === a.month && b.day < a.day);
  return b.year - a.year - (before ? 1 : 0);
}

/** Halves away from zero, as people round: 2.5 → 3, −2.5 → −3; 1.005 to two places → 1.01. */
export function roundTo(value: number, places: number): number {
  const digits = Math.max(-9, Math.min(9, Math.trunc(places)));
  if (digits >= 0 && Number.isInteger(value)) return value + 0;
  const scale = 10 ** Math.abs(digits);
  // 15 places are what a double holds for sure: 1.005 × 100 becomes 100.5 again, not 100.49999999999999.
  const shifted = Number((digits >= 0 ? Math.abs(value) * scale : Math.abs(value) / scale).toPrecision(15));
  if (!Number.isFinite(shifted)) return value;
  const whole = Math.round(shifted);
  return Math.sign(value) * (digits >= 0 ? whole / scale : whole * scale) + 0;
}

export function textOf(value: FormulaValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(roundTo(value, 9));
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' ? (value ? '是' : '否') : value.join('、');
}

function capped(text: string): string {
  if (text.length > MAX_RESULT_UNITS) throw new FormulaFault('tooLong');
  return text;
}

/** Two texts joined, within the limit. */
export function joinTexts(a: FormulaValue, b: FormulaValue): string {
  return capped(textOf(a) + textOf(b));
}

function numberOfText(text: string): number {
  const plain = text.normalize('NFKC').replace(/[,\s¥$€£元]/g, '');
  if (!/^[-+]?\d+(?:\.\d+)?%?$/.test(plain)) throw new FormulaFault('notNumber');
  return plain.endsWith('%') ? Number(plain.slice(0, -1)) / 100 : Number(plain);
}

const letters = (v: FormulaValue) => [...textOf(v)];
const n = (v: FormulaValue) => v as number;
const finite = (value: number): number => {
  if (!Number.isFinite(value)) throw new FormulaFault('tooLarge');
  return value;
};

function define(name: string, also: string, params: readonly ParamType[], result: FormulaFunction['result'], run: FormulaFunction['run'], more: Partial<FormulaFunction> = {}): FormulaFunction {
  return { name, also: also.split(' ').filter((s) => s !== ''), params, result, run, strict: true, ...more };
}

const given = (args: readonly FormulaValue[]) => args.filter((a): a is number => a !== null);
const lenient = { strict: false } as const;

/** `if`, `and`, `or` are here for their types; the compiler runs them itself, so that only what is needed is computed. */
export const FUNCTIONS: readonly FormulaFunction[] = [
  define('if', '如果 若', ['yesNo', 'same', 'same'], 'same', ([c, a, b]) => (c === true ? a! : (b ?? null)), { ...lenient, optional: 1 }),
  define('and', '并且 且 同时', ['yesNo'], 'yesNo', (args) => args.every((a) => a === true), { ...lenient, more: true }),
  define('or', '或者 或 任一', ['yesNo'], 'yesNo', (args) => args.some((a) => a === true), { ...lenient, more: true }),
  define('not', '不是 非 不', ['yesNo'], 'yesNo', ([a]) => a !== true, lenient),
  define('empty', '为空 没填', ['any'], 'yesNo', ([a]) => a === null || a === '' || (Array.isArray(a) && a.length === 0), lenient),
  define('ifempty', '没填则 空则', ['same', 'same'], 'same', ([a, b]) => (a === null || a === '' ? b! : a!), lenient),
  define('round', '四舍五入', ['number', 'number'], 'number', ([a, b]) => roundTo(n(a!), n(b ?? 0)), { optional: 1 }),
  define('floor', '向下取整', ['number'], 'number', ([a]) => Math.floor(n(a!))),
  define('ceil', '向上取整', ['number'], 'number', ([a]) => Math.ceil(n(a!))),
  define('abs', '绝对值', ['number'], 'number', ([a]) => Math.abs(n(a!))),
  define('min', '最小', ['same'], 'same', (args) => (given(args).length === 0 ? null : Math.min(...given(args))), { ...lenient, more: true }),
  define('max', '最大', ['same'], 'same', (args) => (given(args).length === 0 ? null : Math.max(...given(args))), { ...lenient, more: true }),
  define('sum', '合计 求和', ['number'], 'number', (args) => finite(given(args).reduce((a, b) => a + b, 0)), { ...lenient, more: true }),
  define('today', '今天', [], 'date', (_, today) => today),
  define('date', '日期', ['number', 'number', 'number'], 'date', ([y, m, d]) => dateOr(dayNumber(n(y!), n(m!), n(d!)))),
  define('year', '年 年份', ['date'], 'number', ([a]) => partsOf(n(a!)).year),
  define('month', '月 月份', ['date'], 'number', ([a]) => partsOf(n(a!)).month),
  define('day', '日', ['date'], 'number', ([a]) => partsOf(n(a!)).day),
  define('days', '天数 相差天数', ['date', 'date'], 'number', ([a, b]) => n(b!) - n(a!)),
  define('years', '年数 相差年数', ['date', 'date'], 'number', ([a, b]) => yearsBetween(n(a!), n(b!))),
  define('age', '年龄 周岁', ['date'], 'number', ([a], today) => yearsBetween(n(a!), today)),
  define('adddays', '加天', ['date', 'number'], 'date', ([a, b]) => dateOr(n(a!) + Math.trunc(n(b!)))),
  define('addmonths', '加月', ['date', 'number'], 'date', ([a, b]) => dateOr(addMonths(n(a!), n(b!)))),
  define('text', '文本', ['any'], 'text', ([a]) => capped(textOf(a!)), lenient),
  define('number', '数字 数值', ['text'], 'number', ([a]) => (textOf(a!).trim() === '' ? null : numberOfText(textOf(a!)))),
  define('length', '字数 长度', ['text'], 'number', ([a]) => letters(a!).length),
  define('left', '左边 取左', ['text', 'number'], 'text', ([a, b]) => letters(a!).slice(0, Math.max(0, n(b!))).join('')),
  define('right', '右边 取右', ['text', 'number'], 'text', ([a, b]) => (n(b!) <= 0 ? '' : letters(a!).slice(-n(b!)).join(''))),
  define('mid', '中间 取中', ['text', 'number', 'number'], 'text', ([a, b, c]) => letters(a!).slice(Math.max(0, n(b!) - 1), Math.max(0, n(b!) - 1) + Math.max(0, n(c!))).join('')),
  define('trim', '去空格', ['text'], 'text', ([a]) => textOf(a!).trim()),
  define('upper', '大写', ['text'], 'text', ([a]) => capped(textOf(a!).toUpperCase())),
  define('lower', '小写', ['text'], 'text', ([a]) => textOf(a!).toLowerCase()),
  define('contains', '包含', ['text', 'text'], 'yesNo', ([a, b]) => foldKey(textOf(a!)).includes(foldKey(textOf(b!)))),
  define('replace', '替换', ['text', 'text', 'text'], 'text', ([a, b, c]) => (b === '' ? textOf(a!) : capped(textOf(a!).split(textOf(b!)).join(textOf(c!))))),
  define('has', '含有 选了', ['list', 'text'], 'yesNo', ([a, b]) => ((a ?? []) as readonly string[]).includes(textOf(b!)), lenient),
  define('count', '个数', ['list'], 'number', ([a]) => ((a ?? []) as readonly string[]).length, lenient),
];

const byName = new Map(FUNCTIONS.flatMap((f) => [f.name, ...f.also].map((name) => [name, f] as const)));

/** The function of this name in either language, in any letter case. */
export function functionOf(word: string): FormulaFunction | null {
  return byName.get(word.toLowerCase()) ?? null;
}
