import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';

const SECRET = { type: 'passphrase' as const, passphrase: TEST_PASSPHRASE };

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const list = async (query: object = {}, more: object = {}) => t.call('audit.list', { query, ...more });
const verify = async () => (await t.job((await t.call('audit.verify', {})).jobId)).result;

describe('the record of operations', () => {
  it('tells what was done, latest first, with the one customer it was about', async () => {
    const a = await t.call('customers.create', { name: '王小明' });
    const b = await t.call('customers.create', { name: '李四' });
    await t.call('relations.create', { customerId: a.id, otherId: b.id, kind: 'friend' });
    await t.call('customers.remove', { selection: { ids: [a.id, b.id] } });
    const { rows } = await list();
    expect(rows.slice(0, 4).map((r) => [r.action, r.customer?.name ?? null])).toEqual([
      ['customers.remove', null],
      ['relations.create', '王小明'],
      ['customers.create', '李四'],
      ['customers.create', '王小明'],
    ]);
  });

  it('is filtered by kind, day and customer, and goes on page by page to its beginning', async () => {
    const a = await t.call('customers.create', { name: '王小明' });
    t.clock.advance(86_400_000);
    const b = await t.call('customers.create', { name: '李四' });
    const sale = await t.call('sales.create', { customerId: a.id, date: '2026-11-01', items: [{ name: '茶', priceMinor: 100 }] });
    expect((await list({ group: 'sales' })).rows.map((r) => r.action)).toEqual(['sales.create']);
    expect((await list({ customerId: a.id })).rows.map((r) => r.action)).toEqual(['sales.create', 'customers.create']);
    expect((await list({ customerId: b.id, group: 'sales' })).total).toBe(0);
    expect((await list({ from: t.clock.now(), group: 'customers' })).rows.map((r) => r.customer?.id)).toEqual([b.id]);
    expect(sale.customerId).toBe(a.id);
    const all = await list();
    const paged: number[] = [];
    for (let before: number | undefined; ; ) {
      const page = await list({}, { limit: 2, before });
      paged.push(...page.rows.map((r) => r.id));
      if (page.next === null) break;
      before = page.next;
    }
    expect(paged).toEqual(all.rows.map((r) => r.id));
    expect(paged).toEqual(paged.toSorted((x, y) => y - x));
  });

  it('holds what changes no row: opening, wrong passphrases, refusals, printing, exports', async () => {
    await t.call('session.lock', {});
    expect((await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: 'not this one' })).ok).toBe(false);
    t.clock.advance(60_000);
    expect((await t.core.openFolder(t.bookDir, SECRET)).ok).toBe(true);
    expect(await t.core.call('customers.list', {}, { actor: 'stranger' })).toMatchObject({ ok: false, error: { code: 'request.denied' } });
    await t.call('audit.note', { event: 'print.customer' });
    expect((await list()).rows.slice(0, 4).map((r) => [r.action, r.actor, r.rows])).toEqual([
      ['print.customer', 'owner', 1],
      ['request.denied', 'unknown', 0],
      ['session.denied', 'unknown', 1],
      ['session.unlock', 'owner', 0],
    ]);
  });

  it('is verified whole, and the verdict is remembered', async () => {
    await t.call('customers.create', { name: '王小明' });
    expect(await t.call('audit.status', {})).toMatchObject({ verified: null });
    const verdict = (await verify()) as { entries: number };
    expect(verdict).toMatchObject({ badSeq: null });
    expect(await t.call('audit.status', {})).toEqual({ entries: verdict.entries, verified: verdict });
  });

  it('names the first entry somebody changed', async () => {
    for (const name of ['甲', '乙', '丙']) await t.call('customers.create', { name });
    const [, second] = (await list({ group: 'customers' })).rows;
    await t.call('session.lock', {});
    const db = await openWithPassphrase(t.bookDir, TEST_PASSPHRASE);
    db.raw.prepare("UPDATE audit SET actor = 'nobody' WHERE seq = ?").run(second!.id);
    db.close();
    await t.core.openFolder(t.bookDir, SECRET);
    expect(await verify()).toMatchObject({ badSeq: second!.id, entries: second!.id - 1 });
  });

  it('is written to a file without names, and says so of itself', async () => {
    await t.call('customers.create', { name: '王小明' });
    const path = join(t.dir, 'record.csv');
    const { jobId } = await t.call('audit.export', { file: t.file(path), language: 'en' });
    expect((await t.job(jobId)).state).toBe('done');
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('Number,Time,Who,Action,Records');
    expect(text).toContain('customers.create');
    expect(text).toContain('audit.export');
    expect(text).not.toContain('王小明');
  });

  it('is written whole, each entry once, while others go on writing', async () => {
    for (let n = 0; n < 2500; n++) await t.call('audit.note', { event: 'print.list', count: n });
    const path = join(t.dir, 'record.csv');
    const { jobId } = await t.call('audit.export', { file: t.file(path), language: 'en' });
    for (let n = 0; n < 20; n++) await t.call('customers.create', { name: `客户${n}` });
    expect((await t.job(jobId)).state).toBe('done');
    const numbers = readFileSync(path, 'utf8').trim().split('\r\n').slice(1).map((line) => Number(line.split(',')[0]));
    expect(numbers.length).toBeGreaterThan(2500);
    expect(numbers).toEqual(numbers.map((_, n) => n + 1));
  });
});
