/** 不是同一位: said while a new customer is typed or in the record, remembered for the two, taken back. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];

describe('two customers who look alike', () => {
  it.each(['zh-CN', 'en'] as const)('are said to be two while the second is typed, which the record remembers and can take back, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '李红', phones: [{ value: '13700008888' }] }] });
    const { page, t } = app;
    await app.seesNames(['李红']);
    await page.keyboard.press('n');
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: t('fields.customer.name') }).fill('李红的妈妈');
    const phone = form.getByRole('textbox', { name: t('customers.create.phone') });
    await phone.fill('13700008888');
    const hints = form.getByRole('region', { name: t('customers.duplicate.title') });
    await hints.getByText(t('customers.duplicate.phone')).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/not-same-hint-${language}.png` });
    await hints.getByRole('button', { name: t('customers.duplicate.notSame') }).press('Enter');
    await until(() => hints.count(), 0);
    const said = t('customers.duplicate.said', { name: '李红' });
    await form.getByText(said).waitFor();
    await form.getByRole('button', { name: t('customers.duplicate.takeBack') }).press('Enter');
    await hints.getByRole('button', { name: t('customers.duplicate.notSame') }).press('Enter');
    await phone.press('Enter');
    await app.seesNames(['李红的妈妈', '李红']);

    const id = (await app.call('customers.list', {})).rows.find((r) => r.name === '李红的妈妈')!.id;
    await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(id)}`);
    await page.getByRole('heading', { level: 1, name: '李红的妈妈' }).waitFor();
    await page.getByText(said, { exact: false }).first().waitFor();
    expect(await page.getByRole('region', { name: t('customers.duplicate.title') }).count()).toBe(0);
    await page.getByRole('button', { name: `${t('customers.duplicate.takeBack')} 李红` }).press('Enter');
    const region = page.getByRole('region', { name: t('customers.duplicate.title') });
    await region.getByText('李红', { exact: true }).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/not-same-record-${language}.png` });
    await region.getByRole('button', { name: t('customers.duplicate.notSame') }).click();
    await until(() => region.count(), 0);
    await page.locator('body').press('Control+z');
    await region.waitFor();
    await app.end();
  });
});
