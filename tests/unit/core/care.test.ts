import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
  t.clock.set(new Date(2026, 10, 24, 9).getTime());
});
afterEach(() => t.dispose());

const DAY_MS = 86_400_000;
const STEPS = [
  { key: 's1', day: 1, method: 'wechat' as const, title: '致谢', message: '{称呼}您好，谢谢。{公司}' },
  { key: 's2', day: 7, method: 'phone' as const, title: '使用回访', message: '' },
];
const make = async (name: string, more: object = {}) => (await t.call('customers.create', { name, source: '到店', ...more })).id;
const atShop = async () => (await t.call('segments.create', { kind: 'live', name: '到店的', filter: { all: [{ field: 'source', test: { op: 'any', values: ['到店'] } }] } })).segment.id;
const planFor = async (segmentId: number | null) => (await t.call('care.createPlan', { name: '到店关怀', segmentId, steps: STEPS })).id;
const proposed = async (planId: number) => (await t.call('care.proposals', { planId, what: 'start' })).rows.map((r) => r.customerName);
const tasksOf = async (customerId: number) => (await t.call('tasks.ofCustomer', { customerId })).rows.map((r) => [r.title, r.due, r.status]);
const counts = async (planId: number) => (await t.call('care.plans', {})).plans.find((p) => p.id === planId);

describe('a care plan', () => {
  it('proposes once for everybody in its segment, and never to who must not be contacted or is in the bin', async () => {
    const [, , quiet, gone] = [await make('甲'), await make('乙'), await make('丙', { doNotContact: 'all' }), await make('丁')];
    await t.call('customers.remove', { selection: { ids: [gone] } });
    const plan = await planFor(await atShop());
    expect((await t.call('care.look', {})).proposed + (await counts(plan))!.proposed).toBeGreaterThanOrEqual(2);
    expect(await t.call('care.look', {})).toEqual({ proposed: 0, left: 0 });
    expect(await proposed(plan)).toEqual(['甲', '乙']);
    expect(await tasksOf(quiet)).toEqual([]);
    expect(await counts(plan)).toMatchObject({ proposed: 2, running: 0 });
  });

  it('of a stage proposes to who enters it, takes a proposal back when they leave, and asks about what is under way', async () => {
    const plan = (await t.call('care.createPlan', { name: '第一次来', stage: 'new', steps: STEPS })).id;
    const [a, b, quiet] = [await make('甲'), await make('乙'), await make('丙', { doNotContact: 'all' })];
    const buy = (customerId: number, date: string) => t.call('sales.create', { customerId, date, items: [{ name: '茶', priceMinor: 500 }] });
    await t.call('care.look', {});
    expect(await proposed(plan)).toEqual([]);
    for (const id of [a, b, quiet]) await buy(id, '2026-11-24');
    expect(await t.call('care.look', {})).toEqual({ proposed: 2, left: 0 });
    expect(await proposed(plan)).toEqual(['甲', '乙']);
    const run = (await t.call('care.proposals', { planId: plan, what: 'start' })).rows.find((r) => r.customerId === a)!.id;
    await t.call('care.confirm', { planId: plan, runs: [run] });
    for (const id of [a, b]) await buy(id, '2026-11-24');
    expect(await t.call('care.look', {})).toEqual({ proposed: 0, left: 2 });
    expect(await proposed(plan)).toEqual([]);
    const asked = async () => (await t.call('care.proposals', { planId: plan, what: 'left' })).rows.map((r) => r.customerName);
    expect(await asked()).toEqual(['甲']);
    expect(await t.call('care.look', {})).toEqual({ proposed: 0, left: 0 });
    await t.call('care.settleLeft', { planId: plan, runs: 'all', keep: false });
    expect([await asked(), await tasksOf(a)]).toEqual([[], []]);
    await t.call('undo.undo', {});
    expect([await asked(), (await tasksOf(a)).length]).toEqual([['甲'], 2]);
    await t.call('care.settleLeft', { planId: plan, runs: 'all', keep: true });
    expect([await asked(), (await tasksOf(a)).length]).toEqual([[], 2]);
  });

  it('makes tasks only of what is confirmed: these customers, these steps; all of it one step of undo', async () => {
    const [a, b] = [await make('甲'), await make('乙')];
    const plan = await planFor(await atShop());
    await t.call('care.look', {});
    const run = (await t.call('care.proposals', { planId: plan, what: 'start' })).rows.find((r) => r.customerId === a)!.id;
    expect(await t.call('care.confirm', { planId: plan, runs: [run], steps: ['s1'] })).toEqual({ count: 1, tasks: 1 });
    expect([await tasksOf(a), await tasksOf(b)]).toEqual([[['致谢', '2026-11-25', 'open']], []]);
    await t.call('undo.undo', {});
    expect([await tasksOf(a), await proposed(plan)]).toEqual([[], ['甲', '乙']]);
    expect(await t.call('care.confirm', { planId: plan, runs: 'all' })).toEqual({ count: 2, tasks: 4 });
    expect(await counts(plan)).toMatchObject({ proposed: 0, running: 2 });
    expect((await t.call('tasks.list', { band: 'later', filter: { source: plan } })).rows.map((r) => [r.customerName, r.title, r.planName])).toEqual([
      ['甲', '使用回访', '到店关怀'],
      ['乙', '使用回访', '到店关怀'],
    ]);
  });

  it('is declined for good for the same occasion, and undo asks again', async () => {
    await make('甲');
    const plan = await planFor(await atShop());
    await t.call('care.look', {});
    expect(await t.call('care.decline', { planId: plan, runs: 'all' })).toEqual({ count: 1 });
    expect(await t.call('care.look', {})).toEqual({ proposed: 0, left: 0 });
    expect(await proposed(plan)).toEqual([]);
    await t.call('undo.undo', {});
    expect(await proposed(plan)).toEqual(['甲']);
  });

  it('leaves out who asked not to be contacted between proposal and answer', async () => {
    const a = await make('甲');
    const plan = await planFor(await atShop());
    await t.call('care.look', {});
    await t.call('customers.update', { id: a, patch: { doNotContact: 'all' } });
    expect(await proposed(plan)).toEqual([]);
    expect(await t.call('care.confirm', { planId: plan, runs: 'all' })).toEqual({ count: 0, tasks: 0 });
    expect(await t.fail('care.start', { customerId: a, planId: plan })).toMatchObject({ code: 'care.doNotContact' });
  });

  it('begun late, puts steps gone by on today', async () => {
    const a = await make('甲');
    const plan = await planFor(null);
    await t.call('care.start', { customerId: a, planId: plan, on: '2026-11-20' });
    expect(await tasksOf(a)).toEqual([
      ['致谢', '2026-11-24', 'open'],
      ['使用回访', '2026-11-27', 'open'],
    ]);
    expect(await t.fail('care.start', { customerId: a, planId: plan })).toMatchObject({ code: 'care.running' });
  });

  it('pauses for a customer, goes on with its days moved, stops; each is undone whole', async () => {
    const a = await make('甲');
    const plan = await planFor(null);
    await t.call('care.start', { customerId: a, planId: plan });
    const { id } = (await t.call('care.ofCustomer', { customerId: a })).runs[0]!;
    await t.call('care.setRun', { id, state: 'paused' });
    expect((await t.call('tasks.counts', {})).week).toBe(0);
    t.clock.advance(3 * DAY_MS);
    await t.call('care.setRun', { id, state: 'running' });
    expect(await tasksOf(a)).toEqual([
      ['致谢', '2026-11-28', 'open'],
      ['使用回访', '2026-12-04', 'open'],
    ]);
    await t.call('care.setRun', { id, state: 'stopped' });
    expect([await tasksOf(a), (await t.call('care.ofCustomer', { customerId: a })).runs]).toEqual([[], []]);
    expect(await t.fail('care.setRun', { id, state: 'paused' })).toMatchObject({ code: 'care.notRunning' });
    await t.call('undo.undo', {});
    expect((await tasksOf(a)).length).toBe(2);
  });

  it('has its texts filled in, and leaves a visible gap for what is not known', async () => {
    const a = await make('欧阳小红', { gender: 'female' });
    await t.call('care.start', { customerId: a, planId: await planFor(null) });
    const { id } = (await t.call('tasks.ofCustomer', { customerId: a })).rows[0]!;
    expect((await t.call('tasks.message', { id })).parts).toEqual([
      { kind: 'value', text: '欧阳女士' },
      { kind: 'text', text: '您好，谢谢。' },
      { kind: 'missing', text: '{公司}' },
    ]);
  });

  it('is changed, refused when it does not fit together, and deleted with its proposals but not its tasks', async () => {
    const a = await make('甲');
    await make('乙');
    const plan = await planFor(await atShop());
    await t.call('care.look', {});
    await t.call('care.confirm', { planId: plan, runs: [(await t.call('care.proposals', { planId: plan, what: 'start' })).rows[0]!.id] });
    expect(await t.fail('care.createPlan', { name: '到店关怀', steps: STEPS })).toMatchObject({ code: 'care.planExists' });
    expect(await t.fail('care.updatePlan', { id: plan, patch: { stage: 'new' } })).toMatchObject({ code: 'care.badPlan' });
    expect(await t.fail('care.createPlan', { name: '两步同名', steps: [STEPS[0]!, STEPS[0]!] })).toMatchObject({ code: 'care.badPlan' });
    await t.call('care.updatePlan', { id: plan, patch: { name: '改名', steps: [{ ...STEPS[0]!, title: '先打电话' }] } });
    expect((await tasksOf(a)).map(([title]) => title)).toEqual(['致谢', '使用回访']);
    await t.call('care.removePlan', { id: plan });
    expect([(await counts(plan)) === undefined, (await tasksOf(a)).length]).toEqual([true, 2]);
    await t.call('undo.undo', {});
    expect(await proposed(plan)).toEqual(['乙']);
  });

  it('comes ready-made with a new book, switched off, and more of them for another trade', async () => {
    const plans = (await t.call('care.plans', {})).plans;
    expect(plans.map((p) => [p.stage, p.active])).toEqual([['new', false], ['loyal', false], ['atRisk', false], ['lost', false]]);
    expect(await t.call('care.addPreset', { preset: 'retail' })).toEqual({ added: 0 });
    await t.call('care.removePlan', { id: plans[0]!.id });
    expect(await t.call('care.addPreset', { preset: 'retail' })).toEqual({ added: 1 });
  });
});
