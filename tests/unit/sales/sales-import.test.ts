import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineGross } from '../../../shared/kernel/money.ts';
import type { SaleImportPlan, SaleImportResult } from '../../../shared/modules/sale-import.ts';
import { pricedLine } from '../../../src-main/core/operations/sales/taking/line.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

type Choices = { readonly columns?: never; readonly dateOrder?: 'mdy'; readonly newCustomers?: boolean };

function table(rows: readonly (readonly string[])[]): string {
  const path = join(t.dir, 'sales.csv');
  writeFileSync(path, rows.map((row) => row.join(',')).join('\n'));
  return path;
}
const plan = async (path: string, choices: Choices = {}) => (await t.job((await t.call('sales.planImport', { file: t.file(path), ...choices })).jobId)).result as SaleImportPlan;
const take = async (path: string, choices: Choices = {}) => (await t.job((await t.call('sales.import', { file: t.file(path), ...choices })).jobId)).result as SaleImportResult;
const sales = async () => (await t.call('sales.list', {})).rows;

const SHEET = [
  ['单号', '日期', '客户', '手机', '商品', '数量', '单价', '金额', '已收', '付款方式'],
  ['A01', '2025-03-01', '王小明', '13800001111', '龙井', '2', '168', '300', '300', '微信'],
  ['A01', '', '', '', '茶杯', '1', '25', '25', '25', ''],
  ['A02', '2025/3/2', '李四', '', '普洱', '', '', '128.50', '28.5', '现金'],
];

describe('sales from a file', () => {
  it('are told before anything is written, then taken in as one step of undo', async () => {
    const { id: wang } = await t.call('customers.create', { name: '王小明', phones: [{ value: '138 0000 1111' }] });
    const tea = await t.call('products.create', { name: '龙井', category: '绿茶', priceMinor: 16_800 });
    const path = table(SHEET);
    const told = await plan(path);
    expect(told.columns.map(({ is }) => is)).toEqual(['number', 'date', 'customer', 'phone', 'product', 'quantity', 'price', 'amount', 'received', 'payMethod']);
    expect(told).toMatchObject({ rows: 3, sales: 2, newCustomers: 1, already: 0, leftOut: 0, question: null, missing: [], sums: [{ currency: 'CNY', count: 2, amountMinor: 45_350 }] });
    expect(await sales()).toEqual([]);

    expect(await take(path)).toMatchObject({ sales: 2, newCustomers: 1, stopped: false });
    const [second, first] = await sales();
    expect(first).toMatchObject({ number: 'A01', date: '2025-03-01', customerId: wang, amountMinor: 32_500, paidMinor: 32_500, payMethod: 'wechat' });
    expect(first?.items).toMatchObject([
      { productId: tea.id, name: '龙井', category: '绿茶', quantity: 2000, priceMinor: 16_800, discountMinor: 3600, amountMinor: 30_000 },
      { productId: null, name: '茶杯', amountMinor: 2500 },
    ]);
    expect(second).toMatchObject({ number: 'A02', customerName: '李四', amountMinor: 12_850, openMinor: 10_000, state: 'part', payMethod: 'cash' });
    expect(await t.call('customers.get', { id: wang })).toMatchObject({ saleCount: 1, saleAmount: 32_500 });
    expect((await t.call('customers.list', { query: { text: '李四' } })).total).toBe(1);

    await t.call('undo.undo', {});
    expect(await sales()).toEqual([]);
    expect((await t.call('customers.list', {})).total).toBe(1);
  });

  it('number the customers they bring when the book numbers its customers', async () => {
    await t.call('numbering.set', { on: true });
    await take(table(SHEET));
    const { rows } = await t.call('customers.list', {});
    expect(rows.map(({ code }) => code !== null && code.startsWith('KH'))).toEqual([true, true]);
  });

  it('double nothing when the same file comes again', async () => {
    const path = table([['日期', '客户', '商品', '金额'], ['2025-03-01', '王小明', '龙井', '30'], ['2025-03-01', '王小明', '龙井', '30'], ['2025-03-02', '李四', '茶杯', '9']]);
    expect(await take(path)).toMatchObject({ sales: 3, newCustomers: 2 });
    expect(await take(path)).toMatchObject({ sales: 0, already: 3, newCustomers: 0, actionId: null });
    expect(await sales()).toHaveLength(3);
    const numbered = table(SHEET);
    await take(numbered);
    expect(await plan(numbered)).toMatchObject({ sales: 0, already: 2 });
  });

  it('leave out what is in doubt, with its row and the reason, and write it to a file', async () => {
    await t.call('customers.create', { name: '王小明', phones: [{ value: '13800001111' }] });
    await t.call('customers.create', { name: '张伟' });
    await t.call('customers.create', { name: '张伟' });
    await t.call('sales.setSettings', { closedUntil: '2024-12-31' });
    const path = table([
      ['单号', '日期', '客户', '手机', '商品', '数量', '单价', '金额', '已收'],
      ['1', '2025-02-30', '李四', '', '茶', '1', '', '5', ''],
      ['2', '2025-02-03', '张伟', '', '茶', '1', '', '5', ''],
      ['3', '2025-02-03', '王大', '13800001111', '茶', '1', '', '5', ''],
      ['4', '2025-02-03', '李四', '', '茶', '1', '', '-5', ''],
      ['5', '2025-02-03', '李四', '', '茶', '1', '', '5', '6'],
      ['6', '2024-02-03', '李四', '', '茶', '1', '', '5', ''],
      ['7', '2025-02-03', '李四', '', '茶', '若干', '', '5', ''],
      ['7', '2025-02-03', '李四', '', '杯', '1', '', '5', ''],
      ['8', '2025-02-03', '李四', '', '茶', '1', '', '', ''],
      ['9', '2025-02-03', '', '', '茶', '1', '', '5', ''],
      ['10', '2025-02-03', '李四', '', '茶', '1', '', '5', ''],
    ]);
    const told = await plan(path);
    expect(told.problems.map(({ row, problem }) => [row, problem])).toEqual([
      [2, 'date.unreadable'], [3, 'customer.ambiguous'], [4, 'customer.otherName'], [5, 'sale.negative'], [6, 'sale.overpaid'],
      [7, 'sale.periodClosed'], [8, 'quantity.unreadable'], [10, 'amount.missing'], [11, 'customer.missing'],
    ]); // prettier-ignore
    expect(told).toMatchObject({ sales: 1, leftOut: 10, newCustomers: 1 });
    expect(await take(path)).toMatchObject({ sales: 1, leftOut: 10, newCustomers: 1 });
    const target = join(t.dir, 'left.csv');
    await t.job((await t.call('sales.importProblems', { file: t.file(path), target: t.file(target) })).jobId);
    const lines = readFileSync(target, 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe('原文件行号,未导入原因,单号,日期,客户,手机,商品,数量,单价,金额,已收');
    expect(lines[8]).toBe('9,同一笔成交的另一行不能导入,7,2025-02-03,李四,,杯,1,,5,');
  });

  it('ask about dates that can be read two ways, and leave strangers out when told to', async () => {
    const path = table([['日期', '客户', '金额', '商品'], ['03/04/2025', '李四', '5', '茶'], ['05/06/2025', '王五', '7', '茶']]);
    const told = await plan(path);
    expect(told).toMatchObject({ sales: 0, leftOut: 2, question: { example: '03/04/2025' } });
    const answered = await plan(path, { dateOrder: 'mdy' });
    expect(answered.question).toEqual(told.question);
    expect(answered.examples.map(({ date }) => date)).toEqual(['2025-03-04', '2025-05-06']);
    expect(await plan(path, { dateOrder: 'mdy', newCustomers: false })).toMatchObject({ sales: 0, leftOut: 2, problems: [{ problem: 'customer.unknown', value: '李四' }, { problem: 'customer.unknown', value: '王五' }] });
  });

  it('say which heading is missing, and read merged cells as one sale', async () => {
    expect(await plan(table([['名字', '什么'], ['李四', '茶']]))).toMatchObject({ missing: ['date', 'customer', 'amount'], sales: 0 });
    const merged = table([['日期', '客户', '商品', '金额'], ['2025-03-01', '王小明', '龙井', '30'], ['', '', '茶杯', '5'], ['2025-03-02', '李四', '茶', '1']]);
    await take(merged);
    expect((await sales()).map(({ customerName, items, amountMinor }) => [customerName, items.length, amountMinor])).toEqual([['李四', 1, 100], ['王小明', 2, 3500]]);
  });
});

describe('a line', () => {
  it('costs to the last unit what the file says, whichever of price, discount and amount it gives', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.option(fc.integer({ min: 0, max: 10_000_000 })), fc.option(fc.integer({ min: 0, max: 100_000 })), fc.integer({ min: 0, max: 10_000_000 }), (quantity, priceMinor, discountMinor, amountMinor) => {
        const priced = pricedLine({ quantity, priceMinor, discountMinor, amountMinor }, null)!;
        expect(lineGross(priced.priceMinor, quantity) - priced.discountMinor).toBe(amountMinor);
        expect(priced.discountMinor).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(pricedLine({ quantity: 1000, priceMinor: null, discountMinor: null, amountMinor: null }, null)).toBeNull();
  });
});
