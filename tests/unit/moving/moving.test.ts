/** Moving customers between two real encrypted books: nothing of them is lost, nothing is there twice, and it can be taken back. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MoveChoices, MovePreview, MoveResult } from '../../../shared/modules/moving.ts';
import type { FieldDraft } from '../../../shared/modules/custom-fields.ts';
import { registry } from '../../../src-main/core/changes/registry.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

const OTHER = 'quiet copper 88 meadow';
const MOVE: MoveChoices = { mode: 'move', same: 'skip', alike: 'create' };

let t: TestCore;
/** The second book, by reference. */
let there: string;
let home: string;

beforeEach(async () => {
  t = await createTestCore();
  home = (await t.call('session.status', {})).book!.ref;
  const made = await t.core.createInFolder(join(t.dir, 'branch'), { name: '分店', language: 'zh-CN', kind: 'both', preset: 'general', passphrase: OTHER });
  if (!made.ok) throw new Error(made.error.code);
  there = (await t.call('session.status', {})).book!.ref;
  await go(home);
});
afterEach(() => t.dispose());

const passphraseOf = (ref: string) => ({ type: 'passphrase' as const, passphrase: ref === home ? TEST_PASSPHRASE : OTHER });

async function go(ref: string): Promise<void> {
  await t.call('session.unlock', { ref, secret: passphraseOf(ref) });
}

async function names(deleted = false): Promise<string[]> {
  const { rows } = await t.call('customers.list', { query: { deleted, sort: { field: 'name', direction: 'asc' } }, limit: 200 });
  return rows.map((r) => r.name).sort();
}

async function person(name: string, more: object = {}): Promise<number> {
  return (await t.call('customers.create', { name, ...more })).id;
}

async function move(ids: number[], choices: MoveChoices = MOVE): Promise<MoveResult> {
  const { jobId } = await t.call('moving.start', { ref: there, secret: passphraseOf(there), selection: { ids }, choices });
  const job = await t.job(jobId);
  expect(job.error).toBe(null);
  return job.result as MoveResult;
}

async function preview(ids: number[]): Promise<MovePreview> {
  const { jobId } = await t.call('moving.preview', { ref: there, secret: passphraseOf(there), selection: { ids } });
  const job = await t.job(jobId);
  expect(job.error).toBe(null);
  return job.result as MovePreview;
}

async function attach(customerId: number, text: string): Promise<void> {
  const path = join(t.dir, `${text.slice(0, 6)}.txt`);
  writeFileSync(path, text);
  const { jobId } = await t.call('attachments.add', { customerId, file: t.file(path) });
  expect((await t.job(jobId)).error).toBe(null);
}

const field = (label: string, kind: FieldDraft['kind'], more: Partial<FieldDraft> = {}) => t.call('fields.create', { label, kind, ...more });

/** Somebody with everything a customer can have. */
async function wangWithAll() {
  const tag = await t.call('tags.create', { name: '老友', groupName: '关系', color: 'teal' });
  const size = await field('鞋码', 'number');
  const friend = await field('谁带来的', 'link');
  const [li, wang] = [await person('李想'), await person('王小满', { phones: [{ value: '13812345678' }], tags: [tag.id] })];
  await t.call('customers.update', { id: wang, patch: { custom: { [size.id]: 38, [friend.id]: li } } });
  await t.call('followUps.create', { customerId: wang, at: t.clock.now(), method: 'visit', content: '来店看花' });
  const product = await t.call('products.create', { name: '红玫瑰', code: 'R1', priceMinor: 1000 });
  const sale = await t.call('sales.create', { customerId: wang, date: '2026-11-01', items: [{ productId: product.id, quantity: 3000 }], paidMinor: 0 });
  await t.call('sales.create', { customerId: wang, date: '2026-11-02', items: [{ name: 'Tulip', priceMinor: 500 }], currency: 'EUR' });
  await t.call('payments.create', { customerId: wang, date: '2026-11-03', amountMinor: 2000, allocations: [{ saleId: sale.id, amountMinor: 2000 }] });
  await t.call('sales.refund', { id: sale.id, date: '2026-11-04', lines: [{ line: 0, quantity: 1000 }], paidMinor: 0 });
  await t.call('relations.create', { customerId: wang, otherId: li, kind: 'friend' });
  await attach(wang, 'secret contract text of wang');
  return { wang, li, sale };
}

describe('moving customers to another book', () => {
  it('takes everything of them along, under new ids, and puts them in the bin here', async () => {
    const { wang, li } = await wangWithAll();
    await person('张留下');
    expect(await preview([wang, li])).toMatchObject({ customers: 2, followUps: 1, sales: 3, payments: 1, files: 1, relations: 1, relationsLeft: 0, currencies: ['CNY', 'EUR'], newTags: ['老友'], newFields: ['鞋码', '谁带来的'], newProducts: ['红玫瑰'] });
    const result = await move([wang, li]);
    expect(result).toMatchObject({ customers: 2, followUps: 1, sales: 3, payments: 1, files: 1, relations: 1, skipped: 0, newTags: 1, newFields: 2, newProducts: 1 });
    expect(await names()).toEqual(['张留下']);
    expect(await names(true)).toEqual(['李想', '王小满']);
    await go(there);
    expect(await names()).toEqual(['李想', '王小满']);
    const { rows } = await t.call('customers.list', { query: { text: '王小满' } });
    const w = rows[0]!;
    const { fields } = await t.call('fields.list', {});
    const { tags } = await t.call('tags.list', {});
    const l = (await t.call('customers.list', { query: { text: '李想' } })).rows[0]!;
    expect(w.tags.map((id) => tags.find((x) => x.id === id)?.name)).toEqual(['老友']);
    expect(w.custom[String(fields.find((f) => f.label === '鞋码')!.id)]).toBe(38);
    expect(w.custom[String(fields.find((f) => f.label === '谁带来的')!.id)]).toBe(l.id);
    const sales = (await t.call('sales.list', { query: { customerId: w.id } })).rows;
    expect(sales.map((s) => [s.kind, s.amountMinor, s.currency, s.openMinor])).toEqual(expect.arrayContaining([['sale', 3000, 'CNY', 0], ['sale', 500, 'EUR', 0], ['refund', -1000, 'CNY', 0]]));
    expect(sales.find((s) => s.kind === 'refund')!.refundOf).toBe(sales.find((s) => s.amountMinor === 3000)!.id);
    expect((await t.call('relations.list', { customerId: w.id })).rows.map((r) => r.other.id)).toEqual([l.id]);
    const files = (await t.call('attachments.list', { customerId: w.id })).rows;
    const read = await t.call('attachments.read', { id: files[0]!.id, offset: 0 });
    expect(Buffer.from(read.data, 'base64').toString()).toBe('secret contract text of wang');
    const { changes } = await t.call('history.list', { entity: 'customer', id: w.id, limit: 10 });
    expect(changes.at(-1)).toMatchObject({ action: 'moving.in', op: 'create', book: '测试' });
    const check = await t.call('data.check', {});
    expect((await t.job(check.jobId)).result).toMatchObject({ findings: [] });
  });

  it('is one step of undo here, and one there', async () => {
    const { wang, li } = await wangWithAll();
    await move([wang, li]);
    await t.call('undo.undo', {});
    expect(await names()).toEqual(['李想', '王小满']);
    await go(there);
    const { moves } = await t.call('moving.list', {});
    expect(moves).toMatchObject([{ direction: 'in', state: 'done', bookName: '测试', customers: 2, ref: home }]);
    const { jobId } = await t.call('moving.undo', { moveId: moves[0]!.moveId });
    expect((await t.job(jobId)).error).toBe(null);
    expect(await names()).toEqual([]);
    expect((await t.call('tags.list', {})).tags).toEqual([]);
    expect((await t.call('moving.list', {})).moves[0]!.state).toBe('undone');
  });

  it('leaves out whom the other book has, and says so', async () => {
    await go(there);
    await person('王小满', { phones: [{ value: '138 1234 5678' }] });
    await person('周同名');
    await go(home);
    const ids = [await person('王小满', { phones: [{ value: '13812345678' }] }), await person('周同名'), await person('新来的')];
    expect(await preview(ids)).toMatchObject({ same: { count: 1, examples: [{ name: '王小满', there: '王小满', by: 'phone' }] }, alike: { count: 1, examples: [{ name: '周同名', by: 'name' }] } });
    const result = await move(ids);
    expect(result).toMatchObject({ customers: 2, skipped: 1, left: [{ name: '王小满' }] });
    expect(await names()).toEqual(['王小满']);
    await go(there);
    expect(await names()).toEqual(['周同名', '周同名', '新来的', '王小满'].sort());
  });

  it('copies without taking anything away, and twice what is told to', async () => {
    const id = await person('常客', { phones: [{ value: '13900000001' }] });
    await move([id], { mode: 'copy', same: 'create', alike: 'create' });
    await move([id], { mode: 'copy', same: 'create', alike: 'create' });
    expect(await names()).toEqual(['常客']);
    await go(there);
    expect(await names()).toEqual(['常客', '常客']);
  });

  it('uses the tags, fields and products that are there under the same name, and adds their missing choices', async () => {
    await go(there);
    const size = await field('等级', 'choice', { options: ['金'] });
    await field('备用', 'text');
    await t.call('products.create', { name: '玫瑰（红）', code: 'r1' });
    await t.call('tags.create', { name: '老友', groupName: '关系', color: 'rose' });
    await go(home);
    const own = await field('等级', 'choice', { options: ['银', '金'] });
    const clash = await field('备用', 'number');
    const tag = await t.call('tags.create', { name: '老友', groupName: '关系', color: 'teal' });
    const product = await t.call('products.create', { name: '红玫瑰', code: 'R1', priceMinor: 1000 });
    const id = await person('有字段', { tags: [tag.id], custom: { [own.id]: '银', [clash.id]: 7 } });
    await t.call('sales.create', { customerId: id, date: '2026-11-01', items: [{ productId: product.id }] });
    const result = await move([id]);
    expect(result).toMatchObject({ newTags: 0, newFields: 1, newProducts: 0 });
    await go(there);
    const { fields } = await t.call('fields.list', {});
    expect(fields.find((f) => f.id === size.id)!.options).toEqual(['金', '银']);
    const made = fields.find((f) => f.label === '备用 2')!;
    const { rows } = await t.call('customers.list', { query: {} });
    expect(rows[0]!.custom).toMatchObject({ [size.id]: '银', [made.id]: 7 });
  });

  it('gives a sale another number when its own is taken there', async () => {
    await go(there);
    const x = await person('甲');
    await t.call('sales.create', { customerId: x, date: '2026-11-01', number: 'A-1', items: [{ name: '花', priceMinor: 100 }] });
    await go(home);
    const y = await person('乙');
    await t.call('sales.create', { customerId: y, date: '2026-11-01', number: 'A-1', items: [{ name: '花', priceMinor: 100 }] });
    expect(await move([y])).toMatchObject({ renumbered: 1 });
    await go(there);
    expect((await t.call('sales.list', { query: {} })).rows.map((s) => s.number).sort()).toEqual(['A-1', 'A-1-2']);
  });

  it('takes the same number for the same person only where the names agree, and gives the other one another number', async () => {
    await go(there);
    await person('甲一', { code: 'K1' });
    await person('丙三', { code: 'K3' });
    await go(home);
    const ids = [await person('乙二', { code: 'K1' }), await person('丙三', { code: 'K3' })];
    expect(await preview(ids)).toMatchObject({ same: { count: 1, examples: [{ name: '丙三', by: 'code' }] }, alike: { count: 0 } });
    expect(await move(ids)).toMatchObject({ customers: 1, skipped: 1, renumbered: 1 });
    await go(there);
    const { rows } = await t.call('customers.list', { query: {} });
    expect(rows.map((r) => [r.name, r.code]).sort()).toEqual([['丙三', 'K3'], ['乙二', 'K1-2'], ['甲一', 'K1']]);
  });

  it('asks for the other passphrase with the same growing delay as the entrance', async () => {
    const id = await person('谁');
    const ask = { ref: there, secret: { type: 'passphrase', passphrase: 'wrong one' }, selection: { ids: [id] } };
    expect(await t.fail('moving.preview', ask)).toMatchObject({ code: 'vault.wrongSecret', retryInMs: 1000 });
    expect(await t.fail('moving.preview', { ...ask, secret: passphraseOf(there) })).toMatchObject({ code: 'vault.wait' });
    t.clock.advance(1000);
    expect(await t.fail('moving.preview', ask)).toMatchObject({ code: 'vault.wrongSecret', retryInMs: 2000 });
    t.clock.advance(2000);
    expect((await preview([id])).customers).toBe(1);
  });

  it('refuses the same book, nobody, and a book that is open elsewhere', async () => {
    const id = await person('谁');
    const ask = { ref: there, secret: passphraseOf(there), selection: { ids: [id] } };
    expect(await t.fail('moving.preview', { ...ask, ref: home })).toMatchObject({ code: 'moving.sameBook' });
    expect(await t.fail('moving.preview', { ...ask, selection: { ids: [77] } })).toMatchObject({ code: 'moving.nobody' });
    expect(await t.fail('moving.preview', { ...ask, ref: 'nowhere' })).toMatchObject({ code: 'book.unknown' });
    const other = await createTestCore({ book: false });
    const opened = await other.core.openFolder(join(t.dir, 'branch'), passphraseOf(there));
    expect(opened.ok).toBe(true);
    expect(await t.fail('moving.preview', ask)).toMatchObject({ code: 'book.busy' });
    await other.dispose();
    expect((await preview([id])).customers).toBe(1);
  });

  it('stopped in the middle, it leaves both books as they were', async () => {
    const ids: number[] = [];
    for (let i = 0; i < 700; i++) ids.push(await person(`客户${String(i)}`));
    const { jobId } = await t.call('moving.start', { ref: there, secret: passphraseOf(there), selection: { ids }, choices: MOVE });
    const off = t.core.onEvent((e) => {
      if (e.type === 'job.progress' && e.job.phase === 'writing') void t.call('jobs.cancel', { jobId });
    });
    const job = await t.job(jobId);
    off();
    expect(job.state).toBe('cancelled');
    expect((await t.call('moving.list', {})).moves[0]!.state).toBe('cancelled');
    expect((await t.call('customers.list', { query: {} })).total).toBe(700);
    await go(there);
    expect(await names()).toEqual([]);
    expect(await names(true)).toEqual([]);
  });

  it('writes no readable word of an attachment beside the books', async () => {
    const id = await person('带文件');
    await attach(id, 'canary-2718-attachment');
    await move([id]);
    const files = readdirSync(join(t.dir, 'branch'), { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
    expect(files.some((f) => f.parentPath.includes('blobs'))).toBe(true);
    for (const f of files) expect(readFileSync(join(f.parentPath, f.name)).includes('canary-2718')).toBe(false);
  });

  it('knows how every record that belongs to a customer refers to others', () => {
    const known = new Set(['customerId', 'followUpId', 'refundOf', 'attachmentId', 'fromId', 'toId', 'planId', 'runId', 'visitId', 'segmentId']);
    for (const { entity } of registry.customer.children) {
      const named = registry[entity].fields.filter((f) => f.kind === 'record').map((f) => f.name);
      expect(named.filter((name) => !known.has(name)), entity).toEqual([]);
    }
  });
});
