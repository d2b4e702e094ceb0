import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';

let t: TestCore;
let wang: number;
beforeEach(async () => {
  t = await createTestCore();
  wang = (await t.call('customers.create', { name: '王小明' })).id;
});
afterEach(() => t.dispose());

const day = '2026-11-20';
const line = (name: string, priceMinor: number, quantity = 1000) => ({ name, priceMinor, quantity });
const sell = (items: readonly object[], more: object = {}) => t.call('sales.create', { customerId: wang, date: day, items: [...items] as never, ...more });

describe('a sale', () => {
  it('takes name, unit, category and price from its products and adds up to the cent', async () => {
    const tea = await t.call('products.create', { name: '龙井', category: '绿茶', unit: '两', priceMinor: 3333 });
    const made = await sell([{ productId: tea.id, quantity: 1500 }, line('茶杯', 1000, 3000)], { discountMinor: 1 });
    expect(made.items).toMatchObject([
      { productId: tea.id, name: '龙井', category: '绿茶', unit: '两', priceMinor: 3333 },
      { productId: null, name: '茶杯' },
    ]);
    expect(made.items.reduce((sum, i) => sum + i.amountMinor, 0)).toBe(made.amountMinor);
    expect(made).toMatchObject({ amountMinor: 5000 + 3000 - 1, paidMinor: 7999, state: 'settled', locked: true, openMinor: 0 });
  });

  it('refuses what cannot be: no name, no price, more paid than due, a price in another currency', async () => {
    expect(await t.fail('sales.create', { customerId: wang, date: day, items: [{ priceMinor: 1 }] })).toMatchObject({ code: 'sale.lineWithoutName', line: 1 });
    expect(await t.fail('sales.create', { customerId: wang, date: day, items: [{ name: '茶' }] })).toMatchObject({ code: 'sale.lineWithoutPrice' });
    expect(await t.fail('sales.create', { customerId: wang, date: day, items: [line('茶', 5)], paidMinor: 6 })).toMatchObject({ code: 'sale.overpaid' });
    const dollars = await t.call('products.create', { name: 'Tea', priceMinor: 100, currency: 'USD' });
    expect(await t.fail('sales.create', { customerId: wang, date: day, items: [{ productId: dollars.id }] })).toMatchObject({ code: 'sale.currency' });
    expect(await t.fail('sales.create', { customerId: 5, date: day, items: [line('茶', 5)] })).toMatchObject({ code: 'record.missing' });
  });

  it('that is settled must be unlocked before it can be corrected, and its history says so', async () => {
    const made = await sell([line('茶', 100)]);
    expect(await t.fail('sales.update', { id: made.id, patch: { notes: '改' } })).toMatchObject({ code: 'sale.locked' });
    expect((await t.call('sales.unlock', { id: made.id })).locked).toBe(false);
    const changed = await t.call('sales.update', { id: made.id, patch: { items: [line('茶', 250)] } });
    expect(changed).toMatchObject({ amountMinor: 250, paidMinor: 250 });
    expect((await t.call('sales.unlock', { id: made.id, locked: true })).locked).toBe(true);
    const { changes } = await t.call('history.list', { entity: 'sale', id: made.id });
    expect(changes.map((c) => c.action)).toEqual(['sales.lock', 'sales.update', 'sales.unlock', 'sales.create']);
    expect(await t.fail('history.restoreValue', { entity: 'sale', id: made.id, seq: changes[1]!.seq, field: 'amountMinor' })).toMatchObject({ code: 'history.missing' });
  });

  it('of a closed period can neither be added nor changed', async () => {
    const made = await sell([line('茶', 100)], { paidMinor: 0 });
    await t.call('sales.setSettings', { closedUntil: day });
    expect(await t.fail('sales.create', { customerId: wang, date: day, items: [line('茶', 1)] })).toMatchObject({ code: 'sale.periodClosed', until: day });
    expect(await t.fail('sales.update', { id: made.id, patch: { notes: '改' } })).toMatchObject({ code: 'sale.locked' });
    expect(await t.fail('sales.remove', { ids: [made.id] })).toMatchObject({ code: 'sale.locked' });
    await t.call('sales.create', { customerId: wang, date: '2026-11-21', items: [line('茶', 1)] });
  });

  it('edited by two windows at once is not silently overwritten', async () => {
    const made = await sell([line('茶', 100)], { paidMinor: 0 });
    await t.call('sales.update', { id: made.id, patch: { notes: '甲' } });
    expect(await t.fail('sales.update', { id: made.id, patch: { notes: '乙' }, seq: made.seq })).toMatchObject({ code: 'record.changed', fields: ['notes'] });
    await t.call('sales.update', { id: made.id, patch: { dueDate: '2026-12-01' }, seq: made.seq });
  });

  it('keeps its sum with its lines when an earlier edit is taken back', async () => {
    const made = await sell([line('茶', 100)], { paidMinor: 0 });
    const first = await t.core.call('sales.update', { id: made.id, patch: { items: [line('茶', 300)] } });
    await t.call('sales.update', { id: made.id, patch: { items: [line('咖啡', 300)] } });
    const { kept } = await t.call('undo.undo', { actionId: (first as unknown as { actionId: number }).actionId });
    expect(kept[0]?.fields).toContain('items');
    const { sale } = await t.call('sales.get', { id: made.id });
    expect(sale.items.reduce((sum, i) => sum + i.amountMinor, 0)).toBe(sale.amountMinor);
  });
});

describe('a refund', () => {
  it('gives back line by line what was paid, adds up to the sale and never exceeds it', async () => {
    const made = await sell([line('茶', 1000, 3000), line('杯', 500)], { discountMinor: 100 });
    const first = await t.call('sales.refund', { id: made.id, date: day, lines: [{ line: 0, quantity: 1000 }] });
    expect(first).toMatchObject({ kind: 'refund', refundOf: made.id, number: 'TK20261120-001', paidMinor: first.amountMinor, state: 'settled' });
    expect(await t.fail('sales.refund', { id: made.id, date: day, lines: [{ line: 0, quantity: 2001 }] })).toMatchObject({ code: 'sale.refundTooMuch', left: 2000 });
    const rest = await t.call('sales.refund', { id: made.id, date: day });
    expect(first.amountMinor + rest.amountMinor).toBe(-made.amountMinor);
    expect((await t.call('sales.get', { id: made.id })).sale).toMatchObject({ refundedMinor: made.amountMinor, openMinor: 0 });
    expect(await t.fail('sales.refund', { id: made.id, date: day })).toMatchObject({ code: 'sale.nothingLeft' });
    expect(await t.fail('sales.refund', { id: rest.id, date: day })).toMatchObject({ code: 'sale.isRefund' });
    expect((await t.call('sales.sums', {})).sums).toEqual([{ currency: 'CNY', count: 3, amountMinor: 0, receivedMinor: 0, openMinor: 0 }]);
  });

  it('of an unpaid sale takes off what is owed and pays nothing', async () => {
    const made = await sell([line('茶', 1000, 2000)], { paidMinor: 0 });
    expect((await t.call('sales.refund', { id: made.id, date: day, lines: [{ line: 0, quantity: 1000 }] })).paidMinor).toBe(0);
    expect((await t.call('sales.get', { id: made.id })).sale).toMatchObject({ openMinor: 1000, state: 'part' });
    expect(await t.fail('sales.update', { id: made.id, patch: { items: [line('茶', 1)] } })).toMatchObject({ code: 'sale.hasRefunds' });
  });

  it('goes to the bin and comes back with its sale', async () => {
    const made = await sell([line('茶', 1000)]);
    await t.call('sales.refund', { id: made.id, date: day });
    await t.call('sales.remove', { ids: [made.id], unlock: true });
    expect((await t.call('sales.sums', {})).count).toBe(0);
    expect((await t.call('sales.list', { query: { deleted: true } })).rows.length).toBe(2);
    await t.call('sales.restore', { ids: [made.id] });
    expect((await t.call('sales.get', { id: made.id })).related.length).toBe(1);
    expect((await t.call('sales.list', { query: { deleted: true } })).rows).toEqual([]);
  });
});

describe('numbers', () => {
  it('follow the pattern, leave gaps and are never given twice', async () => {
    const first = await sell([line('茶', 1)]);
    expect(first.number).toBe('XS20261120-001');
    await t.call('undo.undo', {});
    expect((await sell([line('茶', 1)])).number).toBe('XS20261120-002');
    await sell([line('茶', 1)], { number: 'XS20261120-003' });
    expect((await sell([line('茶', 1)])).number).toBe('XS20261120-004');
    expect(await t.fail('sales.create', { customerId: wang, date: day, items: [line('茶', 1)], number: 'XS20261120-002' })).toMatchObject({ code: 'sale.numberTaken' });
    expect(await t.fail('sales.setSettings', { pattern: '没有流水号' })).toMatchObject({ code: 'number.badPattern' });
    await t.call('sales.setSettings', { pattern: 'A{yy}{MM}-{####}' });
    expect((await sell([line('茶', 1)])).number).toBe('A2611-0001');
  });

  it('of a restored book leave room for those the backup does not know', async () => {
    await sell([line('茶', 1)]);
    const backup = join(t.dir, 'b.regulars');
    await t.job((await t.call('backup.create', { file: t.file(backup) })).jobId);
    const folder = join(t.dir, 'restored');
    mkdirSync(folder);
    const started = await t.call('backup.restore', { file: t.file(backup), secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE }, name: '还原' });
    const ended = await t.job(started.jobId);
    expect(ended.error).toBeNull();
    const { books } = await t.call('books.list', {});
    const restored = books.find((b) => b.name === '还原')!;
    await t.call('session.lock', {});
    await t.call('session.unlock', { ref: restored.ref, secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } });
    expect((await sell([line('茶', 1)])).number).toBe('XS20261120-201');
    expect((await sell([line('茶', 1)])).number).toBe('XS20261120-202');
  });
});

describe('payments', () => {
  it('go to the earliest due first, tell what is over, and open it again when they are deleted', async () => {
    const late = await sell([line('茶', 1000)], { paidMinor: 0, dueDate: '2026-12-20' });
    const soon = await sell([line('茶', 500)], { paidMinor: 0, dueDate: '2026-11-30' });
    const paid = await t.call('payments.create', { customerId: wang, date: day, amountMinor: 700 });
    expect(paid.allocations.map((a) => [a.saleId, a.amountMinor])).toEqual([[soon.id, 500], [late.id, 200]]);
    expect((await t.call('sales.get', { id: late.id })).sale).toMatchObject({ openMinor: 800, state: 'part' });
    const over = await t.call('payments.create', { customerId: wang, date: day, amountMinor: 1000 });
    expect(over.creditMinor).toBe(200);
    expect((await t.call('sales.summary', { customerId: wang })).credits).toEqual([{ currency: 'CNY', amountMinor: 200 }]);
    await t.call('payments.remove', { ids: [paid.id] });
    expect((await t.call('sales.get', { id: soon.id })).sale.openMinor).toBe(500);
    await t.call('payments.restore', { ids: [paid.id] });
    expect((await t.call('sales.get', { id: soon.id })).sale.openMinor).toBe(0);
  });

  it('are refused beyond what is open, for another customer, or beyond the amount', async () => {
    const open = await sell([line('茶', 1000)], { paidMinor: 0 });
    const other = (await t.call('customers.create', { name: '李四' })).id;
    const pay = (customerId: number, amountMinor: number, part: number) => t.fail('payments.create', { customerId, date: day, amountMinor, allocations: [{ saleId: open.id, amountMinor: part }] });
    expect(await pay(wang, 2000, 1001)).toMatchObject({ code: 'payment.tooMuch', openMinor: 1000 });
    expect(await pay(other, 100, 100)).toMatchObject({ code: 'payment.wrongSale' });
    expect(await pay(wang, 500, 600)).toMatchObject({ code: 'payment.overAllocated' });
  });

  it('of a sale that is deleted are the customer’s credit, and its own again when it comes back', async () => {
    const a = await sell([line('茶', 1000)], { paidMinor: 0 });
    const b = await sell([line('茶', 1000)], { paidMinor: 0 });
    await t.call('payments.create', { customerId: wang, date: day, amountMinor: 2000 });
    await t.call('sales.remove', { ids: [a.id], unlock: true });
    expect((await t.call('sales.summary', { customerId: wang })).credits).toEqual([{ currency: 'CNY', amountMinor: 1000 }]);
    await t.call('sales.restore', { ids: [a.id] });
    expect((await t.call('sales.summary', { customerId: wang })).credits).toEqual([]);
    expect((await t.call('sales.get', { id: b.id })).sale.openMinor).toBe(0);
  });

  it('are aged by the day they were due, per currency', async () => {
    const due = (dueDate: string, amount: number, currency = 'CNY') => sell([line('茶', amount)], { paidMinor: 0, dueDate, currency });
    for (const [date, amount] of [['2026-11-22', 1], ['2026-11-21', 2], ['2026-10-23', 4], ['2026-10-22', 8], ['2026-09-23', 16], ['2026-09-22', 32], ['2026-08-24', 64], ['2026-08-23', 128]] as const) await due(date, amount);
    await due('2026-11-30', 7, 'USD');
    const { rows, sums, total } = await t.call('receivables.list', { asOf: '2026-11-22' });
    expect(sums.find((s) => s.currency === 'CNY')).toMatchObject({ openMinor: 255, customers: 1, ages: { notDue: 1, d30: 2 + 4, d60: 8 + 16, d90: 32 + 64, more: 128 } });
    expect(rows.map((r) => [r.currency, r.openMinor])).toEqual([['CNY', 255], ['USD', 7]]);
    expect(total).toBe(2);
    expect((await t.call('receivables.list', { asOf: '2026-11-22', bucket: 'more' })).rows).toMatchObject([{ openMinor: 128, count: 1 }]);
  });
});

describe('the list of sales', () => {
  it('pages to the end without repeating, whatever is asked, and its sums are those of its rows', async () => {
    const li = (await t.call('customers.create', { name: '李四' })).id;
    const tea = await t.call('products.create', { name: '龙井', category: '茶', priceMinor: 100 });
    for (let i = 0; i < 23; i++) {
      const items = i % 3 === 0 ? [{ productId: tea.id }, { productId: tea.id, quantity: 2000 }] : [line('杯', 50 + i)];
      await t.call('sales.create', { customerId: i % 2 ? wang : li, date: `2026-11-${String((i % 9) + 10)}`, items, ...(i % 4 === 0 && { paidMinor: 10 }) });
    }
    for (const query of [{}, { productId: tea.id }, { category: '茶' }, { state: 'part' }, { customerId: li }, { text: '李四' }, { text: '龙井' }, { text: '20261112' }, { from: '2026-11-12', to: '2026-11-14' }, { category: '茶', state: 'part' }] as const) {
      const seen: number[] = [];
      const rows: { date: string; id: number }[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await t.call('sales.list', { query, limit: 4, ...(cursor && { cursor }) });
        seen.push(...page.rows.map((r) => r.id));
        rows.push(...page.rows);
        if (page.next === null) break;
        cursor = page.next;
      }
      const sums = await t.call('sales.sums', { query });
      expect(new Set(seen).size, JSON.stringify(query)).toBe(seen.length);
      expect(sums.count, JSON.stringify(query)).toBe(seen.length);
      expect(rows.map((r) => r.date)).toEqual(rows.map((r) => r.date).sort().reverse());
      expect(seen.length).toBeGreaterThan(1);
    }
    expect(await t.fail('sales.list', { cursor: 'x' })).toMatchObject({ code: 'query.badCursor' });
  });

  it('is written to a file with amounts that add up', async () => {
    await sell([line('茶, "好"', 1050, 2000)], { paidMinor: 100 });
    const path = join(t.dir, 'out.csv');
    const ended = await t.job((await t.call('sales.export', { file: t.file(path), format: 'csv', query: {} })).jobId);
    expect(ended.error).toBeNull();
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('XS20261120-001,2026-11-20,成交,王小明,"茶, ""好"" × 2",21.00,0.00,21.00,1.00,0.00,20.00,CNY,部分付款');
  });
});

describe('the price list', () => {
  it('is found by name, pinyin, initials and code, best first, and only what is on sale in a sale', async () => {
    for (const [name, code] of [['明前龙井', 'LJ01'], ['龙井礼盒', 'LH09'], ['普洱茶饼', 'PE01']] as const) await t.call('products.create', { name, code });
    const find = async (text: string) => (await t.call('products.list', { query: { text } })).rows.map((p) => p.name);
    expect(await find('龙井')).toEqual(['龙井礼盒', '明前龙井']);
    expect(await find('pecb')).toEqual(['普洱茶饼']);
    expect(await find('longjing')).toEqual(['龙井礼盒', '明前龙井']);
    expect(await find('lj01')).toEqual(['明前龙井']);
    const [box] = (await t.call('products.list', { query: { text: '礼盒' } })).rows;
    await t.call('products.update', { id: box!.id, patch: { active: false } });
    expect((await t.call('products.list', { query: { text: '龙井', active: true } })).rows.map((p) => p.name)).toEqual(['明前龙井']);
    expect(await t.fail('products.create', { name: '别的', code: 'pe01' })).toMatchObject({ code: 'product.codeTaken', name: '普洱茶饼' });
  });

  it('comes in from a table as one step of undo, updates what is known and names what it left out', async () => {
    await t.call('products.create', { name: '龙井', code: 'LJ01', priceMinor: 100 });
    const path = join(t.dir, 'list.csv');
    writeFileSync(path, '商品编码,商品名称,售价,分类\nLJ01,龙井,168,绿茶\nPE01,普洱,¥128.50,\nXX,坏,贵,\n');
    const ended = await t.job((await t.call('products.import', { file: t.file(path) })).jobId);
    expect(ended.result).toMatchObject({ created: 1, updated: 1, skipped: 1, problems: [{ row: 4, code: 'amount.unreadable', value: '贵' }] });
    const prices = async () => (await t.call('products.list', {})).rows.map((p) => [p.name, p.priceMinor]);
    expect(await prices()).toEqual([['龙井', 16_800], ['普洱', 12_850]]);
    await t.call('undo.undo', {});
    expect(await prices()).toEqual([['龙井', 100]]);
  });

  it('can be thrown away and brought back; sales keep their lines', async () => {
    const tea = await t.call('products.create', { name: '龙井', priceMinor: 100 });
    const made = await sell([{ productId: tea.id }]);
    await t.call('products.remove', { ids: [tea.id] });
    expect((await t.call('products.list', {})).total).toBe(0);
    expect((await t.call('sales.get', { id: made.id })).sale.items[0]?.name).toBe('龙井');
    await t.call('products.restore', { ids: [tea.id] });
    expect((await t.call('products.list', {})).total).toBe(1);
  });
});
