/** A walk through what is asked about one person: consents, their archive, a grade by hand, values that look wrong, text that was cut off. */
import { until, type App } from './app.ts';

type Visit = (app: App, name: string) => Promise<void>;

const words = {
  'zh-CN': { scope: '生日祝福', typed: '又说喜欢茉莉', spoken: '电话说到一半', twin: '小王' },
  en: { scope: 'Birthday greetings', typed: 'Likes jasmine as well', spoken: 'Half of a call', twin: 'Annie' },
} as const;

/** Begins and ends on the list; `id` is somebody living. */
export async function walkPerson(app: App, id: number, visit: Visit): Promise<void> {
  const { page, t } = app;
  const say = words[app.language];
  const { name, phones } = await app.call('customers.get', { id });
  await app.call('customers.update', { id, patch: { phones: [{ value: '1380013' }] } });
  await app.call('drafts.set', { form: 'customer.edit', text: JSON.stringify([[`${String(id)}:notes`, say.typed]]) });
  await app.call('drafts.set', { form: 'followUp.new', text: JSON.stringify([[String(id), { content: say.spoken }]]) });
  await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(id)}`);
  // What was kept is read when the program begins.
  await page.reload();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('group', { name: t('ui.kept.text') }).waitFor();
  await visit(app, 'text that was cut off');
  await page.getByRole('group', { name: t('ui.kept.text') }).getByRole('button', { name: t('ui.kept.drop') }).click();
  await page.getByRole('button', { name: t('customFields.review.confirmOf', { field: t('fields.customer.phones'), value: '1380013' }) }).click();
  await page.getByRole('combobox', { name: t('customFields.review.reason') }).waitFor();
  await visit(app, 'why a value is right');
  await page.getByRole('combobox', { name: t('customFields.review.reason') }).fill(say.scope);
  await page.keyboard.press('Enter');
  await page.getByText(t('customFields.review.said', { reason: say.scope })).waitFor();
  await theDialogs(app, name, visit);
  await app.call('customers.update', { id, patch: { phones } });
  await theTwin(app, id, visit);
  await app.go('customers');
}

async function theDialogs(app: App, name: string, visit: Visit): Promise<void> {
  const { page, t } = app;
  const dialog = page.getByRole('dialog');
  const shown = async (what: string): Promise<void> => {
    await dialog.getByRole('button').first().waitFor();
    await visit(app, what);
    await page.keyboard.press('Escape');
    await until(() => dialog.count(), 0);
  };
  const consents = page.getByRole('region', { name: t('consents.title') });
  await consents.getByRole('button', { name: t('consents.add') }).click();
  await shown('a consent');
  await consents.getByRole('button', { name: t('consents.add') }).click();
  await dialog.getByRole('combobox', { name: t('consents.scope') }).fill(words[app.language].scope);
  await page.keyboard.press('Enter');
  await consents.getByRole('button', { name: t('consents.withdraw') }).click();
  await shown('withdrawing a consent');
  await app.button(t('privacy.menu')).click();
  await page.getByRole('menuitem', { name: t('person.button') }).click();
  await page.getByRole('dialog', { name: t('person.title', { name }) }).waitFor();
  await shown('everything about one person');
  await page.locator('.stage-chip').first().click();
  await app.button(t('lifecycle.why.setByHand')).click();
  await page.getByRole('textbox', { name: t('lifecycle.byHand.reason') }).waitFor();
  await shown('a grade by hand');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('f');
  await dialog.getByText(t('ui.kept.here')).waitFor();
  await shown('a follow-up that was left');
}

/** Somebody with the same number: who it may be, and that it is not. The twin is gone afterwards. */
async function theTwin(app: App, id: number, visit: Visit): Promise<void> {
  const { page, t } = app;
  const { phones } = await app.call('customers.get', { id });
  const twin = await app.call('customers.create', { name: words[app.language].twin, phones });
  await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(twin.id)}`);
  const region = page.getByRole('region', { name: t('customers.duplicate.title') });
  await region.waitFor();
  await visit(app, 'maybe the same');
  await region.getByRole('button', { name: t('customers.duplicate.notSame') }).first().click();
  await until(() => region.count(), 0);
  await visit(app, 'not the same');
  await app.call('customers.remove', { selection: { ids: [twin.id] } });
}
