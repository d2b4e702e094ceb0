/** One name, and for whom they matter 姓 and 名 beside it, and how it sounds: whatever is done to a customer, they come along. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const names = async (query: object) => (await t.call('customers.list', { query })).rows.map(({ name }) => name);

async function importText(text: string, onMatch: 'fill' | 'update' = 'fill') {
  const path = join(t.dir, 'people.csv');
  writeFileSync(path, text);
  const file = t.file(path);
  const mapping = { columns: (await t.call('import.inspect', { file })).columns.map(({ target }) => target) };
  const job = await t.job((await t.call('import.start', { file, mapping, onMatch })).jobId);
  expect(job.error).toBeNull();
  return job.result as Record<string, unknown>;
}

describe('family and given name', () => {
  it('stand beside the name: listed, filtered, sorted, searched, in the history, put back and undone', async () => {
    const { id } = await t.call('customers.create', { name: '安娜', familyName: '王', givenName: '小明' });
    await t.call('customers.create', { name: '李红' });
    expect(await t.call('customers.get', { id })).toMatchObject({ name: '安娜', familyName: '王', givenName: '小明' });
    expect(await names({ filter: { all: [{ field: 'familyName', test: { op: 'equals', value: '王' } }] } })).toEqual(['安娜']);
    expect(await names({ sort: { field: 'givenName', direction: 'desc' } })).toEqual(['安娜', '李红']);
    expect((await t.call('customers.search', { text: '小明' })).rows.map(({ name }) => name)).toEqual(['安娜']);
    const found = await t.call('customers.found', { text: '小明', ids: [id], shown: ['name'] });
    expect(found.rows).toMatchObject([{ id, places: [{ place: 'givenName', text: '小明' }] }]);
    await t.call('customers.update', { id, patch: { givenName: null } });
    const { changes } = await t.call('history.list', { entity: 'customer', id });
    expect(changes[0]!.fields).toEqual([{ field: 'givenName', before: '小明', after: null }]);
    await t.call('history.restoreValue', { entity: 'customer', id, seq: changes[0]!.seq, field: 'givenName', which: 'before' });
    expect((await t.call('customers.get', { id })).givenName).toBe('小明');
    await t.call('undo.undo', {});
    expect((await t.call('customers.get', { id })).givenName).toBeNull();
    await t.call('customers.remove', { selection: { ids: [id] } });
    await t.call('customers.restore', { selection: { ids: [id] } });
    expect(await t.call('customers.get', { id })).toMatchObject({ familyName: '王', givenName: null });
  });

  it.each([
    ['姓,名,手机', '王,小明,13800138000', '王小明', '王', '小明'],
    ['First name,Last name,Phone', 'Ann,Lee,13800138000', 'Ann Lee', 'Lee', 'Ann'],
    ['Surname,Given name,Mobile', 'Lovelace,Ada Augusta,13800138000', 'Ada Augusta Lovelace', 'Lovelace', 'Ada Augusta'],
    // Read the careful way, for the comma within quotes.
    ['姓氏,名,地址', '欧阳,娜娜,"上海, 人民路"', '欧阳娜娜', '欧阳', '娜娜'],
    ['Last,First,Phone', '王,Ann,13800138000', '王Ann', '王', 'Ann'],
  ])('in a file of %s make the name', async (head, row, name, familyName, givenName) => {
    expect(await importText(`${head}\n${row}\n`)).toMatchObject({ created: 1, issues: [] });
    expect((await t.call('customers.list', {})).rows).toMatchObject([{ name, familyName, givenName, extra: {} }]);
  });

  it('beside a whole name in the file are kept as they are, and fill in what a customer does not have', async () => {
    await t.call('customers.create', { name: '王小明', phones: [{ value: '13800138000' }], givenName: '明' });
    await importText('姓名,姓,名,手机\n王小明,王,小明,13800138000\nAnn Lee,Lee,Ann,13900139000\n');
    const byName = new Map((await t.call('customers.list', {})).rows.map((row) => [row.name, row]));
    expect(byName.get('王小明')).toMatchObject({ familyName: '王', givenName: '明' });
    expect(byName.get('Ann Lee')).toMatchObject({ familyName: 'Lee', givenName: 'Ann' });
    await importText('姓名,姓,名,手机\n王小明,王,小明,13800138000\n', 'update');
    expect((await t.call('customers.list', { query: { text: '王小明' } })).rows).toMatchObject([{ givenName: '小明' }]);
  });

  it('of the contact person of a company make the name, and the company stays the company', async () => {
    await importText('客户名称,姓,名,电话\n远山贸易有限公司,王,小明,13800138000\n海蓝科技有限公司,李,红,13900139000\n');
    expect((await t.call('customers.list', { query: { text: '王小明' } })).rows).toMatchObject([{ company: '远山贸易有限公司', familyName: '王' }]);
  });

  it('alone in a column are all of the name there is', async () => {
    await importText('姓,手机\n王,13800138000\n');
    expect((await t.call('customers.list', {})).rows).toMatchObject([{ name: '王', familyName: null }]);
  });

  it('kept in an older mapping as parts of the name are stored too', async () => {
    const path = join(t.dir, 'old.csv');
    writeFileSync(path, '甲,乙\n王,小明\n');
    const file = t.file(path);
    const mapping = { columns: (['familyName', 'givenName'] as const).map((part) => ({ to: 'field' as const, field: 'name', part })) };
    expect((await t.job((await t.call('import.start', { file, mapping, read: { headerRow: 1 } })).jobId)).error).toBeNull();
    expect((await t.call('customers.list', {})).rows).toMatchObject([{ name: '王小明', familyName: '王', givenName: '小明' }]);
  });

  it.each(['zh-CN', 'en'] as const)('are taken out in %s under words our own import knows', async (language) => {
    await t.call('settings.set', { language });
    await t.call('customers.create', { name: 'Ann Lee', familyName: 'Lee', givenName: 'Ann' });
    const out = join(t.dir, 'out.csv');
    await t.job((await t.call('export.start', { file: t.file(out), format: 'csv', fields: ['familyName', 'givenName'] })).jobId);
    await t.call('customers.remove', { selection: { query: {} } });
    await importText(readFileSync(out, 'utf8'));
    expect((await t.call('customers.list', {})).rows).toMatchObject([{ name: 'Ann Lee', familyName: 'Lee', givenName: 'Ann' }]);
  });
});

describe('the sound of a name', () => {
  it.each([['单雄信', 'shan xiong xin'], ['解宝', 'xie bao'], ['仇英', 'qiu ying'], ['曾国华', 'zeng guo hua'], ['尉迟恭', 'yu chi gong']])('of %s is that of the surname', async (name, pinyin) => {
    expect(await t.call('customers.create', { name })).toMatchObject({ pinyin });
  });

  it('can be corrected, is searched and sorted as corrected, and outlives an update by import', async () => {
    const { id } = await t.call('customers.create', { name: '乐云', phones: [{ value: '13800138000' }] });
    await t.call('customers.create', { name: '孟非' });
    const sorted = () => names({ sort: { field: 'name', direction: 'asc' } });
    expect(await sorted()).toEqual(['孟非', '乐云']);
    await t.call('customers.update', { id, patch: { pinyin: 'le yun' } });
    expect(await sorted()).toEqual(['乐云', '孟非']);
    expect(await names({ text: 'leyun' })).toEqual(['乐云']);
    expect(await names({ text: 'yueyun' })).toEqual([]);
    await importText('姓名,手机,公司\n乐云,13800138000,远山\n', 'update');
    expect(await t.call('customers.get', { id })).toMatchObject({ company: '远山', pinyin: 'le yun' });
  });

  it('is made again from the name when it is emptied, or when the name changes', async () => {
    const { id } = await t.call('customers.create', { name: '乐云', pinyin: 'le yun' });
    expect(await t.call('customers.update', { id, patch: { pinyin: '' } })).toMatchObject({ name: '乐云', pinyin: 'yue yun' });
    await t.call('customers.update', { id, patch: { pinyin: 'le yun' } });
    expect(await t.call('customers.update', { id, patch: { name: '李红' } })).toMatchObject({ pinyin: 'li hong' });
  });
});
