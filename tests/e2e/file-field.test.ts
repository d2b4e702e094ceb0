import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customName } from '../../shared/modules/custom-fields.ts';
import { startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a field of files', () => {
  it.each(['zh-CN', 'en'] as const)('is made, filled from the computer and from the attachments, looked at, listed, filtered, printed and taken back, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }, { name: '王伟' }] });
    const { page, t } = app;
    await app.go('settings');
    await app.button(t('customFields.settings.open')).click();
    await app.button(t('customFields.page.add')).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: t('customFields.dialog.label') }).fill('Papers');
    await dialog.getByRole('combobox', { name: t('customFields.dialog.kind') }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: new RegExp(`^${t('customFields.kind.file')}$`) }).click();
    await dialog.getByRole('button', { name: t('customFields.dialog.make'), exact: true }).click();
    await until(async () => (await app.call('fields.list', {})).fields.at(-1)?.label, 'Papers');
    const field = (await app.call('fields.list', {})).fields.at(-1)!;
    const row = async () => (await app.call('customers.list', {})).rows.find((one) => one.name === '李红')!;
    const { id } = await row();
    const held = async () => ((await row()).custom[String(field.id)] as readonly number[] | undefined)?.length ?? 0;
    const address = page.url().replace(/#.*/, '');
    await page.goto(`${address}#/customers/${id}`);
    const papers = page.getByRole('group', { name: 'Papers', exact: true });
    const add = papers.getByRole('button', { name: t('customFields.addFile', { field: 'Papers' }) });
    const fromComputer = async () => {
      await add.press('Enter');
      await page.getByRole('menuitem', { name: t('customFields.chooseFile') }).click();
    };
    await app.choose(fromComputer, { name: 'contract.txt', bytes: bytes('signed by both') });
    await until(held, 1);
    await papers.getByRole('button', { name: 'contract.txt', exact: true }).click();
    await page.getByRole('dialog').getByText('signed by both').waitFor();
    await page.keyboard.press('Escape');
    await papers.getByRole('button', { name: t('customFields.takeFileOut', { name: 'contract.txt' }) }).click();
    await until(held, 0);
    await add.press('Enter');
    await page.getByRole('menuitem', { name: 'contract.txt' }).click();
    await until(held, 1);
    await page.goto(`${address}#/customers/${id}/print`);
    await page.locator('.sheet').getByText('contract.txt').first().waitFor();
    await app.call('settings.set', { listColumns: [{ field: 'name', width: 200 }, { field: customName(field.id), width: 160 }] });
    await page.goto(`${address}#/customers`);
    await page.getByText(t('customFields.files', { count: 1 }), { exact: true }).waitFor();
    await page.getByRole('button', { name: t('customers.columns.menu', { field: 'Papers' }) }).click();
    await page.getByRole('menuitem', { name: t('customers.columns.filter') }).click();
    await page.getByRole('button', { name: t('customers.filter.apply') }).click();
    await app.seesNames(['李红']);
    await app.call('undo.undo', {});
    await until(held, 0);
    expect((await app.call('attachments.list', { customerId: id })).total).toBe(1);
    await app.end();
  });
});
