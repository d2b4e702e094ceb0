import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

describe('the empty template', () => {
  it.each(['zh-CN', 'en'] as const)('is downloaded as workbook or CSV with the book’s own fields, filled in, and imported without mapping anything, in %s', async (language) => {
    const app = await startApp(browser, { language });
    const { page, t } = app;
    const field = await app.call('fields.create', { label: 'Shoe width', kind: 'number' });
    await app.go('transfer');
    const take = (format: 'xlsx' | 'csv') =>
      app.download(async () => {
        await app.button(t('transfer.drop.template')).click();
        await page.getByRole('menuitem', { name: t(`transfer.drop.templateAs.${format}`) }).click();
      });
    const book = await take('xlsx');
    expect([book.name, book.bytes.subarray(0, 2).toString()]).toEqual([`${t('transfer.drop.templateName')}.xlsx`, 'PK']);
    const sheet = await take('csv');
    const head = sheet.bytes.toString('utf8').trim().replace('\ufeff', '');
    const cells = head.split(',').map((heading, i) => (i === 0 ? 'Li Hong' : heading === 'Shoe width' ? '9.5' : ''));
    const filled = new TextEncoder().encode(`${head}\r\n${cells.join(',')}\r\n`);
    await app.choose(() => app.button(t('transfer.drop.button')).click(), { name: 'filled.csv', bytes: filled });
    await app.button(t('ui.actions.next')).click();
    await app.button(t('transfer.steps.preview')).click();
    await app.button(t('transfer.preview.start', { count: 1 })).click();
    await until(async () => (await app.call('customers.list', {})).rows.map((row) => [row.name, row.custom[String(field.id)]]), [['Li Hong', 9.5]]);
    await app.end();
  });
});
