/** The security check-up (Q2), the drill of the recovery code, and a book brought out of a cloud folder, as an owner does them. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBook, PASSPHRASE, startApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('the check-up is reached by the palette, says what to look at, verifies the record and tries the recovery code', async () => {
    const app = await startApp(browser, { language, people: [{ name: '王小明' }] });
    const { page, t } = app;
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill(language === 'en' ? 'security check' : 'aqtj');
    await page.getByRole('option', { name: t('checkUp.title') }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: t('checkUp.title') }).waitFor();
    const open = page.getByRole('region', { name: t('checkUp.open') });
    const good = page.getByRole('region', { name: t('checkUp.good') });
    await open.getByRole('heading', { name: t('checkUp.points.recovery.title') }).waitFor();
    await open.getByText(t('checkUp.points.recovery.neverTried')).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/check-up-${language}.png`, fullPage: true });

    await open.getByRole('button', { name: t('privacy.audit.verify'), exact: true }).click();
    await good.getByRole('heading', { name: t('checkUp.points.audit.title') }).waitFor();

    await open.getByRole('button', { name: t('checkUp.actions.drill'), exact: true }).click();
    const drill = page.getByRole('dialog', { name: t('checkUp.drill.title') });
    await drill.locator('input').fill('AAAA-BBBB');
    await page.keyboard.press('Enter');
    await drill.getByRole('alert').waitFor();
    await drill.locator('input').fill(app.recoveryCode.toLowerCase());
    await page.keyboard.press('Enter');
    await app.toast(t('checkUp.drill.done'));
    await good.getByRole('heading', { name: t('checkUp.points.recovery.title') }).waitFor();

    await open.getByRole('button', { name: t('checkUp.actions.backups'), exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: t('backup.title') }).waitFor();
    await app.end();
  });

  it('a book in a cloud folder is brought to this computer in one press and opens with what was typed', async () => {
    const shop = mkdtempSync(join(tmpdir(), 'regulars-cloud-'));
    const made = await makeBook(join(shop, 'pc'), language, [{ name: '王小明' }], { name: 'Cloud shop' });
    const folder = join(shop, 'Dropbox', 'shop');
    mkdirSync(join(shop, 'Dropbox'));
    const app = await startApp(browser, { language, book: 'locked', people: [] });
    const { page, t } = app;
    const [book = ''] = readdirSync(join(shop, 'pc', 'books'));
    cpSync(join(shop, 'pc', 'books', book), folder, { recursive: true });
    await app.button(t('session.care.add')).click();
    const dialog = page.getByRole('dialog', { name: t('session.care.addTitle') });
    await dialog.getByLabel(t('session.care.folder')).fill(folder);
    await page.keyboard.press('Enter');
    await dialog.getByText(t('errors.book_syncedFolder.what')).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/take-home-${language}.png` });
    await dialog.getByRole('button', { name: t('session.takeHome.button'), exact: true }).click();
    await app.toast(t('session.takeHome.done'));
    expect(existsSync(`${folder}-moved`)).toBe(true);
    await page.locator('.book-card').filter({ hasText: made.name }).locator('input:checked').waitFor();
    await page.locator('input[type=password]').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await app.go('customers');
    await app.seesNames(['王小明']);
    await app.end();
    rmSync(shop, { recursive: true, force: true });
  });
});
