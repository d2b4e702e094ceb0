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
    // The first copy is made by itself.
    await page.getByText(t('backup.done', { count: 1 })).waitFor({ timeout: 60_000 });
    await page.getByText(t('backup.head.good')).waitFor();
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

  it('a copy is compared with the book, and a customer spoilt since is looked at and brought back, and the bringing back undone', { timeout: 180_000 }, async () => {
    const app = await startApp(browser, { language, people: [{ name: '王小明', notes: '爱喝茶' }, { name: '李四' }, { name: '赵六' }] });
    const { page, t } = app;
    const { jobId } = await app.call('backup.run', { id: 'ring' });
    await until(async () => (await app.call('jobs.get', { jobId })).state, 'done');
    const idOf = async (name: string) => (await app.call('customers.list', { query: { text: name }, limit: 1 })).rows[0]!.id;
    const [ming, si] = [await idOf('王小明'), await idOf('李四')];
    await app.call('customers.update', { id: ming, patch: { notes: '写错了' } });
    await app.call('customers.remove', { selection: { ids: [si] } });

    await page.getByRole('link', { name: t('backup.nav') }).click();
    await page.getByRole('button', { name: t('backup.places.kinds.ring'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: t('backup.copies.compare') }).click();
    const row = dialog.getByRole('row', { name: new RegExp(`^${t('backup.compare.kinds.customer')}`) });
    await row.waitFor({ timeout: 60_000 });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['3', '2', '1', '1', '0', '0']);
    await dialog.getByText(t('backup.compare.nowIs', { value: '写错了' })).waitFor();
    await dialog.getByRole('textbox', { name: t('backup.compare.find') }).fill('李四');
    await until(() => dialog.getByRole('checkbox').count(), 1);
    await dialog.getByRole('checkbox', { name: /李四/ }).press('Space');
    await dialog.getByRole('button', { name: t('backup.compare.bring', { count: 1 }) }).click();
    await page.getByText(t('backup.compare.done', { count: 1 })).waitFor({ timeout: 60_000 });
    expect(await app.call('customers.get', { id: si })).toMatchObject({ deletedAt: null });
    expect(await app.call('customers.get', { id: ming })).toMatchObject({ notes: '写错了' });
    await page.getByRole('button', { name: t('ui.undo.button') }).click();
    await until(async () => (await app.call('customers.get', { id: si })).deletedAt !== null, true);

    await dialog.getByRole('button', { name: t('backup.copies.compare') }).click();
    await dialog.getByRole('button', { name: t('backup.compare.bringAll', { count: 2 }) }).click({ timeout: 60_000 });
    await page.getByText(t('backup.compare.done', { count: 2 })).waitFor({ timeout: 60_000 });
    await dialog.getByRole('button', { name: t('backup.copies.compare') }).click();
    await dialog.getByText(t('backup.compare.same')).waitFor({ timeout: 60_000 });
    await app.end();
  });
});
