/**
 * First step of a formula: its characters become tokens. What a Chinese keyboard types
 * (（），、“”＋－×÷＝＞＜≥≤≠) counts as its half-width twin, so nobody has to switch the
 * input method; texts in quotes stay as they are.
 */
import { toHalfWidth } from './text.ts';

/** Longest formula, in UTF-16 units. */
export const MAX_FORMULA_UNITS = 2000;

export type TokenKind = 'number' | 'text' | 'field' | 'word' | 'sign' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Number as digits, text without quotes, field name without brackets, word in lower case. */
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

/** Why a formula cannot be used, and where in its text. The words for people live in `shared/i18n`. */
export interface FormulaProblem {
  readonly code:
    | 'empty'
    | 'tooLong'
    | 'tooDeep'
    | 'badCharacter'
    | 'openQuote'
    | 'openBracket'
    | 'unexpected'
    | 'unfinished'
    | 'unknownField'
    | 'unknownFunction'
    | 'argCount'
    | 'wrongType'
    | 'mixedTypes'
    | 'cycle';
  readonly at: number;
  readonly length: number;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Stops reading; caught by `readFormula`, never seen outside. */
export class FormulaStop extends Error {
  readonly problem: FormulaProblem;
  constructor(code: FormulaProblem['code'], at: number, length: number, facts: FormulaProblem['facts'] = {}) {
    super(code);
    this.name = 'FormulaStop';
    this.problem = { code, at, length: Math.max(1, length), facts };
  }
}

const CHINESE_SIGNS: Readonly<Record<string, string>> = { '，': ',', '、': ',', '；': ',', ';': ',', '×': '*', '÷': '/', '≥': '>=', '≤': '<=', '≠': '<>', '【': '[', '】': ']', '［': '[', '］': ']' };
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '”': '”', '‘': '’', '＂': '＂', '「': '」' };
const SIGNS = ['>=', '<=', '<>', '!=', '==', '+', '-', '*', '/', '&', '(', ')', ',', '=', '<', '>'] as const;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /\d+(?:\.\d+)?|\.\d+/y;

/** Splits a formula into tokens, the last of kind `end`. Throws `FormulaStop`. */
export function tokensOf(source: string): readonly Token[] {
  if (source.length > MAX_FORMULA_UNITS) throw new FormulaStop('tooLong', MAX_FORMULA_UNITS, source.length - MAX_FORMULA_UNITS, { max: MAX_FORMULA_UNITS });
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const next = /\s/.test(source[at]!) ? null : tokenAt(source, at);
    if (next) tokens.push(next);
    at += next?.length ?? 1;
  }
  return [...tokens, { kind: 'end', text: '', at: source.length, length: 0 }];
}

function tokenAt(source: string, at: number): Token {
  const unit = source[at]!;
  const quote = QUOTES[unit];
  if (quote !== undefined) return quoted(source, at, quote);
  const plain = CHINESE_SIGNS[unit] ?? toHalfWidth(unit);
  if (plain === '[') return bracketed(source, at);
  const number = matchAt(NUMBER, toHalfWidth(source.slice(at, at + 40)), 0);
  if (number !== null) return { kind: 'number', text: number, at, length: number.length };
  const word = matchAt(WORD, source, at);
  if (word !== null) return { kind: 'word', text: word, at, length: word.length };
  const pair = plain.length > 1 ? plain : plain + (source[at + 1] === undefined ? '' : toHalfWidth(source[at + 1]!));
  const sign = SIGNS.find((s) => pair.startsWith(s));
  if (sign === undefined) throw new FormulaStop('badCharacter', at, 1, { text: unit });
  return { kind: 'sign', text: sign, at, length: plain.length > 1 ? 1 : sign.length };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** A quote inside a text is written twice. */
function quoted(source: string, at: number, close: string): Token {
  let text = '';
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] !== close) text += source[i]!;
    else if (source[i + 1] === close) text += source[++i]!;
    else return { kind: 'text', text, at, length: i + 1 - at };
  }
  throw new FormulaStop('openQuote', at, source.length - at);
}

function bracketed(source: string, at: number): Token {
  for (let i = at + 1; i < source.length; i++) {
    if (/[\]】］]/.test(source[i]!)) return { kind: 'field', text: source.slice(at + 1, i).trim(), at, length: i + 1 - at };
  }
  throw new FormulaStop('openBracket', at, source.length - at);
}

/** Words of the grammar itself: never fields, unless in brackets. */
export const RESERVED: ReadonlySet<string> = new Set(['or', '或', '或者', 'and', '且', '并且', 'not', '非', 'true', 'yes', '是', '真', 'false', 'no', '否', '假']);

/**
 * The formula with every field reference rewritten: `rename` gets the reference's text and
 * answers the new one, or `null` to leave it. What is no formula comes back as it is.
 */
export function renameFields(source: string, rename: (name: string) => string | null): string {
  let tokens: readonly Token[];
  try {
    tokens = tokensOf(source);
  } catch (e) {
    if (e instanceof FormulaStop) return source;
    throw e;
  }
  let out = '';
  let done = 0;
  for (const [i, token] of tokens.entries()) {
    const isWord = token.kind === 'word' && !RESERVED.has(token.text.toLowerCase()) && !(tokens[i + 1]?.kind === 'sign' && tokens[i + 1]?.text === '(');
    if (token.kind !== 'field' && !isWord) continue;
    const name = rename(token.text);
    if (name === null) continue;
    out += `${source.slice(done, token.at)}[${name}]`;
    done = token.at + token.length;
  }
  return out + source.slice(done);
}
