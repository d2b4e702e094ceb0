/**
 * The filter tree as the builder shows it: groups of rows. Turning a tree into rows and back
 * keeps what it means; whatever the builder has no row for is carried along untouched.
 */
import { isCondition, isRelated, isSegmentRef, type Condition, type FieldOp, type FilterGroup, type FilterNode, type ListFilter, type Related } from '../../../shared/kernel/filter.ts';
import { isRelatedKind, relatedField, relatedKinds, type RelatedField, type RelatedKind } from '../../../shared/modules/related.ts';
import { minorDigits } from '../../lib/minor-digits.ts';
import { conditionOf, draftFor, draftOf, LONG_AGO, questionsFor, testOf, type FilterDraft, type Question } from '../common/model/filters.ts';

export type GroupMode = 'all' | 'any' | 'none';
export type HowMany = 'some' | 'none' | 'atLeast' | 'atMost' | 'between';

export interface GroupRow {
  readonly key: number;
  readonly kind: 'group';
  readonly mode: GroupMode;
  readonly rows: readonly Row[];
}
export interface ConditionRow {
  readonly key: number;
  readonly kind: 'condition';
  readonly draft: FilterDraft;
}
export interface RelatedRow {
  readonly key: number;
  readonly kind: 'related';
  readonly of: RelatedKind;
  readonly howMany: HowMany;
  readonly min: number;
  readonly max: number;
  readonly where: readonly (FilterDraft & { readonly key: number })[];
}
export interface SegmentRow {
  readonly key: number;
  readonly kind: 'segment';
  readonly id: number | null;
  readonly not: boolean;
}
export interface KeptRow {
  readonly key: number;
  readonly kind: 'kept';
  readonly node: FilterNode;
}
export type Row = GroupRow | ConditionRow | RelatedRow | SegmentRow | KeptRow;

let nextKey = 1;
const fresh = (): number => nextKey++;

export const newGroup = (mode: GroupMode = 'all', rows: readonly Row[] = []): GroupRow => ({ key: fresh(), kind: 'group', mode, rows });
export const newCondition = (field = 'tags'): ConditionRow => ({ key: fresh(), kind: 'condition', draft: draftFor(field) });
export const newSegment = (): SegmentRow => ({ key: fresh(), kind: 'segment', id: null, not: false });
export const newRelated = (of: RelatedKind): RelatedRow => ({ key: fresh(), kind: 'related', of, howMany: 'some', min: 1, max: 1, where: [] });

const RELATED_QUESTIONS: Readonly<Record<RelatedField['kind'], readonly Question[]>> = {
  choice: ['anyOf', 'noneOf', 'empty', 'notEmpty'],
  text: ['contains', 'empty', 'notEmpty'],
  date: ['lastDays', 'notForDays', 'thisMonth', 'thisWeek', 'today', 'nextDays', 'between', 'empty'],
  instant: ['lastDays', 'notForDays', 'thisMonth', 'thisWeek', 'today', 'between'],
  money: ['atLeast', 'atMost', 'between'],
  quantity: ['atLeast', 'atMost', 'between'],
};

/** What a field of a related record can be asked, the most useful first. */
export function relatedQuestions(of: RelatedKind, name: string): readonly Question[] {
  const field = relatedField(of, name);
  return field ? RELATED_QUESTIONS[field.kind] : [];
}

/** A fresh question about a field of a related record. */
export function newWhere(of: RelatedKind, name: string = relatedKinds[of][0].name): RelatedRow['where'][number] {
  return { key: fresh(), field: name, question: relatedQuestions(of, name)[0] ?? 'contains', text: '', values: [], days: 90, from: '', to: '', month: 1 };
}

/** In how many parts of a unit a field's figures are stored; `null` for one without figures. */
function scaleOf({ kind }: RelatedField): number | null {
  if (kind === 'money') return 10 ** minorDigits();
  return kind === 'quantity' ? 1000 : null;
}

/** The condition a row about a related record asks; `null` while it is incomplete. */
export function whereOf(of: RelatedKind, draft: FilterDraft): Condition | null {
  const field = relatedField(of, draft.field);
  const test = field && testOf(draft, scaleOf(field), 1);
  return test ? { field: draft.field, test } : null;
}

/** Takes a condition about a related record apart; `null` when the builder has no question for it. */
export function whereDraft(of: RelatedKind, c: Condition): RelatedRow['where'][number] | null {
  const field = relatedField(of, c.field);
  if (!field) return null;
  const start = newWhere(of, c.field);
  for (const question of relatedQuestions(of, c.field)) {
    const draft = { ...start, question, ...partsOfTest(field, c.test) };
    const again = whereOf(of, draft);
    if (again && JSON.stringify(again) === JSON.stringify(c)) return draft;
  }
  return null;
}

function partsOfTest(field: RelatedField, test: FieldOp): Partial<FilterDraft> {
  if (test.op === 'any' || test.op === 'none') return { values: test.values };
  if (test.op === 'contains') return { text: test.value };
  if (test.op === 'relative') return { days: test.from === LONG_AGO ? -test.to : test.to - test.from + 1 };
  if (test.op !== 'range') return {};
  const write = (v: string | number | undefined) => (v === undefined ? '' : typeof v === 'number' ? String(v / (scaleOf(field) ?? 1)) : v);
  return { from: write(test.min), to: write(test.max) };
}

const kept = (node: FilterNode): KeptRow => ({ key: fresh(), kind: 'kept', node });

function relatedRow(node: Related): Row {
  if (!isRelatedKind(node.related)) return kept(node);
  const of = node.related;
  const where = node.where.map((c) => whereDraft(of, c));
  if (where.includes(null)) return kept(node);
  const { min, max } = node.count ?? {};
  const howMany: HowMany = node.none ? 'none' : min !== undefined && max !== undefined ? 'between' : max !== undefined ? 'atMost' : min !== undefined && min !== 1 ? 'atLeast' : 'some';
  return { key: fresh(), kind: 'related', of, howMany, min: min ?? 1, max: max ?? Math.max(1, min ?? 1), where: where.filter((w) => w !== null) };
}

/** The row that shows a node. `thisMonth` is 1–12. */
export function rowOf(node: FilterNode, thisMonth: number): Row {
  if (isCondition(node)) {
    const draft = draftOf(node, thisMonth);
    const isAsked = questionsFor(node.field).includes(draft.question) && JSON.stringify(conditionOf(draft, thisMonth)) === JSON.stringify(node);
    return isAsked ? { key: fresh(), kind: 'condition', draft } : kept(node);
  }
  if (isRelated(node)) return relatedRow(node);
  if (isSegmentRef(node)) return { key: fresh(), kind: 'segment', id: node.segment, not: false };
  if (!node.all?.length && !node.any?.length && node.not && isSegmentRef(node.not)) return { key: fresh(), kind: 'segment', id: node.not.segment, not: true };
  return groupRow(node, thisMonth);
}

/** The group that shows a tree; a group of several parts becomes one of groups. */
export function groupRow(group: FilterGroup, thisMonth: number): GroupRow {
  const rows = (nodes: readonly FilterNode[] | undefined): readonly Row[] => (nodes ?? []).map((node) => rowOf(node, thisMonth));
  const none = group.not && noneRow(group.not, thisMonth);
  const hasAll = (group.all?.length ?? 0) > 0;
  const hasAny = (group.any?.length ?? 0) > 0;
  if (!hasAll && !hasAny) return none ?? newGroup('all');
  if (!hasAll && !none) return newGroup('any', rows(group.any));
  return newGroup('all', [...rows(group.all), ...(hasAny ? [newGroup('any', rows(group.any))] : []), ...(none ? [none] : [])]);
}

function noneRow(not: FilterNode, thisMonth: number): GroupRow {
  const isPlainAny = !isCondition(not) && !isRelated(not) && !isSegmentRef(not) && !not.all?.length && !not.not;
  return newGroup('none', isPlainAny ? (not.any ?? []).map((node) => rowOf(node, thisMonth)) : [rowOf(not, thisMonth)]);
}

/** The node of a row; `null` while it is incomplete: such rows ask nothing yet. */
export function nodeOf(row: Row, thisMonth: number): FilterNode | null {
  switch (row.kind) {
    case 'condition':
      return conditionOf(row.draft, thisMonth);
    case 'kept':
      return row.node;
    case 'segment':
      return row.id === null ? null : row.not ? { not: { segment: row.id } } : { segment: row.id };
    case 'related':
      return relatedNode(row);
    case 'group':
      return treeOf(row, thisMonth);
  }
}

function relatedNode(row: RelatedRow): Related {
  const where = row.where.flatMap((draft) => whereOf(row.of, draft) ?? []);
  const count = row.howMany === 'atLeast' ? { min: row.min } : row.howMany === 'atMost' ? { max: row.max } : row.howMany === 'between' ? { min: row.min, max: Math.max(row.min, row.max) } : null;
  return { related: row.of, where, ...(count && { count }), ...(row.howMany === 'none' && { none: true as const }) };
}

/** The tree of a group; `null` when nothing in it asks anything. */
export function treeOf(group: GroupRow, thisMonth: number): FilterGroup | null {
  if (group.mode === 'all') return allOf(group.rows, thisMonth);
  const nodes = group.rows.flatMap((row) => nodeOf(row, thisMonth) ?? []);
  if (nodes.length === 0) return null;
  if (group.mode === 'any') return { any: nodes };
  return { not: nodes.length === 1 ? nodes[0]! : { any: nodes } };
}

/** An "any" and a "none" within an "all" are parts of the same node: trees do not grow deeper each time they are edited. */
function allOf(rows: readonly Row[], thisMonth: number): FilterGroup | null {
  const none = rows.findLast((row) => row.kind === 'group' && row.mode === 'none');
  const any = rows.findLast((row) => row.kind === 'group' && row.mode === 'any');
  const all = rows.filter((row) => row !== none && row !== any).flatMap((row) => nodeOf(row, thisMonth) ?? []);
  const parts = [none, any].map((row) => (row?.kind === 'group' ? treeOf(row, thisMonth) : null));
  const tree: FilterGroup = { ...(all.length > 0 && { all }), ...parts[0], ...parts[1] };
  return Object.keys(tree).length === 0 ? null : tree;
}

/** The whole filter the builder holds. */
export function filterOf(group: GroupRow, thisMonth: number): ListFilter {
  const tree = treeOf(group, thisMonth);
  return { ...tree, all: tree?.all ?? [] };
}

/** The chips of a list: a filter that is all "and" is shown part by part, any other as one. */
export function chipsOf(filter: ListFilter): readonly FilterNode[] {
  const { all, any, not } = filter;
  return [...all, ...(any?.length ? [{ any }] : []), ...(not ? [{ not }] : [])];
}

/** Puts `change` in place of the row with this key, wherever it is; `null` takes it out. */
export function changeRow(group: GroupRow, key: number, change: (row: Row) => Row | null): GroupRow {
  const rows = group.rows.flatMap((row): Row[] => {
    if (row.key === key) {
      const next = change(row);
      return next ? [next] : [];
    }
    return [row.kind === 'group' ? changeRow(row, key, change) : row];
  });
  return { ...group, rows };
}
