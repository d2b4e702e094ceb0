/** A walk through the screens of reminders. */
import { until, type App } from './app.ts';

type Visit = (app: App, name: string) => Promise<void>;

const words = {
  'zh-CN': { contract: '续合同', accounts: '月底对账', note: '带上价目表' },
  en: { contract: 'Renew the contract', accounts: 'Monthly accounts', note: 'Take the price list along' },
} as const;

export async function walkReminders(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  const say = words[app.language];
  const customerId = (await app.call('customers.list', {})).rows[0]!.id;
  await page.getByRole('navigation').getByRole('link', { name: t('tasks.title') }).click();
  await page.getByRole('radio', { name: t('reminders.title') }).locator('..').click();
  await page.getByText(t('reminders.empty')).waitFor();
  await visit(app, 'no reminders');
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: t('reminders.add') });
  await dialog.getByLabel(t('reminders.form.customer')).waitFor();
  await dialog.getByText(t('reminders.form.abouts.nobody'), { exact: true }).click();
  await dialog.getByRole('combobox', { name: t('reminders.form.repeat') }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: t('reminders.rule.workday') }).click();
  await dialog.getByText(t('reminders.form.more'), { exact: true }).click();
  await dialog.locator('.reminder-preview ol').waitFor();
  await visit(app, 'new reminder');
  await page.keyboard.press('Escape');
  const [past, today] = [-3, 0].map((days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv')) as [string, string];
  await app.call('reminders.create', { customerId, title: say.contract, startsOn: today, atTime: '23:30', note: say.note });
  await app.call('reminders.create', { title: say.accounts, startsOn: past, rule: 'FREQ=DAILY', leads: [1, 0] });
  await page.getByRole('radio', { name: t('reminders.bands.today') }).locator('..').click();
  await until(() => page.locator('.task-title').count(), 2);
  await visit(app, 'reminders');
  await page.getByRole('button', { name: t('reminders.laterOf', { title: say.contract }) }).click();
  await page.getByRole('menuitem', { name: t('reminders.later.pick') }).click();
  await page.getByRole('dialog', { name: t('reminders.laterTitle') }).waitFor();
  await visit(app, 'remind me later');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  await page.goto(`${page.url().replace(/#.*$/, '')}#/today`);
  await page.getByRole('region', { name: t('reminders.today.title'), exact: true }).locator('.today-task').first().waitFor();
  await visit(app, 'today with reminders');
}
