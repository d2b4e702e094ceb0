import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mergeParts, unknownFields } from '../../../shared/kernel/merge-text.ts';
import { readyGreetings } from '../../../src-main/core/domain/greetings/ready.ts';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => void (t = await createTestCore()));
afterEach(() => t.dispose());

const today = () => new Date(t.clock.now()).toLocaleDateString('sv');
const add = async (name: string, more: object = {}) => (await t.call('customers.create', { name, ...more })).id;
const preview = (ids: number[], body: string, more: object = {}) => t.call('greetings.preview', { selection: { ids }, body, ...more });
const textOf = (row: { parts: readonly { text: string }[] }) => row.parts.map((part) => part.text).join('');

describe('texts to greet with', () => {
  it('are made, changed, deleted and brought back by undo', async () => {
    const made = await t.call('greetings.create', { name: '生日', occasion: 'birthday', body: '{称呼}生日快乐' });
    expect((await t.call('greetings.update', { id: made.id, patch: { occasion: 'festival', festival: 'zhongqiu' } })).festival).toBe('zhongqiu');
    expect((await t.call('greetings.update', { id: made.id, patch: { occasion: 'visit' } })).festival).toBeNull();
    expect((await t.fail('greetings.create', { name: '生日', occasion: 'other', body: 'x' })).code).toBe('greeting.exists');
    await t.call('greetings.remove', { id: made.id });
    expect((await t.call('greetings.list', {})).greetings).toEqual([]);
    await t.call('undo.undo', {});
    expect((await t.call('greetings.list', {})).greetings.map((g) => g.name)).toEqual(['生日']);
  });

  it('come ready-made, once each, all in one step of undo', async () => {
    const { added } = await t.call('greetings.addReady', {});
    expect(added).toBeGreaterThan(15);
    expect((await t.call('greetings.addReady', {})).added).toBe(0);
    await t.call('undo.undo', {});
    expect((await t.call('greetings.list', {})).greetings).toEqual([]);
  });

  it('name only fields that exist, in both languages', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const ready = readyGreetings(language);
      expect(ready.flatMap(({ body }) => unknownFields(body))).toEqual([]);
      expect(new Set(ready.map(({ name }) => name)).size).toBe(ready.length);
      for (const { body } of ready) expect(mergeParts(body, {}).some((part) => part.kind === 'missing')).toBe(true);
    }
  });
});

describe('what a text says to each', () => {
  it('fills in what is known, and names what is missing', async () => {
    const full = await add('王敏', { gender: 'female', company: '好茶公司', birthday: 'S1990-05-06' });
    const bare = await add('李四');
    const { rows, total } = await preview([full, bare], '{称呼}，{公司}，{生日}，{节日}', { festival: 'zhongqiu' });
    expect(total).toBe(2);
    expect(textOf(rows[0]!)).toBe('王女士，好茶公司，5月6日，中秋节');
    expect(rows[0]!.missing).toEqual([]);
    expect(textOf(rows[1]!)).toBe('李四，{公司}，{生日}，中秋节');
    expect(rows[1]!.missing).toEqual(['company', 'birthday']);
  });

  it('tells the age of the birthday that is meant, also a few days late, and lunar days as people say them', async () => {
    const year = Number(today().slice(0, 4));
    const day = (shift: number) => new Date(t.clock.now() + shift * 86_400_000).toLocaleDateString('sv').slice(5);
    const ids = [await add('甲', { birthday: `S${String(year - 40)}-${day(3)}` }), await add('乙', { birthday: `S${String(year - 40)}-${day(-3)}` }), await add('丙', { birthday: 'L--12-23' })];
    const { rows } = await preview(ids, '{岁数} {生日}');
    const age = (shift: number) => String(40 + (Number(new Date(t.clock.now() + shift * 86_400_000).toLocaleDateString('sv').slice(0, 4)) - year));
    expect(textOf(rows[0]!).split(' ')[0]).toBe(age(3));
    expect(textOf(rows[1]!).split(' ')[0]).toBe(age(-3));
    expect(textOf(rows[2]!)).toBe('{岁数} 农历腊月廿三');
  });

  it('says who is not to be written to, and why', async () => {
    const all = await add('甲', { doNotContact: 'all' });
    const marketing = await add('乙', { doNotContact: 'marketing' });
    const back = await add('丙');
    const agreed = await add('丁');
    await t.call('consents.create', { customerId: back, kind: 'withdrawal', date: today() });
    await t.call('consents.create', { customerId: agreed, kind: 'consent', date: today() });
    const { rows } = await preview([all, marketing, back, agreed], 'x');
    expect(rows.map((row) => [row.out, row.agreed])).toEqual([['all', false], ['marketing', false], ['withdrawn', false], [null, true]]);
  });

  it('is not told of people in the bin, and lists no more than a thousand', async () => {
    const gone = await add('甲');
    await t.call('customers.remove', { selection: { ids: [gone] } });
    expect((await preview([gone], 'x')).total).toBe(0);
  });
});

describe('marking as contacted', () => {
  it('is a follow-up for each with what was said, one step of undo, and shown as contacted today', async () => {
    const ids = [await add('甲'), await add('乙')];
    const { count } = await t.call('greetings.contacted', { method: 'wechat', entries: ids.map((customerId) => ({ customerId, content: `给${String(customerId)}` })) });
    expect(count).toBe(2);
    const said = (await t.call('followUps.list', { customerId: ids[1]! })).rows;
    expect(said.map(({ method, content }) => [method, content])).toEqual([['wechat', `给${String(ids[1])}`]]);
    expect((await preview(ids, 'x')).rows.map((row) => row.contactedToday)).toEqual([true, true]);
    await t.call('undo.undo', {});
    expect((await preview(ids, 'x')).rows.map((row) => row.contactedToday)).toEqual([false, false]);
    expect((await t.call('followUps.list', { customerId: ids[0]! })).rows).toEqual([]);
  });

  it('passes over who is gone', async () => {
    const [here, gone] = [await add('甲'), await add('乙')];
    await t.call('customers.remove', { selection: { ids: [gone] } });
    expect((await t.call('greetings.contacted', { method: 'sms', entries: [here, gone].map((customerId) => ({ customerId, content: 'x' })) })).count).toBe(1);
  });
});
