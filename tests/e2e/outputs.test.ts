import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const PLAIN = '王小明';
const QUIET = '曾雪';
const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toLocaleDateString('sv');

async function shop(language: 'zh-CN' | 'en', start: 'today' | 'customers' = 'customers'): Promise<App> {
  const app = await startApp(browser, {
    language,
    start,
    people: [
      { name: PLAIN, phones: [{ value: '13812345678' }], company: '海蓝贸易' },
      { name: QUIET, phones: [{ value: '13987654321' }], doNotContact: 'all' },
    ],
  });
  app.page.setDefaultTimeout(15_000);
  for (const { id, name } of (await app.call('customers.list', {})).rows) {
    await app.call('tasks.create', { customerId: id, title: `问${name}货到了没有`, due: day(-1), method: 'phone' });
    await app.call('sales.create', { customerId: id, date: day(-40), items: [{ name: '茶叶', priceMinor: 12_300 }], paidMinor: 0, dueDate: day(-10) });
  }
  return app;
}

const languages = ['zh-CN', 'en'] as const;

describe('a call list', () => {
  it.each(languages)('of what is to be done today lies on A4 paper, without who asked not to be disturbed unless they are taken along, in %s', async (language) => {
    const app = await shop(language, 'today');
    const { page, t } = app;
    await app.page.getByRole('region', { name: t('today.tasks') }).getByRole('button', { name: t('outputs.calls.open') }).click();
    const sheet = page.getByRole('article', { name: t('outputs.calls.title') });
    await page.locator('.call-sheet[data-ready=true]').waitFor();
    await sheet.getByRole('heading', { name: t('outputs.calls.today') }).waitFor();
    const rows = () => sheet.locator('tbody tr').allInnerTexts();
    expect((await rows()).length).toBe(1);
    expect((await rows())[0]).toContain('138 1234 5678');
    expect((await rows())[0]).toContain('货到了没有');
    await sheet.getByText(t('outputs.quiet.leftOutPeople', { count: 1 })).waitFor();
    await page.getByRole('checkbox', { name: t('outputs.quiet.customers', { count: 1, customers: 1 }) }).uncheck();
    await until(async () => (await rows()).length, 2);
    await sheet.getByText(t('outputs.calls.quiet')).waitFor();
    await page.evaluate(() => (window.print = () => void (document.body.dataset['printed'] = 'yes')));
    await page.keyboard.press('Control+p');
    await page.locator('body[data-printed=yes]').waitFor();
    expect((await app.call('audit.list', {})).rows[0]).toMatchObject({ action: 'print.calls', rows: 2 });
    await page.waitForFunction(() => document.querySelector('.call-sheet[data-ready=true]') !== null);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: t('today.title') }).waitFor();
    await app.end();
  });

  it('of ticked customers has the reason that is typed for who has nothing to do', async () => {
    const app = await startApp(browser, { people: [{ name: '张三', phones: [{ value: '13812345678' }] }, { name: '李四', wechats: [{ value: 'li_4' }] }] });
    const { page, t } = app;
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await app.button(t('outputs.calls.open')).click();
    await page.getByRole('textbox', { name: t('outputs.calls.purpose') }).fill('新茶到了');
    await until(() => page.locator('.call-sheet tbody').getByText('新茶到了').count(), 2);
    await page.locator('.call-sheet').getByText(t('outputs.calls.wechat', { wechat: 'li_4' })).waitFor();
    await app.end();
  });

  it('of a segment is opened from the list of segments', async () => {
    const app = await shop('zh-CN');
    const { page, t } = app;
    await app.call('segments.create', { kind: 'live', name: '欠款客户', filter: { all: [] } });
    await page.evaluate(() => (location.hash = '#/segments'));
    await page.getByRole('button', { name: `${t('segments.actions')}: 欠款客户` }).click();
    await page.getByRole('menuitem', { name: t('outputs.calls.open') }).click();
    await page.getByRole('article').getByRole('heading', { name: '欠款客户' }).waitFor();
    expect(await page.locator('.call-sheet tbody tr').count()).toBe(1);
    await app.end();
  });
});

describe('tables', () => {
  it.each(languages)('of tasks, receivables and sales are saved without who asked not to be disturbed, and with them when that is wanted, in %s', async (language) => {
    const app = await shop(language);
    const { page, t } = app;
    const save = async (takeAlong: boolean): Promise<string> => {
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: t('transfer.export.formats.csv') }).check();
      const choice = dialog.getByRole('checkbox', { name: t('outputs.quiet.rows', { count: 1, customers: 1, rows: 1 }) });
      await choice.setChecked(!takeAlong);
      const file = await app.download(() => dialog.getByRole('button', { name: t('transfer.export.start'), exact: true }).click());
      await until(() => page.getByRole('dialog').count(), 0);
      return file.bytes.toString('utf8');
    };
    const screens = [
      { at: '#/tasks', open: () => app.button(t('outputs.save')).click(), says: ['货到了没有', '13812345678'] },
      { at: '#/receivables', open: () => app.button(t('outputs.save')).click(), says: ['123.00', '13812345678'] },
      {
        at: '#/sales',
        open: async () => {
          await app.button(t('sales.more')).click();
          await page.getByRole('menuitem', { name: t('sales.export.title') }).click();
        },
        says: ['茶叶'],
      },
    ];
    for (const { at, open, says } of screens) {
      await page.evaluate((hash) => (location.hash = hash), at);
      for (const takeAlong of [false, true]) {
        await open();
        const text = await save(takeAlong);
        expect([at, text.includes(PLAIN), text.includes(QUIET)]).toEqual([at, true, takeAlong]);
        for (const word of says) expect(text).toContain(word);
      }
    }
    await app.end();
  });
});

describe('sources', () => {
  it.each(languages)('show how many came and bought and for how much, and every figure leads to its customers, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: PLAIN, source: 'Expo' }, { name: QUIET, source: 'Expo' }] });
    const { page, t } = app;
    page.setDefaultTimeout(15_000);
    const [first] = (await app.call('customers.list', { query: { text: PLAIN } })).rows;
    await app.call('sales.create', { customerId: first!.id, date: day(-1), items: [{ name: 'Tea', priceMinor: 12_300 }], currency: 'CNY' });
    await app.call('sales.create', { customerId: first!.id, date: day(-1), items: [{ name: 'Tea', priceMinor: 500 }], currency: 'USD' });
    const open = async () => {
      await page.evaluate(() => (location.hash = '#/sales'));
      await page.getByRole('radio', { name: t('sales.tabs.sources') }).locator('..').click();
      await page.getByRole('table', { name: t('sales.sources.grid') }).waitFor();
    };
    await open();
    const row = page.getByRole('row').filter({ hasText: 'Expo' });
    await row.getByText('50%').waitFor();
    expect(await row.getByRole('button').count()).toBe(4);
    await row.getByRole('button', { name: t('sales.sources.showCustomers', { source: 'Expo', count: 2 }) }).click();
    await until(async () => (await app.names()).length, 2);
    await open();
    await row.getByRole('button', { name: t('sales.sources.showBuyers', { source: 'Expo', count: 1 }) }).press('Enter');
    await app.seesNames([PLAIN]);
    await open();
    await row.getByRole('button', { name: t('sales.sources.showRevenue', { source: 'Expo', currency: 'USD' }) }).click();
    await app.seesNames([PLAIN]);
    await app.end();
  });
});
