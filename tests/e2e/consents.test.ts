/** What a customer was told and agreed to: one entry in seconds, taken back, undone, found again, written for many. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const people = [{ name: '李红' }, { name: '王小明' }, { name: '曾雪' }];
const pictures = process.env['REGULARS_TEST_PICTURES'];

async function openProfile(app: App, name: string): Promise<number> {
  const row = (await app.call('customers.list', {})).rows.find((r) => r.name === name);
  await app.page.goto(`${app.page.url().replace(/#.*$/, '')}#/customers/${String(row?.id)}`);
  await app.page.getByRole('heading', { level: 1, name }).waitFor();
  return row!.id;
}

describe('notice and consent', () => {
  it.each(['zh-CN', 'en'] as const)('is written down on the profile in two presses, withdrawn, corrected and undone, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const id = await openProfile(app, '李红');
    const part = page.getByRole('region', { name: t('consents.title') });
    await part.getByText(t('consents.states.none')).waitFor();
    await part.getByRole('button', { name: t('consents.add') }).click();
    const dialog = page.getByRole('dialog', { name: t('consents.add') });
    await dialog.getByRole('combobox', { name: t('consents.scope') }).fill('电话回访');
    if (pictures) await page.screenshot({ path: `${pictures}/consent-dialog-${language}.png` });
    await page.keyboard.press('Enter');
    await part.getByText(t('consents.states.consent'), { exact: true }).first().waitFor();
    expect(await app.call('consents.list', { customerId: id })).toMatchObject({ rows: [{ kind: 'consent', scope: '电话回访', method: 'inPerson' }] });
    await part.getByRole('button', { name: t('consents.withdraw') }).click();
    await page.getByRole('dialog').getByRole('button', { name: t('consents.methods.phone'), exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: t('ui.actions.save') }).click();
    await part.getByText(t('consents.states.withdrawal')).first().waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    if (pictures) await page.screenshot({ path: `${pictures}/consent-profile-${language}.png`, fullPage: true });
    await page.getByRole('article').filter({ hasText: t('consents.kinds.withdrawal') }).first().waitFor();
    await page.locator('body').press('Control+z');
    await until(async () => (await app.call('customers.get', { id })).consent, 'consent');
    await part.getByText(t('consents.states.consent'), { exact: true }).first().waitFor();
    await part.locator('.consent').first().hover();
    await part.locator('.consent-acts button').last().click();
    await part.getByText(t('consents.states.none')).waitFor();
    await app.end();
  });

  it.each(['zh-CN', 'en'] as const)('leaves with a table of customers and comes back from it, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const id = await openProfile(app, '李红');
    await app.call('consents.create', { customerId: id, kind: 'notice', date: '2025-03-01', method: 'wechat', scope: '节日问候' });
    await app.call('consents.create', { customerId: id, kind: 'consent', date: '2025-03-04', method: 'paper', scope: '电话回访' });
    await app.go('transfer');
    await app.button(t('transfer.exportCard.button')).click();
    const dialog = page.getByRole('dialog', { name: t('transfer.export.title') });
    await dialog.getByRole('checkbox', { name: t('fields.customer.noticeOn'), exact: true }).waitFor();
    const file = await app.download(() => dialog.getByRole('button', { name: t('transfer.export.start'), exact: true }).click());
    await app.call('customers.remove', { selection: { query: {} } });
    await app.choose(() => app.button(t('transfer.drop.button')).click(), file);
    await app.button(t('ui.actions.next')).click();
    await app.button(t('transfer.steps.preview')).click();
    await page.getByText(t('fields.customer.consentOn'), { exact: true }).first().waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/consent-preview-${language}.png`, fullPage: true });
    await app.button(t('transfer.preview.start', { count: 3 })).click();
    await page.getByRole('heading', { name: t('transfer.result.done'), exact: true }).waitFor();
    const back = await openProfile(app, '李红');
    await page.getByRole('region', { name: t('consents.title') }).getByText(t('consents.states.consent'), { exact: true }).first().waitFor();
    expect(await app.call('consents.list', { customerId: back })).toMatchObject({
      rows: [
        { kind: 'consent', date: '2025-03-04', method: 'paper', scope: '电话回访' },
        { kind: 'notice', date: '2025-03-01' },
      ],
    });
    await app.end();
  });

  it.each(['zh-CN', 'en'] as const)('is written for the ticked ones, and asked for in the filter of the list, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    for (const name of ['李红', '曾雪']) await page.locator('[data-row]').filter({ hasText: name }).locator('[data-tick]').click();
    await app.button(t('consents.addMany')).click();
    const dialog = page.getByRole('dialog', { name: t('consents.addMany') });
    await dialog.getByText(t('consents.forMany', { count: 2 })).waitFor();
    await dialog.getByRole('button', { name: t('consents.kinds.notice'), exact: true }).click();
    await dialog.getByRole('button', { name: t('ui.actions.save') }).click();
    await app.toast(t('consents.savedMany', { count: 2 }));
    await app.button(t('customers.filter.add')).click();
    const form = page.locator('.filter-editor');
    await form.getByRole('combobox', { name: t('customers.filter.field') }).click();
    await page.keyboard.type(t('fields.customer.consent'));
    await page.keyboard.press('Enter');
    await form.getByRole('combobox', { name: t('customers.filter.question') }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(t('customers.filter.ask.empty'), { exact: true }).click();
    await form.getByRole('button', { name: t('customers.filter.apply') }).click();
    await app.seesNames(['王小明']);
    if (pictures) await page.screenshot({ path: `${pictures}/consent-filter-${language}.png` });
    await app.end();
  });
});
