import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BroughtBack, Comparison } from '../../../shared/modules/bring-back.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => (t = await createTestCore()));
afterEach(() => t.dispose());

const add = async (name: string, more: object = {}) => (await t.call('customers.create', { name, ...more })).id;
const remove = (...ids: number[]) => t.call('customers.remove', { selection: { ids } });
const scratches = () => readdirSync(join(t.bookDir, 'staging')).filter((name) => name.startsWith('look-'));

async function copyNow(): Promise<{ id: 'ring'; name: string }> {
  await t.job((await t.call('backup.run', { id: 'ring' })).jobId);
  return { id: 'ring', name: (await t.call('backup.copies', { id: 'ring' })).copies[0]!.name };
}

async function compare(copy: { id: string; name: string }): Promise<Comparison> {
  const ended = await t.job((await t.call('backup.compare', copy)).jobId);
  expect(ended.state).toBe('done');
  return ended.result as Comparison;
}

async function bringBack(ids?: number[]): Promise<BroughtBack> {
  const ended = await t.job((await t.call('backup.bringBack', ids ? { ids } : {})).jobId);
  expect(ended).toMatchObject({ state: 'done' });
  return ended.result as BroughtBack;
}

describe('a copy laid beside the book', () => {
  it('tells who is gone, changed, new and deleted for good, and shows what they were', async () => {
    const [same, changed, gone, erased] = [await add('王小明'), await add('李四', { notes: '爱喝茶' }), await add('张三', { phones: [{ value: '13812345678' }] }), await add('赵六')];
    const copy = await copyNow();
    await add('新来的');
    await t.call('customers.update', { id: changed, patch: { notes: '不喝茶了' } });
    await remove(gone, erased);
    await t.job((await t.call('privacy.erase', { id: erased, name: '赵六' })).jobId);
    const result = await compare(copy);
    expect(result).toMatchObject({ at: t.clock.now(), gone: 1, changed: 1, more: false });
    expect(result.counts.customer).toEqual({ then: 4, now: 3, gone: 1, changed: 1, added: 1, erased: 1 });
    const { items, total } = await t.call('backup.differences', {});
    expect(total).toBe(2);
    expect(items.find(({ id }) => id === changed)).toMatchObject({ state: 'changed', name: '李四', fields: [{ field: 'notes', then: '爱喝茶', now: '不喝茶了' }], parts: [] });
    expect(items.find(({ id }) => id === gone)).toMatchObject({ state: 'gone', name: '张三' });
    expect(items.some(({ id }) => id === same || id === erased)).toBe(false);
    expect((await t.call('backup.differences', { text: '5678' })).items.map(({ id }) => id)).toEqual([gone]);
    expect((await t.call('backup.differences', { state: 'changed' })).total).toBe(1);
  });

  it('says nothing of what was changed and taken back', async () => {
    const id = await add('王小明');
    const copy = await copyNow();
    await t.call('customers.update', { id, patch: { notes: '错了' } });
    await t.call('undo.undo', {});
    expect(await compare(copy)).toMatchObject({ gone: 0, changed: 0 });
  });

  it('is put away when it is no longer wanted, replaced, or the book is locked', async () => {
    await add('王小明');
    const copy = await copyNow();
    await compare(copy);
    const [first] = scratches();
    await compare(copy);
    expect(scratches()).toHaveLength(1);
    expect(scratches()).not.toContain(first);
    await t.call('backup.endCompare', {});
    expect(scratches()).toEqual([]);
    expect(await t.fail('backup.differences', {})).toMatchObject({ code: 'backup.notCompared' });
    expect(await t.fail('backup.bringBack', {})).toMatchObject({ code: 'backup.notCompared' });
    await compare(copy);
    await t.call('session.lock', {});
    expect(scratches()).toEqual([]);
    const [book] = (await t.call('books.list', {})).books;
    await t.call('session.unlock', { ref: book!.ref, secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } });
    expect(await t.fail('backup.differences', {})).toMatchObject({ code: 'backup.notCompared' });
    expect(existsSync(join(t.bookDir, 'crm.db'))).toBe(true);
  });
});

describe('customers brought back', () => {
  it('are what they were, with what was theirs; what came since stays; one undo takes it back', async () => {
    const id = await add('张三', { notes: '老客' });
    const call = (content: string) => t.call('followUps.create', { customerId: id, at: t.clock.now(), method: 'phone', content });
    const kept = await call('还在');
    const lost = await call('删掉的');
    const copy = await copyNow();
    await call('后来的');
    await t.call('followUps.remove', { id: lost.id });
    await t.call('followUps.update', { id: kept.id, patch: { content: '被改了' } });
    await t.call('customers.update', { id, patch: { notes: '乱改' } });
    await remove(id);
    const result = await compare(copy);
    expect(result.counts.followUp).toMatchObject({ then: 2, now: 2, gone: 1, changed: 1, added: 1 });
    expect((await t.call('backup.differences', {})).items).toMatchObject([{ id, state: 'gone', parts: [{ entity: 'followUp', gone: 1, changed: 1 }] }]);
    expect(await bringBack([id])).toMatchObject({ customers: 1, parts: 2 });
    expect(await t.call('customers.get', { id })).toMatchObject({ deletedAt: null, notes: '老客' });
    const contents = async () => (await t.call('followUps.list', { customerId: id })).rows.map(({ content }) => content).sort();
    expect(await contents()).toEqual(['删掉的', '后来的', '还在'].sort());
    await t.call('undo.undo', {});
    expect(await t.call('customers.get', { id })).toMatchObject({ notes: '乱改' });
    expect((await t.call('customers.get', { id })).deletedAt).not.toBe(null);
  });

  it('are found again by search, and all at once when nobody is chosen', async () => {
    const ids = [await add('王小明'), await add('李四')];
    const copy = await copyNow();
    await remove(...ids);
    await compare(copy);
    expect(await bringBack()).toMatchObject({ customers: 2 });
    expect((await t.call('customers.list', { query: { text: '李四' }, limit: 5 })).total).toBe(1);
    expect(await t.job((await t.call('backup.compare', copy)).jobId)).toMatchObject({ result: { gone: 0, changed: 0 } });
  });

  it('leave to others the number somebody else got since, and tags that are no more', async () => {
    const tag = (await t.call('tags.create', { name: '常客' })).id;
    const id = await add('张三', { code: 'K-1', tags: [tag] });
    const copy = await copyNow();
    await t.call('customers.update', { id, patch: { code: 'K-2', tags: [] } });
    await add('李四', { code: 'K-1' });
    await t.call('tags.remove', { id: tag });
    await compare(copy);
    await bringBack([id]);
    expect(await t.call('customers.get', { id })).toMatchObject({ code: 'K-2', tags: [] });
  });
});
