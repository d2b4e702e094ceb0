/** Several books: changing between them, the list of them, and moving customers to another one, by mouse and by keyboard. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../shared/modules/words.ts';
import { makeBook, PASSPHRASE, startApp } from '../support/app.ts';
import type { App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const OTHER = 'quiet copper 88 meadow';
const BRANCH = { 'zh-CN': '分店', en: 'Branch' } as const;
const people = [{ name: '王小满', phones: [{ value: '13812345678' }] }, { name: '李想' }, { name: '张留下' }];

/** Two books with passphrases of their own; the shop is open, the branch knows 王小满 already. */
async function withBranch(language: Language, work: (app: App, dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regulars-books-'));
  await makeBook(dataDir, language, [{ name: '王小满', phones: [{ value: '138 1234 5678' }] }], { name: BRANCH[language], passphrase: OTHER });
  const app = await startApp(browser, { language, dataDir, people });
  try {
    await work(app, dataDir);
  } finally {
    await app.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const passphrase = (app: App) => app.page.locator('input[type=password]');
const dialog = (app: App) => app.page.getByRole('dialog');
const unlock = async (app: App, text: string) => {
  await passphrase(app).fill(text);
  await passphrase(app).press('Enter');
};
const branch = (app: App) => BRANCH[app.language];

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('one changes books from the sidebar and the palette, each with its own passphrase', async () => {
    await withBranch(language, async (app) => {
      const { page, t } = app;
      await app.button(t('session.menu.label', { name: app.bookName })).click();
      await page.getByRole('menuitem', { name: t('session.menu.switch', { name: branch(app) }) }).click();
      await page.getByRole('radio', { name: branch(app), checked: true }).waitFor();
      await unlock(app, OTHER);
      await app.go('customers');
      await app.seesNames(['王小满']);
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: t('palette.label') }).fill(t('palette.commands.switchBook'));
      await page.getByRole('option', { name: t('palette.commands.switchBook') }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('radio', { name: app.bookName, checked: true }).waitFor();
      await unlock(app, PASSPHRASE);
      await app.go('customers');
      await page.getByRole('gridcell', { name: '张留下' }).waitFor();
    });
  });

  it('a book taken off the list keeps its files and comes back by its folder', async () => {
    await withBranch(language, async (app, dataDir) => {
      const { page, t } = app;
      const { books } = await app.call('books.list', {});
      const shelf = readFileSync(join(dataDir, 'shelf.json'), 'utf8');
      const folders = (JSON.parse(shelf) as { books: { dir: string; lastOpenedAt: number }[] }).books.sort((a, b) => a.lastOpenedAt - b.lastOpenedAt);
      expect(books.map((b) => b.name)).toEqual([app.bookName, branch(app)]);
      await page.keyboard.press('Control+l');
      await page.getByRole('radio', { name: branch(app) }).check();
      await app.button(t('session.care.forget')).click();
      await dialog(app).getByRole('button', { name: t('session.care.forget') }).click();
      await page.getByRole('radio', { name: branch(app) }).waitFor({ state: 'detached' });
      await app.button(t('session.care.add')).click();
      await page.getByRole('textbox', { name: t('session.care.folder') }).fill(join(dataDir, 'nothing here'));
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: t('errors.vault_missing.what') }).waitFor();
      await page.getByRole('textbox', { name: t('session.care.folder') }).fill(folders[0]!.dir);
      await page.keyboard.press('Enter');
      await page.getByRole('radio', { name: branch(app), checked: true }).waitFor();
      await unlock(app, OTHER);
      await app.go('customers');
      await app.seesNames(['王小满']);
    });
  });

  it('ticked customers move to the other book; who is there already stays; one step takes it back', async () => {
    await withBranch(language, async (app) => {
      const { page, t } = app;
      await page.getByRole('gridcell', { name: '李想' }).waitFor();
      await page.getByRole('grid').getByRole('checkbox').first().click();
      await app.button(t('moving.button')).click();
      await unlock(app, 'not the right one');
      await dialog(app).getByRole('alert').filter({ hasText: t('errors.vault_wrongSecret.what') }).waitFor();
      await dialog(app).getByRole('button', { name: t('moving.next.begin') }).waitFor();
      await unlock(app, OTHER);
      await dialog(app).getByText(t('moving.same', { count: 1, name: branch(app) })).waitFor();
      await dialog(app).getByRole('button', { name: t('moving.start.move', { count: 2 }) }).click();
      await dialog(app).getByText(t('moving.done', { count: 2, name: branch(app) })).waitFor();
      await dialog(app).getByText(t('moving.skipped', { count: 1, name: branch(app) })).waitFor();
      await dialog(app).getByRole('button', { name: t('moving.close') }).click();
      await app.seesNames(['王小满']);
      await page.keyboard.press('Control+z');
      await page.getByRole('gridcell', { name: '李想' }).waitFor();
    });
  });

  it('one customer is copied from the profile by the palette, and the other book is opened from there', async () => {
    await withBranch(language, async (app) => {
      const { page, t } = app;
      const { rows } = await app.call('customers.list', { query: { text: '李想' } });
      await page.goto(`${page.url().split('#')[0] ?? ''}#/customers/${String(rows[0]!.id)}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: t('palette.label') }).fill(t('palette.commands.move'));
      await page.getByRole('option', { name: t('palette.commands.move') }).waitFor();
      await page.keyboard.press('Enter');
      await passphrase(app).waitFor();
      await unlock(app, OTHER);
      await dialog(app).getByRole('radio', { name: t('moving.mode.copy') }).check();
      await dialog(app).getByRole('button', { name: t('moving.start.copy', { count: 1 }) }).click();
      await dialog(app).getByRole('button', { name: t('moving.openTarget', { name: branch(app) }) }).click();
      await unlock(app, OTHER);
      await app.go('customers');
      await page.getByRole('gridcell', { name: '李想' }).waitFor();
      await app.go('transfer');
      await page.getByText(t('moving.past.in.copy', { name: app.bookName })).waitFor();
      await app.button(t('moving.deeds.undo')).click();
      await page.getByRole('main').getByText(t('moving.past.states.undone'), { exact: true }).waitFor();
      await app.go('customers');
      await app.seesNames(['王小满']);
    });
  });
});
