import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../../shared/contract/index.ts';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let test: TestCore;
beforeAll(async () => {
  test = await createTestCore();
});
afterAll(() => test.dispose());

async function add(...people: Input<'customers.create'>[]): Promise<number[]> {
  const ids: number[] = [];
  for (const person of people) ids.push((await test.call('customers.create', person)).id);
  return ids;
}

const values = async (ids: readonly number[], field: 'company' | 'notes' | 'phones' | 'tags' | 'source' | 'grade') =>
  Promise.all(ids.map(async (id) => (await test.call('customers.get', { id }))[field]));

describe('bulk edit', () => {
  it('shows before and after, changes what can change, and is one step of undo', async () => {
    const ids = await add({ name: '甲', company: '海兰贸易' }, { name: '乙', company: '海兰贸易（分店）' }, { name: '丙' });
    const edit = { selection: { ids }, field: 'company', change: { op: 'replace' as const, find: '海兰', with: '海蓝' } };
    const preview = await test.call('bulk.preview', edit);
    expect(preview).toMatchObject({ count: 3, looked: 3, changing: 2, refused: 0 });
    expect(preview.examples[0]).toMatchObject({ name: '甲', before: '海兰贸易', after: '海蓝贸易' });
    expect(await test.call('bulk.edit', edit)).toMatchObject({ count: 2, jobId: null });
    expect(await values(ids, 'company')).toEqual(['海蓝贸易', '海蓝贸易（分店）', null]);
    await test.call('undo.undo', {});
    expect(await values(ids, 'company')).toEqual(['海兰贸易', '海兰贸易（分店）', null]);
  });

  it.each([
    ['notes', { op: 'append', value: '少糖' }, ['爱喝茶\n少糖', '少糖']],
    ['notes', { op: 'set', value: '新' }, ['新', '新']],
    ['notes', { op: 'clear' }, [null, null]],
    ['phones', { op: 'append', value: '021 62345678' }, [[{ value: '13800001111' }, { value: '021 62345678' }], [{ value: '021 62345678' }]]],
    ['phones', { op: 'replace', find: '1380', with: '1390' }, [[{ value: '13900001111' }], []]],
    ['phones', { op: 'clear' }, [[], []]],
    ['source', { op: 'set', value: '微信' }, ['微信', '微信']],
  ] as const)('%s: %j', async (field, change, expected) => {
    const ids = await add({ name: '甲', notes: '爱喝茶', phones: [{ value: '13800001111' }], source: '到店' }, { name: '乙' });
    await test.call('bulk.edit', { selection: { ids }, field, change });
    expect(await values(ids, field)).toMatchObject(expected);
  });

  it('leaves what a field cannot hold, and refuses what means nothing', async () => {
    const ids = await add({ name: '甲', company: 'x'.repeat(190) }, { name: '乙', company: '短' });
    const edit = { selection: { ids }, field: 'company', change: { op: 'append' as const, value: '（上海分公司集团）' } };
    expect(await test.call('bulk.preview', { ...edit, change: { op: 'append', value: 'y'.repeat(20) } })).toMatchObject({ changing: 1, refused: 1 });
    for (const field of ['pinyin', 'createdAt', 'custom:9', 'nothing']) {
      expect(await test.fail('bulk.edit', { ...edit, field })).toMatchObject({ code: 'query.badField' });
    }
    expect(await test.fail('bulk.edit', { selection: { ids }, field: 'tags', change: { op: 'append', value: [77] } })).toMatchObject({ code: 'tag.missing' });
  });

  it('says who stayed as they were and why, and which it changed can be listed', async () => {
    const ids = await add({ name: '长', company: 'x'.repeat(199) }, { name: '变', company: '甲' }, { name: '清' });
    const change = { op: 'append' as const, value: '乙丙' };
    const done = await test.call('bulk.edit', { selection: { ids }, field: 'company', change });
    expect(done.result).toMatchObject({ count: 2, same: 0, refused: 1, refusals: [{ id: ids[0], name: '长', reason: 'tooLong' }] });
    const changed = await test.call('customers.list', { query: { filter: { all: [{ field: 'import', test: { op: 'equals', value: done.actionId! } }] } } });
    expect(changed.rows.map((c) => c.name).sort()).toEqual(['变', '清'].sort());
    const again = await test.call('bulk.edit', { selection: { ids: ids.slice(1) }, field: 'company', change: { op: 'set', value: '乙丙' } });
    expect(again.result).toMatchObject({ count: 1, same: 1, refused: 0 });
    const odd = await test.call('bulk.edit', { selection: { ids }, field: 'grade', change });
    expect(odd.result).toMatchObject({ count: 0, refused: 3, refusals: [{ reason: 'unsuited' }, {}, {}] });
    const wrong = await test.call('bulk.edit', { selection: { ids }, field: 'gender', change: { op: 'set', value: '不知道' } });
    expect(wrong.result).toMatchObject({ count: 0, refused: 3, refusals: [{ reason: 'badValue' }, {}, {}] });
    expect((await test.call('customers.list', { query: { filter: { all: [{ field: 'import', test: { op: 'equals', value: 12345 } }] } } })).total).toBe(0);
  });

  it('of thousands runs as a job, ends, and is taken back in one step', { timeout: 120_000 }, async () => {
    const many = 2400;
    for (let i = 0; i < many; i++) await test.call('customers.create', { name: `批量${i}`, source: '旧' });
    const query = { filter: { all: [{ field: 'source', test: { op: 'any' as const, values: ['旧'] } }] } };
    const started = await test.call('bulk.edit', { selection: { query }, field: 'source', change: { op: 'set', value: '新' } });
    expect(started.jobId).not.toBeNull();
    expect(await test.job(started.jobId!)).toMatchObject({ state: 'done', result: { count: many, same: 0, refused: 0 } });
    expect(await test.call('segments.count', { query })).toEqual({ count: 0 });
    await test.call('undo.undo', {});
    expect(await test.call('segments.count', { query })).toEqual({ count: many });
  });
});

describe('merging tags', () => {
  it('gives every customer the other tag, once, and undo brings the first back', async () => {
    const vip = await test.call('tags.create', { name: 'VIP' });
    const other = await test.call('tags.create', { name: '贵宾' });
    const ids = await add({ name: '甲', tags: [vip.id, other.id] }, { name: '乙', tags: [vip.id] }, { name: '丙', tags: [other.id] });
    await test.call('customers.remove', { selection: { ids: [ids[1]!] } });
    expect(await test.call('tags.merge', { from: vip.id, into: other.id })).toMatchObject({ count: 2 });
    expect(await values(ids, 'tags')).toEqual([[other.id], [other.id], [other.id]]);
    expect((await test.call('tags.list', {})).tags.map((t) => t.name)).not.toContain('VIP');
    await test.call('undo.undo', {});
    expect(await values(ids, 'tags')).toEqual([[vip.id, other.id], [vip.id], [other.id]]);
    expect((await test.call('tags.list', {})).tags.map((t) => t.name)).toContain('VIP');
    expect(await test.fail('tags.merge', { from: vip.id, into: vip.id })).toMatchObject({ code: 'record.missing' });
  });
});
