import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const languages = ['zh-CN', 'en'] as const;

/** A choice among what the batch shows, with how many there are. */
const tab = (app: App, which: 'ready' | 'gaps' | 'done' | 'out', count: number) => app.page.getByRole('radio', { name: `${app.t(`greetings.tabs.${which}`)} ${String(count)}` });

const say = {
  'zh-CN': { names: ['王敏', '李四', '张三'], quiet: '曾雪', company: '海蓝贸易', template: '问货', body: '{称呼}您好，{公司}的货到了吗？——{店名}', filled: '海蓝贸易的货到了吗？', byHand: '张三您好，您的货到了吗？' },
  en: { names: ['Anna Smith', 'Tom Young', 'Oscar Novak'], quiet: 'Mary Still', company: 'Blue Trading', template: 'Goods', body: 'Hello {salutation}, have the goods of {company} arrived? {shop}', filled: 'have the goods of Blue Trading arrived?', byHand: 'Hello Oscar, have your goods arrived?' },
} as const;

async function shop(language: (typeof languages)[number]): Promise<App> {
  const { names, quiet, company } = say[language];
  const app = await startApp(browser, {
    language,
    people: [
      { name: names[0], phones: [{ value: '13812345678' }], company },
      { name: names[1], emails: [{ value: 'li@example.com' }], company },
      { name: names[2], wechats: [{ value: 'zhang_3' }] },
      { name: quiet, doNotContact: 'all', company },
    ],
  });
  app.page.setDefaultTimeout(15_000);
  return app;
}

describe('greeting many customers', () => {
  it.each(languages)('goes from the ticked customers to a text each, with the one gap filled by hand, copied and marked by keyboard, in %s', async (language) => {
    const app = await shop(language);
    const { page, t } = app;
    const words = say[language];
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('toolbar').getByRole('button', { name: t('greetings.use') }).click();
    await page.getByText(t('greetings.noText')).first().waitFor();

    await app.button(t('greetings.templates')).click();
    await page.getByText(t('greetings.empty')).waitFor();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: t('greetings.add') });
    await form.getByRole('textbox', { name: t('greetings.name') }).fill(words.template);
    await form.getByRole('textbox', { name: t('greetings.body') }).fill('{zz}');
    await form.getByText(t('care.unknown', { fields: '{zz}' })).waitFor();
    await form.getByRole('textbox', { name: t('greetings.body') }).fill(words.body);
    await form.locator('.merged-text').waitFor();
    await form.getByRole('button', { name: t('ui.actions.save') }).click();
    await page.getByRole('button', { name: t('greetings.useOf', { name: words.template }), exact: true }).click();

    const grid = page.getByRole('grid', { name: t('greetings.list') });
    await until(() => grid.getByRole('row').count(), 4);
    await tab(app, 'out', 1).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: t('greetings.missing', { count: 1, field: t('care.fields.company') }) }).click();
    await until(() => grid.getByRole('row').count(), 2);
    const one = (name: string) => page.getByRole('region', { name: t('greetings.one', { name }) });
    const third = one(words.names[2]);
    await third.getByRole('alert').waitFor();
    expect(await third.getByRole('button', { name: t('greetings.copy') }).isDisabled()).toBe(true);
    await third.getByRole('textbox').fill(words.byHand);
    await tab(app, 'gaps', 0).waitFor({ state: 'attached' });

    await tab(app, 'ready', 3).locator('..').click();
    await grid.getByRole('gridcell', { name: words.names[0], exact: true }).click();
    await one(words.names[0]).waitFor();
    const sms = await one(words.names[0]).getByRole('link', { name: t('greetings.smsOf', { phone: '13812345678' }) }).getAttribute('href');
    expect(decodeURIComponent(sms ?? '')).toMatch(new RegExp(`^sms:13812345678\\?body=.*${words.filled.replace('?', '\\?')}`));
    await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('c');
    await page.getByText(t('greetings.copied', { name: words.names[0] })).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(words.filled);
    // The way on is under the finger: Enter marks, Enter copies the next.
    await page.keyboard.press('Enter');
    await one(words.names[2]).waitFor();
    await page.keyboard.press('j');
    await one(words.names[1]).waitFor();
    const mail = await one(words.names[1]).getByRole('link', { name: t('greetings.mailOf', { email: 'li@example.com' }) }).getAttribute('href');
    expect(mail).toMatch(/^mailto:li@example\.com\?subject=.+&body=.+/);
    await page.keyboard.press('c');
    await page.getByText(t('greetings.copied', { name: words.names[1] })).waitFor();
    await page.keyboard.press('m');
    await one(words.names[2]).waitFor();
    await tab(app, 'done', 2).waitFor({ state: 'attached' });
    const ids = new Map((await app.call('customers.list', {})).rows.map(({ name, id }) => [name, id]));
    const told = async (name: string) => (await app.call('followUps.list', { customerId: ids.get(name)! })).rows.map(({ method, content }) => ({ method, content }));
    expect(await told(words.names[0])).toEqual([{ method: 'wechat', content: expect.stringContaining(words.filled) as string }]);
    expect((await told(words.quiet)).length).toBe(0);

    await page.keyboard.press('Control+z');
    await tab(app, 'done', 1).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: t('greetings.markAll', { count: 2 }) }).click();
    await page.getByText(t('greetings.allDone')).waitFor();
    expect((await told(words.names[2]))[0]!.content).toBe(words.byHand);
    await tab(app, 'out', 1).locator('..').click();
    await one(words.quiet).getByRole('button', { name: t('greetings.takeOf', { name: words.quiet }) }).click();
    await tab(app, 'ready', 1).waitFor({ state: 'attached' });
    await app.end();
  });

  it.each(languages)('prints a letter for each whose text is whole, a page each, or all in one list, in %s', async (language) => {
    const app = await shop(language);
    const { page, t } = app;
    const words = say[language];
    await app.call('greetings.create', { name: words.template, occasion: 'other', body: words.body });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('toolbar').getByRole('button', { name: t('greetings.use') }).click();
    await page.getByRole('combobox', { name: t('greetings.which') }).click();
    await page.locator('.ant-select-item-option', { hasText: words.template }).click();
    await page.getByRole('grid', { name: t('greetings.list') }).waitFor();
    await page.getByRole('button', { name: t('greetings.print'), exact: true }).click();
    await until(() => page.locator('.letter[data-ready=true]').count(), 2);
    await page.getByText(t('greetings.lettersLeft', { count: 1 })).waitFor();
    const pages = async () => (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
    expect(await pages()).toBe(2);
    await page.evaluate(() => (window.print = () => void (document.body.dataset['printed'] = 'yes')));
    await page.keyboard.press('Control+p');
    await page.locator('body[data-printed=yes]').waitFor();
    await until(async () => (await app.call('audit.list', {})).rows[0]?.action, 'print.letters');
    await page.getByRole('radio', { name: t('greetings.asList') }).locator('..').click();
    await page.locator('.letter-list[data-ready=true]').getByText(words.filled).first().waitFor();
    expect(await pages()).toBe(1);
    await page.getByRole('button', { name: t('greetings.lettersMark', { count: 2 }) }).click();
    await page.getByText(t('greetings.lettersEmpty')).waitFor();
    await app.end();
  });

  it('begins at a birthday of Today with the text that fits, and its ready-made words fill in', async () => {
    const today = new Date().toLocaleDateString('sv').slice(5);
    const app = await startApp(browser, { start: 'today', people: [{ name: '王敏', gender: 'female', birthday: `S1990-${today === '02-29' ? '02-28' : today}` }] });
    const { page, t } = app;
    page.setDefaultTimeout(15_000);
    await app.call('greetings.addReady', {});
    await page.getByRole('region', { name: t('today.birthday.title') }).getByRole('button', { name: t('greetings.use') }).click();
    await page.getByRole('region', { name: t('greetings.one', { name: '王敏' }) }).getByText('王女士，生日快乐', { exact: false }).waitFor();
    await app.end();
  });
});

describe('gifts of a customer', () => {
  it.each(languages)('are noted in the profile, added up by year, and taken back, in %s', async (language) => {
    const app = await shop(language);
    const { page, t } = app;
    const id = (await app.call('customers.list', {})).rows[0]!.id;
    await page.goto(`${page.url().split('#')[0]!}#/customers/${String(id)}`);
    const section = page.getByRole('region', { name: t('gifts.title'), exact: true });
    await section.getByRole('button', { name: t('gifts.add') }).click();
    const form = page.getByRole('dialog', { name: t('gifts.add') });
    await form.getByRole('button', { name: t('ui.actions.save') }).click();
    await form.getByText(t('gifts.whatNeeded')).waitFor();
    await form.getByRole('textbox', { name: t('gifts.what') }).fill('Tea');
    await form.getByRole('textbox', { name: t('gifts.costIn', { currency: 'CNY' }) }).fill('128.5');
    await form.getByRole('button', { name: t('ui.actions.save') }).click();
    await section.getByText('Tea').waitFor();
    await section.getByRole('list', { name: t('gifts.sums') }).getByText('128.50').waitFor();
    await section.getByRole('button', { name: t('gifts.removeOf', { what: 'Tea' }) }).click();
    await section.getByText(t('gifts.none')).waitFor();
    await page.keyboard.press('Control+z');
    await section.getByText('Tea').waitFor();
    await app.end();
  });
});
