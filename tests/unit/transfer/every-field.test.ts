/** Every field that the wizard offers arrives, and comes back from our own export as it was. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONSENT_COLUMNS } from '../../../shared/modules/consents.ts';
import { customerFields } from '../../../shared/modules/customers.ts';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const OFFERED = customerFields.filter(({ importable, name }) => importable && name !== 'extra').map(({ name }) => name);
type Language = 'zh-CN' | 'en';

/** A cell of each field, as people write it. */
const CELL: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  name: { 'zh-CN': '张三', en: 'Ada Lovelace' }, familyName: { 'zh-CN': '张', en: 'Lovelace' }, givenName: { 'zh-CN': '三', en: 'Ada' }, kind: { 'zh-CN': '个人', en: 'Individual' }, code: { 'zh-CN': 'M001', en: 'M001' },
  phones: { 'zh-CN': '13800138000', en: '+1 415 555 2671' }, wechats: { 'zh-CN': 'wx_1', en: 'wx_1' }, emails: { 'zh-CN': 'a@b.cn', en: 'a@b.com' },
  company: { 'zh-CN': '远山', en: 'Far Hills' }, title: { 'zh-CN': '店长', en: 'Manager' }, addresses: { 'zh-CN': '上海市人民路1号', en: '5 Main St' },
  gender: { 'zh-CN': '女', en: 'Female' }, birthday: { 'zh-CN': '农历8月15日', en: '1990-05-06' }, grade: { 'zh-CN': 'A', en: 'A' }, source: { 'zh-CN': '抖音', en: 'Fair' },
  tags: { 'zh-CN': 'VIP、老客户', en: 'VIP, regular' }, notes: { 'zh-CN': '要开发票', en: 'Wants an invoice' }, preferences: { 'zh-CN': '爱喝岩茶', en: 'Likes oolong' },
  painPoints: { 'zh-CN': '怕送货晚', en: 'Late deliveries' }, preferredMethod: { 'zh-CN': '微信', en: 'Text message' }, preferredTime: { 'zh-CN': '周末下午', en: 'Weekends' },
  doNotContact: { 'zh-CN': '不发推广', en: 'Do not disturb' }, starred: { 'zh-CN': '重点', en: 'Important' }, contactEvery: { 'zh-CN': '45天', en: 'Never' }, verifiedOn: { 'zh-CN': '2024-02-03', en: '2024-02-03' },
  createdAt: { 'zh-CN': '2020-01-02 10:00:00', en: '2020-01-02 10:00:00' },
  noticeOn: { 'zh-CN': '2024-03-01', en: '2024-03-01' }, consented: { 'zh-CN': '否', en: 'No' }, consentOn: { 'zh-CN': '2024-03-05', en: '2024-03-05' },
  consentMethod: { 'zh-CN': '纸质签字', en: 'Signed paper' }, consentScope: { 'zh-CN': '电话回访', en: 'Calls' },
}; // prettier-ignore

const only = async (): Promise<Record<string, unknown>> => {
  const { rows } = await t.call('customers.list', { limit: 10 });
  expect(rows).toHaveLength(1);
  return rows[0] as unknown as Record<string, unknown>;
};

async function importAll(path: string): Promise<Record<string, unknown>> {
  const inspection = await t.call('import.inspect', { file: t.file(path) });
  const targets = inspection.columns.map(({ header, target }) => `${header}:${target.to === 'field' ? target.field : target.to}`);
  expect(targets.filter((target) => /:(?:extra|ignore)$/.test(target))).toEqual([]);
  const job = await t.job((await t.call('import.start', { file: t.file(path), mapping: { columns: inspection.columns.map((c) => c.target) } })).jobId);
  expect(job).toMatchObject({ error: null, result: { created: 1, issues: [] } });
  return only();
}

describe.each(['zh-CN', 'en'] as const)('every field a file can fill, in %s', (language) => {
  it('the template, filled in, is taken whole, and what is exported comes back unchanged', async () => {
    expect(Object.keys(CELL).sort()).toEqual([...OFFERED, ...CONSENT_COLUMNS].sort());
    await t.call('settings.set', { language });
    const template = join(t.dir, 'template.csv');
    await t.call('import.template', { file: t.file(template), format: 'csv', language });
    const [head = ''] = readFileSync(template, 'utf8').split('\r\n');
    const { columns } = await t.call('import.inspect', { file: t.file(template) });
    const fields = columns.map(({ target }) => (target.to === 'field' ? target.field : target.to));
    expect(fields.filter((field) => !field.startsWith('custom:')).sort()).toEqual([...OFFERED, ...CONSENT_COLUMNS].sort());
    writeFileSync(template, `${head}\r\n${fields.map((field) => `"${CELL[field]?.[language] ?? ''}"`).join(',')}\r\n`);
    const before = await importAll(template);
    for (const field of OFFERED) expect([field, before[field]]).not.toEqual([field, null]);
    const agreed = async () => (await t.call('consents.list', { customerId: (await only())['id'] as number })).rows.map(({ kind, date, method, scope }) => ({ kind, date, method, scope }));
    const entries = await agreed();
    expect(entries).toEqual(['withdrawal', 'notice'].map((kind) => ({ kind, date: kind === 'notice' ? '2024-03-01' : '2024-03-05', method: 'paper', scope: CELL['consentScope']![language] })));
    expect(before['createdAt']).toBe(new Date(2020, 0, 2, 10).getTime());
    for (const format of ['csv', 'xlsx'] as const) {
      const out = join(t.dir, `out.${format}`);
      await t.job((await t.call('export.start', { file: t.file(out), format, fields: [...OFFERED, ...CONSENT_COLUMNS], includeQuiet: true })).jobId);
      await t.call('customers.remove', { selection: { query: {} } });
      const after = await importAll(out);
      for (const field of [...OFFERED, 'extra']) expect([field, after[field]]).toEqual([field, before[field]]);
      expect(await agreed()).toEqual(entries);
    }
  }, 120_000);
});
