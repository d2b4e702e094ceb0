/** Every kind of custom field in every use: a new kind must find its place in this table, or the table does not compile. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldOp } from '../../../shared/kernel/filter.ts';
import { customFieldKindSchema, customName, type CustomField, type CustomFieldKind, type CustomValue, type FieldDraft } from '../../../shared/modules/custom-fields.ts';
import type { Attachment } from '../../../shared/modules/attachments.ts';
import { ownColumn } from '../../../src-renderer/features/common/model/columns.ts';
import { questionsFor } from '../../../src-renderer/features/common/model/filters.ts';
import { waysToGroup } from '../../../src-renderer/features/views/fields.ts';
import { setOwnFields } from '../../../src-renderer/lib/own-fields.ts';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

interface Use {
  readonly draft?: Partial<FieldDraft>;
  /** Of a link it is the other customer, of a file an attachment, made by the test; a formula has none of its own. */
  readonly value?: CustomValue;
  readonly filter: FieldOp;
  readonly exported: string;
  /** What the file brings back; `ignored`: a table cannot hold it. */
  readonly imported: 'same' | 'ignored';
  readonly sorts: boolean;
  readonly groups: boolean;
}

const TABLE: Readonly<Record<CustomFieldKind, Use>> = {
  text: { value: '京A12345', filter: { op: 'contains', value: 'a123' }, exported: '京A12345', imported: 'same', sorts: true, groups: true },
  longText: { value: '第一行\n第二行', filter: { op: 'contains', value: '第二' }, exported: '第一行\n第二行', imported: 'same', sorts: true, groups: false },
  number: { value: 170.5, filter: { op: 'range', min: 170 }, exported: '170.5', imported: 'same', sorts: true, groups: true },
  money: { draft: { currency: 'CNY' }, value: 123_456, filter: { op: 'range', min: 123_456, max: 123_456 }, exported: '1234.56', imported: 'same', sorts: true, groups: true },
  date: { value: '2026-12-01', filter: { op: 'range', min: '2026-12-01', max: '2026-12-01' }, exported: '2026-12-01', imported: 'same', sorts: true, groups: true },
  lunarDate: { value: 'L--08-15', filter: { op: 'notEmpty' }, exported: '农历8月15日', imported: 'same', sorts: true, groups: true },
  choice: { draft: { options: ['茶', '酒'] }, value: '茶', filter: { op: 'any', values: ['茶'] }, exported: '茶', imported: 'same', sorts: true, groups: true },
  multiChoice: { draft: { options: ['茶', '酒'] }, value: ['茶', '酒'], filter: { op: 'all', values: ['酒', '茶'] }, exported: '茶、酒', imported: 'same', sorts: true, groups: true },
  yesNo: { value: false, filter: { op: 'any', values: ['no'] }, exported: '否', imported: 'same', sorts: true, groups: true },
  phone: { value: '13800138000', filter: { op: 'contains', value: '0138' }, exported: '13800138000', imported: 'same', sorts: true, groups: true },
  url: { value: 'https://example.com/a', filter: { op: 'contains', value: 'example' }, exported: 'https://example.com/a', imported: 'same', sorts: true, groups: true },
  rating: { value: 4, filter: { op: 'range', min: 4, max: 4 }, exported: '4', imported: 'same', sorts: true, groups: true },
  link: { filter: { op: 'notEmpty' }, exported: '介绍人', imported: 'same', sorts: false, groups: true },
  file: { filter: { op: 'notEmpty' }, exported: '合同.txt', imported: 'ignored', sorts: false, groups: false },
  formula: { draft: { formula: '1 + 2' }, filter: { op: 'range', min: 3, max: 3 }, exported: '3', imported: 'ignored', sorts: true, groups: true },
};

async function attached(customerId: number): Promise<number> {
  const path = join(t.dir, '合同.txt');
  writeFileSync(path, '甲方乙方');
  const { jobId } = await t.call('attachments.add', { customerId, file: t.file(path) });
  return ((await t.job(jobId)).result as Attachment).id;
}

const found = async (field: CustomField, test: FieldOp) => (await t.call('customers.list', { query: { filter: { all: [{ field: customName(field.id), test }] } } })).rows.map((row) => row.name);
const valueOf = async (id: number, field: CustomField) => (await t.call('customers.get', { id })).custom[String(field.id)] ?? null;

async function imported(path: string, name: string, field: CustomField): Promise<unknown> {
  const file = t.file(path);
  const { columns } = await t.call('import.inspect', { file });
  const { jobId } = await t.call('import.start', { file, mapping: { columns: columns.map((c) => c.target) } });
  await t.job(jobId);
  const row = (await t.call('customers.list', { limit: 20 })).rows.find((one) => one.name === name);
  return row?.custom[String(field.id)] ?? null;
}

describe('a custom field', () => {
  it.each(customFieldKindSchema.options)('of kind %s is kept, listed, filtered, undone, exported and imported', async (kind) => {
    const use = TABLE[kind];
    const field = await t.call('fields.create', { label: '这一项', kind, ...use.draft });
    const other = await t.call('customers.create', { name: '介绍人' });
    const { id } = await t.call('customers.create', { name: '甲' });
    const value = kind === 'link' ? other.id : kind === 'file' ? [await attached(id)] : (use.value ?? null);
    const patch = (next: CustomValue | null) => t.call('customers.update', { id, patch: { custom: { [field.id]: next } } });
    if (value !== null) await patch(value);
    if (kind !== 'formula') expect(await valueOf(id, field)).toEqual(value);
    expect(await found(field, use.filter)).toContain('甲');
    if (value !== null) {
      expect(await found(field, { op: 'empty' })).not.toContain('甲');
      await t.call('undo.undo', {});
      expect(await valueOf(id, field)).toBeNull();
      await t.call('undo.redo', {});
      expect(await valueOf(id, field)).toEqual(value);
    }
    const path = join(t.dir, 'out.csv');
    await t.job((await t.call('export.start', { file: t.file(path), format: 'csv', fields: ['name', customName(field.id)] })).jobId);
    const csv = readFileSync(path, 'utf8').replace('\ufeff', '');
    expect(csv).toContain(use.exported);
    writeFileSync(path, csv.replace('甲,', '乙,'));
    const back = await imported(path, '乙', field);
    expect(back).toEqual(use.imported === 'same' ? value : kind === 'formula' ? 3 : null);
  });

  it.each(customFieldKindSchema.options)('of kind %s has a column that can be asked, and sorted and grouped where that makes sense', async (kind) => {
    const use = TABLE[kind];
    const field = await t.call('fields.create', { label: '这一项', kind, ...use.draft });
    setOwnFields([field]);
    expect(questionsFor(customName(field.id)).length).toBeGreaterThan(0);
    expect(ownColumn(field).sortable).toBe(use.sorts);
    expect(waysToGroup(customName(field.id)).length > 0).toBe(use.groups);
  });

  it('of links is read by number or by a name only one has; doubt is told and kept as text', async () => {
    const field = await t.call('fields.create', { label: '带来的人', kind: 'link' });
    const wang = await t.call('customers.create', { name: '王伟', code: 'K-7' });
    await t.call('customers.create', { name: '李红' });
    await t.call('customers.create', { name: '李红' });
    const path = join(t.dir, 'links.csv');
    writeFileSync(path, '姓名,带来的人\n甲,k-7\n乙,王伟\n丙,李红\n丁,谁也不是\n');
    expect(await imported(path, '甲', field)).toBe(wang.id);
    const rows = (await t.call('customers.list', { limit: 20 })).rows;
    const told = (name: string) => [rows.find((row) => row.name === name)?.custom[String(field.id)], rows.find((row) => row.name === name)?.extra['带来的人']];
    expect([told('乙'), told('丙'), told('丁')]).toEqual([[wang.id, undefined], [undefined, '李红'], [undefined, '谁也不是']]);
  });

  it('of files lets an attachment go that is taken off, and has it back with undo', async () => {
    const field = await t.call('fields.create', { label: '合同', kind: 'file' });
    const { id } = await t.call('customers.create', { name: '甲' });
    const [one, two] = [await attached(id), await attached(id)];
    await t.call('customers.update', { id, patch: { custom: { [field.id]: [one, two] } } });
    await t.call('attachments.remove', { id: one });
    expect(await valueOf(id, field)).toEqual([two]);
    await t.call('attachments.remove', { id: two });
    expect(await found(field, { op: 'notEmpty' })).toEqual([]);
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    expect(await valueOf(id, field)).toEqual([one, two]);
    expect((await t.call('attachments.list', { customerId: id })).total).toBe(2);
  });
});
