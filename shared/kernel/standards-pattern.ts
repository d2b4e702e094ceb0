/**
 * Patterns a user writes for a field's format. They run in an engine of our own with a
 * budget of steps, because JavaScript's cannot be stopped: a pattern like `(a+)+$` would
 * freeze the window. The language is the common part of regular expressions: characters,
 * `.` `\d` `\w` `\s`, sets `[A-Z]` `[^…]`, groups, `|`, `? * + {m,n}`. The whole value
 * has to match.
 */
type Node =
  | { readonly kind: 'set'; readonly test: (unit: string) => boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly ways: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number };

/** A pattern ready to be used: does it match, or did it run out of steps. */
export interface SafePattern {
  test(value: string): boolean | 'tooSlow';
}

/** Longest pattern and longest value looked at, in characters. */
export const MAX_PATTERN_UNITS = 200;
const MAX_VALUE_UNITS = 500;
const STEPS = 50_000;
const MAX_REPEAT = 200;

/** Reads a pattern; `null` when it is none, so that a form can say so at once. */
export function readPattern(source: string): SafePattern | null {
  if (source === '' || source.length > MAX_PATTERN_UNITS) return null;
  const body = source.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  const reader = new Reader([...body]);
  const node = reader.whole();
  if (!node) return null;
  return {
    test(value) {
      const chars = [...value.slice(0, MAX_VALUE_UNITS)];
      const run = { steps: STEPS };
      const found = match(node, chars, 0, run, (end) => end === chars.length);
      return run.steps <= 0 ? 'tooSlow' : found;
    },
  };
}

class Reader {
  private readonly chars: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(chars: readonly string[]) {
    this.chars = chars;
  }

  whole(): Node | null {
    const node = this.choice();
    return node && this.at === this.chars.length ? node : null;
  }

  private choice(): Node | null {
    if (++this.depth > 20) return null;
    const ways: Node[] = [];
    do {
      const way = this.sequence();
      if (!way) return null;
      ways.push(way);
    } while (this.eat('|'));
    this.depth--;
    return ways.length === 1 ? ways[0]! : { kind: 'choice', ways };
  }

  private sequence(): Node | null {
    const parts: Node[] = [];
    while (this.at < this.chars.length && this.chars[this.at] !== '|' && this.chars[this.at] !== ')') {
      const atom = this.atom();
      const part = atom && this.repeated(atom);
      if (!part) return null;
      parts.push(part);
    }
    return { kind: 'sequence', parts };
  }

  private eat(char: string): boolean {
    if (this.chars[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private repeated(part: Node): Node | null {
    if (this.eat('?')) return { kind: 'repeat', part, min: 0, max: 1 };
    if (this.eat('*')) return { kind: 'repeat', part, min: 0, max: MAX_VALUE_UNITS };
    if (this.eat('+')) return { kind: 'repeat', part, min: 1, max: MAX_VALUE_UNITS };
    const count = /^\{(\d{1,3})(,(\d{1,3})?)?\}/.exec(this.chars.slice(this.at, this.at + 9).join(''));
    if (!count) return this.chars[this.at] === '{' ? null : part;
    this.at += count[0].length;
    const min = Number(count[1]);
    const max = count[2] === undefined ? min : count[3] === undefined ? MAX_VALUE_UNITS : Number(count[3]);
    return min > MAX_REPEAT || max < min ? null : { kind: 'repeat', part, min, max };
  }

  private atom(): Node | null {
    const char = this.chars[this.at++]!;
    if ('?*+{})$^'.includes(char)) return null;
    if (char === '.') return { kind: 'set', test: (c) => c !== '\n' };
    if (char === '[') return this.set();
    if (char === '\\') return this.escaped();
    if (char !== '(') return { kind: 'set', test: (c) => c === char };
    if (this.eat('?') && !this.eat(':')) return null;
    const inner = this.choice();
    return inner && this.eat(')') ? inner : null;
  }

  private escaped(): Node | null {
    const char = this.chars[this.at++];
    const test = char === undefined ? null : classOf(char);
    return test ? { kind: 'set', test } : null;
  }

  private set(): Node | null {
    const negated = this.eat('^');
    const tests: ((c: string) => boolean)[] = [];
    while (this.at < this.chars.length && this.chars[this.at] !== ']') {
      const from = this.chars[this.at++]!;
      if (from === '\\') {
        const test = this.at < this.chars.length ? classOf(this.chars[this.at++]!) : null;
        if (!test) return null;
        tests.push(test);
        continue;
      }
      const to = this.chars[this.at] === '-' && this.chars[this.at + 1] !== ']' ? this.chars[this.at + 1] : undefined;
      if (to !== undefined) this.at += 2;
      const [low, high] = [from.codePointAt(0)!, (to ?? from).codePointAt(0)!];
      if (high < low) return null;
      tests.push((c) => c.codePointAt(0)! >= low && c.codePointAt(0)! <= high);
    }
    if (!this.eat(']') || tests.length === 0) return null;
    return { kind: 'set', test: (c) => tests.some((test) => test(c)) !== negated };
  }
}

function classOf(char: string): ((c: string) => boolean) | null {
  const digit = (c: string) => c >= '0' && c <= '9';
  const word = (c: string) => /^[A-Za-z0-9_]$/.test(c);
  const space = (c: string) => /^\s$/.test(c);
  switch (char) {
    case 'd':
      return digit;
    case 'D':
      return (c) => !digit(c);
    case 'w':
      return word;
    case 'W':
      return (c) => !word(c);
    case 's':
      return space;
    case 'S':
      return (c) => !space(c);
    default:
      return /[A-Za-z0-9]/.test(char) ? null : (c) => c === char;
  }
}

type After = (end: number) => boolean;

function match(node: Node, chars: readonly string[], at: number, run: { steps: number }, after: After): boolean {
  if (--run.steps <= 0) return false;
  switch (node.kind) {
    case 'set':
      return at < chars.length && node.test(chars[at]!) && after(at + 1);
    case 'sequence':
      return matchParts(node.parts, 0, chars, at, run, after);
    case 'choice':
      return node.ways.some((way) => match(way, chars, at, run, after));
    case 'repeat':
      return matchRepeat(node, 0, chars, at, run, after);
  }
}

function matchParts(parts: readonly Node[], i: number, chars: readonly string[], at: number, run: { steps: number }, after: After): boolean {
  const part = parts[i];
  return part ? match(part, chars, at, run, (end) => matchParts(parts, i + 1, chars, end, run, after)) : after(at);
}

/** As many as possible first; a part that matched nothing is not tried again. */
function matchRepeat(node: Node & { kind: 'repeat' }, done: number, chars: readonly string[], at: number, run: { steps: number }, after: After): boolean {
  if (--run.steps <= 0) return false;
  const more = done < node.max && match(node.part, chars, at, run, (end) => (end > at || done < node.min) && matchRepeat(node, done + 1, chars, end, run, after));
  return more || (done >= node.min && after(at));
}
