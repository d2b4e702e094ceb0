import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ListQuery } from '../../../shared/modules/customers.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const make = async (name: string) => (await t.call('customers.create', { name })).id;
const standing = async (id: number) => (await t.call('customers.get', { id })).consent;
const names = async (query: ListQuery) => (await t.call('customers.list', { query })).rows.map((r) => r.name).sort();

describe('notice and consent of a customer', () => {
  it('stands where the latest consent or withdrawal says, else at a notice, by date and not by when it was written', async () => {
    const id = await make('李红');
    expect(await standing(id)).toBeNull();
    await t.call('consents.create', { customerId: id, kind: 'notice', date: '2026-05-01', method: 'paper' });
    expect(await standing(id)).toBe('notice');
    const taken = await t.call('consents.create', { customerId: id, kind: 'withdrawal', date: '2026-04-02', scope: '电话回访' });
    expect(await standing(id)).toBe('withdrawal');
    await t.call('consents.create', { customerId: id, kind: 'consent', date: '2026-04-01', scope: '电话回访', method: 'inPerson' });
    expect(await standing(id)).toBe('withdrawal');
    await t.call('consents.update', { id: taken.id, patch: { date: '2026-03-01' } });
    expect(await standing(id)).toBe('consent');
    await t.call('undo.undo', {});
    expect(await standing(id)).toBe('withdrawal');
    await t.call('consents.remove', { id: taken.id });
    expect(await standing(id)).toBe('consent');
    const { rows, total } = await t.call('consents.list', { customerId: id });
    expect(rows.map((r) => [r.kind, r.date, r.actor])).toEqual([['notice', '2026-05-01', 'owner'], ['consent', '2026-04-01', 'owner']]);
    expect(total).toBe(2);
  });

  it('is a filter of lists and segments, groups included, and follows every change', async () => {
    const [a, b] = [await make('甲'), await make('乙'), await make('丙')];
    await t.call('consents.create', { customerId: a, kind: 'consent', date: '2026-01-01' });
    await t.call('consents.create', { customerId: b, kind: 'withdrawal', date: '2026-01-01' });
    const asked = (op: object) => names({ filter: { all: [{ field: 'consent', test: op as { op: 'empty' } }] } });
    expect(await asked({ op: 'empty' })).toEqual(['丙']);
    expect(await asked({ op: 'any', values: ['withdrawal'] })).toEqual(['乙']);
    const { segment } = await t.call('segments.create', { name: '已同意', kind: 'live', filter: { all: [{ field: 'consent', test: { op: 'any', values: ['consent'] } }] }, note: null });
    expect(await names({ filter: { all: [{ segment: segment.id }] } })).toEqual(['甲']);
    await t.call('consents.create', { customerId: a, kind: 'withdrawal', date: '2026-02-01' });
    expect(await names({ filter: { all: [{ segment: segment.id }] } })).toEqual([]);
    expect((await t.call('customers.facets', { field: 'consent' })).values).toEqual(expect.arrayContaining([{ value: 'withdrawal', count: 2 }]));
  });

  it('is written for many as one step of undo, and offers the words used before', async () => {
    const ids = [await make('甲'), await make('乙'), await make('丙')];
    const done = await t.call('consents.addMany', { selection: { query: {}, except: [ids[2]!] }, kind: 'consent', date: '2026-06-01', scope: '节日问候' });
    expect(done.count).toBe(2);
    expect(await Promise.all(ids.map(standing))).toEqual(['consent', 'consent', null]);
    expect(await t.call('consents.scopes', {})).toEqual({ scopes: ['节日问候'] });
    await t.call('undo.undo', {});
    expect(await Promise.all(ids.map(standing))).toEqual([null, null, null]);
  });

  it('stands in the timeline on its day and goes when the person is erased', async () => {
    const id = await make('李红');
    await t.call('consents.create', { customerId: id, kind: 'consent', date: '2026-06-01', scope: '送货' });
    const { entries } = await t.call('timeline.list', { customerId: id, kinds: ['consent'] });
    expect(entries).toMatchObject([{ kind: 'consent', of: 'consent', scope: '送货' }]);
    expect((await t.call('privacy.erasePreview', { id })).gone).toContainEqual({ entity: 'consent', count: 1 });
    expect((await t.fail('consents.create', { customerId: id, kind: 'consent', date: '2026-02-30' })).code).toBe('request.invalid');
  });
});
