import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const make = async (name: string, more: object = {}) => (await t.call('customers.create', { name, ...more })).id;
const seen = async (id: number) => (await t.call('relations.list', { customerId: id })).rows.map((r) => [r.kind, r.other.name, r.label]);

describe('related people', () => {
  it.each([
    ['parent', 'child'],
    ['child', 'parent'],
    ['manager', 'report'],
    ['report', 'manager'],
    ['referrer', 'referred'],
    ['employer', 'employee'],
    ['friend', 'friend'],
    ['peer', 'peer'],
  ] as const)('%s is read as %s from the other side', async (kind, reverse) => {
    const [a, b] = [await make('甲'), await make('乙')];
    await t.call('relations.create', { customerId: a, otherId: b, kind });
    expect(await seen(a)).toEqual([[kind, '乙', null]]);
    expect(await seen(b)).toEqual([[reverse, '甲', null]]);
  });

  it('takes a kind of the owner’s own, with its name from each side, and offers it again', async () => {
    const [a, b] = [await make('甲'), await make('乙')];
    await t.call('relations.create', { customerId: a, otherId: b, kind: 'own', label: '师傅', reverseLabel: '徒弟' });
    expect(await seen(a)).toEqual([['own', '乙', '师傅']]);
    expect(await seen(b)).toEqual([['own', '甲', '徒弟']]);
    expect((await t.call('relations.list', { customerId: a })).ownKinds).toEqual([{ label: '师傅', reverseLabel: '徒弟' }]);
    expect(await t.fail('relations.create', { customerId: a, otherId: b, kind: 'own' })).toMatchObject({ code: 'request.invalid' });
  });

  it('is there once, from whichever side it is told', async () => {
    const [a, b] = [await make('甲'), await make('乙')];
    await t.call('relations.create', { customerId: a, otherId: b, kind: 'manager' });
    expect(await t.fail('relations.create', { customerId: b, otherId: a, kind: 'report' })).toMatchObject({ code: 'relation.exists' });
    await t.call('relations.create', { customerId: a, otherId: b, kind: 'friend' });
    expect(await t.fail('relations.create', { customerId: b, otherId: a, kind: 'friend' })).toMatchObject({ code: 'relation.exists' });
    expect(await t.fail('relations.create', { customerId: a, otherId: a, kind: 'friend' })).toMatchObject({ code: 'relation.self' });
  });

  it('is hidden while one of the two is in the bin and comes back with them', async () => {
    const [a, b] = [await make('甲'), await make('乙')];
    await t.call('relations.create', { customerId: a, otherId: b, kind: 'spouse' });
    await t.call('customers.remove', { selection: { ids: [b] } });
    expect(await seen(a)).toEqual([]);
    await t.call('customers.restore', { selection: { ids: [b] } });
    expect(await seen(a)).toEqual([['spouse', '乙', null]]);
  });

  it('is changed from either side and taken back by undo', async () => {
    const [a, b] = [await make('甲'), await make('乙')];
    const { id } = await t.call('relations.create', { customerId: a, otherId: b, kind: 'friend' });
    await t.call('relations.update', { id, customerId: b, patch: { kind: 'child', notes: '长子' } });
    expect(await seen(b)).toEqual([['child', '甲', null]]);
    expect(await seen(a)).toEqual([['parent', '乙', null]]);
    await t.call('relations.remove', { id });
    expect(await seen(a)).toEqual([]);
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    expect(await seen(a)).toEqual([['friend', '乙', null]]);
  });

  it('makes the company on a card a link: the one there is, else a new one in the same step', async () => {
    const a = await make('甲', { company: '春晖茶业', title: '采购' });
    const link = await t.call('relations.linkCompany', { customerId: a });
    expect(link).toMatchObject({ kind: 'employer', role: '采购', other: { name: '春晖茶业', kind: 'company' } });
    const b = await make('乙', { company: '春晖茶业' });
    expect((await t.call('relations.linkCompany', { customerId: b })).other.id).toBe(link.other.id);
    expect(await seen(link.other.id)).toEqual([['employee', '甲', null], ['employee', '乙', null]]);
    expect(await t.fail('relations.linkCompany', { customerId: await make('丙') })).toMatchObject({ code: 'relation.noCompany' });
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    expect(await t.fail('customers.get', { id: link.other.id })).toMatchObject({ code: 'record.missing' });
  });

  it('draws the net two steps deep and says when it is cut', async () => {
    const ids = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => make(name)));
    for (let i = 0; i < 3; i++) await t.call('relations.create', { customerId: ids[i]!, otherId: ids[i + 1]!, kind: 'friend' });
    const graph = await t.call('relations.graph', { customerId: ids[0]! });
    expect(graph.nodes.map((n) => [n.name, n.depth])).toEqual([['甲', 0], ['乙', 1], ['丙', 2]]);
    expect(graph.edges).toHaveLength(2);
    expect(graph.cut).toBe(false);
    for (let i = 0; i < 45; i++) await t.call('relations.create', { customerId: ids[0]!, otherId: await make(`客${String(i)}`), kind: 'peer' });
    const wide = await t.call('relations.graph', { customerId: ids[0]! });
    expect(wide.nodes.length).toBeLessThanOrEqual(40);
    expect(wide.cut).toBe(true);
  });
});
