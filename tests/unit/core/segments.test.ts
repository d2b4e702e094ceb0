import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../../shared/contract/index.ts';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let test: TestCore;
const ids: number[] = [];
beforeAll(async () => {
  test = await createTestCore();
  for (const [name, grade] of [['王一', 'A'], ['王二', 'B'], ['李三', 'A'], ['赵四', null]] as const) ids.push((await test.call('customers.create', { name, grade })).id);
});
afterAll(() => test.dispose());

const gradeIs = (grade: string) => ({ field: 'grade', test: { op: 'any' as const, values: [grade] } });
const count = async (filter: Input<'segments.count'>['query']['filter']) => (await test.call('segments.count', { query: { filter } })).count;

describe('segments', () => {
  it('stay true as customers change, and can be built on', async () => {
    const { segment: a } = await test.call('segments.create', { kind: 'live', name: '重点', filter: { all: [gradeIs('A')] } });
    const { segment: wang } = await test.call('segments.create', { kind: 'live', name: '重点的王', filter: { all: [{ segment: a.id }, { field: 'name', test: { op: 'startsWith', value: '王' } }] } });
    expect([await count({ all: [{ segment: a.id }] }), await count({ all: [{ segment: wang.id }] })]).toEqual([2, 1]);
    await test.call('customers.update', { id: ids[1]!, patch: { grade: 'A' } });
    expect(await count({ all: [{ segment: wang.id }] })).toBe(2);
    expect((await test.call('segments.of', { customerId: ids[1]! })).segments.map((s) => s.name)).toEqual(['重点', '重点的王']);
    expect(await test.fail('segments.update', { id: a.id, patch: { filter: { any: [{ segment: wang.id }] } } })).toMatchObject({ code: 'segment.cycle' });
    expect(await test.fail('segments.remove', { id: a.id })).toMatchObject({ code: 'segment.used', by: '重点的王' });
    expect(await test.fail('segments.create', { kind: 'live', name: '重点', filter: {} })).toMatchObject({ code: 'segment.exists' });
    expect(await test.fail('segments.create', { kind: 'live', name: '坏的', filter: { all: [{ field: 'nope', test: { op: 'empty' } }] } })).toMatchObject({ code: 'query.badField' });
    await test.call('segments.remove', { id: wang.id });
    expect(await test.fail('customers.list', { query: { filter: { all: [{ segment: wang.id }] } } })).toMatchObject({ code: 'segment.missing' });
    await test.call('undo.undo', {});
    expect(await count({ all: [{ segment: wang.id }] })).toBe(2);
  });

  it('of chosen customers keep them until they are taken off, and undo knows it', async () => {
    const { segment } = await test.call('segments.create', { kind: 'fixed', name: '中秋送礼', selection: { query: { filter: { all: [gradeIs('A')] } } } });
    const on = () => count({ all: [{ segment: segment.id }] });
    expect(await on()).toBe(3);
    await test.call('segments.members', { id: segment.id, selection: { ids: [ids[3]!, ids[0]!] } });
    expect(await on()).toBe(4);
    expect(await test.call('segments.members', { id: segment.id, selection: { ids: [ids[0]!, ids[3]!] }, remove: true })).toMatchObject({ count: 2 });
    expect(await on()).toBe(2);
    await test.call('undo.undo', {});
    expect(await on()).toBe(4);
    expect((await test.call('segments.counts', { ids: [segment.id, 999] })).counts).toEqual([{ id: segment.id, count: 4 }, { id: 999, count: null }]);
    expect((await test.call('segments.of', { customerId: ids[3]! })).segments.map((s) => s.name)).toEqual(['中秋送礼']);
    expect(await test.call('customers.list', { query: { filter: { not: { segment: segment.id } } } })).toMatchObject({ total: 0 });
  });
});

describe('views', () => {
  const body = (more: object) => ({ layout: 'list' as const, text: '', filter: { all: [] }, columns: null, sort: null, group: null, board: null, ...more });

  it('are kept in order, restored, and travel to another book by name', async () => {
    const tag = await test.call('tags.create', { name: '团购' });
    const first = await test.call('views.create', { name: '团购客户', body: body({ filter: { all: [{ field: 'tags', test: { op: 'any', values: [tag.id] } }], any: [gradeIs('A'), gradeIs('B')] }, group: 'grade' }) });
    const second = await test.call('views.create', { name: '看板', body: body({ layout: 'board', board: 'grade' }) });
    await test.call('views.reorder', { ids: [second.id, first.id] });
    await test.call('views.opened', { id: first.id });
    expect(await test.call('views.list', {})).toMatchObject({ last: first.id, views: [{ name: '看板' }, { name: '团购客户' }] });
    const path = join(test.dir, 'view.json');
    await test.call('views.export', { id: first.id, file: test.file(path) });
    expect(readFileSync(path, 'utf8')).toContain('团购');
    const other = await createTestCore();
    const copied = join(other.dir, 'copy.json');
    writeFileSync(copied, readFileSync(path));
    expect(await other.call('views.import', { file: other.file(copied) })).toMatchObject({ unknown: ['团购'], view: { body: { group: 'grade', filter: { all: [] } } } });
    const theirs = await other.call('tags.create', { name: '团购', color: 'rose' });
    const again = await other.call('views.import', { file: other.file(copied) });
    expect(again).toMatchObject({ unknown: [], view: { name: '团购客户 2' } });
    expect(again.view.body.filter.all).toEqual([{ field: 'tags', test: { op: 'any', values: [theirs.id] } }]);
    writeFileSync(copied, '{"format":"something"}');
    expect(await other.fail('views.import', { file: other.file(copied) })).toMatchObject({ code: 'view.badFile' });
    await other.dispose();
  });

  it('know since when a card is in its column', async () => {
    const { id } = await test.call('customers.create', { name: '板上', grade: 'B' });
    test.clock.advance(5 * 86_400_000);
    await test.call('customers.update', { id, patch: { grade: 'A' } });
    const moved = test.clock.now();
    test.clock.advance(86_400_000);
    await test.call('customers.update', { id, patch: { notes: '后来' } });
    expect((await test.call('views.since', { field: 'grade', ids: [id] })).since).toEqual([{ id, at: moved }]);
    const sums = await test.call('customers.facets', { field: 'grade', query: {}, sum: 'saleAmount' });
    expect(sums.values.find((v) => v.value === 'A')).toMatchObject({ sum: 0 });
    const months = await test.call('customers.facets', { field: 'createdAt', query: {}, by: 'month' });
    expect(months.values.map((v) => v.value)).toEqual(['2026-11']);
  });

  it('remember who was looked at last', async () => {
    for (const id of [ids[0]!, ids[1]!, ids[0]!]) await test.call('recent.note', { id });
    expect((await test.call('recent.list', {})).rows.map((c) => c.name)).toEqual(['王一', '王二']);
  });
});
