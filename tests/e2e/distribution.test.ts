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

  it.each(['zh-CN', 'en'] as const)('shows by province and city where customers live, and follows an address, in %s', async (language) => {
    const at = (value: string) => ({ addresses: [{ value }] });
    const app = await startApp(browser, { language, people: [{ name: '李红', ...at('广东省深圳市南山区') }, { name: '王小明', ...at('广州天河') }, { name: '赵敏', ...at('陕西西安雁塔区') }, { name: '孙悦', ...at('南京西路 9 号') }] });
    const { page, t } = app;
    const names = language === 'en' ? { a: 'Guangdong', b: 'Shaanxi', city: 'Shenzhen' } : { a: '广东', b: '陕西', city: '深圳' };
    await page.getByRole('button', { name: t('views.group.button'), exact: true }).click();
    const by = { name: t('views.group.by', { field: t('fields.customer.province') }), exact: true };
    await page.getByRole('menuitemradio', by).or(page.getByRole('menuitem', by)).click();
    await until(() => page.locator('.grouped-head strong').allTextContents(), [names.a, names.b, t('views.group.noValue')]);
    await page.locator('.grouped-head').filter({ hasText: names.a }).getByRole('button', { name: t('views.group.only') }).click();
    await app.seesNames(['王小明', '李红']);
    const sunId = (await app.call('customers.list', { query: { text: '孙悦' } })).rows[0]!.id;
    await app.call('customers.update', { id: sunId, patch: at('广东省深圳市') });
    await app.seesNames(['孙悦', '王小明', '李红']);
    await page.getByRole('button', { name: t('views.chart.button'), exact: true }).click();
    await page.getByRole('combobox', { name: t('views.chart.field') }).fill(t('fields.customer.city'));
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option-content').getByText(t('fields.customer.city'), { exact: true }).click();
    await page.getByRole('rowheader', { name: names.city }).getByRole('button').click();
    await app.seesNames(['孙悦', '李红']);
    await app.end();
  });

  it.each(['zh-CN', 'en'] as const)('leaves nobody out of a list with more groups than fit at first, in %s', async (language) => {
    const app = await startApp(browser, { language });
    const { page, t } = app;
    for (let n = 0; n < 203; n++) await app.call('customers.create', { name: `客户${String(n)}`, company: `公司${String(n)}` });
    for (let n = 0; n < 4; n++) await app.call('customers.create', { name: `重复${String(n)}`, company: `公司${String(n)}` });
    await page.getByRole('button', { name: t('views.group.button'), exact: true }).click();
    const by = { name: t('views.group.by', { field: t('fields.customer.company') }), exact: true };
    await page.getByRole('menuitemradio', by).or(page.getByRole('menuitem', by)).click();
    await until(() => page.locator('.grouped-head').count(), 200);
    await page.getByText(t('views.group.left', { groups: 3, count: 3 })).waitFor();
    await page.getByRole('button', { name: t('views.group.showMore', { count: 3 }) }).focus();
    await page.keyboard.press('Enter');
    await until(() => page.locator('.grouped-head').count(), 203);
    await until(() => page.locator('.grouped-left').count(), 0);
    await app.end();
  });
});
