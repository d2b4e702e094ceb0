import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const people = ['李红', '王伟', '张敏', '刘洋', '陈静', '杨磊'].map((name, i) => ({
  name,
  company: i % 2 === 0 ? 'ACME 茶行' : '山海贸易',
  birthday: i < 3 ? `S199${i}-0${i + 1}-05` : i === 3 ? 'S1985-03-09' : null,
}));

/** The rows of the chart: name, count, share. */
const bars = (app: App) =>
  app.page
    .getByRole('dialog')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td.tabular')].map((cell) => cell.textContent).join(' ')));
const choose = async (app: App, label: string) => {
  await app.page.getByRole('dialog').getByRole('combobox', { name: app.t('views.chart.field') }).click();
  await app.page.keyboard.type(label);
  await app.page.keyboard.press('Enter');
};

describe('the distribution of a field', () => {
  it.each(['zh-CN', 'en'] as const)('is one click from its heading, with nobody’s choices too, and a bar narrows the list, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const none = t('views.group.noValue');
    const [a = '', b = '', c = ''] = (await app.call('settings.get', {})).grades;
    const rows = (await app.call('customers.list', { limit: 10 })).rows;
    for (const row of rows.slice(2)) await app.call('customers.update', { id: row.id, patch: { grade: row.name === '刘洋' ? b : a } });
    await until(async () => (await app.names()).length, people.length);
    await page.getByRole('button', { name: t('customers.columns.menu', { field: t('fields.customer.grade') }) }).click();
    await page.getByRole('menuitem', { name: t('views.chart.ofColumn') }).click();
    await until(() => bars(app), [`${a} 3 50%`, `${b} 1 16.7%`, `${c} 0 0%`, `${none} 2 33.3%`]);
    await page.getByRole('dialog').getByRole('button', { name: a, exact: true }).press('Enter');
    await until(async () => (await app.names()).sort(), ['张敏', '李红', '王伟'].sort());
    await page.getByRole('button', { name: t('views.chart.button'), exact: true }).click();
    await choose(app, t('fields.customer.company'));
    await until(() => bars(app), ['ACME 茶行 2 66.7%', '山海贸易 1 33.3%']);
    await page.getByRole('dialog').locator('tbody tr').first().locator('.distribution-bar').click();
    await until(async () => (await app.names()).sort(), ['张敏', '李红'].sort());
    await app.end();
  });

  it.each(['zh-CN', 'en'] as const)('counts birthdays by decade and numbers in spans, by keyboard alone, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const { id } = await app.call('fields.create', { label: 'Height', kind: 'number', unit: 'cm' });
    const rows = (await app.call('customers.list', { limit: 10 })).rows;
    for (const [i, row] of rows.entries()) await app.call('customers.update', { id: row.id, patch: { custom: { [id]: 150 + i * 8 } } });
    await page.getByRole('button', { name: t('views.chart.button'), exact: true }).press('Enter');
    await choose(app, t('views.chart.byDecade', { field: t('fields.customer.birthday') }));
    const decade = (year: string) => t('views.group.decade', { year: language === 'en' ? year : year.slice(2) });
    await until(() => bars(app), [`${decade('1980')} 1 16.7%`, `${decade('1990')} 3 50%`, `${t('views.group.noValue')} 2 33.3%`]);
    await choose(app, 'Height');
    await until(async () => (await bars(app)).length, 7);
    expect((await bars(app))[1]).toMatch(/^155 cm – 159 cm 1 16.7%$/);
    await page.getByRole('dialog').locator('tbody button').nth(1).press('Enter');
    await until(async () => (await app.names()).length, 1);
    await app.end();
  });

  it('of a list that is grouped by it: any field groups any list', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await page.getByRole('button', { name: t('views.group.button'), exact: true }).click();
    await page.getByRole('menuitemradio', { name: t('views.group.by', { field: t('fields.customer.company') }), exact: true }).or(page.getByRole('menuitem', { name: t('views.group.by', { field: t('fields.customer.company') }), exact: true })).click();
    const heads = page.locator('.grouped-head strong');
    await until(() => heads.allTextContents(), ['ACME 茶行', '山海贸易']);
    await app.end();
  });
});
