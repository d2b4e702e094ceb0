import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rebuildFacts, wrongFacts } from '../../../src-main/core/changes/facts/index.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const DAY = 86_400_000;
const customer = async (name: string) => (await t.call('customers.create', { name })).id;
const sale = (customerId: number, date: string) => t.call('sales.create', { customerId, date, items: [{ name: '茶', priceMinor: 10_000 }] });
const stage = async (id: number) => (await t.call('customers.get', { id })).stage;
const inStage = async (...stages: string[]) => (await t.call('customers.list', { query: { filter: { all: [{ field: 'stage', test: { op: 'any', values: stages } }] }, sort: { field: 'id' } } })).rows.map((r) => r.id);
const moves = async (id: number) => (await t.call('lifecycle.why', { id })).moves.map((m) => `${m.on} ${m.from}→${m.to}`);
const reopen = async () => {
  await t.call('session.lock', {});
  await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE });
  await new Promise((resolve) => setTimeout(resolve, 0));
};

describe('the stage of a customer', () => {
  it('follows the sales in the transaction that changes them, and goes back with undo and the bin', async () => {
    const id = await customer('王小明');
    expect(await stage(id)).toBe('lead');
    await sale(id, '2026-11-01');
    expect(await stage(id)).toBe('new');
    for (const date of ['2026-11-05', '2026-11-10']) await sale(id, date);
    expect(await stage(id)).toBe('active');
    const last = await sale(id, '2026-11-20');
    expect(await stage(id)).toBe('loyal');
    expect(await moves(id)).toEqual(['2026-11-20 active→loyal', '2026-11-05 new→active', '2026-11-01 lead→new']);
    await t.call('sales.remove', { ids: [last.id], unlock: true });
    expect([await stage(id), (await moves(id)).length]).toEqual(['active', 2]);
    await t.call('undo.undo', {});
    expect(await stage(id)).toBe('loyal');
    await t.call('customers.remove', { selection: { ids: [id] } });
    expect((await t.call('lifecycle.month', { month: '2026-11' })).moves).toEqual([]);
    await t.call('customers.restore', { selection: { ids: [id] } });
    expect((await t.call('lifecycle.month', { month: '2026-11' })).moves).toHaveLength(3);
  });

  it('tells of sales that were entered late when they happened, silences between them included', async () => {
    const id = await customer('李雷');
    await sale(id, '2026-11-15');
    await sale(id, '2025-06-01');
    expect(await moves(id)).toEqual(['2026-11-15 lost→active', '2026-01-28 atRisk→lost', '2025-08-31 new→atRisk', '2025-06-01 lead→new']);
    const { reason } = (await t.call('lifecycle.why', { id })).moves[1]!;
    expect(reason).toEqual({ code: 'silent', days: 240, last: '2025-06-01' });
  });

  it('moves when days pass: lists know at once, moves are noted when the book is opened', async () => {
    const id = await customer('韩梅梅');
    await sale(id, '2026-11-20');
    expect((await t.call('lifecycle.why', { id })).next).toEqual({ on: '2027-02-19', stage: 'atRisk' });
    t.clock.advance(91 * DAY);
    expect(await inStage('atRisk')).toEqual([id]);
    expect((await t.call('lifecycle.month', { month: '2027-02' })).moves).toEqual([]);
    await reopen();
    expect((await t.call('lifecycle.month', { month: '2027-02' })).moves).toEqual([{ from: 'new', to: 'atRisk', count: 1 }]);
    const listed = await t.call('lifecycle.moves', { month: '2027-02', from: 'new', to: 'atRisk' });
    expect(listed).toMatchObject({ total: 1, rows: [{ customerId: id, name: '韩梅梅', on: '2027-02-19', byHand: false }] });
    const filter = { all: [{ related: 'stageMove', where: [{ field: 'date', test: { op: 'range' as const, min: '2027-02-01', max: '2027-02-28' } }, { field: 'to', test: { op: 'equals' as const, value: 'atRisk' } }] }] };
    expect((await t.call('customers.list', { query: { filter } })).rows.map((r) => r.id)).toEqual([id]);
  });

  it('can be locked with a reason: neither sales nor days move it, and undo takes the lock off', async () => {
    const id = await customer('老朋友');
    await t.call('lifecycle.lock', { id, stage: 'loyal', reason: '股东' });
    expect([await stage(id), await inStage('loyal')]).toEqual(['loyal', [id]]);
    await sale(id, '2026-11-20');
    t.clock.advance(400 * DAY);
    expect(await stage(id)).toBe('loyal');
    expect((await t.call('lifecycle.why', { id })).lock).toMatchObject({ stage: 'loyal', reason: '股东', on: '2026-11-22' });
    await t.call('lifecycle.lock', { id, stage: null, reason: '正常了' });
    expect(await stage(id)).toBe('lost');
    await t.call('undo.undo', {});
    expect(await stage(id)).toBe('loyal');
    expect(await t.fail('lifecycle.lock', { id, stage: 'lost', reason: ' ' })).toMatchObject({ code: 'request.invalid' });
  });

  it('is counted anew when the rules change, sorts by its own order and groups', async () => {
    const [a, b, c] = [await customer('甲'), await customer('乙'), await customer('丙')];
    for (const date of ['2026-11-01', '2026-11-02']) await sale(a, date);
    await sale(b, '2026-09-01');
    await t.call('lifecycle.setRules', { riskDays: 30, lostDays: 60, loyalSales: 2, loyalMonths: 1, words: 'purchases' });
    expect([await stage(a), await stage(b), await stage(c)]).toEqual(['loyal', 'lost', 'lead']);
    const sorted = await t.call('customers.list', { query: { sort: { field: 'stage', direction: 'asc' } } });
    expect(sorted.rows.map((r) => r.stage)).toEqual(['lead', 'loyal', 'lost']);
    expect((await t.call('lifecycle.month', { month: '2026-11' })).stages.filter((s) => s.count > 0)).toEqual([
      { stage: 'lead', count: 1 },
      { stage: 'loyal', count: 1 },
      { stage: 'lost', count: 1 },
    ]);
    expect(await t.fail('lifecycle.setRules', { riskDays: 60, lostDays: 30, loyalSales: 2, loyalMonths: 1, words: 'visits' })).toMatchObject({ code: 'request.invalid' });
  });

  it('shows who would move by other rules without moving anybody, and undo takes the rules back with the moves', async () => {
    const [a, b] = [await customer('甲'), await customer('乙')];
    await customer('丙');
    for (const date of ['2026-11-01', '2026-11-02']) await sale(a, date);
    await sale(b, '2026-09-01');
    const stand = async () => [await stage(a), await stage(b)];
    const moves = async () => (await t.call('lifecycle.why', { id: b })).moves.map((move) => [move.on, move.from, move.to]);
    const before = [await stand(), await moves(), (await t.call('settings.get', {})).stages];
    const rules = { riskDays: 30, lostDays: 60, loyalSales: 2, loyalMonths: 1, words: 'purchases' as const };
    const job = await t.job((await t.call('lifecycle.preview', rules)).jobId);
    expect(job.result).toMatchObject({
      moving: 2,
      moves: expect.arrayContaining([{ from: 'active', to: 'loyal', count: 1 }, { from: 'new', to: 'lost', count: 1 }]) as unknown,
      stages: expect.arrayContaining([{ stage: 'lead', before: 1, after: 1 }, { stage: 'lost', before: 0, after: 1 }]) as unknown,
    });
    expect([await stand(), await moves(), (await t.call('settings.get', {})).stages]).toEqual(before);
    await t.call('lifecycle.setRules', rules);
    expect(await stand()).toEqual(['loyal', 'lost']);
    await t.call('undo.undo', {});
    await new Promise((resolve) => setImmediate(resolve));
    expect([await stand(), await moves(), (await t.call('settings.get', {})).stages]).toEqual(before);
    await t.call('undo.redo', {});
    await new Promise((resolve) => setImmediate(resolve));
    expect([await stand(), (await t.call('settings.get', {})).stages]).toEqual([['loyal', 'lost'], rules]);
  });

  it('takes a sale that was taken back whole, or deleted, for none at all', async () => {
    const id = await customer('退货的');
    await sale(id, '2026-11-01');
    const { id: second } = await t.call('sales.create', { customerId: id, date: '2026-11-05', items: [{ name: '茶', quantity: 2000, priceMinor: 500 }] });
    expect(await stage(id)).toBe('active');
    await t.call('sales.refund', { id: second, date: '2026-11-06', lines: [{ line: 0, quantity: 1000 }] });
    expect(await stage(id)).toBe('active');
    await t.call('sales.refund', { id: second, date: '2026-11-07' });
    expect([await stage(id), (await t.call('lifecycle.why', { id })).saleCount]).toEqual(['new', 1]);
    await t.call('undo.undo', {});
    expect(await stage(id)).toBe('active');
    await t.call('sales.remove', { ids: [second], unlock: true });
    expect(await stage(id)).toBe('new');
  });

  it('is the same when it is built from nothing, and a wrong one is found by the check', async () => {
    const id = await customer('王小明');
    for (const date of ['2026-01-01', '2026-11-05']) await sale(id, date);
    await t.call('lifecycle.lock', { id: await customer('锁'), stage: 'lost', reason: '搬走了' });
    const now = t.clock.now();
    await t.core.close();
    const db = await openWithPassphrase(t.bookDir, TEST_PASSPHRASE);
    expect(wrongFacts(db, now)).toBe(0);
    const dump = () => JSON.stringify([db.raw.prepare('SELECT * FROM customer_stage').all(), db.raw.prepare('SELECT customer_id, on_date, from_value, to_value, by_hand, reason FROM stage_move').all()]);
    const before = dump();
    rebuildFacts(db, now);
    expect(dump()).toBe(before);
    db.raw.exec("UPDATE stage_move SET to_value = 'loyal' WHERE to_value = 'active'");
    expect(wrongFacts(db, now)).toBe(1);
    db.close();
  });
});
