/**
 * Runs a plan over the snapshot's postings, one chunk of 65,536 slots at a time. All
 * lists are looked up once; chunks are read only as far as the caller walks.
 */
import type { BlockReader, PostingList } from './blocks.ts';
import type { Plan, Source, TermPlan } from './plan.ts';
import { addTo, BITMAP_WORDS, bitSet, EMPTY_SET, intersect, union } from './sets.ts';
import type { ChunkSet } from './sets.ts';

/** Anything that can be asked for its rows of one chunk. `size` is an upper bound over all chunks. */
interface Node {
  readonly size: number;
  chunk(chunk: number): ChunkSet;
}

const NOTHING: Node = { size: 0, chunk: () => EMPTY_SET };

export interface Evaluator {
  /** Rows of the chunk that may match; a superset. */
  candidates(chunk: number): ChunkSet;
  /** Those of them that match for certain. */
  certain(chunk: number): ChunkSet;
  readonly size: number;
}

/** The name; the customer's own fields; these and the texts of related records. */
export type Scope = 'name' | 'own' | 'all';

/** The ways a term may be found within a scope. */
export function sourcesOf(term: TermPlan, scope: Scope): readonly Source[] {
  if (scope === 'name') return term.name;
  return scope === 'own' ? [...term.name, ...term.other] : [...term.name, ...term.other, ...term.related];
}

/** Looks up what the plan needs; `chunks` is the number of chunks of the snapshot. */
export function createEvaluator(reader: BlockReader, plan: Plan, scope: Scope, chunks: number): Evaluator {
  const perTerm = plan.map((term) => {
    const nodes = sourcesOf(term, scope).map((source) => ({ node: sourceNode(reader, source, chunks), exact: source.exact }));
    return {
      all: anyOf(nodes.map((n) => n.node)),
      exact: anyOf(nodes.filter((n) => n.exact).map((n) => n.node)),
    };
  });
  const all = allOf(perTerm.map((t) => t.all));
  const exact = allOf(perTerm.map((t) => t.exact));
  return { candidates: (c) => all.chunk(c), certain: (c) => exact.chunk(c), size: all.size };
}

function sourceNode(reader: BlockReader, source: Source, chunks: number): Node {
  if (source.range) return rangeNode(reader, source.range, chunks);
  const lists: PostingList[] = [];
  for (const key of source.keys) {
    const list = reader.find(key);
    if (list === null) return NOTHING;
    lists.push(list);
  }
  return allOf(lists);
}

function allOf(parts: readonly Node[]): Node {
  if (parts.length === 0 || parts.some((p) => p.size === 0)) return NOTHING;
  if (parts.length === 1) return parts[0]!;
  const bySize = [...parts].sort((a, b) => a.size - b.size);
  return {
    size: bySize[0]!.size,
    chunk(chunk) {
      let found = bySize[0]!.chunk(chunk);
      for (let i = 1; i < bySize.length && found.size > 0; i++) {
        found = intersect(found, bySize[i]!.chunk(chunk));
      }
      return found;
    },
  };
}

function anyOf(parts: readonly Node[]): Node {
  const full = parts.filter((p) => p.size > 0);
  if (full.length === 0) return NOTHING;
  if (full.length === 1) return full[0]!;
  return {
    size: full.reduce((n, p) => n + p.size, 0),
    chunk: (chunk) => union(full.map((p) => p.chunk(chunk))),
  };
}

function rangeNode(reader: BlockReader, [from, to]: readonly [number, number], chunks: number): Node {
  const lists: PostingList[] = [];
  let size = 0;
  reader.forRange(from, to, (list) => {
    lists.push(list);
    size += list.size;
  });
  if (lists.length === 0) return NOTHING;
  return {
    size,
    chunk(chunk) {
      if (chunk >= chunks) return EMPTY_SET;
      const bits = new Uint32Array(BITMAP_WORDS);
      let n = 0;
      for (const list of lists) {
        const set = list.chunk(chunk);
        n += set.size;
        addTo(bits, set);
      }
      return n === 0 ? EMPTY_SET : bitSet(bits, Math.min(n, 65_536));
    },
  };
}

