/**
 * Lists over the mirror: a page of ids for any filter and sort, with the exact count.
 * Pages continue by key (the last row's place in the order), so the last page costs
 * what the first does; an offset jumps anywhere at the same price.
 */
import type { ListSort } from '../../../shared/kernel/filter.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { OrderedResult } from './ordered-result.ts';
import type { Selection } from './mirror/select.ts';
import type { DerivedPage, DerivedQuery, FacetMore, Facets } from './port.ts';
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
/** Any order will do: a text query with an order finds all its matches, before the filter. */
const BY_NUMBER: ListSort = { field: 'id', direction: 'desc' };

const stateOf = (query: DerivedQuery): RowState => (query.deleted ? 1 : 0);

export class ListEngine {
  private readonly state: State;
  private result: OrderedResult | null = null;
  private walk: { readonly key: string; readonly walk: TextWalk } | null = null;

  constructor(state: State) {
    this.state = state;
  }

  /** One page. `query.badField`, `query.badCursor`. */
  list(query: DerivedQuery, page: PageInput): Omit<DerivedPage, 'indexing'> {
    const text = textOf(query);
    if (text !== null && !query.sort) return this.listByRelevance(query, text, page);
    const result = this.resultOf(query, text);
    const from = page.cursor === undefined ? (page.offset ?? 0) : this.cursorStart(page.cursor, result);
    const slots = result.slice(from, from + page.limit);
    const end = from + slots.length;
    const last = slots[slots.length - 1];
    const next = last === undefined || end >= result.total ? null : this.cursorOf(result, last, end);
    return { ids: this.idsOf(slots), total: result.total, totalIsLowerBound: !result.complete, next };
  }

  /** The ordered result of a query, kept while the same one is paged through and nothing changes. */
  private resultOf(query: DerivedQuery, text: string | null): OrderedResult {
    const key = JSON.stringify([query, this.state.slots.version, this.state.sets.version, this.state.mirror.moment()]);
    if (this.result?.key === key) return this.result;
    this.result = null;
    const { mirror } = this.state;
    const tests = mirror.tests(query.filter);
    const marks = text === null ? null : this.walkOf(query, text).marks();
    const selection = mirror.select(tests, stateOf(query), marks?.marks ?? null);
    const by = mirror.sortKey(query.sort ?? DEFAULT_SORT);
    this.result = new OrderedResult(key, selection, by, (size) => mirror.keyRoom(size), marks?.complete ?? true);
    return this.result;
  }

  /** Every id the query finds, in its order. */
  ids(query: DerivedQuery): Float64Array {
    this.result = null;
    const text = textOf(query);
    if (text !== null && !query.sort) {
      const walk = this.walkOf(query, text);
      walk.finish();
      return Float64Array.from(walk.found, (slot) => this.state.slots.idAt(slot));
    }
    if (text !== null) this.walkOf(query, text).finish();
    return Float64Array.from(this.resultOf(query, text).all(), (slot) => this.state.slots.idAt(slot));
  }

  /** How many the query finds, exactly. */
  count(query: DerivedQuery): number {
    const text = textOf(query);
    if (text === null) return this.selectionOf(query).size;
    const walk = this.walkOf({ ...query, sort: undefined }, text);
    walk.finish();
    return walk.found.length;
  }

  /** Values of a choice, tag or imported column, or months of a date, with their counts, largest first. */
  facets(field: string, query: DerivedQuery, more: FacetMore = {}): Facets {
    return this.state.mirror.facets(field, this.selectionOf(query), more);
  }

  /** Valid until the next question. */
  private selectionOf(query: DerivedQuery): Selection {
    this.result = null;
    const text = textOf(query);
    const marks = text === null ? null : this.walkOf({ ...query, sort: query.sort ?? BY_NUMBER }, text).marks().marks;
    return this.state.mirror.select(this.state.mirror.tests(query.filter), stateOf(query), marks);
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
    const key = JSON.stringify([text, query.sort ? null : query.filter, query.deleted ?? false, this.state.slots.version, this.state.sets.version]);
    if (this.walk?.key === key) return this.walk.walk;
    const parsed = parseQuery(text);
    const tests = query.sort ? [] : this.state.mirror.tests(query.filter);
    const walk = new TextWalk(this.state, parsed, tests, stateOf(query));
    this.walk = { key, walk };
    return walk;
  }

  /** Names the row a page ended with and where that was: `k:<snapshot>:<version>:<position>:<key>:<id>`. */
  private cursorOf(result: OrderedResult, slot: number, position: number): string {
    const { slots, source } = this.state;
    return `k:${source.facts.seq}:${slots.version}:${position}:${result.keyOf(slot)}:${slots.idAt(slot)}`;
  }

  /**
   * The position behind the cursor's row. If rows changed meanwhile it is counted anew,
   * from the key the row had then; a key that is no rank of this snapshot is the row's present one.
   */
  private cursorStart(cursor: string, result: OrderedResult): number {
    const [kind, seq, version, position, keyText, idText] = cursor.split(':');
    const { slots, source } = this.state;
    const slot = slots.slotOf(Number(idText));
    if (kind !== 'k' || keyText === undefined || slot < 0 || Number.isNaN(Number(position))) throw new AppFailure('query.badCursor');
    const sameSnapshot = Number(seq) === source.facts.seq;
    if (sameSnapshot && Number(version) === slots.version) return Number(position);
    const then = Number(keyText);
    const lasting = sameSnapshot && (Number.isInteger(then) || Math.abs(then) === Infinity);
    return result.positionAfter(lasting ? then : result.keyOf(slot), slot);
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
