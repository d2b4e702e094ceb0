import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSPHRASE, startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const people = [{ name: '王小明', phones: [{ value: '13812345678' }] }];
const choice = (app: App, group: string, label: string) => app.page.getByRole('radiogroup', { name: group }).getByText(label, { exact: true });
const style = (app: App, selector: string, property: string) => app.page.locator(selector).first().evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

describe('appearance', () => {
  it('changes the language of everything at once, and keeps it', async () => {
    const app = await startApp(browser, { people });
    const { page } = app;
    await app.go('settings');
    await page.getByRole('combobox', { name: app.t('settings.appearance.language') }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.getByRole('link', { name: 'Customers' }).click();
    await page.getByRole('columnheader', { name: 'Name', exact: false }).first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await page.getByRole('link', { name: 'Customers' }).waitFor();
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { level: 1, name: 'Open' }).waitFor();
    await app.end();
  });

  it('changes theme, font size and density at once, and keeps them', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await app.go('settings');
    const light = await style(app, 'body', 'background-color');
    await choice(app, t('settings.appearance.theme'), t('settings.appearance.themes.dark')).click();
    await until(async () => (await style(app, 'body', 'background-color')) !== light, true);
    const dark = await style(app, 'body', 'background-color');
    await choice(app, t('settings.appearance.theme'), t('settings.appearance.themes.contrast')).click();
    await until(async () => [light, dark].includes(await style(app, 'body', 'background-color')), false).catch(() => undefined);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('contrast');
    await choice(app, t('settings.appearance.theme'), t('settings.appearance.themes.light')).click();

    const size = Number.parseFloat(await style(app, 'body', 'font-size'));
    await choice(app, t('settings.appearance.fontScale'), '150%').click();
    await until(async () => Math.round((Number.parseFloat(await style(app, 'body', 'font-size')) / size) * 100), 150);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await choice(app, t('settings.appearance.fontScale'), '100%').click();

    const rowHeight = async () => Math.round((await page.locator('[data-row="0"]').boundingBox())?.height ?? 0);
    const heights: number[] = [];
    for (const density of ['compact', 'normal', 'comfortable'] as const) {
      await app.go('settings');
      await choice(app, t('settings.appearance.density'), t(`settings.appearance.densities.${density}`)).click();
      await app.go('customers');
      await app.seesNames(['王小明']);
      heights.push(await rowHeight());
    }
    expect(heights).toEqual([28, 36, 44]);
    await page.reload();
    await app.seesNames(['王小明']);
    expect(await rowHeight()).toBe(44);
    await app.end();
  });
});

describe('security', () => {
  it('changes the passphrase after proof; the old one then opens nothing', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await app.go('settings');
    await app.button(t('settings.security.change')).click();
    const dialog = page.getByRole('dialog', { name: t('settings.security.changeTitle') });
    const fields = dialog.locator('input[type=password]');
    const change = dialog.getByRole('button', { name: t('settings.security.changeButton'), exact: true });
    const next = 'copper window 81 meadow';
    await fields.nth(0).fill('not the right one');
    await fields.nth(1).fill(next);
    await fields.nth(2).fill(next);
    await change.click();
    await dialog.getByRole('alert').filter({ hasText: t('errors.vault_wrongSecret.what') }).waitFor();
    await fields.nth(0).fill(PASSPHRASE);
    // A wrong proof costs a second here too.
    await until(async () => {
      await change.click({ timeout: 1_000 }).catch(() => undefined);
      return dialog.count();
    }, 0);
    await page.keyboard.press('Control+l');
    const field = page.locator('input[type=password]');
    await field.fill(PASSPHRASE);
    await field.press('Enter');
    await page.getByRole('alert').filter({ hasText: t('errors.vault_wrongSecret.what') }).waitFor();
    await app.button(t('session.lock.open')).waitFor();
    await field.fill(next);
    await until(async () => {
      // The screen may change between the look and the key.
      if ((await field.count()) > 0) await field.press('Enter', { timeout: 1_000 }).catch(() => undefined);
      return field.count();
    }, 0);
    await app.go('customers');
    await app.seesNames(['王小明']);
    await app.end();
  });

  it('gives a new recovery code, and checks the data from end to end', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await app.go('settings');
    await app.button(t('settings.security.reissue')).click();
    const dialog = page.getByRole('dialog', { name: t('settings.security.reissueTitle') });
    await dialog.locator('input[type=password]').fill(PASSPHRASE);
    await dialog.getByRole('button', { name: t('settings.security.reissueButton') }).click();
    const code = page.locator('.recovery-code b');
    await until(() => code.count(), 7);
    const groups = await code.allTextContents();
    expect(groups.join('-')).not.toBe(app.recoveryCode);
    await app.button(t('settings.security.reissueDone')).click();
    const confirm = page.getByRole('dialog', { name: t('session.confirm.title') });
    const asked = Number(/\d+/.exec((await confirm.locator('label').textContent()) ?? '')?.[0]);
    await confirm.getByRole('textbox').fill(groups[asked - 1] ?? '');
    await confirm.getByRole('button', { name: t('ui.actions.done') }).click();
    await until(() => confirm.count(), 0);
    expect((await app.call('session.status', {})).book?.recoveryConfirmed).toBe(true);
    await app.button(t('settings.data.checkButton')).click();
    await page.getByText(t('settings.data.checkGood')).waitFor();
    await app.end();
  });
});

describe('a screen that others can see', () => {
  it.each(['zh-CN', 'en'] as const)('hides phones until they are pressed, and everything while the window is left, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const cell = page.locator('[data-row="0"] .c-phones');
    await cell.waitFor();
    const dots = () => cell.evaluate((element) => getComputedStyle(element).getPropertyValue('-webkit-text-security'));
    expect(await dots()).toBe('none');
    await app.go('settings');
    await page.getByRole('switch', { name: t('settings.security.mask') }).click();
    await page.getByRole('switch', { name: t('settings.security.away') }).click();
    await app.go('customers');
    await until(dots, 'disc');
    await cell.hover();
    await page.mouse.down();
    await until(dots, 'none');
    await page.mouse.up();
    await page.mouse.move(2, 2);
    await page.keyboard.press('Control+Shift+H');
    await until(dots, 'none');
    await until(() => style(app, '#root', 'filter'), 'none');
    // A headless page never loses its focus by itself.
    await page.evaluate(() => {
      Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true });
      window.dispatchEvent(new Event('blur'));
    });
    await until(async () => (await style(app, '#root', 'filter')).startsWith('blur'), true);
    await app.end();
  });
});
