/** Ticking in groups and on boards, by mouse and by keyboard, with the bar the plain list has. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const people = [
  { name: '王一', grade: 'A' },
  { name: '李二', grade: 'A' },
  { name: '赵三', grade: 'A' },
  { name: '孙四', grade: 'B' },
];

describe.each(['zh-CN', 'en'] as const)('ticks in %s', (language) => {
  it('go by row, range and whole group in a grouped list, and the bar acts on them', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const by = t('views.group.by', { field: t('fields.customer.grade') });
    await app.button(t('views.group.button')).click();
    await page.getByRole('menuitem', { name: by }).click();
    const group = page.getByRole('grid', { name: t('views.group.rows', { group: 'A' }) });
    const bar = (count: number) => page.getByRole('toolbar', { name: t('ui.selection.count', { count }) });
    await group.locator('[data-row="0"] [data-tick]').click();
    await bar(1).waitFor();
    await group.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Space');
    await bar(3).waitFor();
    const wholeB = page.getByRole('checkbox', { name: t('views.group.tick', { group: 'B', count: 1 }) });
    await wholeB.press('Space');
    await bar(4).waitFor();
    const wholeA = page.getByRole('checkbox', { name: t('views.group.tick', { group: 'A', count: 3 }) });
    await until(() => wholeA.getAttribute('aria-checked'), 'true');
    await wholeA.click();
    await bar(1).waitFor();
    await until(() => wholeA.getAttribute('aria-checked'), 'false');
    await bar(1).getByRole('button', { name: t('customers.bulk.remove') }).click();
    await until(async () => (await app.call('customers.list', {})).rows.map((row) => row.name).includes('孙四'), false);
    await page.getByRole('toolbar').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+a');
    await bar(3).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar').waitFor({ state: 'detached' });
    await app.end();
  });

  it('go by card and by column on a board', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 4);
    await page.locator('.ant-segmented-item').nth(1).click();
    const bar = (count: number) => page.getByRole('toolbar', { name: t('ui.selection.count', { count }) });
    await page.getByRole('checkbox', { name: t('views.board.tick', { name: '孙四' }) }).click();
    await bar(1).waitFor();
    await page.getByRole('group', { name: '王一', exact: true }).press('x');
    await bar(2).waitFor();
    const column = page.getByRole('checkbox', { name: t('views.board.tickColumn', { name: 'A', count: 3 }) });
    await until(() => column.getAttribute('aria-checked'), 'mixed');
    await column.press('Space');
    await bar(4).waitFor();
    await until(() => column.getAttribute('aria-checked'), 'true');
    await page.getByRole('group', { name: '王一', exact: true }).press('x');
    await bar(3).waitFor();
    await app.end();
  });
});
