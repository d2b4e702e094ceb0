import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type Person } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { csvFile } from '../support/sheets.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const people: readonly Person[] = [{ name: '王小明', phones: [{ value: '13812345678' }], company: '海蓝' }, { name: '欧阳娜娜' }, { name: '赵六' }];

describe('undo and redo', () => {
  it('go back over an edit, a deletion and an import, and forth again', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 3);
    const company = page.locator('[data-row]').filter({ hasText: '王小明' }).locator('[data-column="2"]');
    await company.dblclick();
    await page.locator('.cell-editor input').fill('新蓝');
    await page.keyboard.press('Enter');
    await until(() => company.textContent(), '新蓝');

    await page.locator('[data-row]').filter({ hasText: '赵六' }).locator('[data-column="1"]').click();
    await page.keyboard.press('Delete');
    await until(async () => (await app.names()).includes('赵六'), false);

    await app.go('transfer');
    await app.choose(() => app.button(t('transfer.drop.button')).click(), { name: 'a.csv', bytes: csvFile([['姓名', '手机'], ['导入的人', '13988887777'], ['王小明', '13812345678']]) });
    await app.button(t('ui.actions.next')).click();
    await app.button(t('transfer.steps.preview')).click();
    await page.getByRole('button', { name: /1|2/ }).and(page.locator('.wizard-buttons .ant-btn-primary')).click();
    await app.button(t('transfer.result.openList')).waitFor();
    await app.go('customers');
    await until(async () => (await app.names()).sort(), ['导入的人', '欧阳娜娜', '王小明'].sort());

    await page.keyboard.press('Control+z');
    await until(async () => (await app.names()).sort(), ['欧阳娜娜', '王小明'].sort());
    await page.keyboard.press('Control+z');
    await until(async () => (await app.names()).sort(), ['欧阳娜娜', '王小明', '赵六'].sort());
    await page.keyboard.press('Control+z');
    await until(() => company.textContent(), '海蓝');
    await page.keyboard.press('Control+Shift+z');
    await until(() => company.textContent(), '新蓝');
    await page.keyboard.press('Control+y');
    await until(async () => (await app.names()).sort(), ['欧阳娜娜', '王小明'].sort());
    await page.keyboard.press('Control+y');
    await until(async () => (await app.names()).sort(), ['导入的人', '欧阳娜娜', '王小明'].sort());
    await page.keyboard.press('Control+y');
    await app.toast(t('ui.undo.nothingToRedo'));
    await app.end();
  });

  it('go back over the last hundred, and no further', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 3);
    const { id } = (await app.call('customers.search', { text: '赵六' })).rows[0]!;
    for (let n = 1; n <= 103; n++) await app.call('customers.update', { id, patch: { company: `第${String(n)}家` } });
    const company = async () => (await app.call('customers.get', { id })).company;
    await page.getByRole('grid').focus();
    for (let n = 1; n <= 100; n++) {
      await page.keyboard.press('Control+z');
      await until(company, `第${String(103 - n)}家`);
    }
    await page.keyboard.press('Control+z');
    await app.toast(t('ui.undo.nothing'));
    expect(await company()).toBe('第3家');
    await app.end();
  });

  it('leave text fields their own undo', async () => {
    const app = await startApp(browser, { people });
    const { page } = app;
    await until(async () => (await app.names()).length, 3);
    const before = await app.call('undo.status', {});
    await page.keyboard.press('/');
    await page.keyboard.type('abc');
    await page.keyboard.press('Control+z');
    expect(await app.call('undo.status', {})).toEqual(before);
    await app.end();
  });
});

describe('the command palette', () => {
  it.each(['zh-CN', 'en'] as const)('finds customers and commands by pinyin initials and in both languages, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: t('palette.label') });
    // The first: a topic of the help may have the word in its name too, and stands below.
    const option = (name: string) => palette.getByRole('option').filter({ hasText: name }).first();
    const input = palette.getByRole('combobox');
    await input.fill('sz');
    await option(t('palette.commands.settings')).waitFor();
    await input.fill('shezhi');
    await option(t('palette.commands.settings')).waitFor();
    await input.fill('settings');
    await option(t('palette.commands.settings')).waitFor();
    await input.fill('oynn');
    await option('欧阳娜娜').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '欧阳娜娜' }).waitFor();
    await page.keyboard.press('Control+k');
    await input.fill('drbg');
    await option(t('palette.commands.import')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: t('transfer.drop.title') }).waitFor();
    // A setting, a screen and an action by the initials of their Chinese names, on any keyboard.
    await page.keyboard.press('Control+k');
    await input.fill('sszt');
    await option(t('palette.commands.dark')).waitFor();
    await page.keyboard.press('Enter');
    await until(() => page.locator('html').getAttribute('data-theme'), 'dark');
    await page.keyboard.press('Control+k');
    await input.fill('hsz');
    await option(t('palette.commands.bin')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: t('customers.bin.title') }).waitFor();
    await page.keyboard.press('Control+k');
    await input.fill('tjkh');
    await option(t('palette.commands.newCustomer')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: t('customers.create.title') }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await until(() => palette.count(), 0);
    await app.end();
  });
});

describe('the keys', () => {
  it('are listed by the question mark, those of the page first', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 3);
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: t('ui.keys.title') });
    await sheet.getByText(t('customers.keys.add')).waitFor();
    const listed = await sheet.locator('dt').allTextContents();
    for (const key of ['ui.keys.palette', 'ui.keys.undo', 'ui.keys.lock', 'customers.keys.search', 'customers.keys.edit'] as const) expect(listed).toContain(t(key));
    await page.keyboard.press('Escape');
    await until(() => sheet.count(), 0);
    await app.end();
  });

  it('stay silent while an input method composes, in the search box and outside it', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 3);
    const ime = await app.context.newCDPSession(page);
    const silent = async () => {
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await page.locator('.inspector').count()).toBe(0);
    };
    await page.keyboard.press('/');
    for (const text of ['n', 'na', "na'n", "na'na"]) await ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await until(() => app.names(), ['欧阳娜娜']);
    for (const code of ['n', '?', 'Enter', 'Escape', 'Delete'] as const) {
      await page.evaluate((key) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true })), code);
    }
    await silent();
    expect(await page.getByRole('searchbox').evaluate((box) => box === document.activeElement)).toBe(true);
    await ime.send('Input.insertText', { text: '娜娜' });
    await until(() => page.getByRole('searchbox').inputValue(), '娜娜');
    await until(() => app.names(), ['欧阳娜娜']);
    // An input method left on while the grid has the focus: its keys carry 229 and must not be taken for N, ? or Delete.
    await page.locator('[role="grid"]').focus();
    for (const key of ['n', '?', 'Delete', 'e', 'Enter']) {
      await page.evaluate((name) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, keyCode: 229, bubbles: true, cancelable: true })), key);
    }
    await silent();
    expect(await page.locator('.cell-editor').count()).toBe(0);
    await app.seesNames(['欧阳娜娜']);
    expect((await app.call('customers.list', {})).total).toBe(3);
    await page.keyboard.press('n');
    await page.getByRole('dialog', { name: t('customers.create.title') }).waitFor();
    await app.end();
  });
});
