import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSPHRASE, startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { orSkip, startS3Server, startWebdavServer } from '../support/storage-servers.ts';

const webdav = await orSkip('the WebDAV server', () => startWebdavServer());
const s3 = await orSkip('the S3 server', startS3Server);
let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(async () => {
  await browser.close();
  await webdav?.stop();
  await s3?.stop();
});

const people = [{ name: '王小明' }, { name: '李四' }];
const secretIn = (within: Locator) => within.locator('input[type="password"]').first();

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it.skipIf(webdav === null)('a WebDAV server is tried, added, backed up to, proved, waited for, and restored from on a computer that has nothing', { timeout: 240_000 }, async () => {
    const { connection, front, folder } = webdav!;
    rmSync(join(folder, 'Regulars'), { recursive: true, force: true });
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const dialog = page.getByRole('dialog');
    await page.getByRole('link', { name: t('backup.nav') }).click();
    await app.button(t('backup.places.add')).click();
    await dialog.getByText(t('backup.adding.way.webdav'), { exact: true }).click();
    const url = dialog.getByLabel(t('backup.remote.url'));
    await url.fill('http://dav.example.org/shop');
    await dialog.getByLabel(t('backup.remote.user')).fill(connection.user);
    await secretIn(dialog).fill('wrong');
    await dialog.getByRole('button', { name: t('backup.remote.test'), exact: true }).click();
    await dialog.getByText(t('errors.place_insecure.what')).waitFor();
    await url.fill(connection.url);
    await page.keyboard.press('Enter');
    await dialog.getByText(t('errors.place_denied.what')).waitFor();
    await secretIn(dialog).fill(connection.secret);
    await dialog.getByRole('button', { name: t('backup.remote.test'), exact: true }).click();
    await dialog.getByText(t('backup.remote.works')).waitFor();
    await secretIn(dialog).press('Enter');
    await app.toast(t('backup.remote.added'));
    const place = app.button(t('backup.places.kinds.webdav'));
    await place.waitFor();
    expect(await page.locator('body').innerText()).not.toContain(connection.secret);

    // The first copy is made by itself.
    await app.toast(t('backup.done', { count: 1 }));
    const copies = () => readdirSync(join(folder, 'Regulars')).filter((name) => name.endsWith('.regulars'));
    expect(copies()).toHaveLength(1);
    await place.click();
    await dialog.getByRole('button', { name: t('backup.copies.prove') }).click();
    await app.toast(t('backup.copies.proved', { count: 2 }));
    await until(() => dialog.getByText(t('backup.copies.untried')).count(), 0);
    await page.keyboard.press('Escape');

    front.set(() => ({ cutAnswerAfter: -1 }));
    await app.call('customers.create', { name: '赵六' });
    await app.button(t('backup.run')).click();
    await app.toast(t('backup.doneWaiting', { count: 1, waiting: 1 }));
    await page.getByText(t('backup.places.waiting', { why: t('errors.place_unreachable.what') })).waitFor();
    await page.getByText(t('backup.head.good')).waitFor();
    front.set(null);
    await app.button(t('backup.run')).click();
    // The toast of the first run may still stand.
    await until(() => copies().length, 2);
    await until(async () => (await app.call('jobs.list', {})).jobs.some((job) => job.state === 'running'), false);

    const more = page.getByRole('button', { name: new RegExp(`^${t('backup.places.more')}: http`) });
    await more.click();
    await page.getByRole('menuitem', { name: t('backup.remote.change') }).click();
    expect(await dialog.getByLabel(t('backup.remote.url')).inputValue()).toBe(connection.url);
    expect(await secretIn(dialog).inputValue()).toBe('');
    await dialog.getByRole('button', { name: t('ui.actions.save'), exact: true }).click();
    await app.toast(t('backup.remote.changed'));
    await app.end();

    const bare = await startApp(browser, { language, book: 'none' });
    await bare.button(t('session.welcome.restore')).click();
    const main = bare.page.locator('main');
    await main.getByText(t('session.restore.way.webdav'), { exact: true }).click();
    await main.getByLabel(t('backup.remote.url')).fill(connection.url);
    await main.getByLabel(t('backup.remote.user')).fill(connection.user);
    await secretIn(main).fill(connection.secret);
    await bare.button(t('session.restore.find')).click();
    await main.getByText(t('session.restore.found', { count: 2 })).waitFor();
    expect(await main.getByRole('radio', { checked: true }).count()).toBe(2);
    await main.getByLabel(t('session.restore.secret')).fill(PASSPHRASE);
    await bare.page.keyboard.press('Enter');
    await bare.toast(t('session.restore.doneUnnamed'));
    await until(async () => (await bare.call('books.list', {})).books.length, 1);
    await bare.end();
  });

  it.skipIf(s3 === null)('a bucket is tried, told what is wrong with it, added and backed up to', { timeout: 120_000 }, async () => {
    const { connection } = s3!;
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const dialog = page.getByRole('dialog');
    await page.getByRole('link', { name: t('backup.nav') }).click();
    await app.button(t('backup.places.add')).click();
    await dialog.getByText(t('backup.adding.way.s3'), { exact: true }).click();
    const fill = (label: string, text: string) => dialog.getByLabel(label, { exact: false }).first().fill(text);
    await fill(t('backup.remote.endpoint'), connection.endpoint);
    await fill(t('backup.remote.bucket'), 'no-such-bucket');
    await fill(t('backup.remote.prefix'), language);
    await fill(t('backup.remote.keyId'), connection.keyId);
    await secretIn(dialog).fill(connection.secret);
    await secretIn(dialog).press('Enter');
    await dialog.getByText(t('errors.place_noBucket.what')).waitFor();
    await fill(t('backup.remote.bucket'), connection.bucket);
    await secretIn(dialog).press('Enter');
    await app.toast(t('backup.done', { count: 1 }));
    await app.button(t('backup.places.kinds.s3')).click();
    await dialog.getByRole('button', { name: t('backup.copies.prove') }).click();
    await app.toast(t('backup.copies.proved', { count: 2 }));
    await app.end();
  });
});
