import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rebuildFacts, wrongFacts } from '../../../src-main/core/changes/facts/index.ts';
import { defaultMigrationsDir, loadMigrations, migrate } from '../../../src-main/core/database/migrate.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const customer = (name: string) => t.call('customers.create', { name });
const sale = (customerId: number, priceMinor: number, more: object = {}) =>
  t.call('sales.create', { customerId, date: '2026-11-20', items: [{ name: '茶', priceMinor }], ...more });
const facts = async (id: number) => {
  const { lastSaleOn, saleCount, saleAmount, receivable } = await t.call('customers.get', { id });
  return { lastSaleOn, saleCount, saleAmount, receivable };
};

describe('what follows from sales', () => {
  it('is there at once, follows edits, deletion, undo and the bin', async () => {
    const wang = await customer('王小明');
    const first = await sale(wang.id, 10_000);
    const second = await sale(wang.id, 5_000, { date: '2026-11-21', paidMinor: 2_000 });
    expect(await facts(wang.id)).toEqual({ lastSaleOn: '2026-11-21', saleCount: 2, saleAmount: 15_000, receivable: 3_000 });
    await t.call('sales.update', { id: second.id, patch: { paidMinor: 5_000 } });
    expect((await facts(wang.id)).receivable).toBe(0);
    await t.call('undo.undo', {});
    expect((await facts(wang.id)).receivable).toBe(3_000);
    await t.call('sales.remove', { ids: [first.id], unlock: true });
    expect(await facts(wang.id)).toMatchObject({ saleCount: 1, saleAmount: 5_000 });
    await t.call('sales.restore', { ids: [first.id] });
    expect(await facts(wang.id)).toMatchObject({ saleCount: 2, saleAmount: 15_000 });
  });

  it('sorts and filters the list of customers', async () => {
    const [a, b, c] = [await customer('甲'), await customer('乙'), await customer('丙')];
    await sale(a.id, 100, { date: '2026-11-01' });
    await sale(b.id, 900, { date: '2026-11-05', paidMinor: 0 });
    const ids = async (query: object) => (await t.call('customers.list', { query })).rows.map((r) => r.id);
    expect(await ids({ sort: { field: 'saleAmount', direction: 'desc' } })).toEqual([b.id, a.id, c.id]);
    expect(await ids({ sort: { field: 'lastSaleOn', direction: 'asc' } })).toEqual([a.id, b.id, c.id]);
    expect(await ids({ filter: { all: [{ field: 'receivable', test: { op: 'range', min: 1 } }] } })).toEqual([b.id]);
    expect(await ids({ filter: { all: [{ field: 'lastSaleOn', test: { op: 'empty' } }] } })).toEqual([c.id]);
    expect(await ids({ filter: { all: [{ field: 'lastSaleOn', test: { op: 'range', min: '2026-11-05', max: '2026-11-05' } }] } })).toEqual([b.id]);
  });

  it('counts no sale that was taken back whole, the same in the list, the stage, the groups, the grades and the portrait', async () => {
    /** Customers with so many records of a kind, of a quantity when asked. */
    const found = async (related: string, min: number, quantity?: number) => {
      const where = quantity === undefined ? [] : [{ field: 'quantity', test: { op: 'range' as const, min: quantity } }];
      return (await t.call('customers.list', { query: { filter: { all: [{ related, where, count: { min } }] } } })).total;
    };
    const wang = await customer('王小明');
    const kept = await sale(wang.id, 10_000, { date: '2026-11-01' });
    const back = await t.call('sales.create', { customerId: wang.id, date: '2026-11-20', items: [{ name: '茶', quantity: 2000, priceMinor: 5_000 }] });
    await t.call('sales.refund', { id: back.id, date: '2026-11-21', lines: [{ line: 0, quantity: 1000 }] });
    expect(await facts(wang.id)).toMatchObject({ lastSaleOn: '2026-11-20', saleCount: 2, saleAmount: 15_000 });
    expect([await found('sale', 2), await found('saleItem', 2), await found('saleItem', 1, 2000)]).toEqual([1, 1, 0]);
    await t.call('sales.refund', { id: back.id, date: '2026-11-22' });
    expect([await found('sale', 2), await found('saleItem', 2), await found('sale', 1), await found('refund', 2)]).toEqual([0, 0, 1, 1]);
    expect(await facts(wang.id)).toMatchObject({ lastSaleOn: '2026-11-01', saleCount: 1, saleAmount: 10_000 });
    const few = { query: { filter: { all: [{ field: 'saleCount', test: { op: 'range' as const, min: 2 } }] } } };
    expect((await t.call('customers.list', few)).total).toBe(0);
    expect(await t.call('portrait.get', { id: wang.id })).toMatchObject({ lastSaleOn: '2026-11-01', sales: [{ count: 1, amountMinor: 10_000 }] });
    expect(await t.call('sales.summary', { customerId: wang.id })).toMatchObject({ sums: [{ count: 1 }], firstOn: '2026-11-01', lastOn: '2026-11-01' });
    await t.call('undo.undo', {});
    expect(await facts(wang.id)).toMatchObject({ lastSaleOn: '2026-11-20', saleCount: 2 });
    expect(await found('saleItem', 2)).toBe(1);
    await t.call('undo.redo', {});
    // All taken back: as if they had never bought.
    await t.call('sales.refund', { id: kept.id, date: '2026-11-22' });
    expect(await facts(wang.id)).toEqual({ lastSaleOn: null, saleCount: 0, saleAmount: 0, receivable: 0 });
    expect(await t.call('customers.get', { id: wang.id })).toMatchObject({ stage: 'lead', rfm: null });
    expect((await t.call('portrait.get', { id: wang.id })).sales).toEqual([]);
  });

  it('goes out of sight with its customer and comes back with them', async () => {
    const wang = await customer('王小明');
    await sale(wang.id, 700, { paidMinor: 0 });
    const count = async () => (await t.call('sales.sums', {})).count;
    const owed = async () => (await t.call('receivables.list', {})).total;
    expect([await count(), await owed()]).toEqual([1, 1]);
    await t.call('customers.remove', { selection: { ids: [wang.id] } });
    expect([await count(), await owed()]).toEqual([0, 0]);
    await t.call('customers.restore', { selection: { ids: [wang.id] } });
    expect([await count(), await owed()]).toEqual([1, 1]);
  });

  it('is the same when it is built from nothing, and a wrong one is found by the check', async () => {
    const wang = await customer('王小明');
    const made = await sale(wang.id, 10_000, { paidMinor: 0 });
    await t.call('payments.create', { customerId: wang.id, date: '2026-11-22', amountMinor: 12_000 });
    await t.call('sales.refund', { id: made.id, date: '2026-11-22' });
    await t.core.close();
    const db = await openWithPassphrase(t.bookDir, TEST_PASSPHRASE);
    expect(wrongFacts(db, Date.now())).toBe(0);
    const dump = () => JSON.stringify(['sale', 'sale_item', 'sale_day WHERE count > 0', 'payment_part', 'customer_stat', 'customer_stage'].map((from) => db.raw.prepare(`SELECT * FROM ${from}`).all()));
    const before = dump();
    rebuildFacts(db, Date.now());
    expect(dump()).toBe(before);
    db.raw.exec('UPDATE customer_stat SET receivable = receivable + 1');
    expect(wrongFacts(db, Date.now())).toBeGreaterThan(0);
    db.close();
  });

  it('knows what was kept of the lines in a book from before that was written down', async () => {
    const wang = await customer('王小明');
    const items = [
      { name: '茶', quantity: 2000, priceMinor: 5_000 },
      { name: '壶', priceMinor: 90_000 },
    ];
    const part = await t.call('sales.create', { customerId: wang.id, date: '2026-11-20', items });
    await t.call('sales.refund', { id: part.id, date: '2026-11-21', lines: [{ line: 0, quantity: 1000 }] });
    const whole = await sale(wang.id, 700);
    await t.call('sales.refund', { id: whole.id, date: '2026-11-21' });
    await sale(wang.id, 300);
    await t.core.close();
    const db = await openWithPassphrase(t.bookDir, TEST_PASSPHRASE);
    const kept = () => db.raw.prepare('SELECT kept FROM sale_item WHERE quantity > 0 ORDER BY sale_id, line').pluck().all();
    const before = kept();
    expect(before).toEqual([1000, 1000, 0, 1000]);
    db.raw.exec(`DROP INDEX sale_item_related; DROP INDEX sale_item_when; ALTER TABLE sale_item DROP COLUMN kept;
      CREATE INDEX sale_item_related ON sale_item (category); CREATE INDEX sale_item_when ON sale_item (date);
      DELETE FROM migration WHERE version > 18; PRAGMA user_version = 18`);
    migrate(db, loadMigrations(defaultMigrationsDir()).filter(({ version }) => version <= 19), Date.now());
    expect(kept()).toEqual(before);
    expect(wrongFacts(db, Date.now())).toBe(0);
    db.close();
  });

  it('counts in the currency of the book, and again when that changes', async () => {
    const wang = await customer('王小明');
    await sale(wang.id, 10_000);
    await sale(wang.id, 300, { currency: 'USD' });
    expect(await facts(wang.id)).toMatchObject({ saleCount: 2, saleAmount: 10_000 });
    await t.call('settings.set', { currency: 'USD' });
    expect(await facts(wang.id)).toMatchObject({ saleCount: 2, saleAmount: 300 });
    expect((await t.call('sales.sums', {})).sums.map((s) => [s.currency, s.amountMinor])).toEqual(expect.arrayContaining([['CNY', 10_000], ['USD', 300]]));
  });
});
