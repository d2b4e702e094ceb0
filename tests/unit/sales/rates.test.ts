/** Rates by hand, and totals in the book's currency. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RATE_SCALE } from '../../../shared/kernel/rates.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore } from '../../support/create-test-core.ts';

let t: TestCore;
let wang: number;
beforeEach(async () => {
  t = await createTestCore();
  wang = (await t.call('customers.create', { name: '王小明' })).id;
});
afterEach(() => t.dispose());

const sell = (date: string, priceMinor: number, currency: string, more: object = {}) =>
  t.call('sales.create', { customerId: wang, date, currency, items: [{ name: '茶', priceMinor, category: '绿茶' }], ...more });
const rate = (currency: string, date: string, value: number) => t.call('rates.set', { currency, date, rate: Math.round(value * RATE_SCALE) });
const total = async (query: object = {}) => {
  const { amountMinor, missing } = await t.call('rates.saleTotal', { query });
  return [amountMinor, missing];
};

describe('totals in the currency of the book', () => {
  it('take each sale at the rate of its day, and tell what has none', async () => {
    await sell('2026-01-10', 10_000, 'CNY');
    await sell('2026-01-10', 1_000, 'USD');
    await sell('2026-06-10', 1_000, 'USD');
    await sell('2026-06-11', 500, 'EUR');
    expect(await total()).toEqual([10_000, [{ currency: 'EUR', amountMinor: 500 }, { currency: 'USD', amountMinor: 2_000 }]]);
    await rate('USD', '2026-03-01', 7);
    expect(await total()).toEqual([17_000, [{ currency: 'EUR', amountMinor: 500 }, { currency: 'USD', amountMinor: 1_000 }]]);
    await rate('USD', '2026-01-01', 8);
    await rate('EUR', '2026-06-11', 7.5);
    expect(await total()).toEqual([10_000 + 8_000 + 7_000 + 3_750, []]);
    const { rates } = await t.call('rates.saleTotal', {});
    expect(rates.map((r) => [r.currency, r.date])).toEqual([['EUR', '2026-06-11'], ['USD', '2026-03-01'], ['USD', '2026-01-01']]);
    for (const query of [{ customerId: wang }, { text: '王小明' }, { category: '绿茶' }]) expect(await total(query)).toEqual([28_750, []]);
    expect(await total({ from: '2026-06-01' })).toEqual([10_750, []]);
  });

  it('replace the rate of a day, take it away, and bring it back', async () => {
    await sell('2026-06-10', 1_000, 'USD');
    const first = await rate('USD', '2026-06-01', 7);
    expect((await rate('USD', '2026-06-01', 7.2)).id).toBe(first.id);
    expect(await total()).toEqual([7_200, []]);
    await t.call('rates.remove', { id: first.id });
    expect(await total()).toEqual([0, [{ currency: 'USD', amountMinor: 1_000 }]]);
    await t.call('undo.undo', {});
    expect(await total()).toEqual([7_200, []]);
    expect((await t.call('rates.list', {})).rows).toMatchObject([{ currency: 'USD', base: 'CNY', date: '2026-06-01' }]);
    expect(await t.fail('rates.set', { currency: 'CNY', date: '2026-06-01', rate: RATE_SCALE })).toMatchObject({ code: 'rate.sameCurrency' });
    await t.call('settings.set', { currency: 'USD' });
    expect((await t.call('rates.list', {})).rows).toEqual([]);
    expect(await total()).toEqual([1_000, []]);
  });

  it('take what is owed at the rate of today', async () => {
    await sell('2026-01-10', 1_000, 'USD', { paidMinor: 0 });
    await rate('USD', '2020-01-01', 6);
    await rate('USD', '2020-02-01', 7);
    await rate('USD', '2999-01-01', 9);
    expect(await t.call('rates.owedTotal', {})).toMatchObject({ currency: 'CNY', amountMinor: 7_000, rates: [{ currency: 'USD', date: '2020-02-01' }], missing: [] });
    expect(await t.call('rates.owedTotal', { customerId: wang })).toMatchObject({ amountMinor: 7_000 });
  });
});
