/**
 * The results of one text query, fetched as far as they are asked for: names first,
 * newest first, then filtered. Counting stops after a while; the count is then a lower bound.
 */
import { walkMatches } from './index/search.ts';
import type { Test } from './mirror/filter.ts';
import { passes } from './mirror/select.ts';
import type { RowState } from './row.ts';
import type { State } from './state.ts';
import type { Query } from './text/query.ts';

/** Matches looked at before a count is given as a lower bound: some 10 ms. */
const COUNT_BUDGET = 2000;

export class TextWalk {
  readonly found: number[] = [];
  private readonly source: Generator<number> | null;
  private readonly tests: readonly Test[];
  private done: boolean;
  private readonly slots: number;

  /** An empty query finds nothing. */
  constructor(state: State, query: Query | null, tests: readonly Test[], rowState: RowState) {
    this.source = query ? walkMatches(state.search, query, rowState) : null;
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

  /** How many there are, or how many were found before the budget ended. */
  count(): number {
    for (let i = 0; i < COUNT_BUDGET && !this.done; i++) this.step();
    return this.found.length;
  }

  /** Finds all of them. */
  finish(): void {
    while (!this.done) this.step();
  }

  /** One byte per slot. */
  marks(): { readonly marks: Uint8Array; readonly complete: boolean } {
    for (let i = 0; i < COUNT_BUDGET * 10 && !this.done; i++) this.step();
    const marks = new Uint8Array(this.slots);
    for (const slot of this.found) marks[slot] = 1;
    return { marks, complete: this.done };
  }

  private step(): void {
    const next = this.source!.next();
    if (next.done) this.done = true;
    else if (this.tests.every((test) => passes(test, next.value))) this.found.push(next.value);
  }
}
