/** What people fear most, one after another as it happens: the stick is pulled out, the computer is gone, the passphrase is forgotten, a customer was deleted a month ago. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
let stick: string;
beforeAll(async () => {
  browser = await launchBrowser();
  stick = mkdtempSync(join(tmpdir(), 'regulars-disaster-'));
});
afterAll(async () => {
  await browser.close();
  rmSync(stick, { recursive: true, force: true });
});

const FIRST = '梅雨 茶杯 八角亭';
const SECOND = '石桥 灯笼 七里香';
const pictures = process.env['REGULARS_TEST_PICTURES'];
const PATIENCE = { timeout: 90_000 };

describe.each(['zh-CN', 'en'] as const)('a shop that loses everything, in %s', (language) => {
  it('has everything again on another computer, with the recovery code in place of the passphrase', { timeout: 300_000 }, async () => {
    const names = language === 'en' ? (['Anna Smith', 'Oscar Novak', 'Elm Street Books'] as const) : (['王小明', '欧阳娜娜', '老灶火锅'] as const);
    const shop = language === 'en' ? 'Corner Flowers' : '小满花店';
    const usb = join(stick, language);
    mkdirSync(usb);
    const look = async (app: App, what: string): Promise<void> => {
      if (pictures) await app.page.screenshot({ path: `${pictures}/disaster-${what}-${language}.png` });
    };

    const old = await startApp(browser, { language, book: 'none' });
    const code = await makeByHand(old, shop);
    await old.button(old.t('customers.create.button')).first().click();
    const adding = old.page.getByRole('dialog');
    for (const [i, name] of names.entries()) {
      await adding.getByRole('textbox').first().fill(name);
      await old.page.keyboard.press('Control+Enter');
      await until(async () => (await old.call('customers.list', {})).total, i + 1);
      await until(() => adding.getByRole('textbox').first().inputValue(), '');
    }
    await old.page.keyboard.press('Escape');
    await adding.waitFor({ state: 'detached' });
    await old.page.getByRole('link', { name: old.t('backup.nav') }).click();
    await old.page.getByRole('button', { name: old.t('backup.places.add') }).click();
    await old.page.getByLabel(old.t('backup.adding.folder')).fill(usb);
    await old.page.keyboard.press('Enter');
    await old.page.getByText(old.t('backup.done', { count: 1 })).waitFor(PATIENCE);
    await old.page.getByText(old.t('backup.head.good')).waitFor(PATIENCE);
    const folder = join(usb, 'Regulars');
    const copies = () => readdirSync(folder).filter((name) => name.endsWith('.regulars'));
    expect(copies()).toHaveLength(1);
    await look(old, '1-backed-up');

    // The stick is pulled out; whoever asks for a backup is told, and nothing is wrong when it is there again.
    renameSync(usb, `${usb}-out`);
    await old.button(old.t('backup.run')).click();
    await old.page.getByText(old.t('backup.places.awayHint')).waitFor(PATIENCE);
    await look(old, '2-stick-out');
    renameSync(`${usb}-out`, usb);
    await old.button(old.t('backup.run')).click();
    await old.page.getByText(old.t('backup.done', { count: 2 })).waitFor(PATIENCE);
    await old.end();

    // Another computer: nothing but the program, the stick and the sheet with the code.
    const fresh = await startApp(browser, { language, book: 'none' });
    const { page, t } = fresh;
    await fresh.button(t('session.welcome.restore')).click();
    const newest = copies().sort().at(-1)!;
    await fresh.choose(() => fresh.button(t('session.restore.choose')).click(), { name: newest, bytes: readFileSync(join(folder, newest)) });
    await page.getByText(newest).waitFor();
    await fresh.button(t('session.lock.useRecovery')).click();
    await page.locator('input[type=password]').fill(code);
    await look(fresh, '3-restore');
    await fresh.button(t('session.restore.start')).click();
    await page.getByRole('heading', { level: 1, name: t('session.lock.title') }).waitFor(PATIENCE);
    await fresh.button(t('session.lock.useRecovery')).click();
    await page.getByRole('textbox', { name: t('session.lock.recoveryCode') }).fill(code);
    await page.keyboard.press('Enter');

    const asked = page.getByRole('dialog', { name: t('session.recovered.title') });
    await asked.waitFor(PATIENCE);
    const fields = asked.locator('input[type=password]');
    await fields.nth(0).fill(SECOND);
    await fields.nth(1).fill(SECOND);
    await look(fresh, '4-new-passphrase');
    await asked.getByRole('button', { name: t('session.recovered.button') }).click();
    await asked.waitFor({ state: 'detached', ...PATIENCE });
    await fresh.go('customers');
    await until(async () => (await fresh.names()).sort(), [...names].sort());
    await look(fresh, '5-all-there');

    // It was changed: the book opens with the new passphrase, and the question does not come back.
    await page.keyboard.press('Control+l');
    await page.locator('input[type=password]').fill(SECOND);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').waitFor(PATIENCE);
    expect(await asked.count()).toBe(0);

    // A customer deleted since is found in the copy, and comes back.
    const gone = (await fresh.call('customers.list', { query: { text: names[1] } })).rows[0]!;
    await fresh.call('customers.remove', { selection: { ids: [gone.id] } });
    await page.getByRole('link', { name: t('backup.nav') }).click();
    // The book remembers the stick; what lay on the other computer is not said to be on this one.
    const ring = page.getByRole('row').filter({ has: page.getByRole('button', { name: t('backup.places.kinds.ring'), exact: true }) });
    expect(await ring.getByRole('cell').nth(1).innerText()).toBe('0');
    await page.getByRole('button', { name: t('backup.places.kinds.folder') }).click(PATIENCE);
    const list = page.getByRole('dialog');
    await list.getByRole('button', { name: t('backup.copies.compare') }).last().click(PATIENCE);
    await look(fresh, '6-copies');
    const secret = list.locator('input[type=password]');
    const found = list.getByRole('checkbox', { name: new RegExp(names[1]) });
    await secret.or(found).first().waitFor(PATIENCE);
    if ((await secret.count()) > 0) {
      // Made before the passphrase was changed: it takes the one of its day.
      await secret.fill(FIRST);
      await page.keyboard.press('Enter');
    }
    await found.press('Space', PATIENCE);
    await look(fresh, '7-bring-back');
    await list.getByRole('button', { name: t('backup.compare.bring', { count: 1 }) }).click();
    await page.getByText(t('backup.compare.done', { count: 1 })).waitFor(PATIENCE);
    expect(await fresh.call('customers.get', { id: gone.id })).toMatchObject({ deletedAt: null, name: names[1] });
    await fresh.end();
  });
});

/** The first steps, as a person takes them; answers the recovery code on the screen. */
async function makeByHand({ page, t, button }: App, shop: string): Promise<string> {
  await button(t('session.welcome.make')).or(page.getByRole('button', { name: t('session.welcome.make') })).first().click();
  await page.getByRole('textbox').fill(shop);
  await page.getByRole('textbox').press('Enter');
  const fields = page.locator('input[type=password]');
  await fields.nth(0).fill(FIRST);
  await fields.nth(1).fill(FIRST);
  await fields.nth(1).press('Enter');
  await page.locator('.recovery-code b').first().waitFor(PATIENCE);
  const groups = await page.locator('.recovery-code b').allTextContents();
  await button(t('session.recovery.kept')).click();
  const asked = Number(/\d+/.exec((await page.locator('main label').first().textContent()) ?? '')?.[0]);
  await page.getByRole('textbox').fill(groups[asked - 1]!);
  await page.getByRole('textbox').press('Enter');
  await page.getByText(t('customers.empty.text')).waitFor(PATIENCE);
  return groups.join('-');
}
