import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import type { TaskBand, TaskFilter } from '../../../shared/modules/tasks.ts';

let t: TestCore;
let wang: number;
beforeEach(async () => {
  t = await createTestCore();
  wang = (await t.call('customers.create', { name: '王敏', phones: [{ value: '13800001111' }], gender: 'female' })).id;
});
afterEach(() => t.dispose());

const titles = async (band: TaskBand, filter: TaskFilter = {}) => (await t.call('tasks.list', { band, filter })).rows.map((r) => r.title);
const counts = (filter: TaskFilter = {}) => t.call('tasks.counts', { filter });
const add = async (title: string, due: string | null, more: object = {}) => (await t.call('tasks.create', { customerId: wang, title, due, ...more })).id;

// The clock of the tests stands on Sunday, 22 November 2026.
const TODAY = '2026-11-22';

describe('the list of tasks', () => {
  it('has each task in the span its day falls in, what has no day last', async () => {
    t.clock.set(new Date(2026, 10, 24, 9).getTime());
    await add('昨天', '2026-11-23');
    await add('今天', '2026-11-24');
    await add('周日', '2026-11-29');
    await add('随时', null);
    await add('下周一', '2026-11-30');
    expect([await titles('overdue'), await titles('today'), await titles('week'), await titles('later')]).toEqual([['昨天'], ['今天'], ['周日'], ['下周一', '随时']]);
    expect(await counts()).toEqual({ overdue: 1, today: 1, week: 1, later: 2, closed: 0 });
  });

  it('begins with what matters on the same day, and pages without losing or doubling any', async () => {
    for (let n = 0; n < 7; n++) await add(`普通${n}`, TODAY);
    for (let n = 0; n < 5; n++) await add(`随时${n}`, n < 2 ? '2026-12-24' : null);
    await add('重要', TODAY, { priority: 'high' });
    const paged = async (band: TaskBand) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await t.call('tasks.list', { band, limit: 2, ...(cursor && { cursor }) });
        seen.push(...page.rows.map((r) => r.title));
        cursor = page.next ?? undefined;
      } while (cursor);
      return seen;
    };
    expect(await paged('today')).toEqual(['重要', ...Array.from({ length: 7 }, (_, n) => `普通${n}`)]);
    expect(await paged('later')).toEqual(Array.from({ length: 5 }, (_, n) => `随时${n}`));
    expect((await counts()).later).toBe(5);
    expect(await t.fail('tasks.list', { band: 'today', cursor: 'nonsense' })).toMatchObject({ code: 'query.badCursor' });
  });

  it('shows the next date of a follow-up among them until the contact took place', async () => {
    await t.call('followUps.create', { customerId: wang, at: t.clock.now(), method: 'phone', content: '约下次', nextDate: '2026-11-25' });
    await add('寄样品', '2026-11-24');
    expect(await titles('later')).toEqual(['寄样品', '约下次']);
    expect((await t.call('tasks.list', { band: 'later' })).rows[1]).toMatchObject({ kind: 'nextStep', customerName: '王敏', phone: '13800001111', due: '2026-11-25' });
    expect(await titles('later', { source: 'nextStep' })).toEqual(['约下次']);
    expect(await titles('later', { source: 'hand' })).toEqual(['寄样品']);
    expect(await counts({ method: 'phone' })).toMatchObject({ later: 1 });
    t.clock.advance(4 * 86_400_000);
    await t.call('followUps.create', { customerId: wang, at: t.clock.now(), method: 'phone', content: '打过了' });
    expect(await titles('overdue')).toEqual(['寄样品']);
    await t.call('undo.undo', {});
    expect(await titles('overdue')).toEqual(['寄样品', '约下次']);
  });

  it('leaves out customers in the bin, in rows and in counts, and has them back with the customer', async () => {
    await add('回访', TODAY);
    await t.call('followUps.create', { customerId: wang, at: t.clock.now(), method: 'phone', content: '约下次', nextDate: TODAY });
    await t.call('customers.remove', { selection: { ids: [wang] } });
    expect([await titles('today'), (await counts()).today]).toEqual([[], 0]);
    await t.call('customers.restore', { selection: { ids: [wang] } });
    expect([(await titles('today')).length, (await counts()).today]).toEqual([2, 2]);
  });
});

describe('a task', () => {
  it('is done with a record of the contact in one step, which undo takes back whole', async () => {
    const id = await add('回访', TODAY);
    const done = await t.call('tasks.finish', { id, followUp: { method: 'wechat', content: '说挺好', result: 'reached', nextDate: null } });
    expect(done).toMatchObject({ status: 'done', doneAt: t.clock.now() });
    expect(await titles('closed')).toEqual(['回访']);
    expect((await t.call('timeline.list', { customerId: wang })).entries.map((e) => e.kind)).toEqual(['followUp', 'change']);
    expect(await t.fail('tasks.finish', { id })).toMatchObject({ code: 'task.closed' });
    await t.call('undo.undo', {});
    expect([await titles('today'), await titles('closed')]).toEqual([['回访'], []]);
    expect((await t.call('followUps.list', { customerId: wang })).total).toBe(0);
  });

  it('done without a word stands in the timeline itself', async () => {
    const id = await add('寄贺卡', TODAY);
    await t.call('tasks.finish', { id });
    expect((await t.call('timeline.list', { customerId: wang, kinds: ['task'] })).entries).toMatchObject([{ kind: 'task', title: '寄贺卡' }]);
    expect((await t.call('timeline.counts', { customerId: wang })).counts).toContainEqual({ kind: 'task', count: 1 });
  });

  it('is put off, skipped, opened again, changed and deleted, each one step of undo', async () => {
    const [a, b] = [await add('甲', TODAY), await add('乙', TODAY)];
    expect(await t.call('tasks.snooze', { ids: [a, b, 999], due: '2026-11-23' })).toEqual({ count: 2 });
    expect(await titles('later')).toEqual(['甲', '乙']);
    await t.call('undo.undo', {});
    expect(await titles('today')).toEqual(['甲', '乙']);
    expect(await t.call('tasks.skip', { ids: [a] })).toEqual({ count: 1 });
    expect(await t.call('tasks.skip', { ids: [a] })).toEqual({ count: 0 });
    expect([await titles('today'), await titles('closed')]).toEqual([['乙'], ['甲']]);
    expect(await t.call('tasks.reopen', { ids: [a] })).toEqual({ count: 1 });
    await t.call('tasks.update', { id: b, patch: { title: '乙二', priority: 'high' } });
    expect(await titles('today')).toEqual(['乙二', '甲']);
    await t.call('tasks.remove', { id: a });
    expect(await titles('today')).toEqual(['乙二']);
    await t.call('undo.undo', {});
    expect(await titles('today')).toEqual(['乙二', '甲']);
  });

  it('belongs to a living customer', async () => {
    expect(await t.fail('tasks.create', { customerId: 5, title: 'x' })).toMatchObject({ code: 'record.missing' });
    expect(await t.fail('tasks.create', { customerId: wang, title: '  ' })).toMatchObject({ code: 'request.invalid' });
  });

  it('keeps the facts sound whatever happens to follow-ups', async () => {
    const first = await t.call('followUps.create', { customerId: wang, at: t.clock.now(), method: 'phone', content: '一', nextDate: TODAY });
    await t.call('followUps.update', { id: first.id, patch: { nextDate: '2026-12-01' } });
    await t.call('followUps.remove', { id: first.id });
    await t.call('undo.undo', {});
    const { jobId } = await t.call('data.check', {});
    expect((await t.job(jobId)).result).toEqual({ findings: [] });
  });
});
