/** Files of customers (B4, B8, row 26): with a follow-up, kept once, their size told, and in every backup. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardPicture } from '../../src-main/core/operations/sample/picture.ts';
import { PASSPHRASE, startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const idOf = async (app: App, name: string) => (await app.call('customers.list', {})).rows.find((row) => row.name === name)!.id;

async function openProfile(app: App, name: string): Promise<number> {
  const id = await idOf(app, name);
  await app.page.goto(`${app.page.url().replace(/#.*$/, '')}#/customers/${String(id)}`);
  await app.page.getByRole('heading', { level: 1, name }).waitFor();
  return id;
}

describe.each(['zh-CN', 'en'] as const)('files in %s', (language) => {
  it('come along with a follow-up of an earlier day, are kept once for two customers, and are in the backup', async () => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }, { name: '王小明' }] });
    const { page, t } = app;
    const picture = cardPicture(0);
    const id = await openProfile(app, '李红');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog', { name: t('portrait.followUp.title') });
    await dialog.getByRole('textbox', { name: t('portrait.followUp.content') }).fill('发来了名片');
    await dialog.getByRole('button', { name: t('fields.method.visit'), exact: true }).click();
    await dialog.getByRole('button', { name: t('portrait.followUp.earlier') }).click();
    const when = dialog.getByRole('textbox', { name: t('portrait.followUp.when') });
    await when.fill('2026-11-20 09:30');
    await when.press('Enter');
    await app.choose(() => dialog.getByRole('button', { name: t('portrait.followUp.addFile') }).click(), { name: 'card.png', bytes: picture });
    await dialog.getByText('card.png').waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/follow-up-file-${language}.png` });
    await page.keyboard.press('Control+Enter');
    const entry = page.getByRole('feed').locator('.entry-followUp');
    await entry.getByText('发来了名片').waitFor();
    await entry.getByRole('button', { name: 'card.png' }).click();
    await until(() => page.locator('.preview-stage img').evaluate((image: HTMLImageElement) => image.naturalWidth), 360);
    if (pictures) await page.screenshot({ path: `${pictures}/follow-up-preview-${language}.png` });
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('dialog').count(), 0);
    const [made] = (await app.call('followUps.list', { customerId: id })).rows;
    expect(made).toMatchObject({ method: 'visit' });
    expect(new Date(made!.at).toLocaleString('sv')).toBe('2026-11-20 09:30:00');
    await page.locator('.attachment-tile').filter({ hasText: 'card.png' }).getByText(/\d+(\.\d+)? (KB|B)/).waitFor();

    await openProfile(app, '王小明');
    await app.choose(() => app.button(t('portrait.attachments.add')).click(), { name: 'same.png', bytes: picture });
    await page.locator('.attachment-tile').filter({ hasText: 'same.png' }).waitFor();
    await until(async () => (await app.call('attachments.list', { customerId: await idOf(app, '王小明') })).rows.filter((row) => row.hasThumb).length, 1);
    const hashes = await Promise.all(['李红', '王小明'].map(async (name) => (await app.call('attachments.list', { customerId: await idOf(app, name) })).rows[0]?.sizeBytes));
    expect(hashes).toEqual([picture.length, picture.length]);
    await app.go('settings');
    // One picture and its small form, whoever has it.
    await page.getByText(/^2 (个文件|files)/).waitFor();
    const file = await app.download(() => app.button(t('settings.data.backupButton')).click());
    expect(file.bytes.includes(picture.subarray(0, 64))).toBe(false);
    await app.end();

    const dataDir = mkdtempSync(join(tmpdir(), 'regulars-files-'));
    const to = await startApp(browser, { language, book: 'none', dataDir });
    await to.button(t('session.welcome.restore')).click();
    await to.choose(() => to.button(t('session.restore.choose')).click(), file);
    await to.page.locator('input[type=password]').fill(PASSPHRASE);
    await to.button(t('session.restore.start')).click();
    await to.page.getByRole('heading', { level: 1, name: t('session.lock.title') }).waitFor();
    await to.page.locator('input[type=password]').fill(PASSPHRASE);
    await to.page.keyboard.press('Enter');
    await to.page.getByRole('navigation').first().waitFor();
    await openProfile(to, '李红');
    await to.page.locator('.attachment-open').filter({ hasText: 'card.png' }).click();
    await until(() => to.page.locator('.preview-stage img').evaluate((image: HTMLImageElement) => image.naturalWidth), 360);
    await to.end();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
