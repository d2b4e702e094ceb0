/**
 * Lists over the mirror: a page of ids for any filter and sort, with the exact count.
 * Pages continue by key (the last row's place in the order), so the last page costs
 * what the first does; an offset jumps anywhere at the same price.
 */
import type { ListSort } from '../../../shared/kernel/filter.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { SortKeys } from './mirror/mirror.ts';
import type { Selection } from './mirror/select.ts';
import { sliceOrdered } from './mirror/select.ts';
import type { DerivedPage, DerivedQuery, Facet } from './port.ts';
import type { RowState } from './row.ts';
import type { State } from './state.ts';
import { parseQuery } from './text/query.ts';
import { TextWalk } from './text-walk.ts';

export interface PageInput {
  readonly limit: number;
  readonly offset?: number | undefined;
  readonly cursor?: string | undefined;
}

const DEFAULT_SORT: ListSort = { field: 'updatedAt', direction: 'desc' };
const MAX_FACETS = 200;

const stateOf = (query: DerivedQuery): RowState => (query.deleted ? 1 : 0);

export class ListEngine {
  private readonly state: State;
  private walk: { readonly key: string; readonly walk: TextWalk } | null = null;

  constructor(state: State) {
    this.state = state;
  }

  /** One page. `query.badField`, `query.badCursor`. */
  list(query: DerivedQuery, page: PageInput): Omit<DerivedPage, 'indexing'> {
    const text = textOf(query);
    if (text !== null && !query.sort) return this.listByRelevance(query, text, page);
    const tests = this.state.mirror.tests(query.filter);
    const marks = text === null ? null : this.walkOf(query, text).marks();
    const selection = this.state.mirror.select(tests, stateOf(query), marks?.marks ?? null);
    const total = selection.size;
    const sort = query.sort ?? DEFAULT_SORT;
    const sorted = this.state.mirror.sortKeys(sort, selection);
    const start = page.cursor === undefined ? null : this.cursorStart(page.cursor, sort, sorted, selection);
    const from = start ? 0 : (page.offset ?? 0);
    const size = start ? start.size : total;
    const slots = sliceOrdered(selection.slots, sorted.keys, size, from, from + page.limit);
    const last = slots[slots.length - 1];
    const next = last === undefined || from + slots.length >= size ? null : this.cursorOf(sort, last, sorted.keyOf(last));
    return { ids: this.idsOf(slots), total, totalIsLowerBound: marks !== null && !marks.complete, next };
  }

  /** Every id the query finds, in its order. */
  ids(query: DerivedQuery): Float64Array {
    const text = textOf(query);
    if (text !== null && !query.sort) {
      const walk = this.walkOf(query, text);
      walk.finish();
      return Float64Array.from(walk.found, (slot) => this.state.slots.idAt(slot));
    }
    const tests = this.state.mirror.tests(query.filter);
    const walk = text === null ? null : this.walkOf(query, text);
    walk?.finish();
    const selection = this.state.mirror.select(tests, stateOf(query), walk?.marks().marks ?? null);
    const { keys } = this.state.mirror.sortKeys(query.sort ?? DEFAULT_SORT, selection);
    return Float64Array.from(sliceOrdered(selection.slots, keys, selection.size, 0, selection.size), (slot) => this.state.slots.idAt(slot));
  }

  /** Values of a choice, tag or imported column with their counts, largest first. */
  facets(field: string, query: DerivedQuery): readonly Facet[] {
    const text = textOf(query);
    const marks = text === null ? null : this.walkOf(query, text).marks().marks;
    const selection = this.state.mirror.select(this.state.mirror.tests(query.filter), stateOf(query), marks);
    const counts = this.state.mirror.facets(field, selection);
    const facets = [...counts].map(([value, count]) => ({ value: field === 'tags' && value !== null ? Number(value) : value, count }));
    return facets.sort((a, b) => b.count - a.count || String(a.value).localeCompare(String(b.value))).slice(0, MAX_FACETS);
  }

  private listByRelevance(query: DerivedQuery, text: string, page: PageInput): Omit<DerivedPage, 'indexing'> {
    const walk = this.walkOf(query, text);
    const from = page.cursor === undefined ? (page.offset ?? 0) : cursorOffset(page.cursor);
    const slots = walk.take(from, from + page.limit);
    const total = walk.count();
    const end = from + slots.length;
    const more = end < total || !walk.complete;
    return { ids: this.idsOf(slots), total, totalIsLowerBound: !walk.complete, next: slots.length > 0 && more ? `t:${end}` : null };
  }

  /** The results of a text query, kept while the same one is paged through and nothing changes. */
  private walkOf(query: DerivedQuery, text: string): TextWalk {
    const key = JSON.stringify([text, query.sort ? null : query.filter, query.deleted ?? false, this.state.slots.version]);
    if (this.walk?.key === key) return this.walk.walk;
    const parsed = parseQuery(text);
    const tests = query.sort ? [] : this.state.mirror.tests(query.filter);
    const walk = new TextWalk(this.state, parsed, tests, stateOf(query));
    this.walk = { key, walk };
    return walk;
  }

  private cursorOf(sort: ListSort, slot: number, key: number): string {
    return `k:${this.state.source.facts.seq}:${sort.direction}:${key}:${this.state.slots.idAt(slot)}`;
  }

  /** Moves the rows behind the cursor to the front; answers how many they are. */
  private cursorStart(cursor: string, sort: ListSort, sorted: SortKeys, selection: Selection): { readonly size: number } {
    const [kind, seq, direction, keyText, idText] = cursor.split(':');
    const slot = this.state.slots.slotOf(Number(idText));
    if (kind !== 'k' || direction !== sort.direction || keyText === undefined || slot < 0) throw new AppFailure('query.badCursor');
    const key = Number(seq) === this.state.source.facts.seq ? Number(keyText) : sorted.keyOf(slot);
    if (Number.isNaN(key)) throw new AppFailure('query.badCursor');
    const { slots, size } = selection;
    const { keys } = sorted;
    let n = 0;
    for (let i = 0; i < size; i++) {
      const k = keys[i]!;
      if (k > key || (k === key && slots[i]! < slot)) {
        slots[n] = slots[i]!;
        keys[n++] = k;
      }
    }
    return { size: n };
  }

  private idsOf(slots: ArrayLike<number>): number[] {
    return Array.from(slots, (slot) => this.state.slots.idAt(slot));
  }
}

function textOf(query: DerivedQuery): string | null {
  const text = query.text?.trim() ?? '';
  return text === '' ? null : text;
}

function cursorOffset(cursor: string): number {
  const m = /^t:(\d{1,9})$/.exec(cursor);
  if (!m) throw new AppFailure('query.badCursor');
  return Number(m[1]);
}
