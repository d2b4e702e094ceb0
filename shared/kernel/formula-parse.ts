/**
 * Second step of a formula: tokens become a tree. Grammar, weakest binding first:
 *
 *   or → and (`or` and)* · and → not (`and` not)* · not → `not` not | comparison
 *   comparison → sum ((= <> < <= > >=) sum)? · sum → product ((+ - &) product)*
 *   product → sign ((* /) sign)* · sign → (`-` | `+`) sign | value
 *   value → number | "text" | yes | no | [field] | field | function(…) | (or)
 *
 * Trees are at most 60 deep and 600 nodes, so reading and computing are bounded.
 */
import { FormulaStop, tokensOf, type Token } from './formula-text.ts';

export type Node =
  | { readonly kind: 'value'; readonly value: number | string | boolean; readonly at: number; readonly length: number }
  | { readonly kind: 'field'; readonly name: string; readonly at: number; readonly length: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[]; readonly at: number; readonly length: number }
  | { readonly kind: 'binary'; readonly op: string; readonly left: Node; readonly right: Node; readonly at: number; readonly length: number };

const MAX_DEPTH = 60;
const MAX_NODES = 600;
const COMPARISONS = new Set(['=', '==', '<>', '!=', '<', '<=', '>', '>=']);
const OR = new Set(['or', '或', '或者']);
const AND = new Set(['and', '且', '并且']);
const NOT = new Set(['not', '非']);
const YES = new Set(['true', 'yes', '是', '真']);
const NO = new Set(['false', 'no', '否', '假']);

/** The tree of a formula. Throws `FormulaStop`. */
export function parseFormula(source: string): Node {
  const parser = new Parser(tokensOf(source));
  return parser.whole(source);
}

class Parser {
  private readonly tokens: readonly Token[];
  private next = 0;
  private depth = 0;
  private nodes = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  whole(source: string): Node {
    if (this.peek().kind === 'end') throw new FormulaStop('empty', 0, source.length);
    const node = this.or();
    const rest = this.peek();
    if (rest.kind !== 'end') throw new FormulaStop('unexpected', rest.at, rest.length, { text: source.slice(rest.at, rest.at + rest.length) });
    return node;
  }

  private peek(): Token {
    return this.tokens[this.next]!;
  }

  private take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.next++;
    return token;
  }

  private isSign(text: string): boolean {
    const token = this.peek();
    return token.kind === 'sign' && token.text === text;
  }

  /** A word that stands between two values, not in front of a bracket. */
  private isWord(words: ReadonlySet<string>): boolean {
    const token = this.peek();
    return token.kind === 'word' && words.has(token.text.toLowerCase());
  }

  private made<T extends Node>(node: T): T {
    if (++this.nodes > MAX_NODES) throw new FormulaStop('tooDeep', node.at, node.length);
    return node;
  }

  private binary(op: string, left: Node, right: Node): Node {
    return this.made({ kind: 'binary', op, left, right, at: left.at, length: right.at + right.length - left.at });
  }

  private or(): Node {
    if (++this.depth > MAX_DEPTH) throw new FormulaStop('tooDeep', this.peek().at, 1);
    let left = this.and();
    while (this.isWord(OR)) {
      this.take();
      left = this.binary('or', left, this.and());
    }
    this.depth--;
    return left;
  }

  private and(): Node {
    let left = this.not();
    while (this.isWord(AND)) {
      this.take();
      left = this.binary('and', left, this.not());
    }
    return left;
  }

  private not(): Node {
    const isCall = this.tokens[this.next + 1]?.text === '(' && this.tokens[this.next + 1]?.kind === 'sign';
    if (!this.isWord(NOT) || isCall) return this.comparison();
    const { at } = this.take();
    if (++this.depth > MAX_DEPTH) throw new FormulaStop('tooDeep', at, 1);
    const arg = this.not();
    this.depth--;
    return this.made({ kind: 'call', name: 'not', args: [arg], at, length: arg.at + arg.length - at });
  }

  private comparison(): Node {
    const left = this.sum();
    const token = this.peek();
    if (token.kind !== 'sign' || !COMPARISONS.has(token.text)) return left;
    this.take();
    const op = token.text === '==' ? '=' : token.text === '!=' ? '<>' : token.text;
    return this.binary(op, left, this.sum());
  }

  private sum(): Node {
    let left = this.product();
    while (this.isSign('+') || this.isSign('-') || this.isSign('&')) left = this.binary(this.take().text, left, this.product());
    return left;
  }

  private product(): Node {
    let left = this.sign();
    while (this.isSign('*') || this.isSign('/')) left = this.binary(this.take().text, left, this.sign());
    return left;
  }

  private sign(): Node {
    if (!this.isSign('-') && !this.isSign('+')) return this.value();
    const { text, at } = this.take();
    if (++this.depth > MAX_DEPTH) throw new FormulaStop('tooDeep', at, 1);
    const arg = this.sign();
    this.depth--;
    if (text === '+') return arg;
    const zero: Node = { kind: 'value', value: 0, at, length: 1 };
    return this.made({ kind: 'binary', op: '-', left: zero, right: arg, at, length: arg.at + arg.length - at });
  }

  private value(): Node {
    const token = this.take();
    const { at, length, text } = token;
    switch (token.kind) {
      case 'number':
        return this.made({ kind: 'value', value: Number(text), at, length });
      case 'text':
        return this.made({ kind: 'value', value: text, at, length });
      case 'field':
        return this.made({ kind: 'field', name: text, at, length });
      case 'word':
        return this.word(token);
      case 'sign':
        if (text === '(') return this.inBrackets(token);
        throw new FormulaStop('unexpected', at, length, { text });
      case 'end':
        throw new FormulaStop('unfinished', Math.max(0, at - 1), 1);
    }
  }

  private inBrackets(open: Token): Node {
    const inner = this.or();
    if (!this.isSign(')')) throw new FormulaStop('openBracket', open.at, 1);
    this.take();
    return inner;
  }

  private word({ text, at, length }: Token): Node {
    if (this.isSign('(')) return this.call(text, at);
    const word = text.toLowerCase();
    if (YES.has(word) || NO.has(word)) return this.made({ kind: 'value', value: YES.has(word), at, length });
    return this.made({ kind: 'field', name: text, at, length });
  }

  private call(name: string, at: number): Node {
    const open = this.take();
    const args: Node[] = [];
    while (!this.isSign(')')) {
      if (this.peek().kind === 'end') throw new FormulaStop('openBracket', open.at, 1);
      if (args.length > 0) {
        const comma = this.take();
        if (comma.kind !== 'sign' || comma.text !== ',') throw new FormulaStop('unexpected', comma.at, comma.length, { text: comma.text });
      }
      args.push(this.or());
    }
    const close = this.take();
    return this.made({ kind: 'call', name, args, at, length: close.at + 1 - at });
  }
}
