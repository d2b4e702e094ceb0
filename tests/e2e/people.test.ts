/** People and rights as an owner and her staff meet them: added, chosen at the entrance, hidden and refused, asked for the passphrase again, handed over, removed. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSPHRASE, startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const MEI = 'quiet river 88 sandal';
const LIN = 'purple window 41 basket';
const people = [
  { name: '王小明', phones: [{ value: '13812345678' }], emails: [{ value: 'wang@example.com' }] },
  { name: '李大海', phones: [{ value: '13999998888' }] },
];

async function shoot(app: App, name: string): Promise<void> {
  if (pictures) await app.page.screenshot({ path: `${pictures}/people-${name}-${app.language}.png`, fullPage: true });
}

async function addPerson(app: App, name: string, passphrase: string, more?: (dialog: ReturnType<App['page']['getByRole']>) => Promise<void>): Promise<void> {
  const { page, t } = app;
  await app.button(t('people.add')).click();
  const dialog = page.getByRole('dialog', { name: t('people.form.addTitle') });
  await dialog.getByLabel(t('people.name')).fill(name);
  await more?.(dialog);
  await dialog.getByLabel(t('people.form.passphrase'), { exact: true }).fill(passphrase);
  await dialog.getByLabel(t('session.passphrase.repeat'), { exact: true }).fill(passphrase);
  await shoot(app, `add-${name}`);
  await dialog.getByLabel(t('session.passphrase.repeat'), { exact: true }).press('Enter');
  await app.toast(t('people.form.added', { name }));
}

/** At the lock screen: chooses who it is and types the passphrase. */
async function enter(app: App, name: string, passphrase: string): Promise<void> {
  const { page, t } = app;
  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { name: t('session.lock.title') }).waitFor();
  const who = page.getByRole('combobox', { name: t('people.who') });
  await who.click();
  await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click();
  await page.getByLabel(t('session.passphrase.label'), { exact: true }).fill(passphrase);
  await shoot(app, `entrance-${name}`);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: t('ui.nav.label') }).waitFor();
}

async function openPeople(app: App): Promise<void> {
  const { page, t } = app;
  await app.go('settings');
  await app.button(t('people.open')).click();
  await page.getByRole('heading', { level: 1, name: t('people.title') }).waitFor();
}

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('the owner adds somebody, who comes in with a passphrase of her own, sees masked phones and opens them one by one', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await openPeople(app);
    await page.getByText(t('people.none')).waitFor();
    await shoot(app, 'none');
    await addPerson(app, '小美', MEI);
    await page.getByRole('row', { name: /小美/ }).waitFor();
    await shoot(app, 'list');

    await enter(app, '小美', MEI);
    await page.getByRole('button', { name: new RegExp(`小美 · ${t('people.roles.staff.name')}`) }).waitFor();
    await app.go('customers');
    await page.getByText('138****5678').or(page.getByText('138 **** 5678')).first().waitFor();
    expect(await page.getByText('13812345678').count()).toBe(0);
    await shoot(app, 'list-as-staff');
    for (const gone of ['bin', 'transfer'] as const) expect(await page.getByRole('navigation').getByRole('link', { name: t(`ui.nav.${gone}`) }).count()).toBe(0);

    const { rows } = await app.call('customers.list', { query: { text: '王小明' } });
    await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(rows[0]!.id)}`);
    await page.getByRole('heading', { level: 1, name: '王小明' }).waitFor();
    await shoot(app, 'profile-masked');
    expect(await page.getByText(t('customFields.review.problem.phone')).count()).toBe(0);
    expect(await app.button(t('profile.remove')).count()).toBe(0);
    await app.button(t('people.contacts.open')).click();
    const phone = page.locator('.contact-line input').first();
    await until(() => phone.inputValue(), '13812345678');
    await shoot(app, 'profile-opened');

    await page.goto(`${page.url().replace(/#.*$/, '')}#/settings/people`);
    await app.go('settings');
    await shoot(app, 'settings-as-staff');
    expect(await app.button(t('people.open')).count()).toBe(0);
    await app.end();
  });

  it('who sees only her own finds nobody else; leaving hands her customers over and shuts the door', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await openPeople(app);
    await addPerson(app, '小美', MEI, async (dialog) => {
      await dialog.getByRole('radio', { name: new RegExp(t('people.roles.staff.name')) }).check();
      await dialog.getByRole('checkbox', { name: t('people.rights.ownOnly') }).check();
    });
    await addPerson(app, '小林', LIN);
    const { ownerField } = await app.call('people.list', {});
    const { rows } = await app.call('customers.list', { query: { text: '王小明' } });
    await app.call('customers.update', { id: rows[0]!.id, patch: { custom: { [String(ownerField)]: '小美' } } });

    await enter(app, '小美', MEI);
    await app.go('customers');
    await app.seesNames(['王小明']);
    await app.search('李大海');
    await app.seesNames([]);

    await enter(app, t('people.roles.owner.name'), PASSPHRASE);
    await openPeople(app);
    await page.getByRole('button', { name: t('people.menu.label', { name: '小美' }), exact: true }).click();
    await page.getByRole('menuitem', { name: t('people.menu.leave') }).click();
    const leave = page.getByRole('dialog', { name: t('people.leave.title', { name: '小美' }) });
    await shoot(app, 'leave');
    await leave.getByRole('button', { name: t('people.leave.button'), exact: true }).click();
    await app.toast(t('people.leave.handed', { name: '小美', count: 1 }));
    const offer = page.getByRole('dialog', { name: t('keyChange.offer.title') });
    await shoot(app, 'offer-key');
    await offer.getByRole('button', { name: t('keyChange.offer.later'), exact: true }).click();
    await page.getByRole('row', { name: new RegExp(t('people.left')) }).waitFor();
    await shoot(app, 'left');
    expect((await app.call('people.list', {})).people.map((p) => [p.name, p.active, p.customers])).toEqual([['小美', false, 0], ['小林', true, 1]]);
    await app.end();
  });

  it('who does not see amounts meets dots and no sales; who may only read is told so in one sentence', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const { rows } = await app.call('customers.list', { query: { text: '王小明' } });
    const id = rows[0]!.id;
    await app.call('sales.create', { customerId: id, date: new Date().toISOString().slice(0, 10), items: [{ name: '玫瑰', quantity: 1000, priceMinor: 77_700 }] });
    await openPeople(app);
    await addPerson(app, '小只', MEI, async (dialog) => {
      await dialog.getByRole('radio', { name: new RegExp(`^${t('people.roles.readonly.name')}`) }).check();
    });
    await enter(app, '小只', MEI);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await shoot(app, 'today-readonly');
    expect(await page.getByRole('navigation').getByRole('link', { name: t('sales.nav') }).count()).toBe(0);
    await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(id)}`);
    await page.getByRole('heading', { level: 1, name: '王小明' }).waitFor();
    await page.getByText('•••').first().waitFor();
    expect(await page.getByText('777').count()).toBe(0);
    await shoot(app, 'profile-readonly');
    // Nothing here looks as if it could be changed, and what is written down can be read whole.
    const record = page.locator('.record');
    await record.getByRole('term').filter({ hasText: t('fields.customer.phones') }).first().waitFor();
    await record.getByRole('feed').waitFor();
    expect(await record.locator('.record-first, .record-about').locator('input, textarea').count()).toBe(0);
    for (const offer of [t('profile.add.phones'), t('tasks.add'), t('portrait.relations.add'), t('portrait.attachments.add'), t('consents.add'), t('portrait.star')]) {
      expect(await app.button(offer).count()).toBe(0);
    }
    await page.getByRole('heading', { level: 1, name: '王小明' }).focus();
    await page.keyboard.press('f');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: t('ui.keys.title') });
    await keys.waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
    expect(await keys.getByText(t('profile.keys.followUp')).count()).toBe(0);
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('dialog').count(), 0);
    for (const [place, offer] of [['tasks', t('tasks.add')], ['segments', t('segments.create')]] as const) {
      await page.goto(`${page.url().replace(/#.*$/, '')}#/${place}`);
      await page.getByRole('heading', { level: 1, name: t(`${place}.title`) }).waitFor();
      expect(await page.getByRole('button', { name: offer }).count()).toBe(0);
    }
    await page.goto(`${page.url().replace(/#.*$/, '')}#/settings/audit`);
    await page.getByText(t('errors.people_denied.what')).first().waitFor();
    await app.end();
  });
});
