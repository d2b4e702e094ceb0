/** Products, sales, refunds and payments as a shop does them: by keyboard at the counter, by mouse behind it. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App, type Person } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { csvFile } from '../support/sheets.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const people: readonly Person[] = [{ name: '王小明', phones: [{ value: '13812345678' }] }, { name: '欧阳娜娜' }];
const today = (): string => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

async function shop(more: Parameters<typeof startApp>[1] = {}): Promise<App> {
  const app = await startApp(browser, { people, ...more });
  if (process.env['P1']) app.page.setDefaultTimeout(30_000);
  await app.call('products.create', { name: '明前龙井', code: 'LJ01', category: '绿茶', unit: '罐', priceMinor: 16_800 });
  await app.call('products.create', { name: '普洱熟饼', code: 'PE01', category: '普洱', unit: '饼', priceMinor: 12_850 });
  return app;
}
const idOf = async (app: App, name: string) => (await app.call('customers.list', {})).rows.find((row) => row.name === name)!.id;
const sales = async (app: App) => (await app.call('sales.list', {})).rows;
async function open(app: App, page: 'sales' | 'receivables' | 'products'): Promise<void> {
  await app.page.goto(`${app.page.url().replace(/#.*$/, '')}#/${page}`);
  const titles = { sales: 'sales.title', receivables: 'sales.receivables.title', products: 'sales.products.title' } as const;
  await app.page.getByRole('heading', { level: 1, name: app.t(titles[page]) }).waitFor();
}
/** Where the next key press goes. */
const focused = (field: Locator) => until(() => field.evaluate((e) => e === document.activeElement), true);
const sell = async (app: App, name: string, priceMinor: number, more: object = {}) =>
  app.call('sales.create', { customerId: await idOf(app, name), date: today(), items: [{ name: '茶杯', priceMinor, quantity: 2000 }], ...more });

describe('a sale', () => {
  it.each(['zh-CN', 'en'] as const)('is recorded by keyboard alone: customer, two products, quantity, discount, in %s', async (language) => {
    const app = await shop({ language });
    const { page, t } = app;
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: t('palette.label') }).getByRole('combobox').fill('jybcj');
    await page.getByRole('option').filter({ hasText: t('palette.commands.newSale') }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: t('sales.form.title') }).waitFor();
    await page.keyboard.type('wangxiao');
    await page.locator('.ant-select-item-option-active .pick-customer').filter({ hasText: '王小明' }).waitFor();
    await page.keyboard.press('Enter');
    const product = (n: number) => page.getByRole('combobox', { name: `${t('sales.form.product')} ${n}` });
    await focused(product(1));
    await page.keyboard.type('mqlj');
    await page.keyboard.press('Enter');
    const quantity = page.getByRole('textbox', { name: `${t('sales.form.quantity')} 1` });
    await focused(quantity);
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await focused(product(2));
    await page.keyboard.type('pe01');
    await page.keyboard.press('Enter');
    await focused(page.getByRole('textbox', { name: `${t('sales.form.quantity')} 2` }));
    await page.keyboard.press('Control+Enter');
    await app.toast('王小明');
    const [made] = await sales(app);
    expect(made).toMatchObject({ customerName: '王小明', amountMinor: 2 * 16_800 + 12_850, paidMinor: 46_450, payMethod: 'wechat', state: 'settled' });
    expect(made?.items.map((i) => [i.name, i.quantity, i.category])).toEqual([['明前龙井', 2000, '绿茶'], ['普洱熟饼', 1000, '普洱']]);
    expect(made?.number).toBe(`XS${today().replaceAll('-', '')}-001`);
    await page.keyboard.press('Control+z');
    await until(async () => (await sales(app)).length, 0);
    await app.end();
  });

  it('takes a product that is not on the list yet, a percentage off, and part of the money', async () => {
    const app = await shop();
    const { page, t } = app;
    await open(app, 'sales');
    await app.button(t('sales.add')).first().click();
    await page.getByRole('combobox', { name: t('sales.form.customer') }).pressSequentially('欧阳');
    await page.locator('.pick-customer').first().click();
    await page.getByRole('combobox', { name: `${t('sales.form.product')} 1` }).pressSequentially('茶巾');
    await page.getByText(t('sales.form.create', { text: '茶巾' })).click();
    await app.toast(t('sales.form.created', { name: '茶巾' }));
    await page.getByRole('textbox', { name: `${t('sales.form.price')} 1` }).fill('50');
    await page.getByLabel(t('sales.form.discount')).fill('10%');
    await page.getByText(t('sales.form.paidPart')).click();
    await page.getByLabel(t('sales.form.paidAmount')).fill('20');
    await page.locator('.sale-total strong').filter({ hasText: '¥45' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: t('ui.actions.save') }).click();
    await app.toast('欧阳娜娜');
    expect((await sales(app))[0]).toMatchObject({ amountMinor: 4500, discountMinor: 500, paidMinor: 2000, openMinor: 2500, state: 'part' });
    expect((await app.call('products.list', { query: { text: '茶巾' } })).total).toBe(1);
    await page.getByRole('grid').getByText(t('sales.states.part')).waitFor();
    await app.end();
  });

  it('that is settled is locked; unlocked it is corrected; taken back by line; deleted and brought back from the bin', async () => {
    const app = await shop();
    const { page, t } = app;
    const made = await sell(app, '王小明', 1000);
    await open(app, 'sales');
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: t('sales.detail.title', { number: made.number! }) });
    await drawer.getByText(t('sales.detail.locked')).waitFor();
    expect(await drawer.getByRole('button', { name: t('sales.detail.edit'), exact: true }).count()).toBe(0);
    await drawer.getByRole('button', { name: t('sales.detail.unlock') }).click();
    await drawer.getByRole('button', { name: t('sales.detail.edit'), exact: true }).click();
    await page.getByRole('textbox', { name: `${t('sales.form.price')} 1` }).fill('12');
    await page.getByRole('dialog', { name: t('sales.form.edit') }).getByRole('button', { name: t('ui.actions.save') }).click();
    await until(async () => (await sales(app))[0]?.amountMinor, 2400);
    await drawer.getByRole('button', { name: t('sales.detail.refund') }).click();
    await page.getByRole('textbox', { name: `${t('sales.refund.quantity')}: 茶杯` }).fill('3');
    await page.getByText(t('sales.refund.tooMuch', { quantity: '2' })).waitFor();
    await page.getByRole('textbox', { name: `${t('sales.refund.quantity')}: 茶杯` }).fill('1');
    await page.getByRole('dialog', { name: t('sales.refund.title', { number: made.number! }) }).getByRole('button', { name: t('sales.refund.save') }).click();
    await until(async () => (await sales(app)).map((s) => [s.kind, s.amountMinor, s.paidMinor]), [['refund', -1200, -1200], ['sale', 2400, 2400]]);
    await drawer.getByRole('button', { name: t('sales.detail.remove') }).last().click();
    await until(async () => (await sales(app)).length, 0);
    await app.button(t('sales.more')).click();
    await page.getByRole('menuitem', { name: t('sales.bin.show') }).filter({ visible: true }).click();
    await page.getByRole('heading', { level: 1, name: t('sales.bin.title') }).waitFor();
    await page.getByRole('row').filter({ hasText: made.number! }).getByRole('button', { name: t('sales.bin.restore') }).click();
    await until(async () => (await sales(app)).length, 2);
    await app.end();
  });

  it('is found by product, category, state and number; sums keep currencies apart; the list becomes a file', async () => {
    const app = await shop();
    const { page, t } = app;
    const tea = (await app.call('products.list', { query: { text: '龙井' } })).rows[0]!;
    const customerId = await idOf(app, '王小明');
    await app.call('sales.create', { customerId, date: today(), items: [{ productId: tea.id }] });
    await sell(app, '欧阳娜娜', 500, { paidMinor: 0 });
    await sell(app, '欧阳娜娜', 700, { currency: 'USD' });
    await open(app, 'sales');
    const sums = page.getByRole('status', { name: t('sales.sums.label') });
    await sums.getByText('¥178').waitFor();
    await sums.getByText('$14').first().waitFor();
    const choose = async (label: string, option: string) => {
      await page.getByRole('combobox', { name: label }).click();
      await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: option }).click();
    };
    await choose(t('sales.products.category'), '绿茶');
    await until(() => page.locator('.row-list-row').count(), 1);
    await sums.getByText(t('sales.sums.ofItems')).waitFor();
    await app.button(t('sales.clearFilter')).click();
    await choose(t('sales.stateTitle'), t('sales.states.unpaid'));
    await until(() => page.locator('.row-list-row').allTextContents().then((rows) => rows.filter((r) => r.includes('欧阳娜娜')).length), 1);
    await app.button(t('sales.clearFilter')).click();
    await app.search('-002');
    await until(() => page.locator('.row-list-row').count(), 1);
    await app.search('');
    await until(() => page.locator('.row-list-row').count(), 3);
    await app.button(t('sales.more')).click();
    await page.getByRole('menuitem', { name: t('sales.export.title') }).filter({ visible: true }).click();
    await page.getByRole('radio', { name: t('transfer.export.formats.csv') }).check();
    const file = await app.download(() => page.getByRole('dialog').getByRole('button', { name: t('sales.export.start') }).click());
    expect(file.bytes.toString('utf8').split('\r\n').length).toBe(5);
    expect(file.bytes.toString('utf8')).toContain('168.00');
    await app.end();
  });
});

describe('receivables', () => {
  it('are shown by age; one payment settles several sales and what is over is told and kept', async () => {
    const app = await shop();
    const { page, t } = app;
    await sell(app, '王小明', 500, { paidMinor: 0, dueDate: '2026-01-05' });
    await sell(app, '王小明', 1000, { paidMinor: 0, dueDate: '2099-01-05' });
    await open(app, 'receivables');
    const overdue = page.getByRole('button', { name: new RegExp(t('sales.receivables.ages.more')) });
    await overdue.getByText('¥10').waitFor();
    await overdue.click();
    await page.getByRole('row').filter({ hasText: '王小明' }).getByText('¥10').first().waitFor();
    await page.getByRole('button', { name: new RegExp(`^${t('sales.receivables.all')}`) }).click();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: t('sales.pay.title', { name: '王小明' }) });
    await until(() => dialog.getByLabel(t('sales.pay.amount')).inputValue(), '30');
    await dialog.getByLabel(t('sales.pay.amount')).fill('35');
    await dialog.getByText(t('sales.pay.rest', { amount: '¥5' })).waitFor();
    await dialog.getByRole('button', { name: t('sales.pay.save') }).click();
    await app.toast(t('sales.pay.savedOver', { amount: '¥5' }));
    await page.getByText(t('sales.receivables.empty')).waitFor();
    expect((await app.call('sales.summary', { customerId: await idOf(app, '王小明') })).credits).toEqual([{ currency: 'CNY', amountMinor: 500 }]);
    await page.keyboard.press('Control+z');
    await page.getByRole('row').filter({ hasText: '王小明' }).waitFor();
    await app.end();
  });

  it('stand on the profile and in the list of customers', async () => {
    const app = await shop();
    const { page, t } = app;
    await sell(app, '欧阳娜娜', 500, { paidMinor: 0 });
    const id = await idOf(app, '欧阳娜娜');
    await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${id}`);
    const block = page.locator('.sales-block');
    await block.getByText('¥10').first().waitFor();
    await block.getByRole('button', { name: t('sales.detail.pay') }).click();
    await page.getByRole('dialog', { name: t('sales.pay.title', { name: '欧阳娜娜' }) }).getByRole('button', { name: t('sales.pay.save') }).click();
    await until(async () => (await app.call('customers.get', { id })).receivable, 0);
    const rows = await app.call('customers.list', { query: { sort: { field: 'saleAmount', direction: 'desc' } } });
    expect(rows.rows[0]?.name).toBe('欧阳娜娜');
    await app.end();
  });
});

describe('the price list', () => {
  it('is changed in place, added to, taken off sale, thrown away and brought back', async () => {
    const app = await shop();
    const { page, t } = app;
    const product = async (text: string) => (await app.call('products.list', { query: { text } })).rows[0];
    await open(app, 'products');
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('明前龙井').locator('[data-column="priceMinor"] .cell-press').click();
    const price = page.getByRole('textbox', { name: `${t('sales.products.price')}: 明前龙井` });
    await price.fill('188');
    await price.press('Enter');
    await until(async () => (await product('明前龙井'))?.priceMinor, 18_800);
    await page.keyboard.press('n');
    await page.getByRole('dialog', { name: t('sales.products.add') }).getByLabel(t('sales.products.name')).fill('茶艺课');
    await page.keyboard.press('Control+Enter');
    await row('茶艺课').waitFor();
    await page.getByRole('button', { name: `${t('sales.more')}: 普洱熟饼` }).click();
    await page.getByRole('menuitem', { name: t('sales.products.stop') }).filter({ visible: true }).click();
    await until(async () => (await product('普洱'))?.active, false);
    await until(() => page.locator('.ant-dropdown:visible').count(), 0);
    await page.getByRole('button', { name: `${t('sales.more')}: 茶艺课` }).click();
    await page.getByRole('menuitem', { name: t('sales.products.remove') }).filter({ visible: true }).click();
    await until(async () => (await app.call('products.list', {})).total, 2);
    await until(() => page.locator('.ant-dropdown:visible').count(), 0);
    await app.button(t('sales.more')).click();
    await page.getByRole('menuitem', { name: t('sales.products.bin') }).filter({ visible: true }).click();
    await row('茶艺课').getByRole('button', { name: t('sales.products.restore') }).click();
    await until(async () => (await app.call('products.list', {})).total, 3);
    await app.end();
  });

  it('comes in from a table and goes out again', async () => {
    const app = await shop();
    const { page, t } = app;
    await open(app, 'products');
    const menu = async (name: string) => {
      await app.button(t('sales.more')).first().click();
      await page.getByRole('menuitem', { name }).filter({ visible: true }).click();
    };
    await page.getByRole('grid').waitFor();
    await app.choose(() => menu(t('sales.products.import')), { name: '价目.csv', bytes: csvFile([['编码', '品名', '单价'], ['LJ01', '明前龙井', '199'], ['BC01', '白茶', '45.5']]) });
    await app.toast(t('sales.products.imported', { created: 1, updated: 1 }));
    await until(async () => (await app.call('products.list', {})).rows.map((p) => p.priceMinor).sort(), [12_850, 19_900, 4550]);
    const file = await app.download(() => menu(t('sales.products.export')));
    expect(file.name).toMatch(/\.xlsx$/);
    expect(file.bytes.length).toBeGreaterThan(1000);
    await app.end();
  });
});

describe('a file of sales', () => {
  it.each(['zh-CN', 'en'] as const)('is looked at, corrected, taken in and taken back, in %s', async (language) => {
    const app = await shop({ language });
    const { page, t } = app;
    await open(app, 'sales');
    const rows = [
      ['单号', '日期', '客户', '手机', '商品', '数量', '金额', '收了多少'],
      ['A01', '03/04/2025', '王小明', '13812345678', '明前龙井', '2', '300', '300'],
      ['A01', '', '', '', '茶杯', '1', '25', '25'],
      ['A02', '05/06/2025', '李四', '', '普洱', '1', '128.5', '100'],
      ['A03', '05/06/2025', '李四', '', '普洱', '1', '贵', ''],
    ];
    await app.choose(async () => {
      await page.getByRole('button', { name: t('saleImport.start') }).click();
      await page.getByRole('button', { name: t('saleImport.choose') }).click();
    }, { name: '成交.csv', bytes: csvFile(rows) });
    const dialog = page.getByRole('dialog', { name: t('saleImport.title') });
    const run = (count: number) => dialog.getByRole('button', { name: t('saleImport.run', { count }) });
    await dialog.getByRole('radio').first().check();
    await run(2).waitFor();
    await dialog.getByText(t('saleImport.problems.amount_unreadable')).waitFor();
    await dialog.getByRole('combobox', { name: t('saleImport.isOf', { column: '收了多少' }) }).click();
    await page.keyboard.type(t('saleImport.is_.received'));
    await page.keyboard.press('Enter');
    await dialog.getByText(/¥100(?!\d)/).waitFor();
    const file = await app.download(() => dialog.getByRole('button', { name: t('saleImport.saveProblems', { count: 1 }) }).click());
    expect(file.bytes.toString('utf8')).toContain('贵');
    await run(2).click();
    await dialog.getByText(t('saleImport.done', { count: 2 })).waitFor();
    expect((await sales(app)).map(({ customerName, amountMinor, openMinor }) => [customerName, amountMinor, openMinor])).toEqual([
      ['李四', 12_850, 2850],
      ['王小明', 32_500, 0],
    ]);
    await dialog.getByRole('button', { name: t('saleImport.undo') }).click();
    await page.getByText(t('sales.empty')).waitFor();
    expect(await sales(app)).toEqual([]);
    await app.end();
  });
});
