/** A filter tree as a test of one row: the plain way of `mirror/tree.ts`, for one customer or while there is no mirror. */
import { isCondition, isRelated, isSegmentRef } from '../../../../shared/kernel/filter.ts';
import type { Condition, FilterGroup, FilterNode, Related } from '../../../../shared/kernel/filter.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { Db } from '../../database/open.ts';
import type { CustomerRow } from '../row.ts';
import { importedIds, importsOf, isAboutImport } from './imported.ts';
import { readRule, segmentRow } from './mark-sets.ts';
import type { SegmentRule } from './mark-sets.ts';
import { registerFold, relatedQuery } from './related-sql.ts';

type Holds = (row: CustomerRow) => boolean;

interface RowContext {
  readonly test: (c: Condition) => Holds;
  readonly related: (node: Related) => (id: number) => boolean;
  readonly member: (segmentId: number) => (id: number) => boolean;
  readonly segment: (id: number) => SegmentRule;
  readonly imported: (imports: readonly number[]) => ReadonlySet<number>;
}

export interface RowFilterInput {
  readonly db: Db;
  readonly now: number;
  readonly test: (c: Condition) => Holds;
  /** The one customer that is looked at; without it, all of them may be. */
  readonly only?: number;
}

/** Compiles a tree; `query.badField`, `segment.missing`, `segment.cycle`. */
export function rowFilter(filter: FilterGroup | undefined, input: RowFilterInput): Holds {
  if (!filter) return () => true;
  registerFold(input.db);
  const statement = segmentRow(input.db);
  const context: RowContext = {
    test: input.test,
    related: (node) => relatedTest(node, input),
    member: (segmentId) => memberTest(segmentId, input),
    segment: (id) => readRule(statement, id),
    imported: (imports) => new Set(importedIds(input.db, imports)),
  };
  return groupTest(filter, context, []);
}

function groupTest(group: FilterGroup, context: RowContext, within: readonly number[]): Holds {
  const all = (group.all ?? []).map((node) => nodeTest(node, context, within));
  const any = (group.any ?? []).map((node) => nodeTest(node, context, within));
  const not = group.not ? nodeTest(group.not, context, within) : null;
  return (row) => all.every((holds) => holds(row)) && (any.length === 0 || any.some((holds) => holds(row))) && !not?.(row);
}

function nodeTest(node: FilterNode, context: RowContext, within: readonly number[]): Holds {
  if (isAboutImport(node)) {
    const ids = context.imported(importsOf(node));
    return (row) => ids.has(row.id);
  }
  if (isCondition(node)) return context.test(node);
  if (isRelated(node)) {
    const passes = context.related(node);
    return (row) => passes(row.id);
  }
  if (!isSegmentRef(node)) return groupTest(node, context, within);
  if (within.includes(node.segment)) throw new AppFailure('segment.cycle', { id: node.segment });
  const rule = context.segment(node.segment);
  if (rule.kind === 'live') return groupTest(rule.filter, context, [...within, node.segment]);
  const isMember = context.member(node.segment);
  return (row) => isMember(row.id);
}

function relatedTest(node: Related, { db, now, only }: RowFilterInput): (id: number) => boolean {
  const { sql, params, passes } = relatedQuery(db, node, now);
  if (only !== undefined) {
    const count = db.raw.prepare(`SELECT count(*) ${sql} AND customer_id = ?`).pluck().get(...params, only) as number;
    return () => passes(count);
  }
  const rows = db.raw.prepare(`SELECT customer_id, count(*) ${sql} GROUP BY customer_id`).raw().all(...params) as [number, number][];
  const counts = new Map(rows);
  return (id) => passes(counts.get(id) ?? 0);
}

function memberTest(segmentId: number, { db, only }: RowFilterInput): (id: number) => boolean {
  const sql = 'SELECT customer_id FROM segment_member WHERE segment_id = ? AND deleted_at IS NULL';
  const ids = only === undefined ? db.raw.prepare(sql).pluck().all(segmentId) : db.raw.prepare(`${sql} AND customer_id = ?`).pluck().all(segmentId, only);
  const members = new Set(ids as number[]);
  return (id) => members.has(id);
}
