import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSPHRASE, startApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

describe.each(['zh-CN', 'en'] as const)('a fresh machine in %s', (language) => {
  it('leads from the welcome over passphrase and recovery code to the empty list', async () => {
    const app = await startApp(browser, { language, book: 'none' });
    const { page, t } = app;
    const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    await heading(t('session.welcome.title'));
    await page.getByRole('button', { name: t('session.welcome.make') }).click();

    await heading(t('session.book.title'));
    await app.button(t('ui.actions.next')).click();
    await page.getByText(t('session.book.nameMissing')).waitFor();
    await page.getByRole('textbox').fill('春风裁缝铺');
    await page.getByRole('radio', { name: t('session.book.kinds.both') }).check();
    await page.getByRole('radio', { name: t('session.book.presets.beauty') }).check();
    await page.getByRole('textbox').press('Enter');

    await heading(t('session.passphrase.title'));
    const [first, second] = [page.locator('input[type=password]').nth(0), page.locator('input[type=password]').nth(1)];
    await first.fill('12345678');
    await second.fill('12345678');
    await second.press('Enter');
    await page.getByRole('alert').filter({ hasText: t('session.passphrase.reasons.common') }).or(page.getByRole('alert').filter({ hasText: t('session.passphrase.reasons.sequence') })).first().waitFor();
    await first.fill(PASSPHRASE);
    await page.getByText(t('session.passphrase.strength', { level: t('session.passphrase.levels.s4') })).waitFor();
    await second.fill(`${PASSPHRASE}!`);
    await page.getByText(t('session.passphrase.mismatch')).waitFor();
    await second.fill(PASSPHRASE);
    await second.press('Enter');

    await heading(t('session.recovery.title'));
    const groups = await page.locator('.recovery-code b').allTextContents();
    expect(groups).toHaveLength(7);
    const saved = await app.download(() => app.button(t('session.recovery.save')).click());
    expect(saved.bytes.toString('utf8')).toContain(groups.join('-'));
    await app.button(t('session.recovery.kept')).click();

    await heading(t('session.confirm.title'));
    const asked = Number(/\d+/.exec((await page.locator('main label').first().textContent()) ?? '')?.[0]);
    const field = page.getByRole('textbox');
    await field.fill('ZZZZ' === groups[asked - 1] ? 'YYYY' : 'ZZZZ');
    await field.press('Enter');
    await page.getByText(t('session.confirm.wrong', { n: asked })).waitFor();
    await field.fill((groups[asked - 1] ?? '').toLowerCase());
    await field.press('Enter');

    await page.getByText(t('customers.empty.text')).waitFor();
    expect(await page.locator('body').textContent()).not.toContain(groups[1]);
    expect(await page.getByText(t('session.firstScreen.confirmLater')).count()).toBe(0);
    expect((await app.call('session.status', {})).book).toMatchObject({ name: '春风裁缝铺', kind: 'both', preset: 'beauty', language, recoveryConfirmed: true });
    await app.end();
  });

  it('opens the sample book in one click and removes it in one click', async () => {
    const app = await startApp(browser, { language, book: 'none' });
    const { page, t } = app;
    await page.getByRole('button', { name: t('session.welcome.sample') }).click();
    await page.getByText(t('session.sampleBar.text')).waitFor();
    await page.getByRole('heading', { level: 1, name: t('today.title') }).waitFor();
    await app.go('customers');
    await page.locator('[data-row="5"]').waitFor();
    expect(await page.locator('.page-count').textContent()).toBe('300');
    await app.button(t('session.sampleBar.remove')).click();
    await page.getByRole('heading', { level: 1, name: t('session.welcome.title') }).waitFor();
    expect((await app.call('books.list', {})).books).toEqual([]);
    await app.end();
  });
});

describe('the language of the first screen', () => {
  it('follows the system and changes at once without losing what was typed', async () => {
    const app = await startApp(browser, { language: 'en', book: 'none' });
    const { page } = app;
    await page.getByRole('button', { name: app.t('session.welcome.make') }).click();
    await page.getByRole('textbox').fill('Corner Café');
    await page.getByText('中文', { exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '这本客户簿怎么称呼？' }).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('Corner Café');
    await app.end();
  });
});
