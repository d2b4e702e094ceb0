/**
 * The column mirror: every customer field as typed arrays, loaded column by column when
 * first asked for. Answers any filter with any sort and the exact count in one pass.
 */
import type { Condition, ListFilter, ListSort } from '../../../../shared/kernel/filter.ts';
import { NEWEST_FIRST } from '../../../../shared/kernel/filter.ts';
import { parsePartialDate } from '../../../../shared/kernel/partial-date.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { CustomerRow, RowState } from '../row.ts';
import type { MarkSets } from '../related/mark-sets.ts';
import type { SlotTable } from '../slots.ts';
import { PARTS } from '../snapshot/file.ts';
import type { SnapshotReader } from '../snapshot/file.ts';
import { createWeights, weightSteps } from './collation.ts';
import { loadColumn } from './column.ts';
import type { MirrorColumn, ValueColumn } from './column.ts';
import type { BuiltColumn } from './column-builder.ts';
import { isoDate } from './dates.ts';
import { compileCondition } from './filter.ts';
import type { Test } from './filter.ts';
import { selectSlots } from './select.ts';
import type { Selection } from './select.ts';
import type { SortKey } from './sort-key.ts';
import type { FieldBook } from '../fields/field-book.ts';
import { localDay } from '../fields/sources.ts';
import { fillColumn, STEP_ROWS } from './made-column.ts';
import { compileTree } from './tree.ts';
import type { FacetMore, Facets } from '../port.ts';
import { countColumn } from './tally.ts';
import { columnOf, EXTRA_PREFIX, filterColumn, fixedColumns, sortColumn } from './spec.ts';
import type { ColumnSpec, MadeColumns } from './spec.ts';

export interface MirrorDeps {
  readonly source: SnapshotReader;
  readonly slots: SlotTable;
  readonly rowAt: (slot: number) => CustomerRow | null;
  readonly now: () => number;
  /** Customers by related records and fixed lists. */
  readonly sets: MarkSets;
  /** The book's own fields as they are now. */
  readonly fields: () => FieldBook;
  /** Every row of the snapshot in the order of its slots: for columns it does not have. */
  readonly allRows: () => Iterable<CustomerRow>;
}

/** At most a megabyte each for a million customers. */
const KEPT_TESTS = 16;

export class Mirror {
  private readonly deps: MirrorDeps;
  private readonly built: readonly BuiltColumn[];
  private readonly columns = new Map<string, MirrorColumn>();
  /** Being filled in steps: they hear of changes, and nobody asks them yet. */
  private readonly loading = new Set<MirrorColumn>();
  private weights: Uint16Array | null = null;
  private slotBuffer = new Uint32Array(0);
  private keyBuffer = new Float64Array(0);

  constructor(deps: MirrorDeps) {
    this.deps = deps;
    this.built = (deps.source.facts['columns'] ?? []) as readonly BuiltColumn[];
  }

  /** Takes over a changed row in every loaded column; the others read it when they are loaded. */
  put(slot: number, row: CustomerRow): void {
    for (const column of this.columns.values()) column.put(slot, row);
    for (const column of this.loading) column.put(slot, row);
  }

  /** Compiles a filter; `query.badField` for unknown fields and operators. */
  tests(filter: ListFilter | undefined): readonly Test[] {
    if (!filter) return [];
    const now = this.deps.now();
    return compileTree(filter, { size: this.deps.slots.size, test: (c) => this.test(c, now), sets: this.deps.sets });
  }

  private readonly known = new Map<string, { readonly test: Test; readonly codes: number }>();

  /** A condition stays while its list is sorted, paged and counted, so the last ones are kept. */
  private test(c: Condition, now: number): Test {
    const column = this.column(filterColumn(c.field), c.field);
    if (column.kind === 'number') return compileCondition(c, column, now);
    const codes = column.table().codes;
    const key = JSON.stringify(c.test.op === 'relative' ? [c, isoDate(now)] : c);
    const known = this.known.get(key);
    this.known.delete(key);
    const test = known?.codes === codes ? known.test : compileCondition(c, column, now);
    this.known.set(key, { test, codes });
    if (this.known.size > KEPT_TESTS) this.known.delete(this.known.keys().next().value!);
    return test;
  }

  /** The passing slots, ascending. Valid until the next call. */
  select(tests: readonly Test[], state: RowState, marks: Uint8Array | null = null): Selection {
    const { slots } = this.deps;
    if (this.slotBuffer.length < slots.size) this.slotBuffer = new Uint32Array(slots.size + 4096);
    return selectSlots(slots.states(), state, slots.size, tests, this.slotBuffer, marks);
  }

  /** By what a sort compares rows. */
  sortKey(sort: ListSort): SortKey {
    const sign = sort.direction === 'desc' ? -1 : 1;
    if (sort.field === NEWEST_FIRST.field) return { kind: 'slot', sign };
    const column = this.column(sortColumn(sort.field), sort.field);
    if (column.kind === 'number') return { kind: 'number', sign, numbers: column.numbers };
    if (column.ranked && column.spec.order !== 'birthday' && !column.spec.rank) return { kind: 'code', sign, codes: column.codes };
    const ranks = this.ranksOf(column, sign);
    return { kind: 'rank', codes: column.codes, ranks };
  }

  /** Room for the keys of a selection; reused by the next call. */
  keyRoom(size: number): Float64Array {
    if (this.keyBuffer.length < size) this.keyBuffer = new Float64Array(size + 4096);
    return this.keyBuffer;
  }

  private readonly rankCache = new Map<string, { readonly codes: number; readonly ranks: Float64Array }>();

  /** Signed rank by code; the empty value is last either way. */
  private ranksOf(column: ValueColumn, sign: number): Float64Array {
    const table = column.table();
    const key = `${sign}${column.spec.field}`;
    const known = this.rankCache.get(key);
    if (known?.codes === table.codes) return known.ranks;
    const ranks = table.ranks();
    for (let code = 1; code < ranks.length; code++) {
      ranks[code] = sign * (placeOf(column.spec, table.text(code)) ?? ranks[code]!);
    }
    ranks[0] = Infinity;
    this.rankCache.set(key, { codes: table.codes, ranks });
    return ranks;
  }

  /** How many of a selection have each value or fall into each month or span; list values count once each, `null` is empty. */
  facets(field: string, selection: Selection, more: FacetMore = {}): Facets {
    const column = this.column(field, field);
    const summed = more.sum === undefined ? null : this.column(more.sum, more.sum);
    if (summed && summed.kind !== 'number') throw new AppFailure('query.badField', { field: more.sum });
    return countColumn({ column, numbers: summed?.numbers ?? null, selection, by: more.by, limit: more.limit, idAt: (slot) => this.deps.slots.idAt(slot) });
  }

  /** Reads columns ahead for some milliseconds, so that the first filter does not wait; false when all are there. */
  warmUp(untilMs: number): boolean {
    this.ahead ??= this.readAhead();
    while (performance.now() < untilMs) if (this.ahead.next().done) return false;
    return true;
  }

  private ahead: Generator<void, void> | null = null;

  private *readAhead(): Generator<void, void> {
    if (this.built.length === 0) this.weights ??= yield* weightSteps();
    const extras = this.built.filter((c) => c.field.startsWith(EXTRA_PREFIX)).map((c) => c.field);
    for (const name of [...fixedColumns.map((c) => c.field), ...extras, ...this.deps.fields().columnNames()]) {
      const column = this.current(name) ?? (yield* this.load(name, name));
      if (column.kind === 'value') yield* column.loadTable();
    }
  }

  /** Changes with the day and with the book's own fields: what was selected before may be another selection now. */
  moment(): string {
    return `${isoDate(this.deps.now())} ${this.deps.fields().version}`;
  }

  private made(): MadeColumns {
    const book = this.deps.fields();
    const today = localDay(this.deps.now());
    return { spec: (name) => book.spec(name, today) };
  }

  /** The loaded column, if it still is what the book's definitions make it. */
  private current(name: string): MirrorColumn | undefined {
    const known = this.columns.get(name);
    if (known?.spec.key === undefined) return known;
    const spec = this.made().spec(name);
    if (spec === known.spec) return known;
    this.rankCache.clear();
    this.known.clear();
    if (spec?.key !== known.spec.key || spec.kind !== known.spec.kind) {
      this.columns.delete(name);
      return undefined;
    }
    known.spec = spec;
    return known;
  }

  private column(name: string, field: string): MirrorColumn {
    const known = this.current(name);
    if (known) return known;
    const steps = this.load(name, field);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  }

  private *load(name: string, field: string): Generator<void, MirrorColumn> {
    const { slots, source, rowAt } = this.deps;
    const spec = columnOf(name, field, this.made());
    const built = this.built.find((c) => c.field === name && (c.key ?? '') === (spec.key ?? '')) ?? null;
    const loaded = yield* loadColumn({ spec, built, source, weights: () => this.loadWeights(), base: slots.base, capacity: slots.size + 256 });
    // Somebody may have needed it at once while it was being read ahead.
    const column = this.current(name) ?? loaded;
    if (column !== loaded) return column;
    this.loading.add(column);
    // A field younger than the snapshot is empty in its rows; one that is computed, or was made otherwise, is read from them.
    if (!built && (spec.computed || this.built.some((c) => c.field === name))) {
      yield* fillColumn(column, { base: slots.base, column: (other) => this.column(other, other), rows: this.deps.allRows });
    }
    for (const [at, slot] of [...slots.dirty].entries()) {
      const row = rowAt(slot);
      if (row) column.put(slot, row);
      if (at % STEP_ROWS === 0) yield;
    }
    this.loading.delete(column);
    const other = this.current(name);
    if (other) return other;
    this.columns.set(name, column);
    return column;
  }

  /** Steps that work out the first of these columns which the snapshot does not have (new rules, a new formula); `null` when all are at hand. */
  prepare(names: readonly string[]): Generator<void, MirrorColumn> | null {
    const made = new Set(this.deps.fields().columnNames());
    const missing = names.filter((name) => {
      if (!made.has(name) || this.current(name)) return false;
      const spec = this.made().spec(name);
      return spec?.computed === true && !this.built.some((c) => c.field === name && (c.key ?? '') === (spec.key ?? ''));
    });
    return missing[0] === undefined ? null : this.load(missing[0], missing[0]);
  }

  private loadWeights(): Uint16Array {
    if (this.weights) return this.weights;
    const data = this.deps.source.get(PARTS.weights, 0);
    // The snapshot of nothing has none.
    return (this.weights = data ? new Uint16Array(data.buffer, data.byteOffset, 65_536) : createWeights());
  }
}

/** Where a value comes in an order that is not the alphabet's. */
export function placeOf(spec: ColumnSpec, text: string): number | null {
  return spec.order === 'birthday' ? dayOfYear(text) : (spec.rank?.(text) ?? null);
}

/** Birthdays sort by month and day, then by year; lunar ones after solar ones of the same numbers. */
export function dayOfYear(text: string): number {
  const d = parsePartialDate(text);
  if (!d) return 1e9;
  return ((d.month * 32 + d.day) * 4 + (d.calendar === 'lunar' ? 2 : 0) + (d.leap ? 1 : 0)) * 10_000 + (d.year ?? 0);
}
