/** Reminders as a shop owner works with them: written by keyboard, told in words, done, put off and passed over. */
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
const titles = (page: Page) => page.locator('.task-title').allTextContents();
const people = [{ name: '王敏', gender: 'female' as const, phones: [{ value: '13800001111' }] }, { name: '李红' }];

async function openReminders({ page, t }: App): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: t('tasks.title') }).click();
  await page.getByRole('radio', { name: t('reminders.title') }).locator('..').click();
  await page.getByRole('heading', { level: 1, name: t('reminders.title') }).waitFor();
}

const band = ({ page, t }: App, name: 'today' | 'later' | 'week' | 'closed' | 'paused' | 'overdue') => page.getByRole('radio', { name: t(`reminders.bands.${name}`) }).locator('..').click();

describe('reminders', () => {
  it.each(['zh-CN', 'en'] as const)('are written, done with a follow-up, put off, passed over and undone with the keyboard alone, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const wang = await idOf(app, '王敏');
    await openReminders(app);
    await page.getByText(t('reminders.empty')).waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: t('reminders.add') });
    await dialog.getByLabel(t('reminders.form.customer')).waitFor();
    await page.keyboard.type('王敏');
    await page.locator('.ant-select-item-option-active .pick-customer').waitFor();
    await page.keyboard.press('Enter');
    await until(() => dialog.getByLabel(t('reminders.form.what')).evaluate((e) => e === document.activeElement), true);
    await page.keyboard.type('续合同');
    await page.keyboard.press('Control+Enter');
    await until(async () => (await app.call('reminders.ofCustomer', { customerId: wang })).rows.map((r) => [r.title, r.dueOn, r.rule]), [['续合同', isoDay(1), null]]);

    for (const title of ['问问用得怎么样', '送券']) await app.call('reminders.create', { customerId: wang, title, startsOn: isoDay(0), rule: 'FREQ=DAILY;INTERVAL=10' });
    await band(app, 'today');
    await until(() => titles(page), ['问问用得怎么样', '送券']);
    const grid = page.getByRole('grid', { name: t('reminders.grid') });
    await grid.focus();
    await page.keyboard.press('f');
    await page.getByRole('dialog').getByRole('textbox', { name: t('portrait.followUp.content') }).waitFor();
    await page.keyboard.type('说挺好');
    await page.keyboard.press('Control+Enter');
    await until(() => titles(page), ['送券']);
    // Said and done in one step; the next day of it is ten days away.
    await until(async () => (await app.call('followUps.list', { customerId: wang })).rows.map((f) => f.content), ['说挺好']);
    expect((await app.call('reminders.ofCustomer', { customerId: wang })).rows.find((r) => r.title === '问问用得怎么样')?.dueOn).toBe(isoDay(10));
    await until(() => page.getByRole('dialog').count(), 0);
    await grid.focus();
    await page.keyboard.press('s');
    await page.getByText(t('reminders.none.today')).waitFor();
    expect((await app.call('reminders.ofCustomer', { customerId: wang })).rows.find((r) => r.title === '送券')).toMatchObject({ dueOn: isoDay(1), snoozedTo: `${isoDay(1)}T09:00` });
    await page.keyboard.press('Control+z');
    await until(() => titles(page), ['送券']);
    await grid.focus();
    await page.keyboard.press('x');
    await page.getByText(t('reminders.none.today')).waitFor();
    expect((await app.call('reminders.ofCustomer', { customerId: wang })).rows.find((r) => r.title === '送券')).toMatchObject({ dueOn: isoDay(10), marks: [{ day: isoDay(0), outcome: 'skipped' }] });
    await page.keyboard.press('Control+z');
    await until(() => titles(page), ['送券']);
    await grid.focus();
    await page.keyboard.press('Space');
    await page.getByText(t('reminders.none.today')).waitFor();
    await app.end();
  });

  it.each(['zh-CN', 'en'] as const)('say in words what was chosen, with the next days in both calendars, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await openReminders(app);
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: t('reminders.add') });
    await dialog.getByText(t('reminders.form.abouts.nobody'), { exact: true }).click();
    await dialog.getByLabel(t('reminders.form.what')).fill('对账');
    const repeat = async (text: string): Promise<void> => {
      await dialog.getByRole('combobox', { name: t('reminders.form.repeat') }).click();
      await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: text }).first().click();
    };
    await repeat(t('reminders.rule.one.day'));
    await dialog.getByRole('spinbutton', { name: t('reminders.form.every') }).fill('3');
    const preview = dialog.locator('.reminder-preview');
    await preview.getByText(t('reminders.rule.many.day', { n: 3 })).waitFor();
    const days = (await app.call('reminders.preview', { startsOn: isoDay(1), rule: 'FREQ=DAILY;INTERVAL=3', onHoliday: 'keep', count: 5 })).days;
    expect(days).toEqual([1, 4, 7, 10, 13].map(isoDay));
    await until(() => preview.locator('li').count(), 5);
    expect((await preview.locator('li').allTextContents()).every((text) => text.includes(language === 'en' ? 'lunar' : '农历'))).toBe(true);
    await dialog.getByRole('checkbox', { name: t('reminders.form.lead.d7') }).check();
    await preview.getByText(t('reminders.rule.ahead', { days: 7 })).waitFor();
    await repeat(t('reminders.rule.workday'));
    await preview.getByText(t('reminders.rule.workday')).waitFor();
    await dialog.getByRole('button', { name: t('ui.actions.save') }).click();
    await app.toast(t('reminders.created', { title: '对账' }));
    await until(async () => {
      const bands = await Promise.all((['today', 'week', 'later'] as const).map((name) => app.call('reminders.list', { band: name })));
      return bands.flatMap(({ rows }) => rows.map((r) => [r.title, r.rule, r.onHoliday, r.leads, r.customerId]));
    }, [['对账', 'FREQ=DAILY', 'skip', [7, 0], null]]);
    await app.end();
  });

  it('stand on the page of today and on the profile, where R writes another; paused ones rest', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    const wang = await idOf(app, '王敏');
    await go(page, `/customers/${wang}`);
    await page.getByRole('heading', { level: 1, name: '王敏' }).waitFor();
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: t('reminders.add') });
    await dialog.getByLabel(t('reminders.form.what')).waitFor();
    await page.keyboard.type('送样品');
    await page.keyboard.press('Control+Enter');
    await until(() => page.getByRole('group', { name: t('reminders.title') }).locator('.task-title').allTextContents(), ['送样品']);
    const { id } = (await app.call('reminders.ofCustomer', { customerId: wang })).rows[0]!;
    await app.call('reminders.update', { id, patch: { startsOn: isoDay(0) } });
    await go(page, '/today');
    const part = page.getByRole('region', { name: t('reminders.today.title'), exact: true });
    await part.getByText('送样品').waitFor();
    await part.getByText('王敏').waitFor();
    await part.getByRole('button', { name: t('tasks.actions', { title: '送样品' }) }).click();
    await page.getByRole('menuitem', { name: t('reminders.pause'), exact: true }).click();
    await part.getByText(t('reminders.today.none')).waitFor();
    await openReminders(app);
    await band(app, 'paused');
    await until(() => titles(page), ['送样品']);
    await page.getByRole('button', { name: t('tasks.actions', { title: '送样品' }) }).click();
    await page.getByRole('menuitem', { name: t('reminders.resume'), exact: true }).click();
    await band(app, 'today');
    await until(() => titles(page), ['送样品']);
    await page.getByRole('button', { name: t('tasks.actions', { title: '送样品' }) }).click();
    await page.getByRole('menuitem', { name: t('tasks.remove') }).click();
    await page.getByText(t('reminders.empty')).waitFor();
    await page.locator('.toast', { hasText: t('reminders.removed', { title: '送样品' }) }).getByRole('button', { name: t('ui.undo.button') }).click();
    await until(() => titles(page), ['送样品']);
    await page.getByRole('button', { name: t('reminders.laterOf', { title: '送样品' }) }).click();
    await page.getByRole('menuitem', { name: t('reminders.later.hour') }).click();
    await until(async () => (await app.call('reminders.get', { id })).snoozedTo !== null, true);
    await app.end();
  });

  it('ask for the browser’s leave only by the button of the settings', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await page.addInitScript(() => {
      const asked = { count: 0 };
      Object.assign(window, { asked });
      const Fake = Object.assign(function () {}, { permission: 'default', requestPermission: async () => ((asked.count += 1), (Fake.permission = 'granted')) });
      Object.assign(window, { Notification: Fake });
    });
    await page.reload();
    await go(page, '/settings');
    const ask = page.getByRole('button', { name: t('reminders.settings.ask') });
    await ask.waitFor();
    expect(await page.evaluate('asked.count')).toBe(0);
    await ask.click();
    await until(() => ask.count(), 0);
    expect(await page.evaluate('asked.count')).toBe(1);
    await page.getByText(t('reminders.settings.detailChoices.plain'), { exact: true }).click();
    await until(async () => (await app.call('prefs.get', {})).noticeDetails, 'plain');
    await page.getByRole('switch', { name: t('reminders.settings.notices') }).click();
    await until(async () => (await app.call('prefs.get', {})).notices, false);
    // A page of a browser has no tray.
    expect(await page.getByRole('switch', { name: t('reminders.settings.tray') }).count()).toBe(0);
    await app.end();
  });
});
