import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App, type Person } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const people: readonly Person[] = [
  { name: '李红', phones: [{ value: '13812345678' }], company: '旧公司', notes: '第一版备注' },
  { name: '赵六' },
];

async function openProfile(app: App, name: string): Promise<void> {
  await app.page.locator('[data-row] [data-column="0"]').filter({ hasText: name }).click();
  const inspector = app.page.getByRole('complementary', { name: app.t('profile.region', { name }) });
  await inspector.getByRole('button', { name: app.t('profile.openFull') }).click();
  await app.page.getByRole('heading', { level: 1, name }).waitFor();
  await app.page.locator('.profile-page').waitFor();
}
const one = async (app: App, name: string) => (await app.call('customers.list', {})).rows.find((row) => row.name === name);

describe('a profile', () => {
  it.each(['zh-CN', 'en'] as const)('keeps several phones with one primary, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await openProfile(app, '李红');
    await app.button(t('profile.add.phones')).click();
    const second = page.getByRole('textbox', { name: t('profile.contact.value', { field: t('fields.customer.phones'), index: 2 }) });
    await second.fill('13900001111');
    await second.press('Enter');
    await until(async () => (await one(app, '李红'))?.phones.map(({ value }) => value), ['13812345678', '13900001111']);
    await app.button(t('profile.contact.makePrimary')).click();
    await until(async () => (await one(app, '李红'))?.phones.map(({ value }) => value), ['13900001111', '13812345678']);
    await page.getByRole('button', { name: '139 0000 1111' }).first().waitFor();
    await app.button(t('profile.add.wechats')).click();
    await page.getByRole('textbox', { name: t('profile.contact.value', { field: t('fields.customer.wechats'), index: 1 }) }).fill('lihong');
    await page.keyboard.press('Enter');
    await until(async () => (await one(app, '李红'))?.wechats, [{ value: 'lihong' }]);
    await app.end();
  });

  it('keeps a lunar birthday without a year and says when it is next', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await openProfile(app, '赵六');
    const birthday = page.getByRole('group', { name: t('fields.customer.birthday') });
    await birthday.getByText(t('profile.birthday.lunar'), { exact: true }).click();
    const pick = async (name: string, text: string) => {
      await birthday.getByRole('combobox', { name }).fill(text);
      await page.keyboard.press('Enter');
    };
    await pick(t('profile.birthday.month'), '腊月');
    await pick(t('profile.birthday.day'), '廿三');
    await until(async () => (await one(app, '赵六'))?.birthday, 'L--12-23');
    await birthday.getByText('下次生日').waitFor();
    await app.end();
  });

  it('saves each field by itself, tells its history and puts an old value back', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await openProfile(app, '李红');
    const company = page.getByRole('textbox', { name: t('fields.customer.company'), exact: true });
    await company.fill('新公司');
    await company.press('Tab');
    await until(async () => (await one(app, '李红'))?.company, '新公司');
    const history = page.getByRole('region', { name: t('profile.section.history') });
    await history.getByRole('button', { name: t('profile.section.history') }).click();
    await history.getByRole('button', { name: t('profile.history.restoreLabel', { field: t('fields.customer.company'), value: '旧公司' }) }).click();
    await until(async () => (await one(app, '李红'))?.company, '旧公司');
    await until(() => company.inputValue(), '旧公司');
    await until(() => history.locator('.change').count(), 3);
    await app.end();
  });

  it('takes tags, notes, follow-ups and sales, and steps through the list with J and K', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    const order = await (async () => {
      await until(async () => (await app.names()).length, 2);
      return app.names();
    })();
    await openProfile(app, order[0] ?? '');
    const tags = page.getByRole('combobox', { name: t('fields.customer.tags') });
    await tags.fill('爱喝茶');
    await tags.press('Enter');
    await page.locator('.record .tag-chip').filter({ hasText: '爱喝茶' }).waitFor();
    await page.keyboard.press('Escape');
    const feed = page.getByRole('feed');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('f');
    await page.getByRole('textbox', { name: t('portrait.followUp.content') }).fill('约了周五来取花');
    await page.keyboard.press('Control+Enter');
    await feed.getByText('约了周五来取花').waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('j');
    await page.getByRole('heading', { level: 1, name: order[1] ?? '' }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('heading', { level: 1, name: order[0] ?? '' }).waitFor();
    await feed.getByText('约了周五来取花').waitFor();
    await app.end();
  });
});

describe('the recycle bin', () => {
  it.each(['zh-CN', 'en'] as const)('holds what was deleted and gives it back whole, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await openProfile(app, '李红');
    await app.button(t('profile.remove')).click();
    await app.toast(t('customers.bulk.removedOne', { name: '李红' }));
    await app.seesNames(['赵六']);
    await app.search('李红');
    await page.getByText(t('customers.none.search', { text: '李红' })).waitFor();
    await app.go('bin');
    await app.seesNames(['李红']);
    await page.locator('[data-row="0"]').hover();
    await app.button(t('customers.bin.restore')).click();
    await app.toast(t('customers.bin.restoredOne', { name: '李红' }));
    await page.getByText(t('customers.bin.empty')).waitFor();
    expect(await one(app, '李红')).toMatchObject({ phones: [{ value: '13812345678' }], notes: '第一版备注', deletedAt: null });
    await app.end();
  });

  it.each(['zh-CN', 'en'] as const)('gives back what belongs to a customer too, and what lies in it stands in nobody’s way, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const { id } = (await one(app, '李红'))!;
    await app.call('customers.update', { id, patch: { code: 'K-1' } });
    await app.call('followUps.create', { customerId: id, at: Date.now(), method: 'phone', content: '谈过春茶' });
    await app.call('sales.create', { customerId: id, date: '2026-11-01', items: [{ name: 'Tea', priceMinor: 5000 }] });
    await app.grid().focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('toolbar').getByRole('button', { name: t('customers.bulk.remove') }).click();
    await app.toast(t('customers.bulk.removed', { count: 2 }));
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: t('customers.create.title') });
    await form.getByRole('textbox').first().fill('李红');
    await form.getByLabel(t('customers.create.phone')).fill('13812345678');
    await form.getByText(t('customers.duplicate.inBin')).first().waitFor();
    await page.keyboard.press('Enter');
    await app.seesNames(['李红']);
    await app.call('customers.update', { id: (await one(app, '李红'))!.id, patch: { code: 'K-1' } });
    await app.go('bin');
    await page.getByText(t('customers.bin.explain')).waitFor();
    await app.grid().focus();
    await page.keyboard.press('Control+a');
    await app.button(t('customers.bin.restoreMany')).click();
    await app.toast(t('customers.bin.restored', { count: 2 }));
    await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(id)}`);
    await page.getByRole('feed').getByText('谈过春茶').waitFor();
    await page.locator('.facts').getByText(/50/).first().waitFor();
    await app.end();
  });
});
