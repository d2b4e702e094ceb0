import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFilterSchema, type FilterGroup, type FilterNode } from '../../../shared/kernel/filter.ts';
import { chipsOf, filterOf, groupRow, newCondition, newGroup, rowOf } from '../../../src-renderer/features/segments/builder-model.ts';

const MONTH = 11;
const own = fc.constantFrom<FilterNode>(
  { field: 'tags', test: { op: 'all', values: [1, 2] } },
  { field: 'grade', test: { op: 'none', values: ['A'] } },
  { field: 'name', test: { op: 'contains', value: '王' } },
  { field: 'lastSaleOn', test: { op: 'relative', unit: 'day', from: -10_000, to: -90 } },
  { field: 'saleAmount', test: { op: 'range', min: 100_000 } },
  { field: 'birthday', test: { op: 'relative', unit: 'month', from: 2, to: 2 } },
  // No question of the builder makes these: they are carried along.
  { field: 'createdAt', test: { op: 'relative', unit: 'year', from: -3, to: -1 } },
  { field: 'name', test: { op: 'range', min: 'a', max: 'c' } },
);
const related = fc.constantFrom<FilterNode>(
  { related: 'sale', where: [] },
  { related: 'sale', where: [{ field: 'date', test: { op: 'relative', unit: 'day', from: -89, to: 0 } }], none: true },
  { related: 'saleItem', where: [{ field: 'category', test: { op: 'any', values: ['茶'] } }, { field: 'date', test: { op: 'range', min: '2026-03-01' } }], count: { min: 3 } },
  { related: 'saleItem', where: [{ field: 'quantity', test: { op: 'range', max: 2500 } }], count: { max: 2 } },
  { related: 'followUp', where: [{ field: 'result', test: { op: 'any', values: ['complaint'] } }, { field: 'content', test: { op: 'contains', value: '退' } }], count: { min: 1, max: 4 } },
  { related: 'followUp', where: [{ field: 'at', test: { op: 'relative', unit: 'year', from: -1, to: -1 } }] },
);
const segment = fc.constantFrom<FilterNode>({ segment: 7 }, { not: { segment: 7 } });
const { tree } = fc.letrec<{ tree: FilterGroup; node: FilterNode }>((tie) => ({
  node: fc.oneof({ maxDepth: 2 }, own, related, segment, tie('tree')),
  tree: fc.record({ all: fc.array(tie('node'), { maxLength: 3 }), any: fc.array(tie('node'), { maxLength: 3 }), not: tie('node') }, { requiredKeys: [] }),
}));

/** What a tree means, written in one way only. */
function meaning(node: FilterNode): unknown {
  if (!('all' in node || 'any' in node || 'not' in node)) return 'field' in node || 'related' in node || 'segment' in node ? node : ['all'];
  const { all = [], any = [], not } = node;
  const parts = all.map(meaning);
  if (any.length > 0) parts.push(group('any', any.map(meaning)));
  if (not) parts.push(['not', meaning(not)]);
  return group('all', parts);
}

/** Groups of the same kind within each other are one; a group of one is that one. */
function group(kind: 'all' | 'any', parts: readonly unknown[]): unknown {
  const flat = parts.flatMap((part) => (Array.isArray(part) && part[0] === kind ? (part.slice(1) as unknown[]) : [part]));
  const sorted = flat.map((part) => ({ part, text: JSON.stringify(part) })).sort((a, b) => (a.text < b.text ? -1 : 1));
  return sorted.length === 1 ? sorted[0]!.part : [kind, ...sorted.map(({ part }) => part)];
}

/** An empty group asks nothing: the builder leaves it out. */
const hasEmptyGroup = (node: FilterNode): boolean => {
  if ('field' in node || 'related' in node || 'segment' in node) return false;
  const { all = [], any = [], not } = node;
  return all.length + any.length + (not ? 1 : 0) === 0 || [...all, ...any, ...(not ? [not] : [])].some(hasEmptyGroup);
};

describe('the filter builder', () => {
  it('shows any filter and gives back one that means the same', () => {
    fc.assert(
      fc.property(tree.filter((one) => !hasEmptyGroup(one)), (one) => {
        const back = filterOf(groupRow(one, MONTH), MONTH);
        expect(meaning(back)).toEqual(meaning(one));
        expect(listFilterSchema.safeParse(back).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('loses nothing on the way between chips and the builder', () => {
    fc.assert(
      fc.property(tree.filter((one) => !hasEmptyGroup(one)), (one) => {
        const chips = chipsOf(filterOf(groupRow(one, MONTH), MONTH));
        expect(meaning({ all: [...chips] })).toEqual(meaning(one));
      }),
    );
  });

  it('has a row for what people ask, and keeps the rest as it is', () => {
    expect(rowOf({ related: 'sale', where: [], none: true }, MONTH)).toMatchObject({ kind: 'related', howMany: 'none' });
    expect(rowOf({ not: { segment: 7 } }, MONTH)).toMatchObject({ kind: 'segment', id: 7, not: true });
    expect(rowOf({ field: 'name', test: { op: 'range', min: 'a', max: 'c' } }, MONTH)).toMatchObject({ kind: 'kept' });
  });

  it('does not count what is not filled in yet', () => {
    expect(filterOf(newGroup('any', [newCondition('tags'), newGroup('all', [])]), MONTH)).toEqual({ all: [] });
  });
});
