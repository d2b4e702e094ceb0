import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GradePreview, GradeRule, GradeRules } from '../../../shared/modules/lifecycle.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const rule = (grade: string, more: Partial<GradeRule>): GradeRule => ({ grade, months: 12, amountMinor: null, count: null, withinDays: null, filter: null, ...more });
const RULES: GradeRules = { enabled: true, rules: [rule('A', { amountMinor: 100_000, count: 2 }), rule('B', { count: 1 })], otherwise: 'C' };
const customer = async (name: string, more: object = {}) => (await t.call('customers.create', { name, ...more })).id;
const sale = (customerId: number, amountMinor: number, date = '2026-11-20') => t.call('sales.create', { customerId, date, items: [{ name: '茶', priceMinor: amountMinor }] });
const grade = async (id: number) => (await t.call('customers.get', { id })).grade;
const apply = async (rules: GradeRules) => (await t.job((await t.call('grades.apply', { rules })).jobId)).result as { count: number };

describe('grades by rule', () => {
  it('are off until the owner says so', async () => {
    const id = await customer('甲', { grade: 'B' });
    await sale(id, 1_000_000);
    expect(await grade(id)).toBe('B');
    const { rules, suggested } = await t.call('grades.rules', {});
    expect([rules.enabled, suggested.enabled, suggested.rules.length]).toEqual([false, false, 2]);
  });

  it('are previewed, applied as one step of undo, and follow sales, payments back and edits of what is asked', async () => {
    const [a, b, c] = [await customer('甲'), await customer('乙'), await customer('丙', { grade: 'A' })];
    await sale(a, 60_000);
    await sale(a, 60_000);
    await sale(b, 900);
    const preview = (await t.job((await t.call('grades.preview', { rules: RULES })).jobId)).result as GradePreview;
    expect(preview.moving).toBe(3);
    expect(preview.grades).toContainEqual({ grade: 'A', before: 1, after: 1 });
    expect(preview.movers.find((m) => m.id === c)).toEqual({ id: c, name: '丙', from: 'A', to: 'C' });
    expect(await grade(a)).toBe(null);
    expect((await apply(RULES)).count).toBe(3);
    expect([await grade(a), await grade(b), await grade(c)]).toEqual(['A', 'B', 'C']);
    const third = await sale(c, 500);
    expect(await grade(c)).toBe('B');
    await t.call('undo.undo', {});
    expect([await grade(c), third.id > 0]).toEqual(['C', true]);
    await t.call('undo.undo', {});
    expect([await grade(a), await grade(b), await grade(c)]).toEqual([null, null, 'A']);
    expect((await t.call('grades.rules', {})).rules.enabled).toBe(false);
  });

  it('leave alone whom a person graded, and say who, when and why', async () => {
    const id = await customer('甲');
    await apply(RULES);
    await t.call('grades.setByHand', { id, grade: 'A', reason: '介绍人' });
    await sale(id, 100);
    expect(await grade(id)).toBe('A');
    const told = (await t.call('lifecycle.why', { id })).grade;
    expect(told).toMatchObject({ mode: 'hand', hand: { on: '2026-11-22', reason: '介绍人' }, says: 'B' });
    await t.call('grades.setByHand', { id, grade: null, reason: null });
    expect(await grade(id)).toBe('B');
    await t.call('customers.update', { id, patch: { grade: 'A' } });
    expect((await t.call('lifecycle.why', { id })).grade).toMatchObject({ mode: 'hand', hand: { reason: '' } });
    await t.call('undo.undo', {});
    expect((await t.call('lifecycle.why', { id })).grade.mode).toBe('rule');
    expect(await grade(id)).toBe('B');
  });

  it('tell the rule with the actual values against what it asks', async () => {
    const id = await customer('甲');
    await sale(id, 70_000);
    await sale(id, 70_000, '2026-11-02');
    await sale(id, 5_000_000, '2024-01-01');
    await apply(RULES);
    expect((await t.call('lifecycle.why', { id })).grade).toMatchObject({
      mode: 'rule',
      says: 'A',
      checks: [
        { what: 'amount', need: 100_000, actual: 140_000, holds: true },
        { what: 'count', need: 2, actual: 2, holds: true },
      ],
    });
  });

  it('ask what any list can be asked, and follow an edit of it', async () => {
    const tag = (await t.call('tags.create', { name: 'VIP' })).id;
    const filter = { all: [{ field: 'tags', test: { op: 'any' as const, values: [tag] } }] };
    const id = await customer('甲');
    await apply({ enabled: true, rules: [rule('A', { filter })], otherwise: null });
    await t.call('customers.update', { id, patch: { tags: [tag] } });
    expect(await grade(id)).toBe('A');
    await t.call('customers.update', { id, patch: { tags: [] } });
    expect(await grade(id)).toBe(null);
    expect(await t.fail('grades.apply', { rules: { ...RULES, rules: [rule('A', { filter: { all: [{ field: 'nothing', test: { op: 'empty' } }] } })] } })).toMatchObject({ code: 'query.badField' });
  });

  it('are noted once a day with their reason, beside the field history and in the timeline', async () => {
    const id = await customer('甲');
    await apply(RULES);
    await sale(id, 100);
    const { entries } = await t.call('timeline.list', { customerId: id, kinds: ['move'] });
    expect(entries).toEqual(expect.arrayContaining([expect.objectContaining({ of: 'grade', from: null, to: 'B', byHand: false, reason: { code: 'rule' } }), expect.objectContaining({ of: 'stage', from: 'lead', to: 'new' })]));
    const { changes } = await t.call('history.list', { entity: 'customer', id });
    expect(changes.flatMap((c) => c.fields).filter((f) => f.field === 'grade')).toHaveLength(2);
  });

  it('change when days pass and what counted is too long ago', async () => {
    const id = await customer('甲');
    await sale(id, 100, '2026-01-10');
    await apply(RULES);
    expect(await grade(id)).toBe('B');
    t.clock.set(Date.UTC(2027, 0, 20, 8));
    await t.call('session.lock', {});
    await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: 'maple harbor 57 lantern' });
    await new Promise((resolve) => setTimeout(resolve, 0));
    const { jobs } = await t.call('jobs.list', {});
    const day = jobs.find((job) => job.name === 'lifecycle.day');
    expect(day).toBeDefined();
    expect((await t.job(day!.jobId)).state).toBe('done');
    expect(await grade(id)).toBe('C');
  });
});
