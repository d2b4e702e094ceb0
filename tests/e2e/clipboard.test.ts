/** A copied phone leaves the clipboard after 30 seconds, unless somebody switched that off. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const PHONE = '13800001111';
const onClipboard = (app: App): Promise<string> => app.page.evaluate(() => navigator.clipboard.readText());

/** Opens the profile and copies the phone; time then goes on by 31 seconds at once. */
async function copyAndWait(app: App): Promise<void> {
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { rows } = await app.call('customers.list', {});
  await app.page.clock.install();
  await app.page.goto(`${app.page.url().replace(/#.*$/, '')}#/customers/${rows[0]!.id}`);
  await app.page.getByTitle(app.t('profile.copyPhone')).first().click();
  await expect.poll(() => onClipboard(app)).toBe(PHONE);
  await app.page.clock.fastForward(31_000);
}

describe.each(['zh-CN', 'en'] as const)('a copied phone (%s)', (language) => {
  const people = [{ name: '林小满', phones: [{ value: PHONE }] }];

  it('leaves the clipboard by itself', async () => {
    const app = await startApp(browser, { language, people });
    await copyAndWait(app);
    await expect.poll(() => onClipboard(app)).toBe('');
    await app.end();
  });

  it('stays when that was switched off in the settings', async () => {
    const app = await startApp(browser, { language, people });
    await app.go('settings');
    const option = app.page.getByRole('switch', { name: app.t('settings.security.copied'), exact: true });
    await option.focus();
    await app.page.keyboard.press('Space');
    await expect.poll(async () => (await app.call('prefs.get', {})).clearCopied).toBe(false);
    await copyAndWait(app);
    expect(await onClipboard(app)).toBe(PHONE);
    await app.end();
  });
});
