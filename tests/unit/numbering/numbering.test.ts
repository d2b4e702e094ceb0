import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const add = async (name: string, code?: string) => (await t.call('customers.create', { name, ...(code === undefined ? {} : { code }) })).code;
const codes = async () => {
  const { rows } = await t.call('customers.list', { query: { sort: { field: 'name', direction: 'asc' } }, limit: 200 });
  return Object.fromEntries(rows.map((c) => [c.name, c.code]));
};

async function importText(text: string): Promise<number> {
  const path = join(t.dir, 'in.csv');
  writeFileSync(path, text);
  const file = t.file(path);
  const { columns } = await t.call('import.inspect', { file });
  const { jobId, importId } = await t.call('import.start', { file, mapping: { columns: columns.map((c) => c.target) } });
  expect((await t.job(jobId)).error).toBeNull();
  return importId;
}

describe('numbers of customers', () => {
  it('are given only when the owner wants them, and follow the pattern and the month', async () => {
    expect(await add('甲')).toBeNull();
    await t.call('numbering.set', { on: true });
    expect(await t.call('numbering.get', {})).toMatchObject({ on: true, next: 'KH202611-0001', without: 1 });
    expect(await add('乙')).toBe('KH202611-0001');
    t.clock.advance(10 * 86_400_000);
    expect(await add('丙')).toBe('KH202612-0001');
    await t.call('numbering.set', { pattern: 'VIP{yy}-{###}' });
    expect(await add('丁')).toBe('VIP26-001');
    await t.call('numbering.set', { on: false });
    expect(await add('戊')).toBeNull();
  });

  it('never stand twice: not beside one given by hand, not after undo, redo or the bin', async () => {
    await t.call('numbering.set', { on: true });
    expect(await add('甲', 'KH202611-0002')).toBe('KH202611-0002');
    expect(await add('乙')).toBe('KH202611-0001');
    expect(await add('丙')).toBe('KH202611-0003');
    await t.call('undo.undo', {});
    expect(await add('丁')).toBe('KH202611-0004');
    const { rows } = await t.call('customers.list', {});
    await t.call('customers.remove', { selection: { ids: rows.map((c) => c.id) } });
    expect(await add('戊')).toBe('KH202611-0005');
  });

  it('show the next one of a pattern that is being typed, and refuse one without a counter', async () => {
    expect(await t.call('numbering.get', { pattern: 'K{dd}-{##}' })).toMatchObject({ pattern: 'KH{yyyy}{MM}-{####}', next: 'K22-01' });
    expect(await t.fail('numbering.get', { pattern: 'K' })).toMatchObject({ code: 'number.badPattern' });
    expect(await t.fail('numbering.set', { pattern: 'K{week}{##}' })).toMatchObject({ code: 'number.badPattern' });
  });

  it('come with an import to those the file gives none, by the short way and the careful one', async () => {
    await t.call('numbering.set', { on: true });
    // Two phones in one cell send their row the careful way.
    const importId = await importText('姓名,客户编号,手机,生日\n甲,A1,13800000001,1990-01-02\n乙,,13800000002,1991-02-03\n丙,,13800000003 13900000003,农历八月十五\n丁,KH202611-0003,13800000004,\n戊,,13800000005,\n');
    expect(await codes()).toEqual({ 甲: 'A1', 乙: 'KH202611-0001', 丙: 'KH202611-0002', 丁: 'KH202611-0003', 戊: 'KH202611-0004' });
    expect((await t.call('customers.search', { text: 'KH202611-0004' })).rows.map((c) => c.name)).toEqual(['戊']);
    await t.job((await t.call('import.undo', { importId })).jobId);
    expect(await add('己')).toBe('KH202611-0005');
  });

  it('are filled in for all without one, oldest first, as one step of undo', async () => {
    await add('甲');
    t.clock.advance(1000);
    await add('乙', 'B1');
    t.clock.advance(1000);
    await add('丙');
    expect(await t.call('numbering.fill', {})).toMatchObject({ count: 2, jobId: null });
    expect(await codes()).toEqual({ 甲: 'KH202611-0001', 乙: 'B1', 丙: 'KH202611-0002' });
    expect((await t.call('numbering.get', {})).without).toBe(0);
    await t.call('undo.undo', {});
    expect(await codes()).toEqual({ 甲: null, 乙: 'B1', 丙: null });
  });

  it('of more than a thousand are filled in in the background', async () => {
    await importText(`姓名\n${Array.from({ length: 1203 }, (_, i) => `客${i}`).join('\n')}\n`);
    const { jobId } = await t.call('numbering.fill', {});
    expect((await t.job(jobId!)).result).toMatchObject({ count: 1203, refused: 0 });
    const all = await t.call('customers.list', { query: { filter: { all: [{ field: 'code', test: { op: 'startsWith', value: 'KH202611-' } }] } } });
    expect(all.total).toBe(1203);
  });

  it('of a restored book leave room in every row of numbers, also in one the backup did not have', async () => {
    await t.call('numbering.set', { on: true });
    await add('甲');
    const path = join(t.dir, 'b.regulars');
    await t.job((await t.call('backup.create', { file: t.file(path) })).jobId);
    mkdirSync(join(t.dir, 'restored'));
    const secret = { type: 'passphrase' as const, passphrase: TEST_PASSPHRASE };
    const started = await t.call('backup.restore', { file: t.file(path), secret, name: '还原' });
    expect((await t.job(started.jobId)).error).toBeNull();
    const restored = (await t.call('books.list', {})).books.find((b) => b.name === '还原')!;
    await t.call('session.lock', {});
    await t.call('session.unlock', { ref: restored.ref, secret });
    const customerId = (await t.call('customers.list', {})).rows[0]!.id;
    const sale = await t.call('sales.create', { customerId, date: '2026-11-22', items: [{ name: '茶', priceMinor: 100 }] as never });
    expect(sale.number).toBe('XS20261122-201');
    expect((await t.call('numbering.get', {})).next).toBe('KH202611-0201');
    expect([await add('乙'), await add('丙')]).toEqual(['KH202611-0201', 'KH202611-0202']);
    await t.call('numbering.set', { pattern: 'N{yyyy}-{###}' });
    expect(await add('丁')).toBe('N2026-201');
    t.clock.advance(60 * 86_400_000);
    expect(await add('戊')).toBe('N2027-001');
  });
});
