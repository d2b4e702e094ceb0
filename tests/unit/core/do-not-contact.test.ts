import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

describe('who must not be contacted', () => {
  it('is counted in any selection, and left out of a file when that is wanted', async () => {
    const make = async (name: string, doNotContact: 'all' | 'marketing' | null) => (await t.call('customers.create', { name, doNotContact })).id;
    const [, quiet, binned, plain] = [await make('甲', null), await make('乙', 'all'), await make('丙', 'all'), await make('丁', 'marketing')];
    await t.call('customers.remove', { selection: { ids: [binned] } });
    expect(await t.call('customers.quiet', { selection: { query: {} } })).toEqual({ count: 1 });
    expect(await t.call('customers.quiet', { selection: { ids: [plain] } })).toEqual({ count: 0 });
    expect(await t.call('customers.quiet', { selection: { query: {}, except: [quiet] } })).toEqual({ count: 0 });
    const names = async (more: object) => {
      const path = join(t.dir, 'out.csv');
      await t.job((await t.call('export.start', { file: t.file(path), format: 'csv', fields: ['name'], ...more })).jobId);
      return readFileSync(path, 'utf8').replace('\ufeff', '').trim().split('\r\n').slice(1).sort();
    };
    expect(await names({ leaveOutQuiet: true })).toEqual(['丁', '甲']);
    expect(await names({})).toEqual(['丁', '乙', '甲']);
    expect(await names({ leaveOutQuiet: true, selection: { ids: [quiet, plain] } })).toEqual(['丁']);
  });

  it('is told with what is owed and what is to be done, so that a call list can mark it', async () => {
    const { id } = await t.call('customers.create', { name: '乙', doNotContact: 'all' });
    await t.call('sales.create', { customerId: id, date: '2026-11-01', items: [{ name: '茶', priceMinor: 5000 }], paidMinor: 0 });
    await t.call('tasks.create', { customerId: id, title: '回电话' });
    expect((await t.call('receivables.list', {})).rows).toMatchObject([{ customerName: '乙', doNotContact: 'all' }]);
    expect((await t.call('tasks.ofCustomer', { customerId: id })).rows).toMatchObject([{ doNotContact: 'all' }]);
  });
});
