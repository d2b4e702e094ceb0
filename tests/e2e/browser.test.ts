import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser.ts';

describe('the browser the tests run in', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('survives closed pages and draws Chinese text', async () => {
    const first = await openPage(browser);
    await first.context.close();
    const { page, problems, context } = await openPage(browser);
    await page.setContent('<h1>熟客</h1><button onclick="this.textContent=navigator.language">好</button>');
    await page.getByRole('button').click();
    expect(await page.getByRole('button').textContent()).toBe('zh-CN');
    expect((await page.screenshot()).byteLength).toBeGreaterThan(1_000);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('reports what a page complains about', async () => {
    const { page, problems, context } = await openPage(browser);
    await page.setContent('<script>console.error("kaputt"); throw new Error("uncaught")</script>');
    await expect.poll(() => problems.length).toBe(2);
    await context.close();
  });
});
