/** Automatic customer numbers, and the page that says what a bulk edit left alone, by mouse and keyboard in both languages. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('numbers are switched on, shaped, filled in for all, taken back, and given to the next customer', async () => {
    const app = await startApp(browser, { language, people: [{ name: '王一' }, { name: '李二', code: 'VIP-7' }] });
    const { page, t } = app;
    await app.go('settings');
    await page.getByText(t('settings.numbers.without', { count: 1 })).waitFor();
    await page.getByRole('switch', { name: t('settings.numbers.on') }).press('Space');
    await until(async () => (await app.call('numbering.get', {})).on, true);
    const pattern = page.getByLabel(t('settings.numbers.pattern'));
    await pattern.fill('ABC');
    await page.getByText(t('settings.numbers.badPattern')).waitFor();
    await pattern.fill('K-{###}');
    await page.getByText(t('settings.numbers.next', { number: 'K-001' })).waitFor();
    await pattern.press('Enter');
    await until(async () => (await app.call('numbering.get', {})).pattern, 'K-{###}');
    await app.button(t('settings.numbers.fillButton')).click();
    await app.toast(t('settings.numbers.filled', { count: 1 }));
    await page.getByText(t('settings.numbers.none')).waitFor();
    await page.locator('.toast').getByRole('button', { name: t('ui.undo.button') }).click();
    await page.getByText(t('settings.numbers.without', { count: 1 })).waitFor();
    await app.go('customers');
    await page.keyboard.press('n');
    await page.getByRole('dialog', { name: t('customers.create.title') }).getByRole('textbox').first().fill('赵三');
    await page.keyboard.press('Enter');
    await until(async () => (await app.call('customers.list', { query: { text: 'K-002' } })).rows.map((row) => row.name), ['赵三']);
    await app.end();
  });

  it('a bulk edit that leaves some as they were says who and why, opens those it changed, and is taken back from there', async () => {
    const app = await startApp(browser, { language, people: [{ name: '王一', company: '海蓝'.repeat(99) }, { name: '李二', company: '远山' }, { name: '赵三', company: '青禾' }] });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 3);
    const edit = async (): Promise<void> => {
      await page.locator('[data-row="0"] [data-tick]').click();
      await app.button(t('customers.bulk.all')).click();
      await app.button(t('views.bulk.button')).click();
      for (const [name, option] of [[t('views.bulk.field'), t('fields.customer.company')], [t('views.bulk.how'), t('views.bulk.append')]] as const) {
        await page.locator('.bulk-edit').getByRole('combobox', { name, exact: true }).click();
        await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
      }
      await page.locator('.bulk-edit').getByLabel(t('views.bulk.value')).fill('集团公司');
      await app.button(t('views.bulk.apply', { count: 3 })).click();
    };
    const result = page.getByRole('dialog', { name: t('views.bulk.result.title') });
    await edit();
    await result.getByText(t('views.bulk.done', { count: 2 })).waitFor();
    await result.getByRole('row', { name: `王一 ${t('views.bulk.result.tooLong')}` }).waitFor();
    await result.getByRole('button', { name: t('views.bulk.result.list') }).click();
    await until(async () => [...(await app.names())].sort(), ['李二', '赵三'].sort());
    await page.getByText(t('customers.filter.chip.changed')).waitFor();
    await page.getByRole('button', { name: t('customers.filter.remove', { what: t('customers.filter.chip.changed') }) }).click();
    await until(async () => (await app.names()).length, 3);
    await app.call('undo.undo', {});
    await edit();
    await result.getByRole('button', { name: t('ui.undo.button') }).press('Enter');
    await until(async () => (await app.call('customers.list', { query: { text: '集团公司' } })).total, 0);
    expect(await result.count()).toBe(0);
    await app.end();
  });
});
