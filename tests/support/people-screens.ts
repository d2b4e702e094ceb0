/** The screens of a book of several people: their page and its dialogs, the entrance that asks who it is, and what somebody with few rights sees. */
import type { Browser } from 'playwright-core';
import { startApp, until, type App, type AppOptions, type Person } from './app.ts';

type Visit = (app: App, name: string) => Promise<void>;

const NAMES = { 'zh-CN': ['小美', '小林'], en: ['Maggie', 'Tom'] } as const;
const PASSPHRASES = ['quiet river 88 sandal', 'purple window 41 basket'] as const;

/** Adds two people, removes one, and comes in as the other. */
export async function walkPeople(browser: Browser, options: Pick<AppOptions, 'language' | 'prefs' | 'size'>, customers: readonly Person[], visit: Visit): Promise<void> {
  const app = await startApp(browser, { ...options, people: customers });
  const { page, t } = app;
  const names = NAMES[app.language];
  await app.go('settings');
  await app.button(t('people.open')).click();
  await page.getByText(t('people.none')).waitFor();
  await visit(app, 'nobody added');
  await app.button(t('people.add')).click();
  await page.getByRole('dialog', { name: t('people.form.addTitle') }).waitFor();
  await visit(app, 'add a person');
  await page.keyboard.press('Escape');
  for (const [i, name] of names.entries()) {
    const rights = { export: false, delete: false, seeAmounts: false, seePhones: false, ownOnly: false };
    await app.call('people.create', { name, role: i === 0 ? 'readonly' : 'manager', rights, passphrase: PASSPHRASES[i]! });
  }
  await page.getByRole('row', { name: new RegExp(names[1]) }).waitFor();
  // Nobody is said to need a passphrase once theirs is set.
  await until(() => page.getByText(t('keyChange.needed')).count(), 0);
  await visit(app, 'people');
  await app.button(t('keyChange.open')).click();
  await page.getByRole('heading', { name: t('keyChange.title') }).waitFor();
  await page.locator('.change-key-list').getByText(new RegExp(names[1])).waitFor();
  await visit(app, 'change of the key');
  await app.button(t('keyChange.back')).click();
  await page.getByRole('row', { name: new RegExp(names[1]) }).waitFor();
  const ask = async (item: 'change' | 'passphrase' | 'leave', title: string, name: string): Promise<void> => {
    await page.getByRole('button', { name: t('people.menu.label', { name: names[1] }), exact: true }).click();
    await page.getByRole('menuitem', { name: t(`people.menu.${item}`) }).click();
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    await until(() => page.getByRole('menuitem').count(), 0);
    await visit(app, name);
    await page.keyboard.press('Escape');
    await until(() => dialog.count(), 0);
  };
  await ask('change', t('people.form.changeTitle', { name: names[1] }), 'change a person');
  await ask('passphrase', t('people.passphrase.title', { name: names[1] }), 'new passphrase of a person');
  await ask('leave', t('people.leave.title', { name: names[1] }), 'remove a person');
  await page.getByRole('button', { name: t('people.menu.label', { name: names[1] }), exact: true }).click();
  await page.getByRole('menuitem', { name: t('people.menu.leave') }).click();
  await app.button(t('people.leave.button')).click();
  await page.getByRole('dialog', { name: t('keyChange.offer.title') }).waitFor();
  await until(() => page.getByRole('dialog').count(), 1);
  await visit(app, 'offer to change the key');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);

  await page.keyboard.press('Control+l');
  const who = page.getByRole('combobox', { name: t('people.who') });
  await who.waitFor();
  await visit(app, 'entrance of several');
  await who.click();
  await page.locator('.ant-select-item-option').filter({ hasText: names[0] }).first().click();
  await page.getByLabel(t('session.passphrase.label'), { exact: true }).fill(PASSPHRASES[0]);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: t('ui.nav.label') }).waitFor();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const { rows } = await app.call('customers.list', {});
  const screens = { today: '#/today', 'list to read only': '#/customers', 'record to read only': `#/customers/${String(rows[0]!.id)}`, 'tasks to read only': '#/tasks', 'segments to read only': '#/segments', 'settings of somebody': '#/settings', 'refused page': '#/settings/audit' };
  for (const [name, address] of Object.entries(screens)) {
    await page.goto(`${page.url().replace(/#.*$/, '')}${address}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await visit(app, name);
  }
  await app.end();
}
