import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
let customerId: number;
beforeEach(async () => {
  t = await createTestCore();
  customerId = (await t.call('customers.create', { name: '王敏' })).id;
});
afterEach(() => t.dispose());

const give = (date: string, costMinor: number | null, what = '茶叶') => t.call('gifts.create', { customerId, date, what, occasion: '中秋', costMinor });
const gifts = () => t.call('gifts.list', { customerId });

describe('gifts', () => {
  it('are listed latest first, with what they cost by year', async () => {
    await give('2025-09-10', 20_000);
    await give('2026-01-02', 9_900);
    await give('2026-05-06', null, '一束花');
    const { rows, total, sums } = await gifts();
    expect(rows.map(({ date, what }) => [date, what])).toEqual([['2026-05-06', '一束花'], ['2026-01-02', '茶叶'], ['2025-09-10', '茶叶']]);
    expect(total).toBe(3);
    expect(sums).toEqual([
      { year: 2026, currency: 'CNY', count: 2, costMinor: 9_900 },
      { year: 2025, currency: 'CNY', count: 1, costMinor: 20_000 },
    ]);
  });

  it('keep the currency they were noted in', async () => {
    await give('2026-01-02', 100);
    await t.call('settings.set', { currency: 'JPY' });
    await give('2026-01-03', 300);
    expect((await gifts()).sums.map(({ currency, costMinor }) => [currency, costMinor])).toEqual([['CNY', 100], ['JPY', 300]]);
  });

  it('stand in the timeline, keep their history, and come back by undo', async () => {
    const { id } = await give('2026-01-02', 9_900);
    await t.call('gifts.update', { id, patch: { what: '龙井', costMinor: 12_000 } });
    const entry = (await t.call('timeline.list', { customerId, kinds: ['gift'] })).entries[0];
    expect(entry).toMatchObject({ kind: 'gift', what: '龙井', costMinor: 12_000, occasion: '中秋' });
    expect((await t.call('timeline.counts', { customerId })).counts).toContainEqual({ kind: 'gift', count: 1 });
    const { changes } = await t.call('history.list', { entity: 'gift', id });
    expect(changes[0]!.fields).toContainEqual({ field: 'what', before: '茶叶', after: '龙井' });
    await t.call('gifts.remove', { id });
    expect((await gifts()).total).toBe(0);
    await t.call('undo.undo', {});
    expect((await gifts()).rows[0]!.what).toBe('龙井');
    expect((await t.fail('gifts.create', { customerId: 1, date: '2026-01-01', what: 'x' })).code).toBe('record.missing');
  });

  it('follow their customer: into the bin, and away for good', async () => {
    await give('2026-01-02', 9_900);
    await t.call('customers.remove', { selection: { ids: [customerId] } });
    await t.call('customers.restore', { selection: { ids: [customerId] } });
    expect((await gifts()).total).toBe(1);
    expect((await t.call('privacy.erasePreview', { id: customerId })).gone).toContainEqual({ entity: 'gift', count: 1 });
  });
});
