import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canLook, familyOf } from '../reliability/lib/memory.ts';
import { PASSPHRASE, startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const people = [{ name: '欧阳秘密', phones: [{ value: '13811112222' }], notes: '只在锁里面能看到' }];
const passphrase = (app: App) => app.page.locator('input[type=password]');
const locked = (app: App) => app.page.getByRole('heading', { level: 1, name: app.t('session.lock.title') }).waitFor();

describe('the lock screen', () => {
  it.each(['zh-CN', 'en'] as const)('says in %s that the passphrase is wrong, makes one wait longer each time, and never speaks of damage', async (language) => {
    const app = await startApp(browser, { language, book: 'locked', people });
    const { page, t } = app;
    await locked(app);
    await passphrase(app).fill('not the right one');
    await passphrase(app).press('Enter');
    const alert = page.getByRole('alert');
    await alert.filter({ hasText: t('errors.vault_wrongSecret.what') }).waitFor();
    const text = (await alert.first().textContent()) ?? '';
    expect(text).not.toContain(t('errors.vault_damaged.what'));
    await app.button(t('session.lock.waitLeft', { seconds: 1 })).waitFor();
    await app.button(t('session.lock.open')).waitFor();
    await passphrase(app).fill('not the right one either');
    await passphrase(app).press('Enter');
    await app.button(t('session.lock.waitLeft', { seconds: 2 })).waitFor();
    await app.button(t('session.lock.open')).waitFor();
    await passphrase(app).fill(PASSPHRASE);
    await passphrase(app).press('Enter');
    await app.go('customers');
    await app.seesNames(['欧阳秘密']);
    await app.end();
  });

  it('takes the recovery code however it is typed, and names the group with the slip', async () => {
    const app = await startApp(browser, { book: 'locked', people });
    const { page, t } = app;
    await app.button(t('session.lock.useRecovery')).click();
    const code = page.getByRole('textbox', { name: t('session.lock.recoveryCode') });
    const groups = app.recoveryCode.split('-');
    const slip = groups.map((group, index) => (index === 2 ? group.replace(/.$/, (last) => (last === '7' ? '8' : '7')) : group));
    await code.fill(slip.join('-'));
    await code.press('Enter');
    await page.getByRole('alert').filter({ hasText: t('session.lock.wrongRecovery') }).waitFor();
    await until(() => page.getByRole('button', { name: t('session.lock.open'), exact: true }).count(), 1);
    await code.fill(groups.join(' ').toLowerCase());
    await code.press('Enter');
    // Whoever forgot the passphrase is asked for a new one; it can wait.
    await page.getByRole('dialog', { name: t('session.recovered.title') }).getByRole('button', { name: t('session.recovered.later') }).click();
    await app.go('customers');
    await app.seesNames(['欧阳秘密']);
    await app.end();
  });
});

describe('locking the program as people start it', () => {
  it('changes over to processes that never saw the book, and the window goes on without a word about it', async () => {
    const app = await startApp(browser, { people, kept: true });
    const { page } = app;
    const other = await app.another();
    for (let time = 1; time <= 3; time++) {
      await page.keyboard.press('Control+l');
      await locked(app);
      await other.getByRole('heading', { level: 1, name: app.t('session.lock.title') }).waitFor();
      // At once, while one process follows the other.
      await passphrase(app).fill(PASSPHRASE);
      await passphrase(app).press('Enter');
      await app.go('customers');
      await app.seesNames(['欧阳秘密']);
      await other.getByRole('navigation').waitFor();
    }
    expect(await page.locator('.toast').count()).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
    await app.end();
  });

  it.skipIf(!canLook)('goes to the lock screen and says why when the process that answers it dies', async () => {
    const app = await startApp(browser, { people, kept: true });
    const front = familyOf(process.pid).find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('front-process'));
    process.kill(front!, 'SIGKILL');
    await locked(app);
    await app.page.getByText(app.t('session.lock.because.crash')).waitFor();
    expect(await app.page.content()).not.toContain('欧阳');
    await passphrase(app).fill(PASSPHRASE);
    await passphrase(app).press('Enter');
    await app.go('customers');
    await app.seesNames(['欧阳秘密']);
    await app.page.close();
    await app.host.close();
  });
});

describe('locking', () => {
  it('by Ctrl+L leaves nothing of a customer in the window', async () => {
    const app = await startApp(browser, { people });
    const { page } = app;
    await page.locator('[data-row="0"] [data-column="0"]').click();
    await page.getByRole('complementary').getByRole('textbox').first().waitFor();
    await page.keyboard.press('Control+l');
    await locked(app);
    const html = await page.content();
    expect(html).not.toContain('欧阳');
    expect(html).not.toContain('13811112222');
    expect(html).not.toContain('138 1111 2222');
    expect(html).not.toContain('只在锁里面');
    expect(page.url()).not.toMatch(/customers\/\d/);
    expect((await app.call('session.status', {})).state).toBe('locked');
    await page.goBack();
    await locked(app);
    expect(await page.content()).not.toContain('欧阳');
    await passphrase(app).fill(PASSPHRASE);
    await passphrase(app).press('Enter');
    await app.go('customers');
    await app.seesNames(['欧阳秘密']);
    await app.end();
  });

  it('happens by itself after the minutes set, and in every window', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await app.call('settings.set', { autoLockMinutes: 5 });
    const other = await app.another();
    await other.locator('[data-row="0"]').waitFor();
    await page.clock.install();
    await page.reload();
    await app.seesNames(['欧阳秘密']);
    await page.clock.fastForward('04:30');
    await app.seesNames(['欧阳秘密']);
    await page.clock.fastForward('01:00');
    await page.getByText(t('session.lock.because.idle')).waitFor();
    expect(await page.content()).not.toContain('欧阳');
    await other.getByRole('heading', { level: 1, name: t('session.lock.title') }).waitFor();
    expect(await other.content()).not.toContain('欧阳');
    await app.end();
  });

  it('does not count as idle while someone types', async () => {
    const app = await startApp(browser, { people });
    const { page } = app;
    await app.call('settings.set', { autoLockMinutes: 1 });
    await page.clock.install();
    await page.reload();
    await app.seesNames(['欧阳秘密']);
    await page.clock.fastForward('00:50');
    await page.keyboard.press('ArrowDown');
    await page.clock.fastForward('00:50');
    await app.seesNames(['欧阳秘密']);
    await app.end();
  });
});
