/**
 * The results of one text query, fetched as far as they are asked for: names first,
 * newest first, then filtered. Counting stops after a while, sooner where rows must be read to
 * be certain: the rows on screen must not wait for the number beside them, which is then a lower bound.
 */
import { MISS, walkSteps } from './index/search.ts';
import type { Effort } from './index/search.ts';
import type { Test } from './mirror/filter.ts';
import { passes } from './mirror/select.ts';
import type { RowState } from './row.ts';
import type { State } from './state.ts';
import type { Query } from './text/query.ts';

/** Steps of one count before it is given as a lower bound, and how many of them may read a row: some two milliseconds. */
const COUNT_STEPS = 2000;
const COUNT_READS = 300;
/** Steps for an order of the user's, which needs all matches: some 100 ms at worst. */
const MARK_STEPS = 20_000;

export class TextWalk {
  readonly found: number[] = [];
  private readonly source: Generator<number> | null;
  private readonly effort: Effort = { reads: 0 };
  private readonly tests: readonly Test[];
  private done: boolean;
  private readonly slots: number;

  /** An empty query finds nothing. */
  constructor(state: State, query: Query | null, tests: readonly Test[], rowState: RowState) {
    this.source = query ? walkSteps(state.search, query, rowState, this.effort) : null;
    this.done = this.source === null;
    this.tests = tests;
    this.slots = state.slots.size;
  }

  /** True when every match has been found. */
  get complete(): boolean {
    return this.done;
  }

  /** Matches at positions `[from, to)`. */
  take(from: number, to: number): number[] {
    while (!this.done && this.found.length < to) this.step();
    return this.found.slice(from, to);
  }

  /** How many there are, or how many were found when the budget ended. Asked again, it goes on from there. */
  count(): number {
    const reads = this.effort.reads + COUNT_READS;
    for (let i = 0; i < COUNT_STEPS && this.effort.reads < reads && !this.done; i++) this.step();
    return this.found.length;
  }

  /** Finds all of them. */
  finish(): void {
    while (!this.done) this.step();
  }

  /** One byte per slot. */
  marks(): { readonly marks: Uint8Array; readonly complete: boolean } {
    for (let i = 0; i < MARK_STEPS && !this.done; i++) this.step();
    const marks = new Uint8Array(this.slots);
    for (const slot of this.found) marks[slot] = 1;
    return { marks, complete: this.done };
  }

  private step(): void {
    const next = this.source!.next();
    if (next.done) this.done = true;
    else if (next.value !== MISS && this.tests.every((test) => passes(test, next.value))) this.found.push(next.value);
  }
}
