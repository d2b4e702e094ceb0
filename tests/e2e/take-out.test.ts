import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../../shared/modules/customers.ts';
import { PASSPHRASE, startApp, until, type App, type Person } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const people: readonly Person[] = [
  { name: '王小明', phones: [{ value: '13812345678', label: '手机' }, { value: '021-62345678', label: '公司' }], company: '海蓝，"贸易"', notes: '第一行\n第二行', grade: 'A 重点' },
  { name: '=1+1', notes: '+86 开头的备注', emails: [{ value: 'a@example.com' }, { value: 'b@example.com' }] },
  { name: '曾雪', birthday: 'L1990-12-23', gender: 'female', wechats: [{ value: 'xue_0' }], addresses: [{ value: '上海市徐汇区漕溪北路 18 号' }], code: '000123' },
  { name: '花店', kind: 'company', source: '到店', extra: { 余额: '120.50' } },
];

/** What the owner wrote; ids and dates of the record itself differ between two books. */
const written = ({ name, kind, code, phones, wechats, emails, company, title, addresses, gender, birthday, grade, source, notes, extra }: Customer) => ({
  name, kind, code, company, title, gender, birthday, grade, source, notes, extra,
  contacts: [phones, wechats, emails, addresses].map((list) => list.map(({ value }) => value)),
}); // prettier-ignore
const all = async (app: App) => (await app.call('customers.list', { limit: 200 })).rows.map(written).sort((a, b) => (a.name < b.name ? -1 : 1));

describe.each(['xlsx', 'csv'] as const)('an export to %s', (format) => {
  it('imports into another book as the same list', async () => {
    const from = await startApp(browser, { people });
    const { page, t } = from;
    await from.go('transfer');
    await from.button(t('transfer.exportCard.button')).click();
    const dialog = page.getByRole('dialog', { name: t('transfer.export.title') });
    await dialog.getByRole('radio', { name: t(`transfer.export.formats.${format}`) }).check();
    const file = await from.download(() => dialog.getByRole('button', { name: t('transfer.export.start'), exact: true }).click());
    await from.toast(t('transfer.export.done', { name: file.name }));
    expect(file.name).toMatch(new RegExp(`\\.${format}$`));
    const expected = await all(from);
    await from.end();

    const to = await startApp(browser);
    await to.go('transfer');
    await to.choose(() => to.button(t('transfer.drop.button')).click(), file);
    await to.button(t('ui.actions.next')).click();
    await to.button(t('transfer.steps.preview')).click();
    await to.button(t('transfer.preview.start', { count: people.length })).click();
    await to.page.getByRole('heading', { name: t('transfer.result.done'), exact: true }).waitFor();
    expect(await all(to)).toEqual(expected);
    await to.end();
  });
});

describe('a list with people who asked not to be disturbed', () => {
  it.each(['zh-CN', 'en'] as const)('marks them, leaves them out of a file, and takes them along when told to, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '王小明' }, { name: '曾雪', doNotContact: 'all' }] });
    const { page, t } = app;
    await page.getByRole('gridcell').filter({ hasText: '曾雪' }).getByText(t('portrait.doNotContact.all')).waitFor();
    await app.go('transfer');
    const exported = async (leaveOut: boolean): Promise<string> => {
      await app.button(t('transfer.exportCard.button')).click();
      const dialog = page.getByRole('dialog', { name: t('transfer.export.title') });
      await dialog.getByRole('radio', { name: t('transfer.export.formats.csv') }).check();
      await dialog.getByRole('checkbox', { name: t('outputs.quiet.customers', { count: 1, customers: 1 }) }).setChecked(leaveOut);
      const file = await app.download(() => dialog.getByRole('button', { name: t('transfer.export.start'), exact: true }).click());
      await until(() => page.getByRole('dialog').count(), 0);
      return file.bytes.toString('utf8');
    };
    const without = await exported(true);
    expect([without.includes('王小明'), without.includes('曾雪')]).toEqual([true, false]);
    expect(await exported(false)).toContain('曾雪');
    await app.end();
  });
});

describe('a backup', () => {
  it.each(['zh-CN', 'en'] as const)('is one file that becomes a book again on another computer, in %s', async (language) => {
    const from = await startApp(browser, { language, people });
    const { t } = from;
    await from.go('settings');
    const file = await from.download(() => from.button(t('settings.data.backupButton')).click());
    await from.page.getByText(t('settings.data.backupDone')).waitFor();
    expect(file.bytes.includes('王小明')).toBe(false);
    const expected = await all(from);
    await from.end();

    const dataDir = mkdtempSync(join(tmpdir(), 'regulars-restore-'));
    const to = await startApp(browser, { language, book: 'none', dataDir });
    await to.button(t('session.welcome.restore')).click();
    const choose = () => to.choose(() => to.button(t('session.restore.choose')).click(), file);
    await choose();
    await to.page.locator('input[type=password]').fill('not this one at all');
    await to.button(t('session.restore.start')).click();
    await to.page.getByRole('alert').filter({ hasText: t('errors.vault_wrongSecret.what') }).waitFor();
    await to.page.locator('input[type=password]').fill(PASSPHRASE);
    await to.button(t('session.restore.start')).click();
    await to.page.getByRole('heading', { level: 1, name: t('session.lock.title') }).waitFor();
    await to.page.locator('input[type=password]').fill(PASSPHRASE);
    await to.page.keyboard.press('Enter');
    await to.go('customers');
    await until(async () => (await to.names()).length, people.length);
    expect(await all(to)).toEqual(expected);
    await to.end();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
