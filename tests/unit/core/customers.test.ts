import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

describe('customers', () => {
  it('needs nothing but a name, and fills in the pinyin', async () => {
    const c = await t.call('customers.create', { name: '王小明' });
    expect(c).toMatchObject({ name: '王小明', pinyin: 'wang xiao ming', kind: 'individual', phones: [], tags: [] });
    expect(await t.call('customers.get', { id: c.id })).toEqual(c);
  });

  it('keeps every old value and brings one back', async () => {
    const c = await t.call('customers.create', { name: '李四', phones: [{ value: '13800138000' }] });
    t.clock.advance(1000);
    await t.call('customers.update', { id: c.id, patch: { phones: [{ value: '13900139000', label: '工作' }], company: '远山' } });
    t.clock.advance(1000);
    await t.call('customers.update', { id: c.id, patch: { company: null } });
    const { changes, next } = await t.call('history.list', { entity: 'customer', id: c.id });
    expect(changes.map((x) => x.op)).toEqual(['update', 'update', 'create']);
    expect(next).toBeNull();
    expect(changes[1]!.fields).toEqual([
      { field: 'phones', before: [{ value: '13800138000' }], after: [{ value: '13900139000', label: '工作' }] },
      { field: 'company', before: null, after: '远山' },
    ]);
    await t.call('history.restoreValue', { entity: 'customer', id: c.id, seq: changes[1]!.seq, field: 'phones', which: 'before' });
    expect((await t.call('customers.get', { id: c.id })).phones).toEqual([{ value: '13800138000' }]);
  });

  it('refuses an edit of a field that another window changed meanwhile, and joins edits of different fields', async () => {
    const seen = await t.call('customers.create', { name: '赵六' });
    await t.call('customers.update', { id: seen.id, patch: { company: 'A' } });
    const error = await t.fail('customers.update', { id: seen.id, patch: { company: 'B' }, seq: seen.seq });
    expect(error).toMatchObject({ code: 'record.changed', fields: ['company'] });
    await t.call('customers.update', { id: seen.id, patch: { title: '店长' }, seq: seen.seq });
    expect(await t.call('customers.get', { id: seen.id })).toMatchObject({ company: 'A', title: '店长' });
  });

  it('restores everything the bin finds but a few, whatever the list shows, as one step', async () => {
    const ids: number[] = [];
    for (const name of ['周一', '周二', '周三', '吴四']) ids.push((await t.call('customers.create', { name })).id);
    const living = async () => (await t.call('customers.list', { query: { sort: { field: 'id' } } })).rows.map((c) => c.name);
    await t.call('customers.remove', { selection: { query: {} } });
    expect(await living()).toEqual([]);
    const done = await t.call('customers.restore', { selection: { query: { text: '周' }, except: [ids[1]!] } });
    expect(done.count).toBe(2);
    expect(await living()).toEqual(['周一', '周三']);
    expect((await t.call('customers.restore', { selection: { ids: [ids[0]!, ids[3]!, 999] } })).count).toBe(1);
    expect(await living()).toEqual(['周一', '周三', '吴四']);
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    expect(await living()).toEqual([]);
  });

  it('names the step of undo beside every answer, and takes back exactly that one', async () => {
    const step = async (method: Parameters<typeof t.core.call>[0], input: unknown) => {
      const reply = await t.core.call(method, input);
      return reply.ok ? reply.actionId : Number.NaN;
    };
    const c = await t.call('customers.create', { name: '孙七' });
    const title = await step('customers.update', { id: c.id, patch: { title: '店长' } });
    const company = await step('customers.update', { id: c.id, patch: { company: '甲' } });
    expect([typeof title, typeof company]).toEqual(['number', 'number']);
    expect(await step('customers.update', { id: c.id, patch: { company: '甲' } })).toBeUndefined();
    expect(await step('customers.get', { id: c.id })).toBeUndefined();
    expect((await t.call('undo.undo', { actionId: title })).action.actionId).toBe(title);
    expect(await t.call('customers.get', { id: c.id })).toMatchObject({ title: null, company: '甲' });
    expect(await t.fail('undo.undo', { actionId: title })).toMatchObject({ code: 'undo.nothing' });
    expect((await t.call('undo.status', {})).undo?.actionId).toBe(company);
    await t.call('undo.redo', {});
    expect((await t.call('customers.get', { id: c.id })).title).toBe('店长');
    const sale = { customerId: c.id, date: '2026-11-20', items: [{ name: '花束', priceMinor: 100 }], paidMinor: 0 };
    const { id } = await t.call('sales.create', sale);
    const removed = await step('sales.remove', { ids: [id] });
    await t.call('customers.update', { id: c.id, patch: { company: '乙' } });
    await t.call('undo.undo', { actionId: removed });
    expect((await t.call('sales.list', { query: { customerId: c.id } })).rows).toHaveLength(1);
    expect((await t.call('customers.get', { id: c.id })).company).toBe('乙');
  });

  it('undoes and redoes create, edit and delete in order', async () => {
    const c = await t.call('customers.create', { name: '孙七' });
    await t.call('customers.update', { id: c.id, patch: { notes: '爱喝茶' } });
    await t.call('customers.remove', { selection: { ids: [c.id] } });
    expect((await t.call('customers.get', { id: c.id })).deletedAt).not.toBeNull();
    await t.call('undo.undo', {});
    expect(await t.call('customers.get', { id: c.id })).toMatchObject({ deletedAt: null, notes: '爱喝茶' });
    await t.call('undo.undo', {});
    expect((await t.call('customers.get', { id: c.id })).notes).toBeNull();
    await t.call('undo.redo', {});
    expect((await t.call('customers.get', { id: c.id })).notes).toBe('爱喝茶');
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    expect(await t.fail('customers.get', { id: c.id })).toMatchObject({ code: 'record.missing' });
    expect(await t.fail('undo.undo', {})).toMatchObject({ code: 'undo.nothing' });
    await t.call('undo.redo', {});
    expect((await t.call('customers.get', { id: c.id })).name).toBe('孙七');
  });

  it('deletes and restores thousands as one step of undo', async () => {
    for (let i = 0; i < 600; i++) await t.call('customers.create', { name: `客户${i}` });
    const gone = await t.call('customers.remove', { selection: { query: { text: '客户' }, except: [] } });
    expect(gone.count).toBe(600);
    expect((await t.call('customers.list', { query: { deleted: true } })).total).toBe(600);
    const undone = await t.call('undo.undo', {});
    expect(undone).toMatchObject({ rows: 600, kept: [] });
    expect((await t.call('customers.list', {})).total).toBe(600);
  });

  it('survives closing and opening the book', async () => {
    const c = await t.call('customers.create', { name: '周八', birthday: 'L--08-15' });
    await t.core.call('session.lock', {});
    expect(await t.fail('customers.get', { id: c.id })).toMatchObject({ code: 'session.locked' });
    const { TEST_PASSPHRASE } = await import('../../support/create-test-core.ts');
    expect(await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: 'no' })).toMatchObject({ ok: false, error: { code: 'vault.wrongSecret' } });
    t.clock.advance(60_000);
    expect(await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true });
    expect(await t.call('customers.get', { id: c.id })).toMatchObject({ name: '周八', birthday: 'L--08-15' });
  });
});
