import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openZip } from '../../../src-main/core/operations/transfer/zip.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

async function exported(id: number) {
  const path = join(t.dir, 'person.zip');
  const job = await t.job((await t.call('privacy.exportPerson', { id, file: t.file(path) })).jobId);
  expect(job).toMatchObject({ state: 'done' });
  const zip = openZip(readFileSync(path));
  const text = async (name: string) => Buffer.from(await zip.read(name, 10_000_000)).toString('utf8');
  return { zip, text, page: await text('资料.html'), data: JSON.parse(await text('data.json')) as Record<string, never> & { readonly [key: string]: unknown } };
}

describe('everything about one person', () => {
  it('holds what was written down of them and nothing of others, to read and for programs', async () => {
    const other = await t.call('customers.create', { name: '旁人甲', phones: [{ value: '13900001111' }] });
    const { id } = await t.call('customers.create', { name: '李红', phones: [{ value: '13812345678' }], birthday: 'L1990-12-23', extra: { 余额: '120' }, notes: '<script>alert(1)</script> & 乌龙茶' });
    await t.call('followUps.create', { customerId: id, at: 1_750_000_000_000, method: 'wechat', content: '想要样品', nextDate: '2026-12-01' });
    await t.call('followUps.create', { customerId: other.id, at: 1_750_000_000_000, method: 'phone', content: '旁人说的话' });
    await t.call('sales.create', { customerId: id, date: '2026-11-01', items: [{ name: '白茶', priceMinor: 12_850 }] });
    await t.call('consents.create', { customerId: id, kind: 'consent', date: '2026-06-01', scope: '节日问候', method: 'paper' });
    await t.call('relations.create', { customerId: id, otherId: other.id, kind: 'referrer' });
    await t.call('customers.update', { id, patch: { company: '海蓝' } });
    const { page, data, zip } = await exported(id);
    for (const words of ['李红', '13812345678', '农历1990-12-23', '120', '想要样品', '白茶', '128.50 CNY', '节日问候', '纸质签字', '旁人甲', '介绍人', '海蓝']) expect(page, words).toContain(words);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; 乌龙茶');
    expect(page).not.toMatch(/<script|13900001111|旁人说的话/);
    expect(JSON.stringify(data)).not.toMatch(/13900001111|旁人说的话/);
    expect(data).toMatchObject({ format: 'regulars-person', customer: { id, name: '李红' }, records: { followUp: [{ content: '想要样品' }], sale: [{ amountMinor: 12_850 }], consent: [{ scope: '节日问候' }] } });
    expect((data['fields'] as unknown as Record<string, Record<string, { kind: string; label: string }>>)['sale']!['amountMinor']).toEqual({ kind: 'money', label: '金额' });
    expect(zip.names).toEqual(['资料.html', 'data.json']);
    expect((await t.call('audit.list', { query: { group: 'files' } })).rows[0]).toMatchObject({ action: 'export.person', rows: 1 });
  });

  it('brings their files along as they are, and says which are lost', async () => {
    const { id } = await t.call('customers.create', { name: '李红' });
    const paste = async (name: string, text: string) => t.call('attachments.paste', { upload: `upload-${text}-0123456789`.replace(/[^\w-]/g, 'x'), last: true, customerId: id, name, data: Buffer.from(text).toString('base64') });
    await paste('报价/一.txt', '第一份');
    await paste('报价/一.txt', '第二份');
    const { zip, text, page } = await exported(id);
    expect(zip.names.slice(2)).toEqual(['files/1-报价_一.txt', 'files/2-报价_一.txt']);
    expect(await text('files/2-报价_一.txt')).toBe('第二份');
    expect(page).toContain('href="files/1-');
  });

  it('is refused for somebody who is not there', async () => {
    expect(await t.fail('privacy.exportPerson', { id: 77, file: t.file(join(t.dir, 'x.zip')) })).toMatchObject({ code: 'record.missing' });
  });
});
