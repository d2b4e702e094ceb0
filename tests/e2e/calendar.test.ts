/** The calendar as a shop owner uses it: looked at by month, week and day, things moved by mouse and by keyboard, taken back. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths, firstOfMonth } from '../../shared/kernel/calendar-days.ts';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const today = (): string => new Date().toLocaleDateString('sv');
/** In the middle of next month, so that days around it are on the same page whatever day it is. */
const middle = (): string => addDays(addMonths(firstOfMonth(today()), 1), 13);
const cell = (page: Page, day: string) => page.locator(`[data-day="${day}"]`);
const entry = (page: Page, day: string, title: string) => cell(page, day).locator('.cal-entry', { hasText: title });

async function openCalendar(app: App): Promise<void> {
  await app.page.getByRole('navigation').getByRole('link', { name: app.t('calendarPage.title'), exact: true }).click();
  await app.page.getByRole('grid').waitFor();
}

const dues = async (app: App, customerId: number) => (await app.call('tasks.ofCustomer', { customerId })).rows.map((row) => [row.title, row.due]);

async function drag(page: Page, from: ReturnType<typeof entry>, to: ReturnType<typeof cell>): Promise<void> {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (!a || !b) throw new Error('nothing to drag');
  await page.mouse.move(a.x + 20, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(a.x + 40, a.y + a.height / 2 + 10, { steps: 4 });
  await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 8 });
  await page.mouse.up();
}

describe('the calendar', () => {
  it.each(['zh-CN', 'en'] as const)('shows what is to be done and whose birthday it is, moves a task by mouse and by keyboard and takes it back, in %s', async (language) => {
    const day = middle();
    const app = await startApp(browser, { language, people: [{ name: '王敏', birthday: `S1990-${day.slice(5)}` }] });
    const { page, t } = app;
    const wang = (await app.call('customers.list', {})).rows[0]!.id;
    await app.call('tasks.create', { customerId: wang, title: '寄样品', due: day });
    await openCalendar(app);
    await page.getByText(t('calendarPage.empty')).waitFor();
    await app.button(t('calendarPage.nextOf.month')).click();
    await entry(page, day, '寄样品').waitFor();
    await entry(page, day, '王敏').last().waitFor();

    await drag(page, entry(page, day, '寄样品'), cell(page, addDays(day, 2)));
    await entry(page, addDays(day, 2), '寄样品').waitFor();
    expect(await dues(app, wang)).toEqual([['寄样品', addDays(day, 2)]]);
    await page.keyboard.press('Control+z');
    await entry(page, day, '寄样品').waitFor();

    await entry(page, day, '寄样品').focus();
    await page.keyboard.press('Alt+ArrowRight');
    await until(() => entry(page, addDays(day, 1), '寄样品').evaluateAll((found) => found.some((one) => one === document.activeElement)), true);
    await page.keyboard.press('Alt+ArrowDown');
    await until(() => entry(page, addDays(day, 8), '寄样品').evaluateAll((found) => found.some((one) => one === document.activeElement)), true);
    expect(await dues(app, wang)).toEqual([['寄样品', addDays(day, 8)]]);
    await page.keyboard.press('.');
    const dialog = page.getByRole('dialog', { name: t('calendarPage.moveTitle') });
    const field = dialog.getByLabel(t('calendarPage.moveTo'));
    await until(() => field.evaluate((one) => one === document.activeElement), true);
    await field.fill(day);
    await field.press('Enter');
    await dialog.getByRole('button', { name: t('calendarPage.moveDo') }).click();
    await entry(page, day, '寄样品').waitFor();
    await until(() => page.getByRole('dialog').count(), 0);
    expect(await dues(app, wang)).toEqual([['寄样品', day]]);

    await entry(page, day, '寄样品').click();
    const task = page.getByRole('dialog', { name: t('tasks.edit') });
    await task.waitFor();
    await page.keyboard.press('Escape');
    await until(() => task.count(), 0);

    const reminder = await app.call('reminders.create', { title: '盘点', startsOn: day, atTime: '10:30' });
    await entry(page, day, '10:30 盘点').focus();
    await page.keyboard.press('Alt+ArrowRight');
    await until(async () => (await app.call('reminders.get', { id: reminder.id })).snoozedTo, `${addDays(day, 1)}T10:30`);
    await entry(page, addDays(day, 1), '盘点').waitFor();
    await page.keyboard.press('Control+z');
    await entry(page, day, '盘点').waitFor();
    await app.end();
  });

  it.each(['zh-CN', 'en'] as const)('is gone through by keys, and shows a full day whole, in %s', async (language) => {
    const day = middle();
    const app = await startApp(browser, { language, people: [{ name: '王敏' }] });
    const { page, t } = app;
    const wang = (await app.call('customers.list', {})).rows[0]!.id;
    for (let n = 1; n <= 7; n++) await app.call('tasks.create', { customerId: wang, title: `第 ${n} 件`, due: day });
    await openCalendar(app);
    await page.keyboard.press('t');
    await until(() => cell(page, today()).evaluate((one) => one === document.activeElement && one.getAttribute('aria-current') === 'date'), true);
    await page.keyboard.press('PageDown');
    await until(() => cell(page, addMonths(today(), 1)).evaluateAll((found) => found.some((one) => one === document.activeElement)), true);
    await cell(page, day).focus();
    await page.keyboard.press('ArrowRight');
    await until(() => cell(page, addDays(day, 1)).evaluate((one) => one === document.activeElement), true);
    await page.keyboard.press('ArrowLeft');
    await until(() => cell(page, day).evaluate((one) => one === document.activeElement), true);
    expect(await cell(page, day).getByRole('button').count()).toBe(4);
    await page.keyboard.press('Enter');
    await until(() => page.locator('.cal-line').count(), 7);
    await page.keyboard.press('w');
    await until(() => page.getByRole('gridcell').count(), 7);
    await until(() => cell(page, day).getByRole('button').count(), 7);
    await page.keyboard.press('a');
    await until(() => page.locator('.cal-line').count(), 7);
    await page.keyboard.press('m');
    await entry(page, day, '第 1 件').waitFor();

    await app.button(t('calendarPage.show')).click();
    await page.getByRole('checkbox', { name: t('calendarPage.kinds.task') }).uncheck();
    await page.getByText(t('calendarPage.emptyFiltered')).waitFor();
    await page.keyboard.press('Escape');
    await app.button(t('calendarPage.showAll')).click();
    await entry(page, day, '第 1 件').waitFor();
    await app.button(t('calendarPage.print')).click();
    await page.locator('.cal-sheet[data-ready=true]').getByText('第 5 件').waitFor();
    await app.end();
  });

  it.each(['zh-CN', 'en'] as const)('goes to a phone: as a file of all, as a code for one thing, one customer and the calls of today, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '王敏', phones: [{ value: '13800001111' }] }] });
    const { page, t } = app;
    const wang = (await app.call('customers.list', {})).rows[0]!.id;
    await app.call('tasks.create', { customerId: wang, title: '给王敏寄样品', due: today() });
    await openCalendar(app);
    await entry(page, today(), '寄样品').waitFor();
    await app.button(t('handOff.calendarButton')).click();
    const dialog = page.getByRole('dialog', { name: t('handOff.titles.calendar') });
    await dialog.getByRole('radio', { name: t('handOff.naming.surname') }).check();
    const file = await app.download(() => dialog.getByRole('button', { name: t('transfer.export.start') }).click());
    expect(file.name).toMatch(/\.ics$/);
    const text = file.bytes.toString('utf8');
    expect([text.includes('SUMMARY:给王寄样品 · 王\r\n'), text.includes(`DTSTART;VALUE=DATE:${today().replaceAll('-', '')}`), text.includes('敏')]).toEqual([true, true, false]);
    await until(() => page.getByRole('dialog').count(), 0);

    const code = page.locator('.qr-code');
    await page.keyboard.press('d');
    await page.locator('.cal-line').getByRole('button', { name: t('handOff.button') }).click();
    await code.waitFor();
    const event = await app.download(() => app.button(t('handOff.save.event')).click());
    expect(event.bytes.toString('utf8')).toContain('BEGIN:VEVENT');
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('dialog').count(), 0);

    await page.getByRole('navigation').getByRole('link', { name: t('today.title'), exact: true }).click();
    await app.button(t('handOff.button')).click();
    await code.waitFor();
    const calls = await app.download(() => app.button(t('handOff.save.calls')).click());
    expect(calls.bytes.toString('utf8')).toContain('1. 王敏 13800001111 给王敏寄样品');
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('dialog').count(), 0);

    await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(wang)}`);
    await app.button(t('handOff.button')).click();
    await code.waitFor();
    await page.getByRole('checkbox', { name: t('handOff.surname') }).check();
    await until(async () => {
      const card = await app.download(() => app.button(t('handOff.save.card')).click());
      return card.bytes.toString('utf8').includes('FN:王\r\n');
    }, true);
    await app.end();
  });
});
