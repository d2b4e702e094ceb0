/** Counting a selection by value, month or span, over typed arrays. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { birthDecade, birthMonth, countedAs, countSpans, createTally, MAX_FACETS, monthOf } from '../facets.ts';
import type { Tally } from '../facets.ts';
import type { FacetMore, Facets } from '../port.ts';
import type { MirrorColumn, ValueColumn } from './column.ts';
import type { Selection } from './select.ts';
import { JOINER } from './spec.ts';

export interface TallyInput {
  readonly column: MirrorColumn;
  /** What is added up per value. */
  readonly numbers: Float64Array | null;
  readonly selection: Selection;
  readonly by: FacetMore['by'];
  readonly limit?: number | undefined;
  readonly idAt: (slot: number) => number;
}

/** How many of a selection have each value, or fall into each month or span; `query.badField` when the column cannot be counted so. */
export function countColumn(input: TallyInput): Facets {
  const { column, numbers, selection, by, limit } = input;
  const { field } = column.spec;
  const way = countedAs(column.spec, by);
  if (way === null) throw new AppFailure('query.badField', { field });
  if (column.kind === 'number') {
    if (way === 'spans') return countSpans(picked(column.numbers, selection), numbers && picked(numbers, selection));
    const tally = createTally(numbers !== null);
    tallyMonths(column.numbers, selection, numbers, tally);
    return tally.facets(false, limit);
  }
  return way === 'texts' ? countTexts(input, column) : countCodes(input, column);
}

const picked = (numbers: Float64Array, { slots, size }: Selection): Float64Array => {
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++) out[i] = numbers[slots[i]!]!;
  return out;
};

function countCodes({ numbers, selection, by, limit }: TallyInput, column: ValueColumn): Facets {
  const tally = createTally(numbers !== null);
  const table = column.table();
  const read = by === 'decade' ? birthDecade : birthMonth;
  const { counts, sums } = tallyCodes(column.codes, table.codes, selection, numbers);
  for (let code = 0; code < table.codes; code++) {
    if (counts[code] === 0) continue;
    const values = code === 0 ? [null] : by !== undefined ? [read(table.text(code))] : table.text(code).split(JOINER);
    for (const value of values) tally.add(value, counts[code]!, sums[code] ?? 0);
  }
  return tally.facets(column.spec.field === 'tags', limit);
}

/** A million customers may have a million texts: only the most frequent are looked at, each with a customer who has it. */
function countTexts({ numbers, selection, idAt, limit = MAX_FACETS }: TallyInput, column: ValueColumn): Facets {
  const table = column.table();
  const { counts, sums } = tallyCodes(column.codes, table.codes, selection, numbers);
  const wanted = mostFrequent(counts, limit);
  const examples = new Map<number, number>();
  for (let i = 0; i < selection.size && examples.size < wanted.size; i++) {
    const slot = selection.slots[i]!;
    const code = column.codes[slot]!;
    if (wanted.has(code) && !examples.has(code)) examples.set(code, slot);
  }
  const tally = createTally(numbers !== null);
  for (const [code, slot] of examples) {
    if (code === 0) tally.add(null, counts[0]!, sums[0] ?? 0);
    else tally.add(table.text(code), counts[code]!, sums[code] ?? 0, idAt(slot));
  }
  const { values } = tally.facets(false, limit);
  const all = counts.reduce((n, count) => n + (count > 0 ? 1 : 0), 0);
  return { values, left: { values: all - values.length, count: selection.size - values.reduce((n, { count }) => n + count, 0) } };
}

/** The codes that occur most often, at most `top` of them. */
function mostFrequent(counts: Uint32Array, top: number): ReadonlySet<number> {
  // Few different counts, however many codes: those of a million add up to a million.
  const codesWith = new Map<number, number>();
  for (const count of counts) if (count > 0) codesWith.set(count, (codesWith.get(count) ?? 0) + 1);
  let room = top;
  let least = Infinity;
  for (const count of [...codesWith.keys()].sort((a, b) => b - a)) {
    if (room <= 0) break;
    least = count;
    room -= codesWith.get(count)!;
  }
  const found = new Set<number>();
  for (let code = 0; code < counts.length; code++) if (counts[code]! > least) found.add(code);
  for (let code = 0; code < counts.length && found.size < top; code++) if (counts[code] === least) found.add(code);
  return found;
}

function tallyCodes(codes: Uint32Array, size: number, { slots, size: rows }: Selection, numbers: Float64Array | null): { readonly counts: Uint32Array; readonly sums: Float64Array } {
  const counts = new Uint32Array(size);
  const sums = new Float64Array(numbers ? size : 0);
  for (let i = 0; i < rows; i++) {
    const slot = slots[i]!;
    const code = codes[slot]!;
    counts[code]!++;
    if (!numbers) continue;
    const v = numbers[slot]!;
    if (v === v) sums[code]! += v;
  }
  return { counts, sums };
}

const DAY_MS = 86_400_000;

/** The month of each row's instant: days are looked up once, since making a date takes longer than anything else here. */
function tallyMonths(instants: Float64Array, { slots, size }: Selection, numbers: Float64Array | null, tally: Tally): void {
  const months = new Map<number, string | null>();
  for (let i = 0; i < size; i++) {
    const slot = slots[i]!;
    const at = instants[slot]!;
    const amount = numbers ? numbers[slot]! : 0;
    if (at !== at) {
      tally.add(null, 1, amount);
      continue;
    }
    // A quarter of an hour never spans two months, whatever the time zone.
    const key = Math.floor((at / DAY_MS) * 96);
    let month = months.get(key);
    if (month === undefined) months.set(key, (month = monthOf(at)));
    tally.add(month, 1, amount);
  }
}
