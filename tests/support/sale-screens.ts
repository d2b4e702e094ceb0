/** The screens of sales, receivables and products, for the walk through every screen. */
import { until, type App } from './app.ts';
import { csvFile } from './sheets.ts';

type Visit = (app: App, name: string) => Promise<void>;

/** Empty pages first, then with a product, a settled sale and an open one. */
export async function walkSales(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  const open = (screen: 'sales' | 'receivables' | 'products' | 'sources' | 'today') => page.goto(`${page.url().replace(/#.*$/, '')}#/${screen}`);
  const away = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await until(() => page.locator('.ant-modal-wrap:visible, .ant-dropdown:visible').count(), 0);
  };
  await open('sales');
  await page.getByText(t('sales.empty')).waitFor();
  await visit(app, 'no sales');
  await open('products');
  await page.getByText(t('sales.products.empty')).waitFor();
  await visit(app, 'no products');
  const english = app.language === 'en';
  const tea = await app.call('products.create', { name: english ? 'Green tea' : '龙井', code: 'A1', priceMinor: 1200 });
  const customerId = (await app.call('customers.list', {})).rows[0]!.id;
  await app.call('sales.create', { customerId, date: '2026-01-05', items: [{ productId: tea.id }] });
  await app.call('sales.create', { customerId, date: '2026-01-06', dueDate: '2026-02-01', items: [{ productId: tea.id, quantity: 3000 }], paidMinor: 1000, discountMinor: 50 });
  await page.getByRole('grid').waitFor();
  await visit(app, 'products');
  await page.keyboard.press('n');
  await page.getByRole('dialog').waitFor();
  await visit(app, 'new product');
  await away();
  await open('today');
  await page.locator('.today-due').first().waitFor();
  await visit(app, 'today');
  await open('receivables');
  await page.locator('.ages').waitFor();
  await visit(app, 'receivables');
  await app.button(t('outputs.save')).click();
  await page.getByRole('dialog', { name: t('outputs.owed.title') }).waitFor();
  await visit(app, 'export receivables');
  await away();
  await open('sources');
  await page.getByRole('table', { name: t('sales.sources.grid') }).waitFor();
  await visit(app, 'sources');
  await open('sales');
  await page.locator('.row-list-row').nth(1).waitFor();
  await visit(app, 'sales');
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: t('sales.form.title') }).waitFor();
  await visit(app, 'new sale');
  await page.getByText(t('sales.form.paidNone')).click();
  await page.getByText(t('sales.plan.parts')).click();
  await page.locator('.instalment-plan').waitFor();
  await visit(app, 'instalments');
  await page.getByRole('dialog').getByRole('textbox', { name: t('sales.form.notes') }).fill(english ? 'Gift wrap' : '要包装');
  await away();
  await page.keyboard.press('n');
  await page.getByRole('dialog').getByText(t('ui.kept.here')).waitFor();
  await visit(app, 'a sale that was left');
  await page.getByRole('dialog').getByRole('button', { name: t('ui.kept.discard') }).click();
  await away();
  // A dialog that is still closing takes the focus, and the menu with it.
  const choose = async (item: 'saleImport.start' | 'sales.export.title' | 'sales.settings.action'): Promise<boolean> => {
    await app.button(t('sales.more')).click();
    return page.getByRole('menuitem', { name: t(item) }).click({ timeout: 3000 }).then(() => true, () => false);
  };
  for (const item of ['sales.export.title', 'sales.settings.action', 'saleImport.start'] as const) {
    await until(() => choose(item), true);
    await page.getByRole('dialog').waitFor();
    await visit(app, item);
    if (item === 'saleImport.start') await walkSaleImport(app, visit);
    await away();
  }
  await page.locator('.row-list-row').first().click();
  await page.locator('.sale-detail').waitFor();
  await page.getByRole('button', { name: t('sales.detail.history') }).click();
  await page.locator('.sale-history li').first().waitFor();
  await visit(app, 'a sale');
  for (const act of ['refund', 'pay'] as const) {
    await page.locator('.sale-actions').getByRole('button', { name: t(`sales.detail.${act}`) }).click();
    await page.locator('.sale-form').waitFor();
    await visit(app, act);
    await away();
  }
  await page.keyboard.press('Escape');
  await app.go('customers');
}

/** A file with everything in it that the page has a word for: a question about dates, strangers, a row that cannot be taken in. */
async function walkSaleImport(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  const english = app.language === 'en';
  const table = english
    ? [['Number', 'Date', 'Customer', 'Product', 'Amount'], ['A1', '03/04/2025', 'Ann Lee', 'Green tea', '12'], ['A2', '05/06/2025', 'Ann Lee', 'Green tea', 'much']]
    : [['单号', '日期', '客户', '商品', '金额'], ['A1', '03/04/2025', '李四', '龙井', '12'], ['A2', '05/06/2025', '李四', '龙井', '贵']];
  await app.choose(() => app.button(t('saleImport.choose')).click(), { name: 'a.csv', bytes: csvFile(table) });
  await page.getByRole('radio').first().check();
  await page.getByText(t('saleImport.problems.amount_unreadable')).waitFor();
  await page.getByText(t('saleImport.newMark')).waitFor();
  await visit(app, 'a file of sales');
}
