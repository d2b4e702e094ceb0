/** The help as a shop owner meets it: by its key, by its name, at the lock, in the middle of a form, and on paper. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const helpOf = ({ page, t }: App) => page.getByRole('dialog', { name: t('help.title') });
const topicOf = (app: App, id: 'find' | 'backup' | 'forgotten' | 'start' | 'newComputer' | 'damaged' | 'care' | 'servers') => helpOf(app).getByRole('heading', { level: 2, name: app.t(`help.topics.${id}`) });

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('opens at the topic of the screen, is searched, leads to another topic and to the screen itself', async () => {
    const app = await startApp(browser, { language, people: [{ name: '王小明' }] });
    const { page, t } = app;
    await page.keyboard.press('F1');
    await topicOf(app, 'find').waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/help-${language}.png` });
    const search = helpOf(app).getByRole('searchbox');
    await until(() => search.evaluate((field) => field === document.activeElement), true);

    await search.fill(language === 'en' ? 'zeppelin' : '飞艇');
    await helpOf(app).getByText(t('help.nothing', { text: language === 'en' ? 'zeppelin' : '飞艇' })).waitFor();
    // Esc first empties the field; the help stays.
    await page.keyboard.press('Escape');
    await until(() => search.inputValue(), '');
    await search.fill(language === 'en' ? 'where back' : 'bffznl');
    await page.keyboard.press('Enter');
    await topicOf(app, 'backup').waitFor();
    await until(() => page.evaluate(() => document.activeElement?.textContent), t('help.topics.backup'));

    await helpOf(app).getByRole('navigation', { name: t('help.see') }).getByRole('button', { name: t('help.topics.servers'), exact: true }).click();
    await topicOf(app, 'servers').waitFor();
    await helpOf(app).getByText(t('backup.remote.test'), { exact: true }).first().waitFor();
    await helpOf(app).getByRole('navigation', { name: t('help.screens') }).getByRole('button', { name: t('backup.title'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: t('backup.title') }).waitFor();
    await until(() => helpOf(app).count(), 0);
    await app.button(t('help.here')).click();
    await topicOf(app, 'backup').waitFor();
    await app.end();
  });

  it('is there where nobody is signed in: at the welcome, at the lock, at the restore', async () => {
    const fresh = await startApp(browser, { language, book: 'none' });
    await fresh.button(fresh.t('help.title')).click();
    await topicOf(fresh, 'start').waitFor();
    // No book, no screen to open.
    expect(await helpOf(fresh).getByRole('navigation', { name: fresh.t('help.screens') }).count()).toBe(0);
    await fresh.end();

    const app = await startApp(browser, { language, book: 'locked' });
    const { page, t } = app;
    const field = page.locator('input[type=password]');
    await field.fill('half typed');
    await page.keyboard.press('F1');
    await topicOf(app, 'forgotten').waitFor();
    await helpOf(app).getByText(t('session.lock.useRecovery'), { exact: true }).waitFor();
    await page.keyboard.press('F1');
    await until(() => helpOf(app).count(), 0);
    expect(await field.inputValue()).toBe('half typed');
    await app.button(t('session.lock.restore')).click();
    await page.getByRole('heading', { level: 1, name: t('session.restore.title') }).waitFor();
    await page.keyboard.press('F1');
    await topicOf(app, 'newComputer').waitFor();
    await app.end();
  });
});

it('is found in the palette by its initials', async () => {
  const app = await startApp(browser, { people: [{ name: '王小明' }] });
  const { page, t } = app;
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: t('palette.label') }).getByRole('combobox').fill('wlkl');
  await page.getByRole('option', { name: t('help.topics.forgotten') }).waitFor();
  await page.keyboard.press('Enter');
  await topicOf(app, 'forgotten').waitFor();
  await app.end();
});

it('leaves a form that is being filled in as it was, and gives the focus back', async () => {
  const app = await startApp(browser, { people: [{ name: '王小明' }] });
  const { page, t } = app;
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: t('customers.create.title') });
  const name = form.getByRole('textbox').first();
  await name.fill('李小花');
  await page.keyboard.press('F1');
  await topicOf(app, 'find').waitFor();
  await helpOf(app).getByRole('searchbox').fill('shengri');
  await page.keyboard.press('Enter');
  await topicOf(app, 'care').waitFor();
  await page.keyboard.press('Escape');
  await until(() => helpOf(app).count(), 0);
  expect(await name.inputValue()).toBe('李小花');
  await until(() => name.evaluate((field) => field === document.activeElement), true);
  await app.end();
});

it('prints the topic alone, on A4, every step of it', async () => {
  const app = await startApp(browser, { prefs: { theme: 'dark' }, people: [{ name: '王小明' }] });
  const { page, t } = app;
  await page.keyboard.press('F1');
  await helpOf(app).getByRole('button', { name: t('help.topics.fields'), exact: true }).first().click();
  await helpOf(app).getByRole('heading', { level: 2, name: t('help.topics.fields') }).waitFor();
  const bytes = await page.pdf({ preferCSSPageSize: true });
  const paper = await getDocument({ data: new Uint8Array(bytes) }).promise;
  const first = await paper.getPage(1);
  const [, , width = 0, height = 0] = first.view;
  expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
  const pages = await Promise.all(Array.from({ length: paper.numPages }, async (_, at) => (await (await paper.getPage(at + 1)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join('')));
  expect(paper.numPages).toBeGreaterThan(1);
  const text = pages.join('').replace(/\s/g, '');
  expect(text).toContain(t('customFields.page.title'));
  expect(text).toContain(t('customFields.review.confirm').replace('…', ''));
  // Neither the list beneath nor the topics beside it.
  expect(text).not.toContain('王小明');
  expect(text).not.toContain(t('help.topics.forgotten'));
  await app.end();
});
