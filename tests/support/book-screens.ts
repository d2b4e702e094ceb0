/** The screens of several books, for the walk through every screen. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { makeBook, PASSPHRASE, startApp, type App, type AppOptions, type Person } from './app.ts';

type Visit = (app: App, name: string) => Promise<void>;

/** The menu of books, moving somebody to another one from the first question to the result, and the list of books at the lock. */
export async function walkBooks(browser: Browser, options: Pick<AppOptions, 'language' | 'prefs' | 'size'>, people: readonly Person[], visit: Visit): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regulars-books-'));
  const language = options.language ?? 'zh-CN';
  const branch = language === 'en' ? 'Branch' : '分店';
  await makeBook(dataDir, language, people.slice(0, 1), { name: branch });
  const app = await startApp(browser, { ...options, dataDir, people });
  const { page, t } = app;
  const dialog = page.getByRole('dialog');
  await app.button(t('session.menu.label', { name: app.bookName })).click();
  await page.getByRole('menuitem').first().waitFor();
  await visit(app, 'menu of books');
  await page.keyboard.press('Escape');
  await page.getByRole('grid').getByRole('checkbox').first().click();
  await app.button(t('moving.button')).click();
  await dialog.getByRole('button', { name: t('moving.next.begin') }).waitFor();
  await visit(app, 'move where');
  await page.locator('input[type=password]').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await dialog.getByText(t('moving.along')).waitFor();
  await visit(app, 'move preview');
  await dialog.getByRole('button', { name: t('moving.start.move', { count: people.length - 1 }) }).click();
  await dialog.getByRole('button', { name: t('moving.close') }).waitFor();
  await visit(app, 'move result');
  await dialog.getByRole('button', { name: t('moving.close') }).click();
  await app.go('transfer');
  await page.getByText(t('moving.past.title')).waitFor();
  await visit(app, 'past moves');
  await page.keyboard.press('Control+l');
  await app.button(t('session.care.forget')).click();
  await dialog.waitFor();
  await visit(app, 'forget a book');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await app.button(t('session.care.add')).click();
  await dialog.waitFor();
  await visit(app, 'open a folder');
  await app.end();
  rmSync(dataDir, { recursive: true, force: true });
}
