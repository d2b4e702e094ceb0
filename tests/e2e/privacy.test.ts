/** Erasing somebody for good from profile and bin, and the record of operations; by mouse and by keyboard. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openZip } from '../../src-main/core/operations/transfer/zip.ts';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const people = [{ name: '李红', phones: [{ value: '13812345678' }] }, { name: '王小明' }];

async function openProfile(app: App, name: string): Promise<number> {
  const row = (await app.call('customers.list', {})).rows.find((r) => r.name === name);
  await app.page.goto(`${app.page.url().replace(/#.*$/, '')}#/customers/${String(row?.id)}`);
  await app.page.getByRole('heading', { level: 1, name }).waitFor();
  return row!.id;
}

describe('erasing a customer for good', () => {
  it.each(['zh-CN', 'en'] as const)('asks for the name, says what goes and what stays, and leads back to the list, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const id = await openProfile(app, '李红');
    await app.call('sales.create', { customerId: id, date: '2026-11-01', items: [{ name: 'Tea', priceMinor: 5000 }] });
    await app.call('customers.create', { name: '曾雪', notes: '李红介绍来的' });
    await page.getByRole('button', { name: t('privacy.menu'), exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: t('privacy.erase.button') }).click();
    const dialog = page.getByRole('dialog', { name: t('privacy.erase.title', { name: '李红' }) });
    await dialog.getByText(t('privacy.erase.count.sale', { count: 1 })).waitFor();
    await dialog.getByText(t('privacy.erase.elsewhere', { count: 1, name: '李红' })).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/erase-${language}.png` });
    await dialog.getByRole('button', { name: t('privacy.erase.look') }).click();
    await app.seesNames(['曾雪']);
    await openProfile(app, '李红');
    await page.getByRole('button', { name: t('privacy.menu'), exact: true }).click();
    await page.getByRole('menuitem', { name: t('privacy.erase.button') }).click();
    const confirm = dialog.getByRole('button', { name: t('privacy.erase.ok') });
    const field = dialog.getByRole('textbox', { name: t('privacy.erase.confirm', { name: '李红' }) });
    await field.fill('李');
    expect(await confirm.isDisabled()).toBe(true);
    await field.fill('李红');
    await page.keyboard.press('Enter');
    await page.getByText(t('privacy.erase.done', { name: '李红' })).waitFor();
    await app.seesNames(['曾雪']);
    await app.button(t('customers.filter.clearAll')).click();
    await app.seesNames(['（已彻底删除的客户）', '(Erased customers)'].slice(language === 'en' ? 1 : 0, language === 'en' ? 2 : 1).concat('曾雪', '王小明'));
    await app.search('13812345678');
    await page.locator('.state').waitFor();
    await app.end();
  });

  it('takes somebody out of the bin', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    const id = (await app.call('customers.list', {})).rows.find((r) => r.name === '李红')!.id;
    await app.call('customers.remove', { selection: { ids: [id] } });
    await app.go('bin');
    await until(() => app.names(), ['李红']);
    await page.locator('[data-row="0"]').hover();
    await app.button(t('privacy.erase.button')).click();
    await page.getByRole('dialog').getByRole('textbox').fill('李红');
    await page.getByRole('dialog').getByRole('button', { name: t('privacy.erase.ok') }).click();
    await page.getByText(t('customers.bin.empty')).waitFor();
    await app.end();
  });
});

describe('everything about one person', () => {
  it.each(['zh-CN', 'en'] as const)('is saved from the profile, and by the palette, as an archive with a page that reads well, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await openProfile(app, '李红');
    await app.button(t('privacy.menu')).click();
    await page.getByRole('menuitem', { name: t('person.button') }).click();
    const dialog = page.getByRole('dialog', { name: t('person.title', { name: '李红' }) });
    const save = () => dialog.getByRole('button', { name: t('person.start'), exact: true }).click();
    const file = await app.download(save);
    expect(file.name).toMatch(/李红.*\.zip$/);
    const html = Buffer.from(await openZip(file.bytes).read(t('person.page'), 1_000_000)).toString('utf8');
    expect(html).toContain('13812345678');
    const paper = await app.context.newPage();
    await paper.setContent(html);
    await paper.getByRole('heading', { level: 1, name: t('person.sheet.title', { name: '李红' }) }).waitFor();
    if (pictures) await paper.screenshot({ path: `${pictures}/person-${language}.png`, fullPage: true });
    expect((await paper.pdf({ format: 'A4' })).subarray(0, 4).toString()).toBe('%PDF');
    await paper.close();
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type(t('palette.commands.exportPerson').slice(0, 6));
    await page.getByRole('option', { name: t('palette.commands.exportPerson') }).click();
    await app.download(save);
    await app.end();
  });
});

describe('the record of operations', () => {
  it.each(['zh-CN', 'en'] as const)('is reached from the settings, filtered, verified, saved, and leads to the customer, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await app.go('settings');
    await app.button(t('privacy.audit.open')).click();
    await page.getByRole('heading', { level: 1, name: t('privacy.audit.title') }).waitFor();
    await page.getByText(t('privacy.audit.actions.session_unlock')).first().waitFor();
    await page.getByRole('combobox', { name: t('privacy.audit.kind') }).press('Enter');
    await page.locator('.ant-select-item-option').filter({ hasText: t('privacy.audit.groups.customers') }).click();
    await until(() => page.getByText(t('privacy.audit.actions.session_unlock')).count(), 0);
    await app.button(t('privacy.audit.verify')).click();
    await page.getByText(t('privacy.audit.head', { head: '' }).trim(), { exact: false }).waitFor();
    const file = await app.download(() => app.button(t('privacy.audit.export')).click());
    expect(file.bytes.toString('utf8')).toContain('customers.create');
    expect(file.bytes.toString('utf8')).not.toContain('session.unlock');
    await page.getByText('李红').first().click();
    await page.getByRole('heading', { level: 1, name: '李红' }).waitFor();
    await app.end();
  });
});
