/**
 * Search: the snapshot's postings and the delta are walked newest first, names before
 * other fields and these before the texts of related records, and every candidate that
 * is not certain is compared with its row, so the answer equals a plain scan by
 * `text/match.ts`.
 */
import type { RowState } from '../row.ts';
import type { SlotTable } from '../slots.ts';
import { matchesName, matchesRow } from '../text/match.ts';
import type { SearchedRow } from '../text/match.ts';
import type { Query } from '../text/query.ts';
import type { BlockReader } from './blocks.ts';
import type { DeltaIndex } from './delta.ts';
import { createEvaluator, sourcesOf } from './evaluate.ts';
import type { Evaluator, Scope } from './evaluate.ts';
import { RELATED_KEYS } from './keys.ts';
import { planQuery } from './plan.ts';
import type { Plan } from './plan.ts';
import { CHUNK_BITS, CHUNK_SLOTS, descending, SlotSet } from './sets.ts';

export interface SearchDeps {
  readonly slots: SlotTable;
  readonly blocks: BlockReader;
  readonly delta: DeltaIndex;
  /** Name and pinyin of a row by id. */
  readonly nameOf: (id: number) => Pick<SearchedRow, 'name' | 'pinyin'> | undefined;
  /** All searched fields of a row by id. */
  readonly rowOf: (id: number) => SearchedRow | undefined;
  /** Texts of the related records of a row by id. */
  readonly relatedOf: (id: number) => readonly string[];
}

export interface SearchLimits {
  readonly state: RowState;
  readonly limit: number;
  /** Only what stands in the customers themselves. */
  readonly own?: boolean | undefined;
}

/** Slots of the rows found, at most `limit`. */
export function searchSlots(deps: SearchDeps, query: Query, limits: SearchLimits): number[] {
  const found: number[] = [];
  for (const slot of walkMatches(deps, query, limits.state, limits.own)) {
    found.push(slot);
    if (found.length >= limits.limit) break;
  }
  return found;
}

/** All matches, found as they are asked for: names newest first, then other fields, then related records. */
export function* walkMatches(deps: SearchDeps, query: Query, state: RowState, own = false): Generator<number> {
  for (const slot of walkSteps(deps, query, state, { reads: 0 }, own)) if (slot !== MISS) yield slot;
}

/** Counts the rows that had to be read to be certain: the costly part of a search. */
export interface Effort {
  reads: number;
}

/** Comes in place of a slot for a candidate that is none, so that the caller can stop after any amount of reading. */
export const MISS = -1;

/** All matches, with a step for every candidate. */
export function* walkSteps(deps: SearchDeps, query: Query, state: RowState, effort: Effort, own = false): Generator<number> {
  const plan = planQuery(query);
  const found = new SlotSet();
  const scopes: readonly Scope[] = !own && hasRelated(deps) ? ['name', 'own', 'all'] : ['name', 'own'];
  for (const scope of scopes) {
    for (const slot of walk({ deps, query, scope, state, effort }, plan, found)) {
      if (slot !== MISS) found.add(slot);
      yield slot;
    }
  }
}

/** Books without follow-ups, sales and files have nothing more to look through. */
const hasRelated = ({ blocks, delta }: SearchDeps): boolean => delta.hasRelated || blocks.has(...RELATED_KEYS);

interface Search {
  readonly deps: SearchDeps;
  readonly query: Query;
  readonly scope: Scope;
  readonly state: RowState;
  readonly effort: Effort;
}

function* walk(search: Search, plan: Plan, skip: SlotSet): Generator<number> {
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
  const related = scope === 'all' ? () => deps.relatedOf(id) : undefined;
  return row !== undefined && matchesRow(query, row, related) ? slot : MISS;
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
    const any = new Set<number>();
    for (const source of sourcesOf(term, scope)) for (const slot of deps.delta.find(source)) any.add(slot);
    const before = found;
    found = before === null ? any : new Set([...any].filter((s) => before.has(s)));
  }
  return Uint32Array.from(found ?? []).sort().reverse();
}
