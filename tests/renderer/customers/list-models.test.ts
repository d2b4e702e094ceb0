import { describe, expect, it } from 'vitest';
import { listFilterSchema, type Condition } from '../../../shared/kernel/filter.ts';
import { customerFields } from '../../../shared/modules/customers.ts';
import { cleanChoices, defaultChoices, fitColumns, listColumns, moveColumn, resizeColumn, toggleColumn } from '../../../src-renderer/features/common/model/columns.ts';
import { conditionOf, draftFor, draftOf, isFigure, questionsFor, withCondition } from '../../../src-renderer/features/common/model/filters.ts';
import { movedCursor } from '../../../src-renderer/features/grid/grid-keys.ts';
import { nextSort, queryOf } from '../../../src-renderer/features/common/model/list-view.ts';
import { addRange, ALL_SELECTED, headerState, isSelected, NOTHING_SELECTED, selectedCount, toggleRow, toSelection } from '../../../src-renderer/features/common/model/selection.ts';

describe('columns of the list', () => {
  it('offer every field of a customer', () => {
    const columns = listColumns.map(({ field }) => field);
    // Custom values have columns of their own, by field.
    for (const { name } of customerFields) if (name !== 'custom') expect(columns).toContain(name);
  });

  it('survive settings of another version: unknown, doubled and far too wide columns, a missing name', () => {
    const clean = cleanChoices([
      { field: 'tags', width: 5000 },
      { field: 'fax', width: 100 },
      { field: 'tags', width: 90 },
      { field: 'notes', width: 1 },
    ]);
    expect(clean.map(({ field }) => field)).toEqual(['name', 'tags', 'notes']);
    expect(clean.map(({ width }) => width)).toEqual([200, 800, 60]);
    expect(cleanChoices([])).toEqual(defaultChoices());
  });

  it('can be hidden, shown, moved and resized, but the name stays first', () => {
    const start = cleanChoices([{ field: 'name', width: 200 }, { field: 'phones', width: 140 }, { field: 'tags', width: 190 }]);
    expect(toggleColumn(start, 'phones').map(({ field }) => field)).toEqual(['name', 'tags']);
    expect(toggleColumn(start, 'notes').map(({ field }) => field)).toEqual(['name', 'phones', 'tags', 'notes']);
    expect(toggleColumn(start, 'name')).toBe(start);
    expect(moveColumn(start, 'tags', 0).map(({ field }) => field)).toEqual(['name', 'tags', 'phones']);
    expect(moveColumn(start, 'name', 2)).toBe(start);
    expect(resizeColumn(start, 'tags', 10)[2]?.width).toBe(60);
  });

  it('take the room of a wide window for what is long, but leave alone what somebody made as wide as it is', () => {
    const start = cleanChoices([{ field: 'name', width: 200 }, { field: 'phones', width: 146 }, { field: 'company', width: 150 }, { field: 'tags', width: 154 }]);
    const widths = (room: number, columns = start) => fitColumns(columns, room).map(({ width }) => width);
    expect(widths(0)).toEqual([200, 146, 150, 154]);
    expect(widths(650)).toEqual([200, 146, 150, 154]);
    expect(widths(650 + 152)).toEqual([200, 146, 225, 231]);
    expect(widths(5000)).toEqual([200, 146, 300, 308]);
    expect(widths(5000, resizeColumn(start, 'tags', 120))).toEqual([200, 146, 300, 120]);
    for (let room = 0; room < 2000; room += 7) expect(widths(room).reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(Math.max(room, 650));
  });
});

describe('filters', () => {
  it('write a condition the contract takes for every column and question, and can be read back', () => {
    for (const { field } of listColumns) {
      for (const question of questionsFor(field)) {
        const draft = { ...draftFor(field), question, text: '王', values: ['a'], month: 5, ...(isFigure(field) ? { from: '1,000', to: '2500' } : { from: '2026-01-01', to: '2026-02-01' }) };
        const condition = conditionOf(draft, 11) as Condition;
        expect(listFilterSchema.safeParse({ all: [condition] }).success, `${field} ${question}`).toBe(true);
        expect(draftOf(condition, 11).question, `${field} ${question}`).toBe(question);
      }
    }
  });

  it('ask for a month of birth as so many months ahead', () => {
    const condition = conditionOf({ ...draftFor('birthday'), question: 'month', month: 2 }, 11);
    expect(condition?.test).toEqual({ op: 'relative', unit: 'month', from: 3, to: 3 });
    expect(condition && draftOf(condition, 11).month).toBe(2);
    expect(condition && draftOf(condition, 12).month).toBe(3);
  });

  it('do not apply while they are incomplete', () => {
    expect(conditionOf(draftFor('name'), 1)).toBeNull();
    expect(conditionOf(draftFor('tags'), 1)).toBeNull();
    expect(conditionOf({ ...draftFor('createdAt'), question: 'between' }, 1)).toBeNull();
  });

  it('leave out questions that can have no answer', () => {
    expect(questionsFor('name')).not.toContain('empty');
    expect(questionsFor('extra')).toEqual([]);
    expect(questionsFor('nothing')).toEqual([]);
  });

  it('replace the condition being edited, or add one', () => {
    const a: Condition = { field: 'name', test: { op: 'contains', value: 'a' } };
    const b: Condition = { field: 'name', test: { op: 'contains', value: 'b' } };
    expect(withCondition([a], b, null)).toEqual([a, b]);
    expect(withCondition([a, a], b, 1)).toEqual([a, b]);
  });
});

describe('the query of a view', () => {
  it('leaves out what is not asked', () => {
    expect(queryOf({ text: '  ', conditions: [], sort: null })).toEqual({ sort: { field: 'id', direction: 'desc' } });
    expect(queryOf({ text: 'wxm', conditions: [], sort: null })).toEqual({ text: 'wxm' });
    expect(queryOf({ text: ' 王 ', conditions: [], sort: { field: 'name', direction: 'asc' } })).toEqual({ text: '王', sort: { field: 'name', direction: 'asc' } });
  });

  it('goes up, down and off when a heading is clicked again', () => {
    const up = nextSort(null, 'name');
    const down = nextSort(up, 'name');
    expect([up?.direction, down?.direction, nextSort(down, 'name')]).toEqual(['asc', 'desc', null]);
    expect(nextSort(down, 'tags')).toEqual({ field: 'tags', direction: 'asc' });
  });
});

describe('selection', () => {
  it('ticks single rows and ranges', () => {
    const one = toggleRow(NOTHING_SELECTED, 11, 3);
    expect(one.anchor).toBe(3);
    const range = addRange(one, [11, 12, 13]);
    expect(selectedCount(range, 100)).toBe(3);
    expect(toSelection(toggleRow(range, 12, 4), {})).toEqual({ ids: [11, 13] });
    expect(toSelection(NOTHING_SELECTED, {})).toBeNull();
  });

  it('takes all results of a million without naming them, but for those unticked', () => {
    const most = toggleRow(toggleRow(ALL_SELECTED, 5, 0), 6, 1);
    expect(selectedCount(most, 1_000_000)).toBe(999_998);
    expect(isSelected(most, 5)).toBe(false);
    expect(toSelection(most, { text: '王' })).toEqual({ query: { text: '王' }, except: [5, 6] });
    expect(selectedCount(addRange(most, [5, 6]), 1_000_000)).toBe(1_000_000);
  });

  it('names the state of the box in the header', () => {
    expect(headerState(NOTHING_SELECTED, 10)).toBe('none');
    expect(headerState(toggleRow(NOTHING_SELECTED, 1, 0), 10)).toBe('some');
    expect(headerState(ALL_SELECTED, 10)).toBe('all');
    expect(headerState(ALL_SELECTED, 0)).toBe('none');
  });
});

describe('cursor keys', () => {
  const shape = { rows: 100, columns: 5, pageRows: 20 };
  const press = (key: string, from = { row: 50, column: 2 }, ctrlKey = false) => movedCursor(from, { key, ctrlKey, metaKey: false }, shape);

  it('move by one, by a page, to the ends of the row and of the list', () => {
    expect(press('ArrowDown')).toEqual({ row: 51, column: 2 });
    expect(press('PageUp')).toEqual({ row: 30, column: 2 });
    expect(press('End')).toEqual({ row: 50, column: 4 });
    expect(press('Home', { row: 50, column: 2 }, true)).toEqual({ row: 0, column: 0 });
    expect(press('ArrowDown', { row: 50, column: 2 }, true)).toEqual({ row: 99, column: 2 });
  });

  it('stop at the edges and leave other keys alone', () => {
    expect(press('ArrowUp', { row: 0, column: 0 })).toEqual({ row: 0, column: 0 });
    expect(press('ArrowRight', { row: 99, column: 4 })).toEqual({ row: 99, column: 4 });
    expect(press('x')).toBeNull();
  });
});
