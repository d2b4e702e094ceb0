/** The empty table comes back through our own import without a question. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customFieldKindSchema, customName } from '../../../shared/modules/custom-fields.ts';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const FILLED = customFieldKindSchema.options.filter((kind) => kind !== 'formula' && kind !== 'file');

describe('the template of an import', () => {
  it.each([['csv', 'zh-CN'], ['csv', 'en'], ['xlsx', 'zh-CN'], ['xlsx', 'en']] as const)('as %s in %s has a column for every field a file can fill, each read as what it is', async (format, language) => {
    const own = [];
    for (const kind of customFieldKindSchema.options) own.push(await t.call('fields.create', { label: `My ${kind}`, kind, ...(kind === 'formula' && { formula: '1 + 1' }) }));
    await t.call('fields.create', { label: 'My hidden', kind: 'text', hidden: true });
    const path = join(t.dir, `template.${format}`);
    const file = t.file(path);
    const { columns: count } = await t.call('import.template', { file, format, language });
    const { columns } = await t.call('import.inspect', { file: t.file(path) });
    expect(columns).toHaveLength(count);
    const fields = columns.map(({ target }) => (target.to === 'field' ? target.field : target.to));
    expect(fields).not.toContain('extra');
    expect(fields).not.toContain('ignore');
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields).toEqual(expect.arrayContaining(['name', 'phones', 'birthday', 'tags', 'notes', ...own.filter(({ kind }) => (FILLED as readonly string[]).includes(kind)).map(({ id }) => customName(id))]));
    expect(columns.map(({ header }) => header)).not.toContain('My hidden');
  });

  it('filled in, brings customers with values of own fields', async () => {
    const field = await t.call('fields.create', { label: '身高', kind: 'number' });
    const path = join(t.dir, 'template.csv');
    await t.call('import.template', { file: t.file(path), format: 'csv', language: 'zh-CN' });
    const [head = ''] = readFileSync(path, 'utf8').split('\r\n');
    const cells = head.replace('\ufeff', '').split(',').map((heading) => ({ 姓名: '甲', 手机: '13800138001', 身高: '170.5' })[heading] ?? '');
    writeFileSync(path, `${head}\r\n${cells.join(',')}\r\n`);
    const { columns } = await t.call('import.inspect', { file: t.file(path) });
    const { jobId } = await t.call('import.start', { file: t.file(path), mapping: { columns: columns.map((c) => c.target) } });
    await t.job(jobId);
    const [row] = (await t.call('customers.list', {})).rows;
    expect([row?.name, row?.phones[0]?.value, row?.custom[String(field.id)]]).toEqual(['甲', '13800138001', 170.5]);
  });
});
