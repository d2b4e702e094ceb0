/** Birthdays in both calendars on the page of the day, and what is said about years that lack the day. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { festivalsFrom } from '../../shared/kernel/festivals.ts';
import { lunarDateOf } from '../../shared/kernel/lunar.ts';
import { formatPartialDate } from '../../shared/kernel/partial-date.ts';
import { startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const day = (days: number): string => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000 + days * 86_400_000).toISOString().slice(0, 10);
/** Born on that day of the lunar calendar, the year unknown. */
const lunarBirthday = (iso: string): string => formatPartialDate({ ...lunarDateOf(iso)!, calendar: 'lunar', year: null });

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('the birthdays of the week stand on the page of the day, solar and lunar ones by their days', async () => {
    const people = [
      { name: '三天后', birthday: `S--${day(3).slice(5)}` },
      { name: '下周三', birthday: `S--${day(9).slice(5)}` },
      { name: '农历明天', birthday: lunarBirthday(day(1)) },
      { name: '今天', birthday: `S${Number(day(0).slice(0, 4)) - 40}-${day(0).slice(5)}`, doNotContact: 'marketing' as const },
      { name: '没有生日' },
    ];
    const app = await startApp(browser, { language, people, start: 'today' });
    const { page, t } = app;
    const part = page.getByRole('region', { name: t('today.birthday.title') });
    await until(() => part.getByRole('link').allTextContents(), [`今天${t('fields.doNotContact.marketing')}`, '农历明天', '三天后']);
    const lines = await part.getByRole('listitem').allTextContents();
    expect(lines[0]).toContain(t('today.birthday.age', { age: 40 }));
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    for (const [i, days] of [0, 1, 3].entries()) expect(lines[i]).toContain(relative.format(days, 'day'));
    await part.getByRole('button', { name: t('today.birthday.noteOf', { name: '农历明天' }) }).click();
    await page.getByRole('dialog').getByText('农历明天').first().waitFor();
    await page.keyboard.press('Escape');
    await part.getByRole('button', { name: t('today.birthday.all'), exact: true }).click();
    await until(async () => (await page.getByRole('grid').getByText(/三天后|农历明天|今天$/).count()) >= 3, true);
    expect(await page.getByRole('grid').getByText('下周三').count()).toBe(0);
    await app.end();
  });

  it('the festivals of the next 30 days are told, and an empty week says so', async () => {
    const app = await startApp(browser, { language, people: [{ name: '没有生日' }], start: 'today' });
    const { page, t } = app;
    await page.getByText(t('today.birthday.nobody')).waitFor();
    const part = page.getByRole('region', { name: t('today.festivals.title') });
    const festivals = festivalsFrom(day(0), 31).slice(0, 5);
    await until(() => part.getByRole('listitem').count(), festivals.length);
    for (const { festival } of festivals) await part.getByText(t(`calendar.festival.${festival}`)).first().waitFor();
    await app.end();
  });

  it('a 30th that the month may lack is kept as the customer does it', async () => {
    const app = await startApp(browser, { language, people: [{ name: '除夕生', birthday: 'L--12-30' }] });
    const { page, t } = app;
    const [row] = (await app.call('customers.list', {})).rows;
    await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${row!.id}`);
    const rule = page.getByRole('combobox', { name: t('profile.birthday.rule.thirtieth.label') });
    await rule.click();
    await page.locator('.ant-select-item-option').filter({ hasText: t('profile.birthday.rule.thirtieth.forward') }).click();
    await until(async () => (await app.call('customers.get', { id: row!.id })).birthday, 'L--12-30/f');
    // A day that every month has takes the answer along with it.
    await page.getByRole('combobox', { name: t('profile.birthday.day'), exact: true }).click();
    await page.keyboard.type('28');
    await page.locator('.ant-select-item-option-active').filter({ hasText: language === 'en' ? '28' : '廿八' }).waitFor();
    await page.keyboard.press('Enter');
    await until(async () => (await app.call('customers.get', { id: row!.id })).birthday?.includes('/'), false);
    await page.getByRole('combobox', { name: t('profile.birthday.rule.twice.label') }).waitFor();
    await app.end();
  });
});
