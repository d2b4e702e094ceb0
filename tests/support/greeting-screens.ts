/** A walk through the screens of greetings and gifts. */
import { until, type App } from './app.ts';

type Visit = (app: App, name: string) => Promise<void>;

const words = {
  'zh-CN': { name: '问货', body: '{称呼}您好，{公司}的货到了吗？——{店名}', byHand: '您好，货到了吗？', gift: '龙井一盒', occasion: '中秋' },
  en: { name: 'Goods', body: 'Hello {salutation}, have the goods of {company} arrived? {shop}', byHand: 'Hello, have your goods arrived?', gift: 'A box of tea', occasion: 'Opening' },
} as const;

export async function walkGreetings(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  const say = words[app.language];
  await page.getByRole('navigation').getByRole('link', { name: t('tasks.title') }).click();
  await page.getByRole('radio', { name: t('care.tabs.greetings') }).locator('..').click();
  await page.getByText(t('greetings.empty')).waitFor();
  await visit(app, 'no greetings');
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: t('greetings.add') });
  await form.getByRole('textbox', { name: t('greetings.body') }).fill(say.body);
  await form.locator('.merged-text').waitFor();
  await visit(app, 'new greeting');
  await away(app);
  const { id } = await app.call('greetings.create', { name: say.name, occasion: 'visit', body: say.body });
  await page.locator('.greeting-line').waitFor();
  await visit(app, 'greetings');
  await app.button(t('greetings.start')).click();
  await page.getByText(t('greetings.noText')).first().waitFor();
  await visit(app, 'greeting without a text');
  await page.getByRole('combobox', { name: t('greetings.whom') }).click();
  await page.locator('.ant-select-item-option', { hasText: t('greetings.whoms.all') }).click();
  await page.getByRole('combobox', { name: t('greetings.which') }).click();
  await page.locator('.ant-select-item-option', { hasText: say.name }).click();
  await page.locator('.greet-one .ant-input').waitFor();
  await visit(app, 'a batch of greetings');
  const { rows } = await app.call('customers.list', {});
  await app.call('customers.update', { id: rows[0]!.id, patch: { doNotContact: 'marketing' } });
  await page.getByRole('radio', { name: `${t('greetings.tabs.out')} 1` }).locator('..').click();
  await page.locator('.greet-out').waitFor();
  await visit(app, 'who is left in peace');
  await app.call('customers.update', { id: rows[0]!.id, patch: { doNotContact: null } });
  await page.getByRole('radio', { name: new RegExp(`^${t('greetings.tabs.ready')}`) }).locator('..').click();
  await page.locator('.greet-one .ant-input').fill(say.byHand);
  await app.button(t('greetings.print')).click();
  await page.locator('.letter[data-ready=true]').first().waitFor();
  await visit(app, 'letters');
  await page.getByRole('radio', { name: t('greetings.asList') }).locator('..').click();
  await page.locator('.letter-list[data-ready=true]').waitFor();
  await visit(app, 'letters as a list');
  await app.call('greetings.remove', { id });
  await gifts(app, visit, rows[0]!.id);
}

async function gifts(app: App, visit: Visit, customerId: number): Promise<void> {
  const { page, t } = app;
  const say = words[app.language];
  for (const date of ['2025-10-06', '2026-09-25']) await app.call('gifts.create', { customerId, date, what: say.gift, occasion: say.occasion, costMinor: 12_850 });
  await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(customerId)}`);
  const section = page.getByRole('region', { name: t('gifts.title'), exact: true });
  await section.getByText(say.gift).first().waitFor();
  await section.scrollIntoViewIfNeeded();
  await visit(app, 'gifts of a customer');
  await section.getByRole('button', { name: t('gifts.add') }).click();
  await page.getByRole('dialog', { name: t('gifts.add') }).waitFor();
  await visit(app, 'a gift');
  await away(app);
}

async function away({ page }: App): Promise<void> {
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
}
