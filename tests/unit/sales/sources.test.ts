/** Where customers come from, and what came of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SaleImportPlan } from '../../../shared/modules/sale-import.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const customer = async (name: string, source: string | null) => (await t.call('customers.create', { name, source })).id;
const sell = (customerId: number, priceMinor: number, more: object = {}) => t.call('sales.create', { customerId, date: '2026-11-01', items: [{ name: '茶', priceMinor }], ...more });

describe('sources', () => {
  it('have how many came, how many bought, and for how much in each currency, net of refunds: who gave all back did not buy', async () => {
    const [a, b, , d] = [await customer('甲', '转介绍'), await customer('乙', '转介绍'), await customer('丙', '转介绍'), await customer('丁', null)];
    await sell(a, 10_000);
    await sell(a, 2_000, { currency: 'USD' });
    const back = await sell(b, 5_000);
    await t.call('sales.refund', { id: back.id, date: '2026-11-02' });
    await sell(d, 700, { currency: 'EUR' });
    const { rows } = await t.call('sales.bySource', {});
    expect(rows).toEqual([
      { source: '转介绍', customers: 3, buyers: 1, sums: [{ currency: 'CNY', amountMinor: 10_000 }, { currency: 'USD', amountMinor: 2_000 }] },
      { source: null, customers: 1, buyers: 1, sums: [{ currency: 'EUR', amountMinor: 700 }] },
    ]);
    const inDollars = { all: [{ related: 'sale', where: [{ field: 'currency', test: { op: 'any' as const, values: ['USD'] } }] }] };
    expect((await t.call('customers.list', { query: { filter: inDollars } })).rows.map((row) => row.name)).toEqual(['甲']);
  });

  it('count only who came within the days asked for, and nobody of the bin', async () => {
    await customer('甲', '门店');
    t.clock.advance(40 * 86_400_000);
    await customer('乙', '门店');
    await t.call('customers.remove', { selection: { ids: [await customer('丙', '门店')] } });
    expect((await t.call('sales.bySource', {})).rows).toMatchObject([{ source: '门店', customers: 2 }]);
    expect((await t.call('sales.bySource', { from: '2026-12-01', to: '2027-01-31' })).rows).toMatchObject([{ source: '门店', customers: 1 }]);
  });
});

describe('a sale in instalments', () => {
  it('leaves with its plan and comes back with what of it is still to come', async () => {
    const id = await customer('甲', null);
    const plan = [{ date: '2026-12-01', amountMinor: 300 }, { date: '2027-01-01', amountMinor: 700 }];
    await sell(id, 1000, { paidMinor: 0, instalments: plan });
    await t.call('payments.create', { customerId: id, date: '2026-11-20', amountMinor: 400 });
    const path = join(t.dir, 'sales.csv');
    await t.job((await t.call('sales.export', { file: t.file(path), format: 'csv' })).jobId);
    expect(readFileSync(path, 'utf8')).toContain('2026-12-01 3.00; 2027-01-01 7.00');
    await t.call('sales.remove', { ids: (await t.call('sales.list', {})).rows.map((sale) => sale.id), unlock: true });
    const told = (await t.job((await t.call('sales.planImport', { file: t.file(path) })).jobId)).result as SaleImportPlan;
    expect(told).toMatchObject({ sales: 1, leftOut: 0 });
    await t.job((await t.call('sales.import', { file: t.file(path) })).jobId);
    expect((await t.call('sales.list', {})).rows).toMatchObject([{ amountMinor: 1000, openMinor: 600, instalments: [{ date: '2027-01-01', amountMinor: 600 }] }]);
  });
});
