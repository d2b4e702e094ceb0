/** What is half typed survives a lock and a crash of the window, in every form customers are written in, by keyboard in both languages. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSPHRASE, startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const people = [{ name: '李红', notes: '第一版' }, { name: '王小明' }];

async function lockAndOpen({ page, t }: App): Promise<void> {
  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { level: 1, name: t('session.lock.title') }).waitFor();
  expect(await page.content()).not.toContain('没写完');
  await page.locator('input[type=password]').fill(PASSPHRASE);
  await page.locator('input[type=password]').press('Enter');
  await page.getByRole('navigation').first().waitFor();
}

async function openProfile(app: App, page: Page, name: string): Promise<number> {
  const { id } = (await app.call('customers.list', {})).rows.find((row) => row.name === name)!;
  await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(id)}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  return id;
}

describe.each(['zh-CN', 'en'] as const)('half-typed text in %s', (language) => {
  it('of a new customer is there again after a lock that came in the middle of a word', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: t('customers.create.title') });
    const name = form.getByRole('textbox').first();
    await name.pressSequentially('赵没写完');
    await page.keyboard.press('Tab');
    await page.keyboard.type('13500001111');
    await lockAndOpen(app);
    await app.go('customers');
    await page.keyboard.press('n');
    await form.getByText(t('ui.kept.here')).waitFor();
    expect(await name.inputValue()).toBe('赵没写完');
    expect(await form.getByLabel(t('customers.create.phone')).inputValue()).toBe('13500001111');
    if (pictures) await page.screenshot({ path: `${pictures}/kept-customer-${language}.png` });
    await form.getByRole('button', { name: t('ui.kept.discard') }).click();
    await until(() => name.inputValue(), '');
    await until(async () => (await app.call('drafts.get', { form: 'customer.new' })).text, null);
    await app.end();
  });

  it('of a follow-up and of notes is there again after the window crashed, for that customer only', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const style = await app.call('fields.create', { label: 'Style', kind: 'longText' });
    const id = await openProfile(app, page, '李红');
    const notes = (on: Page) => on.getByRole('textbox', { name: t('fields.customer.notes'), exact: true });
    await notes(page).fill('第二版没写完');
    await until(async () => (await app.call('drafts.get', { form: 'customer.edit' })).text?.includes('第二版没写完'), true);
    await page.close();
    const next = await app.another();
    await openProfile(app, next, '李红');
    const kept = next.getByRole('group', { name: t('ui.kept.text') });
    await kept.getByText('第二版没写完').waitFor();
    await until(() => kept.evaluate((note) => Math.floor(note.getBoundingClientRect().bottom) <= window.innerHeight), true);
    expect((await app.call('customers.get', { id })).notes).toBe('第一版');
    if (pictures) await next.screenshot({ path: `${pictures}/kept-notes-${language}.png` });
    await kept.getByRole('button', { name: t('ui.kept.use') }).press('Enter');
    await until(async () => (await app.call('customers.get', { id })).notes, '第二版没写完');
    await kept.waitFor({ state: 'detached' });
    const own = next.getByRole('textbox', { name: 'Style', exact: true });
    await own.fill('素净，没写完');
    await until(async () => (await app.call('drafts.get', { form: 'customer.edit' })).text?.includes('素净'), true);
    await next.reload();
    await kept.getByText('素净，没写完').waitFor();
    await kept.getByRole('button', { name: t('ui.kept.use') }).click();
    await until(async () => (await app.call('customers.get', { id })).custom[String(style.id)], '素净，没写完');

    await next.getByRole('heading', { level: 1 }).click();
    await next.keyboard.press('f');
    const content = (on: Page) => on.getByRole('textbox', { name: t('portrait.followUp.content') });
    await content(next).fill('电话里说到一半，没写完');
    await next.getByRole('dialog').getByRole('button', { name: t('fields.result.thinking'), exact: true }).click();
    await until(async () => (await app.call('drafts.get', { form: 'followUp.new' })).text?.includes('thinking'), true);
    await next.close();
    const last = await app.another();
    await openProfile(app, last, '王小明');
    await last.keyboard.press('f');
    await content(last).waitFor();
    expect(await content(last).inputValue()).toBe('');
    await last.keyboard.press('Escape');
    await last.getByRole('dialog').waitFor({ state: 'detached' });
    await openProfile(app, last, '李红');
    await last.keyboard.press('f');
    await last.getByRole('dialog').getByText(t('ui.kept.here')).waitFor();
    expect(await content(last).inputValue()).toBe('电话里说到一半，没写完');
    if (pictures) await last.screenshot({ path: `${pictures}/kept-follow-up-${language}.png` });
    await last.keyboard.press('Control+Enter');
    await until(async () => (await app.call('followUps.list', { customerId: id })).rows.map((row) => [row.content, row.result]), [['电话里说到一半，没写完', 'thinking']]);
    await until(async () => (await app.call('drafts.get', { form: 'followUp.new' })).text, null);
    await app.end();
  });

  it('of a sale is there again after a lock, its lines and amounts too', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const id = await openProfile(app, page, '李红');
    const open = async (): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: t('palette.label') }).fill(t('palette.commands.newSale'));
      await page.getByRole('option', { name: t('palette.commands.newSale'), selected: true }).waitFor();
      await page.keyboard.press('Enter');
    };
    const dialog = page.getByRole('dialog', { name: t('sales.form.title') });
    await open();
    await dialog.waitFor();
    await page.keyboard.type('李红');
    await page.locator('.ant-select-item-option-active .pick-customer').waitFor();
    await page.keyboard.press('Enter');
    const product = dialog.locator('.sale-line input[role="combobox"]').first();
    await until(() => product.evaluate((input) => input === document.activeElement), true);
    await page.keyboard.type('没写完的茶');
    await page.keyboard.press('Tab');
    await dialog.getByRole('textbox', { name: `${t('sales.form.price')} 1` }).fill('88');
    await lockAndOpen(app);
    await open();
    await dialog.getByText(t('ui.kept.here')).waitFor();
    await dialog.locator('.pick-customer').getByText('李红').waitFor();
    await until(async () => (await dialog.locator('.sale-total strong').textContent())?.includes('88'), true);
    if (pictures) await page.screenshot({ path: `${pictures}/kept-sale-${language}.png` });
    await dialog.getByRole('textbox', { name: t('sales.form.notes') }).press('Control+Enter');
    await until(async () => (await app.call('sales.list', { query: { customerId: id } })).rows.map((row) => [row.amountMinor]), [[8800]]);
    await until(async () => (await app.call('drafts.get', { form: 'sale.new' })).text, null);
    await app.end();
  });
});
