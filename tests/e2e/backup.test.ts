import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSPHRASE, startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
let stick: string;
beforeAll(async () => {
  browser = await launchBrowser();
  stick = mkdtempSync(join(tmpdir(), 'regulars-stick-'));
});
afterAll(async () => {
  await browser.close();
  rmSync(stick, { recursive: true, force: true });
});

const people = [{ name: '王小明' }, { name: '李四' }];

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('a place for backups is added, filled, looked at, proved, and a damaged one found out', { timeout: 180_000 }, async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await page.getByRole('link', { name: t('backup.nav') }).click();
    await page.getByText(t('backup.concerns.noTarget')).waitFor();
    await page.getByRole('button', { name: t('backup.places.add') }).click();
    await page.getByLabel(t('backup.adding.folder')).fill(join(stick, 'nowhere'));
    await page.keyboard.press('Enter');
    await page.getByText(t('errors.backup_badFolder.what')).waitFor();
    await page.getByLabel(t('backup.adding.folder')).fill(stick);
    await page.keyboard.press('Enter');
    await page.getByText(t('backup.head.good')).waitFor();
    await page.getByRole('button', { name: t('backup.run') }).click();
    await page.getByText(t('backup.done', { count: 2 })).waitFor({ timeout: 60_000 });
    const folder = join(stick, 'Regulars');
    const copies = () => readdirSync(folder).filter((name) => name.endsWith('.regulars'));
    expect(copies().length).toBeGreaterThan(0);

    await page.getByRole('button', { name: t('backup.places.kinds.folder') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: t('backup.copies.prove') }).click();
    await page.getByText(t('backup.copies.proved', { count: 2 })).waitFor({ timeout: 60_000 });
    await until(() => dialog.getByText(t('backup.copies.untried')).count(), 0);
    await dialog.getByRole('button', { name: t('backup.copies.restore') }).click();
    await dialog.locator('input[type="password"]').fill(PASSPHRASE);
    await dialog.getByLabel(t('session.restore.name')).fill('Restored');
    await page.keyboard.press('Enter');
    await page.getByText(t('session.restore.done', { name: 'Restored' })).waitFor({ timeout: 60_000 });
    expect((await app.call('books.list', {})).books.map((book) => book.name)).toContain('Restored');

    for (const name of copies()) truncateSync(join(folder, name), 4000);
    await dialog.getByRole('button', { name: t('backup.copies.prove') }).click();
    await dialog.getByText(t('backup.copies.damaged')).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: `${t('backup.places.more')}: ${folder}` }).click();
    await page.getByRole('menuitem', { name: t('backup.places.remove') }).click();
    await page.getByText(t('backup.concerns.noTarget')).waitFor();
    expect(copies().length).toBeGreaterThan(0);
    await app.end();
    rmSync(folder, { recursive: true });
  });
});
