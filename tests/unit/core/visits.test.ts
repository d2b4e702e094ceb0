/** Return visits through the whole core: planned, done, put off, counted, taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const DAY = 86_400_000;
const add = async (name: string, more: object = {}) => (await t.call('customers.create', { name, ...more })).id;
const all = { query: {} };
const today = () => new Date(t.clock.now() - new Date(t.clock.now()).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
const asked = (more: object = {}) => ({ name: '老客回访', method: 'phone', script: '满意吗？', selection: all, spread: { by: 'perDay', from: today(), perDay: 2 }, workdays: false, ...more } as const);
const plan = () => t.call('visits.create', asked());
const refused = (more: object = {}) => t.fail('visits.create', asked(more));
const open = async (id: number) => (await t.call('visits.list', { id, state: 'open' })).rows;

describe('return visits', () => {
  it('make a task for each customer but those who must not be contacted, on the days asked for, as one step', async () => {
    for (const name of ['甲', '乙', '丙']) await add(name);
    await add('丁', { doNotContact: 'all' });
    await add('戊', { doNotContact: 'marketing' });
    const preview = await t.call('visits.preview', { selection: all, spread: { by: 'perDay', from: today(), perDay: 2 }, workdays: false });
    expect(preview).toMatchObject({ count: 4, leftOut: 1, leftOutNames: ['丁'], firstOn: today(), mostPerDay: 2 });
    const made = await plan();
    expect(made).toMatchObject({ count: 4, leftOut: 1, plan: { name: '老客回访', script: '满意吗？', fromOn: today() } });
    const rows = await open(made.plan.id);
    expect(rows.map((row) => row.due === today())).toEqual([true, true, false, false]);
    expect(rows[0]).toMatchObject({ title: '老客回访', method: 'phone', planName: '老客回访', visitId: made.plan.id });
    const counts = await t.call('tasks.counts', { filter: { visitId: made.plan.id } });
    expect(counts.today + counts.week + counts.later).toBe(4);
    expect(await t.call('tasks.counts', { filter: { source: 'hand' } })).toMatchObject({ today: 0, overdue: 0 });
    await t.call('undo.undo', {});
    expect((await t.call('visits.plans', {})).plans).toEqual([]);
    expect((await t.call('tasks.counts', {})).today).toBe(0);
    await t.call('undo.redo', {});
    expect((await t.call('visits.plans', {})).plans[0]?.counts.total).toBe(4);
  });

  it('count what is done, skipped, open and late, with method, result and satisfaction', async () => {
    for (const name of ['甲', '乙', '丙', '丁']) await add(name);
    const { plan: { id } } = await plan();
    const [a, b, c] = await open(id);
    await t.call('tasks.finish', { id: a!.id, followUp: { method: 'phone', content: '都好', result: 'reached', satisfaction: '5' } });
    await t.call('tasks.finish', { id: b!.id, followUp: { method: 'wechat', content: '', satisfaction: '2' } });
    await t.call('tasks.skip', { ids: [c!.id] });
    t.clock.advance(5 * DAY);
    const report = await t.call('visits.report', { id });
    expect(report.counts).toEqual({ total: 4, done: 2, skipped: 1, open: 1, overdue: 1, missed: 0, satisfaction: 3.5 });
    expect(report.methods).toEqual([{ value: 'phone', count: 1 }, { value: 'wechat', count: 1 }]);
    expect(report.results).toEqual([{ value: null, count: 1 }, { value: 'reached', count: 1 }]);
    expect(report.satisfaction).toEqual([{ value: '2', count: 1 }, { value: '5', count: 1 }]);
    expect((await t.call('visits.report', {})).counts).toEqual(report.counts);
    const done = (await t.call('visits.list', { id, state: 'done' })).rows;
    expect(done.map(({ result, satisfaction, said }) => [result, satisfaction, said])).toEqual([['reached', '5', '都好'], [null, '2', '']]);
    expect((await t.call('timeline.list', { customerId: a!.customerId })).entries[0]).toMatchObject({ kind: 'followUp', satisfaction: '5' });
    await t.call('customers.remove', { selection: { ids: [a!.customerId] } });
    expect((await t.call('visits.report', { id })).counts).toMatchObject({ total: 3, done: 1, satisfaction: 2 });
  });

  it('a call nobody took moves the task with its reason, stands in the timeline, is no contact and can be taken back', async () => {
    const customerId = await add('甲');
    const { plan: { id } } = await plan();
    const [task] = await open(id);
    const later = new Date(t.clock.now() + 3 * DAY).toISOString().slice(0, 10);
    const missed = await t.call('tasks.miss', { id: task!.id, due: later, reason: '占线' });
    expect(missed).toMatchObject({ status: 'open', due: later, missed: [{ from: today(), to: later, reason: '占线' }] });
    await t.call('tasks.miss', { id: task!.id, due: later, method: 'wechat' });
    expect((await open(id))[0]?.missed.map(({ reason }) => reason)).toEqual(['占线', '']);
    const tries = (await t.call('followUps.list', { customerId })).rows.map(({ method, result, content }) => [method, result, content]);
    expect(tries).toEqual(expect.arrayContaining([['phone', 'noAnswer', '占线'], ['wechat', 'noAnswer', '']]));
    expect((await t.call('customers.get', { id: customerId })).lastContactOn).toBeNull();
    expect((await t.call('visits.report', { id })).counts).toMatchObject({ open: 1, missed: 2 });
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    expect((await open(id))[0]).toMatchObject({ due: today(), missed: [] });
    expect((await t.call('followUps.list', { customerId })).total).toBe(0);
    await t.call('tasks.finish', { id: task!.id });
    expect(await t.fail('tasks.miss', { id: task!.id, due: later })).toMatchObject({ code: 'task.closed' });
  });

  it('deleted, a plan takes its open tasks along and leaves what was done; undo brings them back', async () => {
    for (const name of ['甲', '乙', '丙']) await add(name);
    const { plan: { id } } = await plan();
    const [a] = await open(id);
    await t.call('tasks.finish', { id: a!.id });
    await t.call('visits.update', { id, patch: { name: '冬季回访', method: 'wechat', script: '' } });
    expect((await open(id)).map(({ title, method }) => [title, method])).toEqual([['冬季回访', 'wechat'], ['冬季回访', 'wechat']]);
    expect((await t.call('visits.remove', { id })).count).toBe(2);
    expect((await t.call('tasks.counts', {})).closed).toBe(1);
    expect(await open(id)).toEqual([]);
    await t.call('undo.undo', {});
    expect(await t.call('visits.get', { id })).toMatchObject({ name: '冬季回访', script: null });
    expect(await open(id)).toHaveLength(2);
  });

  it('keep to working days: not on the National Day, but on the Saturday that makes up for it', async () => {
    for (const name of ['甲', '乙', '丙']) await add(name);
    const { plan: made } = await t.call('visits.create', { ...asked(), spread: { by: 'perDay', from: '2026-10-01', perDay: 1 }, workdays: true });
    expect((await open(made.id)).map((row) => row.due)).toEqual(['2026-10-08', '2026-10-09', '2026-10-10']);
  });

  it('refuses nobody at all, days that do not fit and more than a round takes', async () => {
    await add('丁', { doNotContact: 'all' });
    expect(await refused()).toMatchObject({ code: 'visit.nobody' });
    await add('甲');
    expect(await refused({ spread: { by: 'span', from: '2026-12-02', to: '2026-12-01' } })).toMatchObject({ code: 'visit.badSpan' });
  });
});
