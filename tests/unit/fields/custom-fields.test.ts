/** Custom fields through the whole core: real book, real index, worker threads for imports. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CustomField, FieldDraft } from '../../../shared/modules/custom-fields.ts';
import { customName } from '../../../shared/modules/custom-fields.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import type { FieldOp } from '../../../shared/kernel/filter.ts';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const make = (label: string, kind: FieldDraft['kind'], more: Partial<FieldDraft> = {}): Promise<CustomField> => t.call('fields.create', { label, kind, ...more });
const add = (name: string, custom: Record<string, never> | object = {}) => t.call('customers.create', { name, custom: custom as Record<string, string> });
const valueOf = (c: Customer, field: CustomField) => c.custom[String(field.id)] ?? null;
const found = async (field: CustomField, test: FieldOp) =>
  (await t.call('customers.list', { query: { filter: { all: [{ field: customName(field.id), test }] }, sort: { field: 'id', direction: 'asc' } } })).rows.map((c) => c.name);
const sorted = async (field: CustomField, direction: 'asc' | 'desc' = 'asc') =>
  (await t.call('customers.list', { query: { sort: { field: customName(field.id), direction } } })).rows.map((c) => c.name);

describe('custom fields', () => {
  it('a new book starts with those of its industry, and takes more later without doubles', async () => {
    const first = (await t.call('fields.list', {})).fields;
    expect(first.map((f) => f.label)).toContain('意向程度');
    const { added } = await t.call('fields.addPreset', { preset: 'beauty' });
    expect(added).toBeGreaterThan(4);
    expect((await t.call('fields.addPreset', { preset: 'beauty' })).added).toBe(0);
    const all = (await t.call('fields.list', {})).fields;
    expect(new Set(all.map((f) => f.label)).size).toBe(all.length);
    expect(all.find((f) => f.label === '会员剩余天数')).toMatchObject({ kind: 'formula', result: 'number', broken: false });
    await t.call('undo.undo', {});
    expect((await t.call('fields.list', {})).fields).toHaveLength(first.length);
  });

  it('are shown on top when their owner says so, and not any more after undo', async () => {
    const top = async (id: number) => (await t.call('fields.list', {})).fields.find((f) => f.id === id)?.onTop;
    const plain = await make('尺码', 'text');
    const first = await make('过敏', 'text', { onTop: true });
    expect([await top(plain.id), await top(first.id)]).toEqual([false, true]);
    await t.call('fields.update', { id: plain.id, patch: { onTop: true } });
    await t.call('fields.update', { id: plain.id, patch: { label: '鞋码' } });
    expect(await top(plain.id)).toBe(true);
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    expect(await top(plain.id)).toBe(false);
  });

  it('are counted in spans, texts and linked names, and each count is what the list then shows', async () => {
    const height = await make('净高', 'number', { unit: 'cm' });
    const friend = await make('带来的人', 'link');
    const line = await make('门牌', 'text');
    const host = await t.call('customers.create', { name: '房东' });
    for (let i = 0; i < 30; i++) await t.call('customers.create', { name: `客${i}`, custom: { [height.id]: 150 + i * 1.5, [line.id]: i % 2 ? 'Ab' : '三号', ...(i < 4 && { [friend.id]: host.id }) } });
    const facets = async (field: { readonly id: number }, by?: 'range') => (await t.call('customers.facets', { field: `custom:${field.id}`, by })).values;
    for (const { value, count } of await facets(height, 'range')) {
      const [min, max] = String(value ?? '').split('..').map((end) => (end === '' ? undefined : Number(end)));
      const test = value === null ? ({ op: 'empty' } as const) : ({ op: 'range', min, max } as const);
      expect((await t.call('customers.list', { query: { filter: { all: [{ field: `custom:${height.id}`, test }] } } })).total, String(value)).toBe(count);
    }
    expect((await facets(line)).filter(({ value }) => value !== null)).toEqual([{ value: 'ab', count: 15, label: 'Ab' }, { value: '三号', count: 15, label: '三号' }]);
    expect((await facets(friend)).slice(1)).toEqual([{ value: String(host.id), count: 4, label: '房东' }]);
  });

  it('are filled, filtered and sorted by what they are', async () => {
    const height = await make('身高', 'number', { unit: 'cm' });
    const paid = await make('预付', 'money', { currency: 'CNY' });
    const until = await make('到期', 'date');
    const level = await make('档次', 'choice', { options: ['低', '中', '高'] });
    const likes = await make('喜欢', 'multiChoice', { options: ['茶', '酒', '咖啡'] });
    const vip = await make('贵宾', 'yesNo');
    const lunar = await make('农历纪念日', 'lunarDate');
    await add('甲', { [height.id]: 9, [paid.id]: 1050, [until.id]: '2026-12-01', [level.id]: '高', [likes.id]: ['茶', '酒'], [vip.id]: true, [lunar.id]: 'L--12-23' });
    await add('乙', { [height.id]: 170.5, [paid.id]: -5, [until.id]: '2026-11-22', [level.id]: '低', [likes.id]: ['咖啡'], [vip.id]: false });
    await add('丙', { [level.id]: '中' });
    expect(await sorted(height)).toEqual(['甲', '乙', '丙']);
    expect(await sorted(height, 'desc')).toEqual(['乙', '甲', '丙']);
    expect(await sorted(until)).toEqual(['乙', '甲', '丙']);
    expect(await sorted(level)).toEqual(['乙', '丙', '甲']);
    expect(await found(height, { op: 'range', min: 9, max: 100 })).toEqual(['甲']);
    expect(await found(paid, { op: 'range', max: 0 })).toEqual(['乙']);
    expect(await found(until, { op: 'range', min: '2026-12-01', max: '2026-12-31' })).toEqual(['甲']);
    expect(await found(until, { op: 'relative', unit: 'day', from: 0, to: 0 })).toEqual(['乙']);
    expect(await found(level, { op: 'any', values: ['高', '中'] })).toEqual(['甲', '丙']);
    expect(await found(likes, { op: 'all', values: ['茶', '酒'] })).toEqual(['甲']);
    expect(await found(vip, { op: 'any', values: ['no'] })).toEqual(['乙']);
    expect(await found(vip, { op: 'empty' })).toEqual(['丙']);
    expect(await found(lunar, { op: 'notEmpty' })).toEqual(['甲']);
    expect((await t.call('customers.facets', { field: customName(likes.id) })).values).toContainEqual({ value: '茶', count: 1 });
  });

  it('texts are found by the search, dates and numbers are not', async () => {
    const school = await make('学校', 'text');
    const until = await make('到期', 'date');
    const c = await add('王小明', { [school.id]: '第三实验小学', [until.id]: '2031-05-06' });
    expect((await t.call('customers.search', { text: '实验小学' })).rows.map((r) => r.id)).toEqual([c.id]);
    expect((await t.call('customers.search', { text: '2031-05' })).rows).toEqual([]);
  });

  it('take only values of their kind, and only for fields there are', async () => {
    const height = await make('身高', 'number');
    const c = await add('甲');
    expect(await t.fail('customers.update', { id: c.id, patch: { custom: { [height.id]: '高' } } })).toMatchObject({ code: 'field.badValue', label: '身高' });
    expect(await t.fail('customers.update', { id: c.id, patch: { custom: { 99: 1 } } })).toMatchObject({ code: 'field.missing' });
    expect(await t.fail('fields.create', { label: '身高', kind: 'text' })).toMatchObject({ code: 'field.labelTaken' });
  });

  it('each have their own history, undo and conflicts', async () => {
    const height = await make('身高', 'number');
    const shoe = await make('鞋码', 'text');
    const c = await add('甲', { [height.id]: 170 });
    await t.call('customers.update', { id: c.id, patch: { custom: { [height.id]: 171 } } });
    // Another window that has not seen this edits another field, then the same one.
    await t.call('customers.update', { id: c.id, patch: { custom: { [shoe.id]: '42' } }, seq: c.seq });
    expect(await t.fail('customers.update', { id: c.id, patch: { custom: { [height.id]: 1 } }, seq: c.seq })).toMatchObject({ code: 'record.changed' });
    const { changes } = await t.call('history.list', { entity: 'customer', id: c.id });
    expect(changes[1]!.fields).toEqual([{ field: customName(height.id), before: 170, after: 171 }]);
    await t.call('history.restoreValue', { entity: 'customer', id: c.id, seq: changes[1]!.seq, field: customName(height.id), which: 'before' });
    const now = await t.call('customers.get', { id: c.id });
    expect([valueOf(now, height), valueOf(now, shoe)]).toEqual([170, '42']);
  });

  it('undo of one value leaves a later edit of another alone', async () => {
    const height = await make('身高', 'number');
    const shoe = await make('鞋码', 'text');
    const c = await add('甲');
    await t.call('customers.update', { id: c.id, patch: { custom: { [height.id]: 1, [shoe.id]: '41' } } });
    const undone = await t.call('undo.undo', {});
    expect(undone.kept).toEqual([]);
    await t.call('undo.redo', {});
    await t.call('customers.update', { id: c.id, patch: { custom: { [shoe.id]: '43' } } });
    await t.call('undo.undo', {});
    expect(valueOf(await t.call('customers.get', { id: c.id }), shoe)).toBe('41');
  });

  it('a deleted field takes nothing with it: undo brings field and values back', async () => {
    const height = await make('身高', 'number');
    const c = await add('甲', { [height.id]: 170 });
    const sum = await make('两倍', 'formula', { formula: '[身高] * 2' });
    expect((await t.call('fields.remove', { id: height.id })).usedBy).toEqual(['两倍']);
    expect((await t.call('fields.list', {})).fields.find((f) => f.id === sum.id)).toMatchObject({ broken: true, formula: '[身高] * 2' });
    expect(await t.fail('customers.update', { id: c.id, patch: { custom: { [height.id]: 1 } } })).toMatchObject({ code: 'field.missing' });
    await t.call('undo.undo', {});
    const back = await t.call('customers.get', { id: c.id });
    expect([valueOf(back, height), valueOf(back, sum)]).toEqual([170, 340]);
    expect(await found(height, { op: 'notEmpty' })).toEqual(['甲']);
  });

  it('a renamed choice is renamed in every customer, as one step', async () => {
    const level = await make('档次', 'choice', { options: ['低', '高'] });
    await add('甲', { [level.id]: '高' });
    await add('乙', { [level.id]: '低' });
    await t.call('fields.update', { id: level.id, patch: { options: ['低', '尊享'] }, renamed: [{ from: '高', to: '尊享' }] });
    expect(await found(level, { op: 'any', values: ['尊享'] })).toEqual(['甲']);
    await t.call('undo.undo', {});
    expect(await found(level, { op: 'any', values: ['高'] })).toEqual(['甲']);
    expect((await t.call('fields.list', {})).fields.find((f) => f.id === level.id)?.options).toEqual(['低', '高']);
  });

  it('keep their order and sections', async () => {
    const a = await make('甲栏', 'text');
    const b = await make('乙栏', 'text');
    await t.call('fields.arrange', { order: [{ id: b.id, section: '会员' }, { id: a.id, section: null }] });
    const order = (await t.call('fields.list', {})).fields;
    expect(order.slice(0, 2).map((f) => [f.label, f.section])).toEqual([['乙栏', '会员'], ['甲栏', null]]);
    await t.call('undo.undo', {});
    expect((await t.call('fields.list', {})).fields.at(-1)?.label).toBe('乙栏');
  });
});

describe('formulas', () => {
  it('compute from fields named in either language, follow renames, filter and sort', async () => {
    const points = await make('积分', 'number', { aliases: ['Points'] });
    const worth = await make('价值', 'formula', { formula: 'if([points] >= 100, [积分] * 2, 0)' });
    const name = await make('称呼', 'formula', { formula: '左边([Name], 1) & 如果([性别] = "女", "女士", "先生")' });
    await t.call('customers.create', { name: '王芳', gender: 'female', custom: { [points.id]: 120 } });
    await t.call('customers.create', { name: '李强', gender: 'male', custom: { [points.id]: 30 } });
    await t.call('customers.create', { name: '赵六' });
    expect(await sorted(worth, 'desc')).toEqual(['王芳', '赵六', '李强']);
    expect(await found(worth, { op: 'range', min: 1 })).toEqual(['王芳']);
    expect(await found(name, { op: 'contains', value: '女士' })).toEqual(['王芳']);
    await t.call('fields.update', { id: points.id, patch: { label: '会员分' } });
    expect((await t.call('fields.list', {})).fields.find((f) => f.id === worth.id)?.formula).toBe('if([会员分] >= 100, [会员分] * 2, 0)');
    const { rows } = await t.call('customers.list', { query: { text: '王芳' } });
    expect([valueOf(rows[0]!, worth), valueOf(rows[0]!, name)]).toEqual([240, '王女士']);
  });

  it('go on with the day, in lists too', async () => {
    const until = await make('到期', 'date');
    const left = await make('还剩', 'formula', { formula: '天数(今天(), [到期])' });
    await add('甲', { [until.id]: '2026-11-25' });
    expect(await found(left, { op: 'range', min: 3, max: 3 })).toEqual(['甲']);
    t.clock.advance(86_400_000);
    expect(await found(left, { op: 'range', min: 2, max: 2 })).toEqual(['甲']);
    expect(valueOf((await t.call('customers.list', { query: {} })).rows[0]!, left)).toBe(2);
  });

  it('are refused with the place that is wrong; circles are found', async () => {
    const points = await make('积分', 'number');
    expect(await t.fail('fields.create', { label: 'x', kind: 'formula', formula: '[积分] + "a"' })).toMatchObject({ code: 'formula.bad', problem: { code: 'wrongType', at: 7 } });
    const a = await make('甲', 'formula', { formula: '[积分] + 1' });
    await make('乙', 'formula', { formula: '[甲] + 1' });
    expect(await t.fail('fields.update', { id: a.id, patch: { formula: '[乙] + 1' } })).toMatchObject({ code: 'formula.bad', problem: { code: 'cycle' } });
    expect(await t.fail('fields.update', { id: a.id, patch: { formula: '[甲] + 1' } })).toMatchObject({ problem: { code: 'cycle' } });
    expect(valueOf(await add('丙', { [points.id]: 1 }), (await t.call('fields.list', {})).fields.find((f) => f.label === '乙')!)).toBe(3);
  });

  it('show a fault in the record, and the preview tells it before saving', async () => {
    const points = await make('积分', 'number');
    const ratio = await make('比', 'formula', { formula: '1 / [积分]' });
    const c = await add('甲', { [points.id]: 0 });
    expect(valueOf(c, ratio)).toEqual({ fault: 'divZero' });
    const check = await t.call('fields.check', { formula: '100 / ([积分] + 4)', customerId: c.id });
    expect(check).toEqual({ problem: null, result: 'number', example: { id: c.id, name: '甲', value: 25 } });
    expect((await t.call('fields.check', { formula: '1 / [积分]' })).example?.value).toEqual({ fault: 'divZero' });
    expect((await t.call('fields.check', { formula: '1 +' })).problem).toMatchObject({ code: 'unfinished' });
  });
});

describe('checked customers', () => {
  it('become overdue by the cycle of their grade and are noted in bulk, with undo', async () => {
    const day = 86_400_000;
    const { id: a } = await t.call('customers.create', { name: '甲', grade: 'A 重点' });
    await t.call('customers.create', { name: '乙', grade: 'B 普通' });
    const overdue = async () =>
      (await t.call('customers.list', { query: { filter: { all: [{ field: 'verifyDue', test: { op: 'relative', unit: 'day', from: -9999, to: 0 } }] }, sort: { field: 'id', direction: 'asc' } } })).rows.map((c) => c.name);
    expect(await overdue()).toEqual([]);
    t.clock.advance(91 * day);
    expect(await overdue()).toEqual(['甲']);
    t.clock.advance(100 * day);
    expect(await overdue()).toEqual(['甲', '乙']);
    expect((await t.call('customers.verify', { selection: { query: {}, except: [] } })).count).toBe(2);
    expect(await overdue()).toEqual([]);
    expect((await t.call('customers.get', { id: a })).verifiedOn).toBe('2027-06-01');
    await t.call('undo.undo', {});
    expect(await overdue()).toEqual(['甲', '乙']);
    await t.call('settings.set', { verifyDays: { default: 365, byGrade: {} } });
    expect(await overdue()).toEqual([]);
  });
});

describe('customers to be contacted', () => {
  it('are due by the days of their grade from the last follow-up, those who asked for quiet never', async () => {
    const day = 86_400_000;
    const { id: a } = await t.call('customers.create', { name: '甲', grade: 'A 重点' });
    await t.call('customers.create', { name: '乙', grade: 'A 重点', doNotContact: 'all' });
    await t.call('customers.create', { name: '丙', grade: 'B 普通' });
    const due = async () =>
      (await t.call('customers.list', { query: { filter: { all: [{ field: 'contactDueOn', test: { op: 'relative', unit: 'day', from: -9999, to: 0 } }] }, sort: { field: 'contactDueOn', direction: 'asc' } } })).rows.map((c) => [c.name, c.contactDueOn]);
    await t.call('settings.set', { contactDays: { byGrade: { 'A 重点': 10 } } });
    expect(await due()).toEqual([]);
    t.clock.advance(10 * day);
    const [first] = await due();
    expect(first?.[0]).toBe('甲');
    t.clock.advance(5 * day);
    await t.call('followUps.create', { customerId: a, method: 'phone', content: '问候', at: t.clock.now() });
    expect(await due()).toEqual([]);
    t.clock.advance(10 * day);
    expect((await due()).map(([name]) => name)).toEqual(['甲']);
    await t.call('settings.set', { contactDays: { byGrade: { 'B 普通': 3 } } });
    expect((await due()).map(([name]) => name)).toEqual(['丙']);
    expect((await t.call('customers.get', { id: a })).contactDueOn).toBeNull();
  });

  it('a call nobody took is no contact, and a customer can have days of their own or none', async () => {
    const day = 86_400_000;
    const due = async () => (await t.call('customers.list', { query: { filter: { all: [{ field: 'contactDueOn', test: { op: 'relative', unit: 'day', from: -9999, to: 0 } }] }, sort: { field: 'contactScore', direction: 'desc' } } })).rows.map((c) => c.name);
    await t.call('settings.set', { contactDays: { byGrade: { 'A 重点': 10 } } });
    const { id: a } = await t.call('customers.create', { name: '甲', grade: 'A 重点' });
    const { id: b } = await t.call('customers.create', { name: '乙', contactEvery: 5 });
    const { id: c } = await t.call('customers.create', { name: '丙', grade: 'A 重点', contactEvery: 0 });
    t.clock.advance(12 * day);
    const missed = await t.call('followUps.create', { customerId: a, method: 'phone', result: 'noAnswer', content: '', at: t.clock.now() });
    // 2 ÷ 10 × 3 for the best of three grades, 7 ÷ 5 × 1 without a grade.
    expect(await due()).toEqual(['乙', '甲']);
    expect((await t.call('customers.get', { id: a })).contactScore).toBeCloseTo(0.6);
    expect((await t.call('customers.get', { id: b })).contactScore).toBeCloseTo(1.4);
    expect(await t.call('customers.get', { id: c })).toMatchObject({ contactScore: null, contactDueOn: null });
    await t.call('followUps.update', { id: missed.id, patch: { result: 'reached' } });
    expect(await due()).toEqual(['乙']);
    expect((await t.call('customers.get', { id: a })).contactScore).toBe(0);
    await t.call('followUps.update', { id: missed.id, patch: { result: 'noAnswer' } });
    expect(await due()).toEqual(['乙', '甲']);
    await t.call('bulk.edit', { selection: { ids: [a, b] }, field: 'contactEvery', change: { op: 'set', value: 90 } });
    expect(await due()).toEqual([]);
    await t.call('undo.undo', {});
    expect(await due()).toEqual(['乙', '甲']);
    await t.call('settings.set', { grades: ['B 普通', 'C 潜在', 'A 重点'] });
    expect((await t.call('customers.get', { id: a })).contactScore).toBeCloseTo(0.2);
    const { total } = await t.call('customers.list', { query: { filter: { all: [{ field: 'contactScore', test: { op: 'range', min: 1 } }] } } });
    expect(total).toBe(1);
  });
});

describe('another currency of the book', () => {
  it('is that of amount fields nobody has filled in; amounts that are written down keep theirs', async () => {
    const { currency } = await t.call('settings.get', {});
    expect(currency).toBe('CNY');
    const [empty, filled, dollars] = [await make('余额', 'money', { currency }), await make('押金', 'money', { currency }), await make('货款', 'money', { currency: 'USD' })];
    await add('甲', { [filled.id]: 5000 });
    await t.call('settings.set', { currency: 'GBP' });
    const now = async () => {
      const { fields } = await t.call('fields.list', {});
      return [empty, filled, dollars].map(({ id }) => fields.find((field) => field.id === id)?.currency);
    };
    expect(await now()).toEqual(['GBP', 'CNY', 'USD']);
    await t.call('settings.set', { name: '别的名字' });
    expect(await now()).toEqual(['GBP', 'CNY', 'USD']);
  });
});

describe('moving custom fields in and out', () => {
  const put = (name: string, content: string): string => {
    const path = join(t.dir, name);
    writeFileSync(path, content);
    return t.file(path);
  };
  const run = async (file: string, columns: readonly object[]) => {
    const { jobId, importId } = await t.call('import.start', { file, mapping: { columns: columns as never } });
    const job = await t.job(jobId);
    expect(job.error).toBeNull();
    return { importId, ...(job.result as { created: number; errorRows: number; issues: { code: string; column: string | null }[] }) };
  };

  it('columns find their field by label and second name; values are read by kind, and what cannot be is told', async () => {
    const height = await make('身高', 'number', { aliases: ['Height'] });
    const vip = await make('贵宾', 'yesNo');
    const until = await make('到期', 'date');
    const balance = await make('储值', 'money', { currency: 'CNY' });
    const file = put('a.csv', '姓名,手机,height（cm）,贵宾,到期,储值\n甲,13800138001,170.5,是,2026年12月1日,"1,200.5"\n乙,13800138002,高,否,,\n');
    const { columns } = await t.call('import.inspect', { file });
    expect(columns.slice(2).map((c) => c.target)).toMatchObject([{ field: customName(height.id) }, { field: customName(vip.id) }, { field: customName(until.id), kind: 'date' }, { field: customName(balance.id) }]);
    const done = await run(file, columns.map((c) => c.target));
    expect(done).toMatchObject({ created: 1, errorRows: 1, issues: [{ code: 'value.notNumber', column: 'height（cm）' }] });
    const [c] = (await t.call('customers.list', { query: { text: '13800138001' } })).rows;
    expect([height, vip, until, balance].map((f) => valueOf(c!, f))).toEqual([170.5, true, '2026-12-01', 120_050]);
  });

  it('a column becomes a new field with its choices; undo of the import takes both away', async () => {
    const before = (await t.call('fields.list', {})).fields.length;
    const file = put('b.csv', '姓名,手机,爱好,积分\n甲,13800138001,茶,5\n乙,13800138002,酒,7\n');
    const { columns } = await t.call('import.inspect', { file });
    const targets = columns.map((c) => (c.header === '爱好' ? { to: 'newField', label: '爱好', kind: 'choice' } : c.header === '积分' ? { to: 'newField', label: '积分', kind: 'number' } : c.target));
    const job = await t.job((await t.call('import.preview', { file, mapping: { columns: targets as never } })).jobId);
    expect(job.result).toMatchObject({ created: 2, errorRows: 0 });
    const { importId, created } = await run(file, targets);
    expect(created).toBe(2);
    const { fields } = await t.call('fields.list', {});
    const hobby = fields.find((f) => f.label === '爱好')!;
    expect(hobby).toMatchObject({ kind: 'choice', options: ['茶', '酒'] });
    expect(await found(hobby, { op: 'any', values: ['酒'] })).toEqual(['乙']);
    expect(await sorted(fields.find((f) => f.label === '积分')!, 'desc')).toEqual(['乙', '甲']);
    await t.job((await t.call('import.undo', { importId })).jobId);
    expect((await t.call('fields.list', {})).fields).toHaveLength(before);
    expect((await t.call('customers.list', {})).total).toBe(0);
  });

  it('what an export writes, an import reads back', async () => {
    const likes = await make('喜欢', 'multiChoice', { options: ['茶', '酒'] });
    const balance = await make('储值', 'money', { currency: 'CNY' });
    const lunar = await make('农历纪念日', 'lunarDate');
    const stars = await make('星', 'rating');
    await make('两倍', 'formula', { formula: '[星] * 2' });
    const custom = { [likes.id]: ['茶', '酒'], [balance.id]: -120_050, [lunar.id]: 'L1990-05+-01', [stars.id]: 4 };
    await t.call('customers.create', { name: '甲', phones: [{ value: '13800138001' }], custom });
    const path = join(t.dir, 'out.csv');
    await t.job((await t.call('export.start', { file: t.file(path), format: 'csv' })).jobId);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('-1200.50');
    expect(text.split('\r\n')[1]).toContain('8');
    await t.call('customers.remove', { selection: { query: {} } });
    const file = t.file(path);
    const { columns } = await t.call('import.inspect', { file });
    expect(await run(file, columns.map((c) => c.target))).toMatchObject({ created: 1, issues: [] });
    const [c] = (await t.call('customers.list', { query: {} })).rows;
    expect(Object.fromEntries(Object.keys(custom).map((k) => [k, c!.custom[k]]))).toEqual(custom);
  });

  it('a heading of other information becomes a field with its values, undoable; what does not fit stays', async () => {
    await t.call('customers.create', { name: '甲', extra: { 积分: '120', 备注二: 'x' } });
    await t.call('customers.create', { name: '乙', extra: { 积分: '很多' } });
    expect((await t.call('fields.extras', {})).columns[0]).toMatchObject({ name: '积分', count: 2 });
    const done = await t.call('fields.fromExtra', { name: '积分', draft: { label: '积分', kind: 'number' } });
    expect(done).toMatchObject({ moved: 1, left: 1 });
    const rows = (await t.call('customers.list', { query: { sort: { field: 'id', direction: 'asc' } } })).rows;
    expect(rows.map((c) => [valueOf(c, done.field), c.extra])).toEqual([[120, { 备注二: 'x' }], [null, { 积分: '很多' }]]);
    await t.call('undo.undo', {});
    expect((await t.call('customers.list', { query: { sort: { field: 'id', direction: 'asc' } } })).rows[0]!.extra).toEqual({ 积分: '120', 备注二: 'x' });
    expect((await t.call('fields.list', {})).fields.some((f) => f.label === '积分')).toBe(false);
  });

  it('rules of the owner are listed by an import, and stop nothing', async () => {
    await make('车牌', 'text', { rules: { required: true, format: 'plate' } });
    await t.call('settings.set', { standards: { company: { required: true } } });
    const file = put('c.csv', '姓名,手机,车牌\n甲,13800138001,京A12345\n乙,13800138002,12345\n丙,13800138003,\n');
    const { columns } = await t.call('import.inspect', { file });
    const done = await run(file, columns.map((c) => c.target));
    expect(done.created).toBe(3);
    expect(done.issues.map((i) => `${i.column}:${i.code}`).sort()).toEqual(['公司:rule.required', '公司:rule.required', '公司:rule.required', '车牌:rule.format', '车牌:rule.required']);
  });
});
