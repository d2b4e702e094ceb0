/** What a customer is known by (B1) and how it stays right (A8): contacts of every kind, the sound of a name, checks that fall due; in both languages. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const one = async (app: App, name: string) => (await app.call('customers.list', {})).rows.find((row) => row.name === name)!;

async function openProfile(app: App, name: string): Promise<void> {
  await app.page.goto(`${app.page.url().replace(/#.*$/, '')}#/customers/${String((await one(app, name)).id)}`);
  await app.page.getByRole('heading', { level: 1, name }).waitFor();
}

describe.each(['zh-CN', 'en'] as const)('a customer in %s', (language) => {
  it('has several of every contact, one primary each, by mouse and by keyboard', async () => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }] });
    const { page, t } = app;
    await openProfile(app, '李红');
    const written = {
      phones: ['13812345678', '13900001111'],
      wechats: ['lihong', 'lihong2'],
      emails: ['li@example.com', 'hong@example.com'],
      addresses: ['上海市徐汇区漕溪北路18号', '杭州市西湖区文三路1号'],
    } as const;
    for (const field of ['phones', 'wechats', 'emails', 'addresses'] as const) {
      for (const [at, text] of written[field].entries()) {
        await app.button(t(`profile.add.${field}`)).click();
        await page.getByRole('textbox', { name: t('profile.contact.value', { field: t(`fields.customer.${field}`), index: at + 1 }) }).fill(text);
        await page.keyboard.press('Enter');
        await until(async () => (await one(app, '李红'))[field].map(({ value }) => value), written[field].slice(0, at + 1));
      }
      const second = page.getByRole('textbox', { name: t('profile.contact.value', { field: t(`fields.customer.${field}`), index: 2 }) });
      if (field === 'emails') await second.press('Alt+ArrowUp');
      else await page.getByRole('group', { name: t(`fields.customer.${field}`) }).getByRole('button', { name: t('profile.contact.makePrimary') }).click();
      await until(async () => (await one(app, '李红'))[field].map(({ value }) => value), [...written[field]].reverse());
    }
    if (pictures) await page.screenshot({ path: `${pictures}/contacts-${language}.png` });
    await app.end();
  });

  it('is found by the sound of the name, which is made by itself and can be corrected', async () => {
    const app = await startApp(browser, { language, people: [{ name: '乐云' }, { name: '李红' }] });
    const { page, t } = app;
    await openProfile(app, '乐云');
    await app.button(t('profile.name.more')).click();
    const sound = page.getByRole('textbox', { name: t('fields.customer.pinyin'), exact: true });
    const made = await sound.inputValue();
    expect(made).toMatch(/^(yue|le) ?yun$/);
    const other = made.startsWith('yue') ? 'le yun' : 'yue yun';
    await sound.fill(other);
    await sound.press('Enter');
    await until(async () => (await one(app, '乐云')).pinyin, other);
    await app.go('customers');
    await app.search(other.replace(' ', ''));
    await app.seesNames(['乐云']);
    await app.end();
  });

  it('has family and given name apart behind the name, which can make the name, and a pinyin of a surname that is corrected', async () => {
    const app = await startApp(browser, { language, people: [{ name: '小王' }, { name: '李红' }] });
    const { page, t } = app;
    await openProfile(app, '小王');
    const box = (field: 'familyName' | 'givenName' | 'name') => page.getByRole('textbox', { name: t(`fields.customer.${field}`), exact: true });
    expect(await box('familyName').count()).toBe(0);
    const more = app.button(t('profile.name.more'));
    await more.focus();
    await page.keyboard.press('Enter');
    await box('familyName').fill('王');
    await page.keyboard.press('Tab');
    await page.keyboard.type('小明');
    await page.keyboard.press('Enter');
    await page.getByText(t('profile.name.joined', { name: '王小明' })).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/name-parts-${language}.png` });
    await app.button(t('profile.name.use')).click();
    await page.getByRole('heading', { level: 1, name: '王小明' }).waitFor();
    await page.getByText(t('profile.name.joined', { name: '王小明' })).waitFor({ state: 'detached' });
    expect(await one(app, '王小明')).toMatchObject({ familyName: '王', givenName: '小明', pinyin: 'wang xiao ming' });
    expect(await box('name').inputValue()).toBe('王小明');
    await page.keyboard.press('Control+z');
    await page.getByRole('heading', { level: 1, name: '小王' }).waitFor();
    await app.end();
  });

  it('is due for a check by the cycle of its grade, stands in the list of those, and is checked in one press, alone or with others', async () => {
    const app = await startApp(browser, { language, people: ['甲', '乙', '丙'].map((name) => ({ name })) });
    const { page, t } = app;
    const grade = (await app.call('settings.get', {})).grades[0]!;
    const old = new Date(Date.now() - 40 * 86_400_000).toLocaleDateString('sv');
    for (const name of ['甲', '乙']) await app.call('customers.update', { id: (await one(app, name)).id, patch: { verifiedOn: old, grade: name === '甲' ? grade : null } });
    const due = page.getByRole('navigation').getByRole('button', { name: t('customFields.verify.filter'), exact: true });
    await due.click();
    await page.locator('.state').waitFor();
    await app.go('settings');
    await app.button(t('customFields.settings.open')).click();
    const days = page.getByLabel(t('customFields.verify.daysOf', { grade }));
    await days.fill('30');
    await days.press('Enter');
    await until(async () => (await app.call('settings.get', {})).verifyDays.byGrade[grade], 30);
    await due.click();
    await app.seesNames(['甲']);
    await page.goto(`${page.url().replace(/#.*$/, '')}#/settings/fields`);
    const others = page.getByLabel(t('customFields.verify.daysOf', { grade: t('customFields.verify.others') }));
    await others.fill('30');
    await others.press('Enter');
    await until(async () => (await app.call('settings.get', {})).verifyDays.default, 30);
    await due.click();
    await until(async () => [...(await app.names())].sort(), ['乙', '甲'].sort());
    if (pictures) await page.screenshot({ path: `${pictures}/overdue-${language}.png` });
    for (const row of ['0', '1']) await page.locator(`[data-row="${row}"] [data-tick]`).click();
    await page.getByRole('toolbar').getByRole('button', { name: t('customFields.verify.button') }).click();
    await app.toast(t('customFields.verify.doneMany', { count: 2 }));
    await page.locator('.state').waitFor();
    await page.keyboard.press('Control+z');
    await until(async () => (await app.names()).length, 2);
    await openProfile(app, '甲');
    await page.getByText(t('customFields.verify.due')).waitFor();
    await app.button(t('customFields.verify.button')).click();
    await until(async () => (await one(app, '甲')).verifiedOn, new Date().toLocaleDateString('sv'));
    await page.getByText(t('customFields.verify.due')).waitFor({ state: 'detached' });
    await app.end();
  });
});

describe.each(['zh-CN', 'en'] as const)('a book in %s', (language) => {
  it('for persons is made one for companies later, and nothing is lost', async () => {
    const app = await startApp(browser, { language, people: [{ name: '李红', gender: 'female', birthday: 'S1990-05-06' }] });
    const { page, t } = app;
    await app.call('settings.set', { kind: 'individual' });
    await app.go('settings');
    await page.getByRole('combobox', { name: t('settings.book.kind') }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(t('settings.book.kinds.company'), { exact: true }).click();
    await until(async () => (await app.call('settings.get', {})).kind, 'company');
    expect(await one(app, '李红')).toMatchObject({ gender: 'female', birthday: 'S1990-05-06' });
    await app.go('customers');
    await page.keyboard.press('n');
    await page.getByRole('dialog', { name: t('customers.create.title') }).getByRole('textbox').first().fill('海蓝贸易');
    await page.keyboard.press('Enter');
    await until(async () => (await one(app, '海蓝贸易'))?.kind, 'company');
    await app.go('settings');
    await page.getByRole('combobox', { name: t('settings.book.kind') }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(t('settings.book.kinds.both'), { exact: true }).click();
    await until(async () => (await app.call('settings.get', {})).kind, 'both');
    expect((await one(app, '李红')).birthday).toBe('S1990-05-06');
    expect((await one(app, '海蓝贸易')).kind).toBe('company');
    await app.end();
  });
});
