import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { DEFAULT_RFM_RULES, RFM_GROUPS, rfmGroup } from '../../../shared/modules/rfm.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => (t = await createTestCore()));
afterEach(() => t.dispose());

const add = async (name: string) => (await t.call('customers.create', { name })).id;
const sell = (customerId: number, date: string, priceMinor: number) => t.call('sales.create', { customerId, date, items: [{ name: '花束', priceMinor, quantity: 1000 }] });
const groupOf = async (id: number) => (await t.call('customers.get', { id })).rfm;
const inGroup = async (group: string) => (await t.call('customers.list', { query: { filter: { all: [{ field: 'rfm', test: { op: 'any', values: [group] } }] } }, limit: 50 })).rows.map(({ name }) => name).sort();

describe('a group of RFM', () => {
  it('has a digit for each of the three, high from the line on', () => {
    const line = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(line, line, line, line, line, line, (recentDays, sales, amountMinor, daysSince, bought, amount) => {
        const group = rfmGroup({ daysSince, sales: bought, amountMinor: amount }, { recentDays, sales, amountMinor });
        expect(RFM_GROUPS).toContain(group);
        expect([...group!].map(Number)).toEqual([daysSince <= recentDays, bought >= sales, amount >= amountMinor].map(Number));
      }),
    );
    expect(rfmGroup(null, DEFAULT_RFM_RULES)).toBe(null);
  });

  it('is the same on the record and in lists, groups and sorts, and follows sales, refunds and undo', async () => {
    const [best, once, nobody] = [await add('常客'), await add('过客'), await add('没买过')];
    for (const date of ['2026-10-01', '2026-11-01', '2026-11-20']) await sell(best, date, 50_000);
    await sell(once, '2026-01-05', 9_900);
    expect([await groupOf(best), await groupOf(once), await groupOf(nobody)]).toEqual(['111', '000', null]);
    expect(await inGroup('111')).toEqual(['常客']);
    expect(await inGroup('000')).toEqual(['过客']);
    const { values } = await t.call('customers.facets', { field: 'rfm', query: {} });
    expect(Object.fromEntries(values.map(({ value, count }) => [value ?? '', count]))).toEqual({ '111': 1, '000': 1, '': 1 });
    await sell(once, '2026-11-21', 200_000);
    expect(await inGroup('101')).toEqual(['过客']);
    await t.call('undo.undo', {});
    expect(await inGroup('000')).toEqual(['过客']);
    const sorted = await t.call('customers.list', { query: { sort: { field: 'rfm', direction: 'asc' } }, limit: 2 });
    expect(sorted.rows.map(({ name }) => name)).toEqual(['常客', '过客']);
  });

  it('follows the lines the owner draws, and the days that pass, also after the book was closed', async () => {
    const id = await add('王小明');
    await sell(id, '2026-11-01', 50_000);
    expect(await inGroup('100')).toEqual(['王小明']);
    await t.call('settings.set', { rfm: { recentDays: 90, sales: 1, amountMinor: 50_000 } });
    expect(await groupOf(id)).toBe('111');
    expect(await inGroup('111')).toEqual(['王小明']);
    t.clock.advance(90 * 86_400_000);
    expect(await groupOf(id)).toBe('011');
    expect(await inGroup('011')).toEqual(['王小明']);
    const { ref } = (await t.call('books.list', {})).books[0]!;
    await t.call('session.lock', {});
    await t.call('session.unlock', { ref, secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } });
    expect(await inGroup('011')).toEqual(['王小明']);
    expect(await t.fail('settings.set', { rfm: { recentDays: 0, sales: 1, amountMinor: 1 } })).toMatchObject({ code: 'request.invalid' });
  });
});
