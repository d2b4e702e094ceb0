/**
 * `npm run pictures`: takes the README's pictures of the real screens into docs/pictures, in both languages. Builds the window if it is stale.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { buildIfStale } from '../../build/stale.ts';
import type { Language } from '../../shared/modules/words.ts';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { csvFile } from '../support/sheets.ts';

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const size = { width: 1280, height: 800 };

const table = {
  'zh-CN': [
    ['姓名', '联系电话', '出生日期', '会员等级', '备注'],
    ['林晓燕', '13801234567', '1988-05-06', 'A 重点', '喜欢百合'],
    ['陈志远', '1.3912345678E+10', '1979-11-23', 'B 普通', '每月一束，周五送'],
    ['吴佳怡', '1.38E+10', '1992-02-30', 'B 普通', ''],
    ['', '', '', '', '没有名字的一行'],
    ['何嘉欣', '13677778888', '农历八月十五', 'C 一般', '开发票'],
  ],
  en: [
    ['Name', 'Mobile', 'Date of birth', 'Grade', 'Notes'],
    ['Grace Turner', '07700 900111', '1988-05-06', 'A top', 'Likes lilies'],
    ['Peter Hall', '07700 900222', '1979-11-23', 'B regular', 'A bunch every Friday'],
    ['Ruby Clark', '7.70E+09', '1992-02-30', 'B regular', ''],
    ['', '', '', '', 'A row without a name'],
    ['Noah King', '07700 900444', '1990-08-15', 'C occasional', 'Needs invoices'],
  ],
} as const;

async function take(page: Page, name: string): Promise<void> {
  // An empty place of the sidebar: nothing lights up under the pointer.
  await page.mouse.move(110, 600);
  await until(() => page.locator('.skeleton:visible, .grid-wait').count(), 0);
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled', caret: 'hide' });
}

async function openSample(app: App): Promise<void> {
  await app.page.getByRole('button', { name: app.t('session.welcome.sample') }).click();
  await app.page.locator('.today-task').first().waitFor();
}

async function openList(app: App): Promise<void> {
  await app.go('customers');
  await app.page.locator('[data-row="12"]').waitFor();
}

async function screens(browser: Browser, language: Language): Promise<void> {
  const app = await startApp(browser, { language, size, book: 'none', prefs: { theme: 'light' } });
  const { page, t } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await take(page, `first-run-${language}`);
  await openSample(app);
  await take(page, `today-${language}`);
  await openList(app);
  await take(page, `list-${language}`);
  // Somebody with a birthday and purchases, who shows most of a profile.
  const { rows } = await app.call('customers.list', { query: { filter: { all: [{ field: 'birthday', test: { op: 'notEmpty' } }] } }, limit: 50 });
  const shown = rows.find((row) => row.phones.length > 0 && row.wechats.length > 0 && row.notes !== null && row.tags.length > 1) ?? rows[0];
  await page.evaluate((id) => (location.hash = `#/customers/${id}`), shown?.id ?? 0);
  await page.locator('.profile-page .entry').first().waitFor();
  await take(page, `profile-${language}`);
  await page.evaluate(() => (location.hash = '#/lifecycle'));
  await page.locator('.stage-card').first().waitFor();
  await take(page, `lifecycle-${language}`);
  await page.evaluate(() => (location.hash = '#/care'));
  await page.getByRole('checkbox').first().waitFor();
  await take(page, `care-${language}`);
  await app.go('transfer');
  await app.choose(() => app.button(t('transfer.drop.button')).click(), { name: language === 'en' ? 'members.csv' : '会员表.csv', bytes: csvFile(table[language]) });
  await app.button(t('ui.actions.next')).click();
  await app.button(t('transfer.steps.preview')).click();
  await page.getByRole('tablist').waitFor();
  await take(page, `import-${language}`);
  await app.end();
}

async function dark(browser: Browser): Promise<void> {
  const app = await startApp(browser, { language: 'zh-CN', size, book: 'none', prefs: { theme: 'dark' } });
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await openSample(app);
  await openList(app);
  await app.search('wang');
  await until(async () => (await app.names()).every((name) => name.startsWith('王')), true);
  await app.page.locator('[data-row="1"] [data-column="0"]').click();
  await app.page.locator('.inspector .record').waitFor();
  await take(app.page, 'list-dark-zh-CN');
  await app.end();
}

if (process.env['REGULARS_TEST_PAGES'] === undefined) await buildIfStale('renderer');
await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
await screens(browser, 'zh-CN');
await screens(browser, 'en');
await dark(browser);
await browser.close();
