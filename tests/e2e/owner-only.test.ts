/** A field that only the owner sees, in the window: made, filled in, closed to the staff, and read again by the owner. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSPHRASE, startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { ROLE_RIGHTS } from '../../shared/modules/people.ts';

const MEI = 'quiet river 88 sandal';
const SECRET = 'E12345678';
const pictures = process.env['REGULARS_PICTURES'];

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const shoot = async (app: App, name: string): Promise<void> => {
  if (!pictures) return;
  // What fades in is to be seen whole.
  await app.page.waitForTimeout(600);
  await app.page.screenshot({ path: `${pictures}/owner-only-${name}-${app.language}.png` });
};
const fieldOf = async (app: App, label: string) => (await app.call('fields.list', {})).fields.find((one) => one.label === label);

async function enter(app: App, name: string, passphrase: string): Promise<void> {
  const { page, t } = app;
  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { name: t('session.lock.title') }).waitFor();
  await page.getByRole('combobox', { name: t('people.who') }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click();
  await page.getByLabel(t('session.passphrase.label'), { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: t('ui.nav.label') }).waitFor();
}

async function openFields(app: App): Promise<void> {
  await app.go('settings');
  await app.button(app.t('customFields.settings.open')).click();
  await app.page.getByRole('heading', { level: 1, name: app.t('customFields.page.title') }).waitFor();
}

async function openProfile(app: App): Promise<void> {
  await app.go('customers');
  await app.page.locator('[data-row="0"] [data-column="0"]').click();
  await app.page.locator('.facts').waitFor();
}

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  const label = language === 'en' ? 'Passport' : '护照号';

  it('is made and filled in by the owner, closed to the staff, and open to the owner again', async () => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }] });
    const { page, t } = app;
    await openFields(app);
    await page.getByRole('button', { name: t('customFields.page.add'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: t('customFields.dialog.label') }).fill(label);
    // The name sounds like it: it is proposed.
    await dialog.getByText(t('customFields.ownerOnly.propose')).waitFor();
    await shoot(app, 'proposed');
    await dialog.getByRole('checkbox', { name: t('customFields.ownerOnly.label') }).press('Space');
    await dialog.getByText(t('customFields.ownerOnly.hint')).waitFor();
    await dialog.getByRole('button', { name: t('customFields.dialog.make'), exact: true }).click();
    await until(async () => (await fieldOf(app, label))?.ownerOnly, true);
    await shoot(app, 'listed');
    const { id } = (await fieldOf(app, label))!;

    await openProfile(app);
    await page.getByRole('textbox', { name: label }).fill(SECRET);
    await page.getByRole('textbox', { name: label }).press('Tab');
    const customer = (await app.call('customers.list', {})).rows[0]!.id;
    await until(async () => (await app.call('customers.get', { id: customer })).custom[id], SECRET);
    await page.getByRole('textbox', { name: label }).scrollIntoViewIfNeeded();
    await shoot(app, 'filled');

    await app.call('people.create', { name: '小美', role: 'staff', rights: ROLE_RIGHTS.staff, passphrase: MEI });
    await enter(app, '小美', MEI);
    await openProfile(app);
    const closed = page.getByRole('group', { name: label });
    await closed.getByText(t('customFields.fault.ownerOnly')).waitFor();
    await closed.scrollIntoViewIfNeeded();
    await shoot(app, 'closed');
    expect(await page.getByRole('textbox', { name: label }).count()).toBe(0);
    expect(await page.content()).not.toContain(SECRET);
    expect((await app.call('customers.get', { id: customer })).custom[id]).toEqual({ fault: 'ownerOnly' });
    // No column, no filter, no export of it.
    await page.keyboard.press('Escape');
    await app.button(t('customers.columns.button')).click();
    await page.locator('.column-chooser').waitFor();
    expect(await page.locator('.column-chooser').getByText(label).count()).toBe(0);

    await enter(app, t('people.roles.owner.name'), PASSPHRASE);
    await openProfile(app);
    await until(() => page.getByRole('textbox', { name: label }).inputValue(), SECRET);
    await app.end();
  });

  it('asks before a field that is filled in is kept to the owner, and before it is shown to everybody again', async () => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }] });
    const { page, t } = app;
    const made = await app.call('fields.create', { label, kind: 'text' });
    const customer = (await app.call('customers.list', {})).rows[0]!.id;
    await app.call('customers.update', { id: customer, patch: { custom: { [made.id]: SECRET } } });
    await openFields(app);
    for (const way of ['seal', 'open'] as const) {
      await app.button(t('customFields.page.edit', { field: label })).click();
      await page.getByRole('checkbox', { name: t('customFields.ownerOnly.label') }).press('Space');
      await page.getByRole('dialog').getByRole('button', { name: t('ui.actions.save'), exact: true }).click();
      const ask = page.getByRole('dialog', { name: t(`customFields.ownerOnly.${way}Title`, { field: label }) });
      await ask.waitFor();
      await until(() => page.getByRole('dialog').count(), 1);
      await shoot(app, way);
      await ask.getByRole('button', { name: t(`customFields.ownerOnly.${way}Ok`), exact: true }).click();
      await until(async () => (await fieldOf(app, label))?.ownerOnly, way === 'seal');
      expect((await app.call('customers.get', { id: customer })).custom[made.id]).toBe(SECRET);
      await until(async () => (await app.call('customers.search', { text: SECRET, limit: 5 })).rows.length, way === 'seal' ? 0 : 1);
      await until(() => page.getByRole('dialog').count(), 0);
    }
    await app.end();
  });
});
