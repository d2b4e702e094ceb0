/** Tasks and care plans as a shop owner works with them: by mouse and by keyboard, in both languages. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const DAY_MS = 86_400_000;
const isoDay = (offset: number): string => new Date(Date.now() + offset * DAY_MS).toLocaleDateString('sv');
const idOf = async (app: App, name: string): Promise<number> => (await app.call('customers.list', {})).rows.find((row) => row.name === name)!.id;
const go = (page: Page, path: string) => page.goto(`${page.url().replace(/#.*$/, '')}#${path}`);
const rows = (page: Page) => page.locator('.task-title');
const people = [{ name: '王敏', gender: 'female' as const, phones: [{ value: '13800001111' }] }, { name: '李红' }];

async function openTasks(app: App): Promise<void> {
  await app.page.getByRole('navigation').getByRole('link', { name: app.t('tasks.title') }).click();
  await app.page.getByRole('heading', { level: 1, name: app.t('tasks.title') }).waitFor();
}

describe('tasks', () => {
  it.each(['zh-CN', 'en'] as const)('are added, put off, finished with a follow-up and skipped with the keyboard alone, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const wang = await idOf(app, '王敏');
    await openTasks(app);
    await page.getByText(t('tasks.empty')).waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: t('tasks.add') });
    await dialog.getByLabel(t('tasks.who')).waitFor();
    await page.keyboard.type('王敏');
    await page.locator('.ant-select-item-option-active .pick-customer').waitFor();
    await page.keyboard.press('Enter');
    await until(() => dialog.getByLabel(t('tasks.what')).evaluate((e) => e === document.activeElement), true);
    await page.keyboard.type('寄样品');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await until(async () => (await app.call('tasks.ofCustomer', { customerId: wang })).rows.map((r) => [r.title, r.due]), [['寄样品', isoDay(1)]]);

    for (const title of ['回访', '送券']) await app.call('tasks.create', { customerId: wang, title, due: isoDay(0) });
    await page.getByRole('radio', { name: t('tasks.bands.today') }).locator('..').click();
    await until(() => rows(page).allTextContents(), ['回访', '送券']);
    const grid = page.getByRole('grid', { name: t('tasks.grid') });
    await grid.focus();
    await page.keyboard.press('f');
    await page.getByRole('dialog').getByRole('textbox', { name: t('portrait.followUp.content') }).waitFor();
    await page.keyboard.type('说挺好');
    await page.keyboard.press('Control+Enter');
    await until(() => rows(page).allTextContents(), ['送券']);
    await until(async () => (await app.call('followUps.list', { customerId: wang })).rows.map((f) => f.content), ['说挺好']);
    await until(() => page.getByRole('dialog').count(), 0);
    await grid.focus();
    await page.keyboard.press('x');
    await page.getByText(t('tasks.none.today')).waitFor();
    await page.keyboard.press('Control+z');
    await until(() => rows(page).allTextContents(), ['送券']);
    await grid.focus();
    await page.keyboard.press('s');
    await page.getByText(t('tasks.none.today')).waitFor();
    expect((await app.call('tasks.ofCustomer', { customerId: wang })).rows.map((r) => r.due)).toEqual([isoDay(1), isoDay(1)]);
    await page.keyboard.press('Control+z');
    await until(() => rows(page).allTextContents(), ['送券']);
    await grid.focus();
    await page.keyboard.press('Space');
    await page.getByText(t('tasks.none.today')).waitFor();
    await page.getByRole('radio', { name: t('tasks.bands.closed') }).locator('..').click();
    await until(() => rows(page).allTextContents(), ['送券', '回访']);
    await app.end();
  });

  it('are worked through with the mouse: done, another day, filtered, undone; a next date of a follow-up stands among them', async () => {
    const app = await startApp(browser, { people, size: { width: 1280, height: 800 } });
    const { page, t } = app;
    const [wang, li] = [await idOf(app, '王敏'), await idOf(app, '李红')];
    await app.call('tasks.create', { customerId: wang, title: '寄样品', due: isoDay(-2), method: 'letter', priority: 'high' });
    await app.call('followUps.create', { customerId: li, at: Date.now() - 5 * DAY_MS, method: 'phone', content: '约好看新茶', nextDate: isoDay(-1) });
    await openTasks(app);
    await until(() => rows(page).allTextContents(), ['寄样品', '约好看新茶']);
    await page.getByRole('combobox', { name: t('tasks.sourceLabel') }).click();
    await page.getByTitle(t('tasks.fromFollowUp')).click();
    await until(() => rows(page).allTextContents(), ['约好看新茶']);
    await page.getByRole('combobox', { name: t('tasks.sourceLabel') }).click();
    await page.getByTitle(t('tasks.anySource')).click();
    await until(() => rows(page).allTextContents(), ['寄样品', '约好看新茶']);
    await app.button(t('tasks.snoozeOf', { title: '约好看新茶' })).click();
    await page.getByRole('menuitem', { name: t('tasks.toWeek') }).click();
    await until(() => rows(page).allTextContents(), ['寄样品']);
    expect((await app.call('followUps.list', { customerId: li })).rows[0]?.nextDate).toBe(isoDay(7));
    await app.button(t('tasks.done', { title: '寄样品' })).click();
    await page.getByText(t('tasks.none.overdue')).waitFor();
    await app.toast(t('tasks.doneToast', { title: '寄样品' }));
    await page.locator('.toast').filter({ hasText: '寄样品' }).getByRole('button', { name: t('ui.undo.button') }).last().click();
    await until(() => rows(page).allTextContents(), ['寄样品']);
    await rows(page).first().click();
    await page.getByRole('dialog', { name: t('tasks.edit') }).getByLabel(t('tasks.what')).fill('寄两份样品');
    await page.keyboard.press('Enter');
    await until(() => rows(page).allTextContents(), ['寄两份样品']);
    await go(page, `/customers/${String(wang)}`);
    await page.locator('.customer-tasks').getByText('寄两份样品').waitFor();
    await app.button(t('tasks.done', { title: '寄两份样品' })).click();
    await page.getByRole('feed').getByText('寄两份样品').waitFor();
    await app.end();
  });
});

describe('a care plan', () => {
  it.each(['zh-CN', 'en'] as const)('is made, proposes, is confirmed for some, and its text is copied and noted as a contact, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const wang = await idOf(app, '王敏');
    await app.call('segments.create', { kind: 'live', name: 'VIP', filter: { all: [] } });
    await openTasks(app);
    await page.getByRole('radio', { name: t('care.tabs.care') }).locator('..').click();
    await page.getByText(t('care.noneOn')).waitFor();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: t('care.add') });
    await form.getByLabel(t('care.name')).fill('Hello');
    await form.getByRole('radio', { name: t('care.bySegment') }).click();
    await form.getByRole('combobox', { name: t('care.segment') }).click();
    await page.getByTitle('VIP').click();
    await form.getByLabel(t('care.stepDay')).fill('0');
    await form.getByLabel(t('care.stepWhat')).fill('致谢');
    await form.getByRole('button', { name: `{${t('care.fields.call')}}` }).click();
    await page.keyboard.type(' OK ');
    await form.getByRole('button', { name: `{${t('care.fields.company')}}` }).click();
    await form.getByRole('button', { name: t('ui.actions.save') }).click();
    const group = page.getByRole('article', { name: /^Hello/ });
    await group.getByText('王敏').waitFor();
    await group.getByRole('checkbox', { name: '李红' }).uncheck();
    await group.getByRole('button', { name: t('care.confirm', { count: 1 }) }).click();
    await until(async () => (await app.call('tasks.counts', {})).today, 1);
    await until(() => group.getByRole('listitem').count(), 1);
    await group.getByRole('button', { name: t('care.decline') }).click();
    await until(() => group.count(), 0);

    await page.getByRole('radio', { name: t('care.tabs.tasks') }).locator('..').click();
    await rows(page).getByText('致谢').click();
    await page.locator('.merged-gap').waitFor();
    await app.button(t('tasks.copy')).click();
    await app.button(t('tasks.contacted')).click();
    await page.getByText(t('tasks.none.today')).waitFor();
    const said = (await app.call('followUps.list', { customerId: wang })).rows[0]!.content;
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(said);
    expect(said).toBe(language === 'en' ? '王女士 OK {company}' : '王女士 OK {公司}');
    await app.end();
  });

  it('is started by hand on a profile, paused, taken up and stopped, and every answer can be taken back', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    const wang = await idOf(app, '王敏');
    const plan = (await app.call('care.plans', {})).plans[0]!;
    await go(page, `/customers/${String(wang)}`);
    await app.button(t('care.start')).click();
    await page.getByRole('menuitem', { name: plan.name }).click();
    const run = page.locator('.care-run').filter({ hasText: plan.name });
    await run.getByText(t('care.progress', { done: 0, count: 3 })).waitFor();
    await run.getByRole('button', { name: t('care.pause') }).click();
    await run.getByText(t('care.states.paused')).waitFor();
    await until(async () => Object.values(await app.call('tasks.counts', {})).reduce((a, b) => a + b), 0);
    await run.getByRole('button', { name: t('care.resume') }).click();
    await run.getByText(t('care.states.running')).waitFor();
    await run.getByRole('button', { name: t('care.stop') }).click();
    await until(() => run.count(), 0);
    await page.keyboard.press('Control+z');
    await run.getByText(t('care.progress', { done: 0, count: 3 })).waitFor();
    await app.end();
  });
});
