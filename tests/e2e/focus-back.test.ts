/** Whatever a button opens closes by Esc and gives the focus back to that button: the keyboard goes on from where it was. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

describe('a dialog', () => {
  it.each(['zh-CN', 'en'] as const)('opened by Enter and closed by Esc gives the focus back, in %s', { timeout: 120_000 }, async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '王小明' }] });
    const { page, t } = app;
    const { id } = (await app.call('customers.list', {})).rows[0]!;
    const profile = `customers/${id}`;
    const opened = page.locator('[role="dialog"]:visible, .filter-editor:visible');
    const lost: string[] = [];
    for (const [screen, label] of [
      ['customers', t('customers.filter.add')],
      ['customers', t('views.chart.button')],
      [profile, t('portrait.relations.add')],
      [profile, t('consents.add')],
      [profile, t('sales.add')],
      [profile, t('tasks.add')],
      ['segments', t('segments.create')],
      ['settings', t('settings.security.change')],
      ['backup', t('backup.places.add')],
    ] as const) {
      await page.evaluate((to) => (location.hash = `#/${to}`), screen);
      const button = page.getByRole('button', { name: label, exact: true }).first();
      await button.focus();
      await page.keyboard.press('Enter');
      await opened.first().waitFor();
      await until(() => page.evaluate(() => document.activeElement?.closest('[role="dialog"], .ant-popover, .ant-modal') !== null), true);
      await page.keyboard.press('Escape');
      await until(() => opened.count(), 0);
      const isBack = (): Promise<boolean> => button.evaluate((element) => element === document.activeElement);
      await until(isBack, true).catch(() => lost.push(`${screen}: ${label}`));
    }
    expect(lost).toEqual([]);
    await app.end();
  });
});

describe('a menu', () => {
  it.each(['zh-CN', 'en'] as const)('on a profile takes its keys for itself, and Esc closes it alone, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '王小明' }] });
    const { page, t } = app;
    const { id } = (await app.call('customers.list', {})).rows[0]!;
    await page.evaluate((to) => (location.hash = `#/customers/${to}`), id);
    const button = page.getByRole('button', { name: t('privacy.menu'), exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: t('person.button') }).waitFor();
    await page.keyboard.press('Delete');
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('menuitem', { name: t('person.button') }).isVisible(), false);
    await until(() => button.evaluate((element) => element === document.activeElement), true);
    expect(await page.evaluate(() => location.hash)).toBe(`#/customers/${id}`);
    expect((await app.call('customers.get', { id })).deletedAt).toBeNull();
    await page.keyboard.press('Escape');
    await app.seesNames(['王小明']);
    await app.end();
  });
});
