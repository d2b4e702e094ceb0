/**
 * Search: the snapshot's postings and the delta are walked newest first, names before
 * other fields, and every candidate that is not certain is compared with its row, so
 * the answer equals a plain scan by `text/match.ts`.
 */
import type { RowState } from '../row.ts';
import type { SlotTable } from '../slots.ts';
import { matchesName, matchesRow } from '../text/match.ts';
import type { SearchedRow } from '../text/match.ts';
import type { Query } from '../text/query.ts';
import type { BlockReader } from './blocks.ts';
import type { DeltaIndex } from './delta.ts';
import { createEvaluator } from './evaluate.ts';
import type { Evaluator, Scope } from './evaluate.ts';
import { planQuery } from './plan.ts';
import type { Plan, Source } from './plan.ts';
import { CHUNK_BITS, CHUNK_SLOTS, descending } from './sets.ts';

export interface SearchDeps {
  readonly slots: SlotTable;
  readonly blocks: BlockReader;
  readonly delta: DeltaIndex;
  /** Name and pinyin of a row by id. */
  readonly nameOf: (id: number) => Pick<SearchedRow, 'name' | 'pinyin'> | undefined;
  /** All searched fields of a row by id. */
  readonly rowOf: (id: number) => SearchedRow | undefined;
}

export interface SearchLimits {
  readonly state: RowState;
  readonly limit: number;
}

/** Slots of the rows found, at most `limit`. */
export function searchSlots(deps: SearchDeps, query: Query, limits: SearchLimits): number[] {
  const found: number[] = [];
  for (const slot of walkMatches(deps, query, limits.state)) {
    found.push(slot);
    if (found.length >= limits.limit) break;
  }
  return found;
}

/** All matches, found as they are asked for: name matches newest first, then the others newest first. */
export function* walkMatches(deps: SearchDeps, query: Query, state: RowState): Generator<number> {
  for (const slot of walkSteps(deps, query, state, { reads: 0 })) if (slot !== MISS) yield slot;
}

/** Counts the rows that had to be read to be certain: the costly part of a search. */
export interface Effort {
  reads: number;
}

/** Comes in place of a slot for a candidate that is none, so that the caller can stop after any amount of reading. */
export const MISS = -1;

/** As `walkMatches`, with a step for every candidate. */
export function* walkSteps(deps: SearchDeps, query: Query, state: RowState, effort: Effort): Generator<number> {
  const plan = planQuery(query);
  const names = new Set<number>();
  for (const slot of walk({ deps, query, scope: 'name', state, effort }, plan, NONE)) {
    if (slot !== MISS) names.add(slot);
    yield slot;
  }
  yield* walk({ deps, query, scope: 'any', state, effort }, plan, names);
}

const NONE: ReadonlySet<number> = new Set();

interface Search {
  readonly deps: SearchDeps;
  readonly query: Query;
  readonly scope: Scope;
  readonly state: RowState;
  readonly effort: Effort;
}

function* walk(search: Search, plan: Plan, skip: ReadonlySet<number>): Generator<number> {
  const { deps, scope } = search;
  const changed = deltaCandidates(deps, plan, scope);
  const { dirty } = deps.slots;
  let next = 0;
  for (const [slot, certain] of baseCandidates(deps, plan, scope)) {
    for (; next < changed.length && changed[next]! > slot; next++) {
      if (!skip.has(changed[next]!)) yield judged(search, changed[next]!, false);
    }
    if (!dirty.has(slot) && !skip.has(slot)) yield judged(search, slot, certain);
  }
  for (; next < changed.length; next++) {
    if (!skip.has(changed[next]!)) yield judged(search, changed[next]!, false);
  }
}

/** The slot, or `MISS`. */
function judged(search: Search, slot: number, certain: boolean): number {
  const { deps, query, scope, effort } = search;
  if (deps.slots.stateAt(slot) !== search.state) return MISS;
  if (certain) return slot;
  effort.reads++;
  const id = deps.slots.idAt(slot);
  if (scope === 'name') {
    const row = deps.nameOf(id);
    return row !== undefined && matchesName(query, row) ? slot : MISS;
  }
  const row = deps.rowOf(id);
  return row !== undefined && matchesRow(query, row) ? slot : MISS;
}

function* baseCandidates(deps: SearchDeps, plan: Plan, scope: Scope): Generator<readonly [number, boolean]> {
  const chunks = Math.ceil(deps.slots.base / CHUNK_SLOTS);
  const evaluator = createEvaluator(deps.blocks, plan, scope, chunks);
  if (evaluator.size === 0) return;
  for (let chunk = chunks - 1; chunk >= 0; chunk--) yield* chunkCandidates(evaluator, chunk);
}

function* chunkCandidates(evaluator: Evaluator, chunk: number): Generator<readonly [number, boolean]> {
  const all = evaluator.candidates(chunk);
  if (all.size === 0) return;
  const certain = descending(evaluator.certain(chunk));
  let sure = certain.next();
  const base = chunk << CHUNK_BITS;
  for (const doc of descending(all)) {
    while (!sure.done && sure.value > doc) sure = certain.next();
    yield [base + doc, !sure.done && sure.value === doc];
  }
}

function deltaCandidates(deps: SearchDeps, plan: Plan, scope: Scope): Uint32Array {
  if (deps.slots.dirty.size === 0) return new Uint32Array(0);
  let found = null as Set<number> | null;
  for (const term of plan) {
    const sources: readonly Source[] = scope === 'name' ? term.name : [...term.name, ...term.other];
    const any = new Set<number>();
    for (const source of sources) for (const slot of deps.delta.find(source)) any.add(slot);
    const before = found;
    found = before === null ? any : new Set([...any].filter((s) => before.has(s)));
  }
  return Uint32Array.from(found ?? []).sort().reverse();
}
