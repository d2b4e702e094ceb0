/** A sale paid in parts: the plan, what comes in for it, and what is due. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { instalmentStandings } from '../../../shared/kernel/instalments.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';

let t: TestCore;
let wang: number;
beforeEach(async () => {
  t = await createTestCore();
  wang = (await t.call('customers.create', { name: '王小明' })).id;
});
afterEach(() => t.dispose());

/** The book's time begins here and stands still; a civil day of this computer. */
const dayFrom = (days: number) => new Date(Date.UTC(2026, 10, 22, 8) + days * 86_400_000).toLocaleDateString('sv');
const sell = (priceMinor: number, more: object = {}) => t.call('sales.create', { customerId: wang, date: dayFrom(-100), items: [{ name: '沙发', priceMinor }], paidMinor: 0, ...more });
const pay = (amountMinor: number) => t.call('payments.create', { customerId: wang, date: dayFrom(0), amountMinor });
const due = async () => (await t.call('receivables.due', {})).rows.map((r) => [r.part, r.openMinor]);
const plan = [{ date: dayFrom(-40), amountMinor: 300 }, { date: dayFrom(-10), amountMinor: 300 }, { date: dayFrom(20), amountMinor: 400 }];

describe('a plan of payments', () => {
  it('must add up to what was not paid with the sale', async () => {
    expect(await t.fail('sales.create', { customerId: wang, date: dayFrom(0), items: [{ name: '沙发', priceMinor: 1000 }], paidMinor: 100, instalments: plan })).toMatchObject({ code: 'sale.instalmentSum', planned: 1000, amountMinor: 900 });
    const made = await sell(1200, { paidMinor: 200, instalments: [...plan].reverse() });
    expect(made.instalments).toEqual(plan);
  });

  it('is aged part by part, and payments settle the earliest first', async () => {
    await sell(1000, { instalments: plan });
    const ages = async () => (await t.call('receivables.list', {})).sums[0];
    expect(await ages()).toMatchObject({ count: 1, customers: 1, openMinor: 1000, ages: { notDue: 400, d30: 300, d60: 300, d90: 0, more: 0 } });
    expect(await due()).toEqual([[0, 300], [1, 300]]);
    await pay(350);
    expect(await ages()).toMatchObject({ openMinor: 650, ages: { notDue: 400, d30: 250, d60: 0 } });
    expect(await due()).toEqual([[1, 250]]);
    expect((await t.call('sales.summary', { customerId: wang })).dueOn).toBe(dayFrom(-10));
    await pay(650);
    expect((await t.call('receivables.list', {})).total).toBe(0);
    expect(await due()).toEqual([]);
    await t.call('undo.undo', {});
    expect(await due()).toEqual([[1, 250]]);
  });

  it('comes up some days before, when asked to', async () => {
    await sell(500, { dueDate: dayFrom(5) });
    expect(await due()).toEqual([]);
    const asked = await sell(700, { instalments: [{ date: dayFrom(5), amountMinor: 700 }], remindDays: 5 });
    expect(await due()).toEqual([[0, 700]]);
    expect((await t.call('receivables.due', {})).sums).toEqual([{ currency: 'CNY', count: 1, openMinor: 700, overdue: 0, overdueMinor: 0 }]);
    await t.call('sales.update', { id: asked.id, patch: { remindDays: 4 } });
    expect(await due()).toEqual([]);
  });

  it('follows the sale when its total changes, and is taken back with it', async () => {
    const made = await sell(1000, { instalments: plan });
    const less = await t.call('sales.update', { id: made.id, patch: { items: [{ name: '沙发', priceMinor: 500 }] } });
    expect(less.instalments.map((p) => p.amountMinor)).toEqual([300, 200]);
    const more = await t.call('sales.update', { id: made.id, patch: { paidMinor: 100, items: [{ name: '沙发', priceMinor: 900 }] } });
    expect(more.instalments.map((p) => p.amountMinor)).toEqual([300, 500]);
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    expect((await t.call('sales.get', { id: made.id })).sale.instalments).toEqual(plan);
    expect((await t.call('sales.update', { id: made.id, patch: { instalments: [] } })).instalments).toEqual([]);
  });

  it('of a sale in the bin, or of a customer there, is not due', async () => {
    const made = await sell(1000, { instalments: plan });
    await t.call('sales.remove', { ids: [made.id] });
    expect(await due()).toEqual([]);
    await t.call('sales.restore', { ids: [made.id] });
    expect(await due()).toHaveLength(2);
    await t.call('customers.remove', { selection: { ids: [wang] } });
    expect(await due()).toEqual([]);
    await t.call('customers.restore', { selection: { ids: [wang] } });
    expect(await due()).toHaveLength(2);
  });

  it('pays the part due first, whichever sale it belongs to', async () => {
    const sofa = await sell(1000, { instalments: plan });
    const lamp = await sell(200, { dueDate: dayFrom(-30) });
    const made = await pay(400);
    expect(made.allocations.map((a) => [a.saleId, a.amountMinor])).toEqual([[sofa.id, 400]]);
    expect((await t.call('sales.get', { id: lamp.id })).sale.openMinor).toBe(200);
  });

  it('leaves the parts in the book as the rule says, whatever is paid', async () => {
    const made = await sell(1000, { instalments: plan });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 999 }), async (amount) => {
        await pay(amount);
        const open = instalmentStandings(plan, 1000 - amount).map((p, part) => ({ part, open: p.openMinor })).filter((p) => p.open > 0);
        await t.call('sales.get', { id: made.id });
        const sums = (await t.call('receivables.list', {})).sums[0];
        expect(sums?.openMinor).toBe(open.reduce((sum, p) => sum + p.open, 0));
        expect(await due()).toEqual(open.filter((p) => p.part < 2).map((p) => [p.part, p.open]));
        await t.call('undo.undo', {});
      }),
      { numRuns: 15 },
    );
  });

  it('is known again after a rebuild of the facts', async () => {
    await sell(1000, { instalments: plan });
    await pay(350);
    await t.core.close();
    const db = await openWithPassphrase(t.bookDir, TEST_PASSPHRASE);
    const dump = () => JSON.stringify(db.raw.prepare('SELECT * FROM owed_part').all());
    const before = dump();
    db.raw.exec('DELETE FROM owed_part; UPDATE sale SET open_minor = open_minor');
    expect(dump()).toBe(before);
    db.close();
  });
});
