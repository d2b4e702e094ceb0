/** The owner removes somebody and changes the book's key: what is said before, the new recovery code, everything still there, who needs a new passphrase. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE_RIGHTS } from '../../shared/modules/people.ts';
import { PASSPHRASE, startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const MEI = 'quiet river 88 sandal';
const LIN = 'purple window 41 basket';
const people = [{ name: '王小明', phones: [{ value: '13812345678' }] }, { name: '李大海' }];

async function shoot(app: App, name: string): Promise<void> {
  if (pictures) await app.page.screenshot({ path: `${pictures}/key-${name}-${app.language}.png`, fullPage: true });
}

async function openPeople(app: App): Promise<void> {
  await app.go('settings');
  await app.button(app.t('people.open')).click();
  await app.page.getByRole('heading', { level: 1, name: app.t('people.title') }).waitFor();
}

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('the owner removes a clerk, changes the key, keeps the new code, and finds all as it was', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    const { rows } = await app.call('customers.list', { query: { text: '王小明' } });
    const id = rows[0]!.id;
    for (const [name, passphrase] of [['小美', MEI], ['小林', LIN]] as const) await app.call('people.create', { name, role: 'staff', rights: ROLE_RIGHTS.staff, passphrase });
    await app.call('customers.update', { id, patch: { notes: '喜欢兰花' } });
    await openPeople(app);
    await shoot(app, 'page');
    await page.getByRole('button', { name: t('people.menu.label', { name: '小美' }), exact: true }).click();
    await page.getByRole('menuitem', { name: t('people.menu.leave') }).click();
    await page.getByRole('dialog', { name: t('people.leave.title', { name: '小美' }) }).getByRole('button', { name: t('people.leave.button'), exact: true }).click();
    const offer = page.getByRole('dialog', { name: t('keyChange.offer.title') });
    await offer.waitFor();
    await shoot(app, 'offer');
    await offer.getByRole('button', { name: t('keyChange.open'), exact: true }).click();

    await page.getByRole('heading', { name: t('keyChange.title') }).waitFor();
    await page.getByText(t('keyChange.others', { names: '小林' })).waitFor();
    await shoot(app, 'ask');
    const passphrase = page.getByLabel(t('keyChange.passphrase'), { exact: true });
    await passphrase.fill('not the one 77 at all');
    await app.button(t('keyChange.start')).click();
    await page.getByText(t('errors.vault_wrongSecret.what')).waitFor();
    await shoot(app, 'wrong');
    // After a wrong one the next try has to wait a little.
    await passphrase.fill(PASSPHRASE);
    const start = app.button(t('keyChange.start'));
    await until(async () => {
      // The button may just be going away.
      if ((await start.count()) > 0 && (await start.isEnabled().catch(() => false))) await start.click({ timeout: 1000 }).catch(() => undefined);
      return page.getByRole('heading', { name: t('keyChange.codeTitle') }).count();
    }, 1);
    const code = (await page.locator('.recovery-code').first().innerText()).match(/[0-9A-Z]{4}/g)!;
    expect(code).toHaveLength(7);
    // By itself, and told: the backups there are keep the old key.
    await page.getByText(t('keyChange.copy.done', { count: 1 })).waitFor();
    await shoot(app, 'code');
    await app.button(t('session.recovery.kept')).click();
    await page.getByRole('heading', { name: t('session.confirm.title') }).waitFor();
    const [label] = await page.locator('form label').allInnerTexts();
    const group = [1, 2, 3, 4, 5, 6, 7].find((n) => label?.includes(t('session.confirm.label', { n })))!;
    await page.getByRole('textbox').fill(code[group - 1]!);
    await shoot(app, 'confirm');
    await app.button(t('session.confirm.finishAgain')).click();

    await page.getByRole('heading', { level: 1, name: t('people.title') }).waitFor();
    await page.getByRole('button', { name: `${t('keyChange.needed')}: 小林`, exact: true }).waitFor();
    await shoot(app, 'after');
    expect((await app.call('session.status', {})).book).toMatchObject({ recoveryConfirmed: true, warnings: [] });
    expect((await app.call('history.list', { entity: 'customer', id })).changes.length).toBeGreaterThan(1);
    await app.go('customers');
    await app.seesNames(['李大海', '王小明']);
    await app.search('13812345678');
    await app.seesNames(['王小明']);

    await openPeople(app);
    await page.getByRole('button', { name: `${t('keyChange.needed')}: 小林`, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: t('people.passphrase.title', { name: '小林' }) });
    await dialog.getByLabel(t('people.form.passphrase'), { exact: true }).fill(LIN);
    await dialog.getByLabel(t('session.passphrase.repeat'), { exact: true }).fill(LIN);
    await dialog.getByLabel(t('session.passphrase.repeat'), { exact: true }).press('Enter');
    await app.toast(t('people.passphrase.done', { name: '小林' }));
    await until(() => page.getByText(t('keyChange.needed')).count(), 0);

    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: t('session.lock.title') }).waitFor();
    await app.button(t('session.lock.useRecovery')).click();
    await page.getByLabel(t('session.lock.recoveryCode'), { exact: true }).fill(code.join('-'));
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: t('ui.nav.label') }).waitFor();
    await app.end();
  });
});
