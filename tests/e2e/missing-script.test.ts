import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

describe('a script of the program that cannot be loaded', () => {
  it.each(['zh-CN', 'en'] as const)('leaves no white window, and reloading helps once it is there, in %s', async (language) => {
    const app = await startApp(browser, { language });
    const { context, t } = app;
    await context.route('**/assets/CheckUpPage-*.js', (route) => route.abort());
    const page = await app.another();
    await page.getByRole('grid').or(page.getByRole('heading', { level: 1 })).first().waitFor();
    await page.evaluate(() => void (location.hash = '#/settings/check-up'));
    const failed = page.getByRole('alert').filter({ hasText: t('ui.states.crashed') });
    await failed.waitFor();
    await context.unroute('**/assets/CheckUpPage-*.js');
    await failed.getByRole('button', { name: t('ui.actions.reload'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: t('checkUp.title') }).waitFor();

    await context.route('**/assets/start-*.js', (route) => route.abort());
    await page.reload();
    const line = page.getByRole('alert').filter({ hasText: 'Regulars' });
    await line.waitFor();
    await context.unroute('**/assets/start-*.js');
    await line.getByRole('button').press('Enter');
    await page.getByRole('heading', { level: 1, name: t('checkUp.title') }).waitFor();
    await page.close();
    await app.end();
  });
});
