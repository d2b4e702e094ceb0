/** Groups by how customers buy (C3, RFM): the owner's lines, a filter, a tag; by mouse and keyboard, in both languages. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('customers who buy lately, often or for much are counted, shown and tagged, and other lines move them', { timeout: 120_000 }, async () => {
    const app = await startApp(browser, { language, people: ['常客', '过客', '没买过'].map((name) => ({ name })) });
    const { page, t } = app;
    const tag = await app.call('tags.create', { name: 'Best' });
    const idOf = async (name: string) => (await app.call('customers.list', { query: { text: name }, limit: 1 })).rows[0]!.id;
    const sell = (customerId: number, date: string, priceMinor: number) => app.call('sales.create', { customerId, date, items: [{ name: 'Roses', priceMinor, quantity: 1000 }] });
    const [often, once] = [await idOf('常客'), await idOf('过客')];
    for (const back of [10, 20, 30]) await sell(often, day(back), 50_000);
    await sell(once, day(20), 10_000);

    await page.evaluate(() => (location.hash = '#/settings/grades'));
    const part = page.getByRole('region', { name: t('lifecycle.rfm.title'), exact: true });
    const link = (group: '111' | '100' | '101', count: number) => part.getByRole('button', { name: `${t(`fields.rfm.${group}`)}: ${count}`, exact: true });
    await link('111', 1).waitFor();
    await link('100', 1).waitFor();
    await part.getByRole('spinbutton', { name: t('lifecycle.rfm.amount') }).fill('100');
    await part.getByRole('button', { name: `${t('lifecycle.settings.save')}: ${t('lifecycle.rfm.title')}` }).click();
    await app.toast(t('lifecycle.rfm.saved'));
    await link('101', 1).waitFor();
    if (pictures) {
      await part.scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${pictures}/rfm-${language}.png` });
    }

    await link('111', 1).click();
    await until(app.names, ['常客']);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('toolbar').getByRole('button', { name: t('customers.bulk.addTags') }).click();
    await page.locator('.bulk-tags').getByRole('combobox').fill('Best');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.locator('.bulk-tags').getByRole('button', { name: t('customers.bulk.apply') }).click();
    await until(async () => (await app.call('customers.get', { id: often })).tags, [tag.id]);
    expect((await app.call('customers.get', { id: once })).rfm).toBe('101');

    await page.keyboard.press('Escape');
    await page.locator('[data-row="0"] [data-column="0"]').click();
    await page.locator('.inspector .record-tags').getByText(t('fields.rfm.111'), { exact: true }).waitFor();
    await app.end();
  });
});
