/**
 * Query → which keys of the index to combine. A source answers a superset of the rows
 * where the term is found by that way; `exact` sources need no look at the row.
 */
import { createFolded, foldInto, SPACE, WIDE } from '../text/fold.ts';
import type { Query, Term } from '../text/query.ts';
import { digitsKey, digitsRange, lettersKey, MAX_INITIALS, NS, OWN_SPACE, PINYIN_LENGTHS, RELATED_SPACE, unitKey, unitRange } from './keys.ts';
import type { TextSpace } from './keys.ts';

export interface Source {
  /** All of these keys … */
  readonly keys: readonly number[];
  /** … and, if given, any key of `[from, to)`. */
  readonly range?: readonly [number, number];
  readonly exact: boolean;
}

/** Any of the sources finds the term. */
export interface TermPlan {
  readonly name: readonly Source[];
  readonly other: readonly Source[];
  readonly related: readonly Source[];
}

export type Plan = readonly TermPlan[];

const buffer = createFolded();

/** The sources of every term. */
export function planQuery(query: Query): Plan {
  return query.terms.map((term) => ({ name: nameSources(term), other: [...textSources(term, OWN_SPACE), ...(term.digits === '' ? [] : phoneSources(term.digits))], related: textSources(term, RELATED_SPACE) }));
}

function nameSources(term: Term): Source[] {
  const sources: Source[] = [];
  if (!term.short) {
    foldInto(term.text, buffer);
    if (buffer.length === 1) sources.push({ keys: [unitKey(NS.nameChar, buffer.units[0]!)], exact: true });
    else sources.push(grams(NS.namePair, NS.nameTriple));
  }
  if (term.letters !== '') sources.push(...pinyinSources(term.letters));
  return sources;
}

function pinyinSources(letters: string): Source[] {
  let length = 0;
  for (const n of PINYIN_LENGTHS) if (n <= letters.length) length = n;
  const sources: Source[] = [
    { keys: [lettersKey(NS.pinyin, letters.slice(0, length))], exact: length === letters.length },
  ];
  if (letters.length < 2) return sources;
  const keys: number[] = [];
  const width = Math.min(letters.length, MAX_INITIALS);
  for (let i = 0; i + width <= letters.length; i++) keys.push(lettersKey(NS.initials, letters.slice(i, i + width)));
  sources.push({ keys, exact: keys.length === 1 });
  return sources;
}

function textSources(term: Term, { pair, triple, start, last }: TextSpace): Source[] {
  foldInto(term.text, buffer);
  const first = buffer.units[0]!;
  if (term.short) {
    return [{ keys: [buffer.length === 1 ? unitKey(start, first) : unitKey(start, first, buffer.units[1])], exact: true }];
  }
  if (buffer.length > 1) return [grams(pair, triple)];
  return [
    { keys: [], range: unitRange(pair, first), exact: true },
    { keys: [unitKey(last, first)], exact: true },
  ];
}

/** The pairs and triples of the folded text in `buffer`: the same windows as in `tokens.ts`. */
function grams(pair: number, triple: number): Source {
  const { units, classes, length } = buffer;
  const keys: number[] = [];
  for (let i = 0; i + 1 < length; i++) {
    if (classes[i] === SPACE || classes[i + 1] === SPACE) continue;
    if (classes[i] === WIDE || classes[i + 1] === WIDE) keys.push(unitKey(pair, units[i]!, units[i + 1]));
    else if (i + 2 < length && classes[i + 2] !== WIDE && classes[i + 2] !== SPACE) {
      keys.push(unitKey(triple, units[i]!, units[i + 1], units[i + 2]));
    }
  }
  const covers = keys.length === 1 && (length === 2 || (length === 3 && keys[0]! >= unitKey(triple, 0)));
  return { keys, exact: covers };
}

function phoneSources(digits: string): Source[] {
  if (digits.length <= 2) return [{ keys: [digitsKey(NS.digitsStart, digits)], exact: true }];
  if (digits.length === 3) {
    return [
      { keys: [], range: digitsRange(digits), exact: true },
      { keys: [digitsKey(NS.digitsLast, digits)], exact: true },
    ];
  }
  const keys: number[] = [];
  for (let i = 0; i + 4 <= digits.length && keys.length < 16; i++) keys.push(digitsKey(NS.digits, digits.slice(i, i + 4)));
  return [{ keys, exact: keys.length === 1 }];
}
