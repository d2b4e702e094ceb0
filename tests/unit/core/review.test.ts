/** Values that look wrong: found, listed, said to be right with a reason, and asked again when they change. Real book, real index. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NEEDS_REVIEW } from '../../../shared/modules/review.ts';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const waiting = async () =>
  (await t.call('customers.list', { query: { filter: { all: [{ field: NEEDS_REVIEW, test: { op: 'any', values: ['yes'] } }] }, sort: { field: 'id', direction: 'asc' } } })).rows.map((c) => c.name);

describe('values that look wrong', () => {
  it('are short phones, odd e-mails, birthdays to come and what breaks the rules of the owner; sound and empty values are not', async () => {
    const idCard = await t.call('fields.create', { label: '身份证', kind: 'text', rules: { format: 'idCard' } });
    await t.call('settings.set', { standards: { code: { format: 'creditCode' } } });
    await t.call('customers.create', { name: '空' });
    await t.call('customers.create', { name: '好', phones: [{ value: '13800138000' }], emails: [{ value: 'hong@example.com' }], birthday: 'S1990-02-03', code: '91350100M000100Y43', custom: { [idCard.id]: '11010519491231002X' } });
    await t.call('customers.create', { name: '短', phones: [{ value: '13800138000' }, { value: '1380013' }] });
    await t.call('customers.create', { name: '信', emails: [{ value: 'hong@example' }] });
    await t.call('customers.create', { name: '未来', birthday: 'S2099-02-03' });
    await t.call('customers.create', { name: '代码', code: '91350100M000100Y44' });
    await t.call('customers.create', { name: '证', custom: { [idCard.id]: '110105194912310021' } });
    expect(await waiting()).toEqual(['短', '信', '未来', '代码', '证']);
    await t.call('settings.set', { standards: {} });
    await t.call('fields.update', { id: idCard.id, patch: { rules: {} } });
    expect(await waiting()).toEqual(['短', '信', '未来']);
  });

  it('leave the list when somebody says why they are right, come back with undo, and when the value changes', async () => {
    const { id } = await t.call('customers.create', { name: '短', phones: [{ value: '1380013' }] });
    const said = await t.call('customers.confirm', { id, field: 'phones', value: '1380013', reason: '厂里的内线' });
    expect(said.confirmed).toMatchObject([{ field: 'phones', value: '1380013', reason: '厂里的内线' }]);
    expect(said.confirmed[0]!.by).not.toBe('');
    expect(await waiting()).toEqual([]);
    await t.call('undo.undo', {});
    expect(await waiting()).toEqual(['短']);
    await t.call('undo.redo', {});
    expect(await waiting()).toEqual([]);
    await t.call('customers.update', { id, patch: { phones: [{ value: '1380014' }] } });
    expect(await waiting()).toEqual(['短']);
    // The next one said forgets what was said of a value that is gone.
    expect((await t.call('customers.confirm', { id, field: 'phones', value: '1380014', reason: '新内线' })).confirmed.map((one) => one.value)).toEqual(['1380014']);
    expect((await t.call('customers.confirm', { id, field: 'phones', value: '1380014', reason: null })).confirmed).toEqual([]);
    expect(await waiting()).toEqual(['短']);
  });

  it('are found anew after a change of rules without holding anybody up: others have their turn in between', async () => {
    const path = join(t.dir, 'many.csv');
    writeFileSync(path, `姓名,证件号\n${Array.from({ length: 6000 }, (_, i) => `客户${String(i)},${i % 1000 === 0 ? '110105194912310021' : '11010519491231002X'}`).join('\n')}\n`);
    const field = await t.call('fields.create', { label: '证件号', kind: 'text' });
    const file = t.file(path);
    const { columns } = await t.call('import.inspect', { file });
    await t.job((await t.call('import.start', { file, mapping: { columns: columns.map(({ target }) => target) } })).jobId);
    expect(await waiting()).toEqual([]);
    await t.call('fields.update', { id: field.id, patch: { rules: { format: 'idCard' } } });
    let isOver = false;
    const asked = waiting().finally(() => (isOver = true));
    let turns = 0;
    for (; !isOver; turns++) await new Promise((resolve) => setImmediate(resolve));
    expect((await asked).length).toBe(6);
    expect(turns).toBeGreaterThan(10);
    // Two at once wait for one pass and say the same.
    await t.call('fields.update', { id: field.id, patch: { rules: {} } });
    expect(await Promise.all([waiting(), waiting()])).toEqual([[], []]);
  });

  it('cannot be confirmed where nothing looks wrong, or where there is no such customer', async () => {
    const { id } = await t.call('customers.create', { name: '好', phones: [{ value: '13800138000' }] });
    const reply = (value: string, of = id) => t.core.call('customers.confirm', { id: of, field: 'phones', value, reason: '对' });
    expect(await reply('13800138000')).toMatchObject({ ok: false, error: { code: 'record.changed' } });
    expect(await reply('1', 12345)).toMatchObject({ ok: false, error: { code: 'record.missing' } });
    expect((await t.call('customers.get', { id })).confirmed).toEqual([]);
  });
});
