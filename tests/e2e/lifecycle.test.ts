/** Stages, grades by rule and their reasons, as a person meets them. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until } from '../support/app.ts';
import type { App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toLocaleDateString('sv');
const thisMonth = () => daysAgo(0).slice(0, 7);

const NAMES = { 'zh-CN': ['王一', '李二', '赵三'], en: ['Anna', 'Bert', 'Cleo'] } as const;

/** The first buys for the first time today, the second for the second time, the third never. */
async function shop(language: 'zh-CN' | 'en'): Promise<App> {
  const app = await startApp(browser, { language, people: NAMES[language].map((name) => ({ name })) });
  const { rows } = await app.call('customers.list', {});
  const id = (name: string) => rows.find((row) => row.name === name)?.id ?? 0;
  const sell = (name: string, date: string) => app.call('sales.create', { customerId: id(name), date, items: [{ name: 'Tee', quantity: 1000, priceMinor: 400_000 }] });
  await sell(NAMES[language][0], daysAgo(0));
  await sell(NAMES[language][1], daysAgo(60));
  await sell(NAMES[language][1], daysAgo(0));
  return app;
}

describe.each(['zh-CN', 'en'] as const)('the lifecycle in %s', (language) => {
  const [first, second, third] = NAMES[language];

  it('shows who moved, why, and leads from a number to exactly those customers', async () => {
    const app = await shop(language);
    const { page, t } = app;
    const word = (stage: 'new' | 'active' | 'lead') => t(`lifecycle.words.visits.${stage}`);
    await page.getByRole('link', { name: t('lifecycle.nav'), exact: true }).click();
    const cell = page.getByRole('button', { name: t('lifecycle.matrix.cell', { from: word('lead'), to: word('new'), count: 1 }) });
    await cell.press('Enter');
    const moves = page.getByRole('region', { name: t('lifecycle.moves.title', { from: word('lead'), to: word('new') }) });
    await moves.getByRole('cell', { name: t('lifecycle.reason.first') }).waitFor();
    await until(() => moves.getByRole('row').count(), 2);
    await moves.getByRole('button', { name: t('lifecycle.moves.open') }).click();
    await app.seesNames([first]);
    await page.getByRole('link', { name: t('lifecycle.nav'), exact: true }).click();
    await page.getByTitle(t('lifecycle.showStage', { stage: word('active'), count: 1 })).click();
    await app.seesNames([second]);
    await app.end();
  });

  it('answers "why" on the profile, and a stage is locked with a reason and given back', async () => {
    const app = await shop(language);
    const { page, t } = app;
    await app.seesNames(NAMES[language].toReversed());
    await page.locator('[data-row] [data-column="0"]').filter({ hasText: third }).click();
    await app.button(t('lifecycle.stageChip', { stage: t('lifecycle.words.visits.lead') })).click();
    const why = page.getByRole('dialog', { name: t('lifecycle.why.title', { name: third }) });
    await why.getByText(t('lifecycle.why.lead', { stage: t('lifecycle.words.visits.lead') })).waitFor();
    await why.getByRole('button', { name: t('lifecycle.why.lock') }).click();
    const lock = page.getByRole('dialog', { name: t('lifecycle.lock.title', { name: third }) });
    await lock.getByRole('combobox', { name: t('lifecycle.lock.stage') }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(t('lifecycle.words.visits.loyal'), { exact: true }).click();
    await lock.getByRole('textbox', { name: t('lifecycle.lock.reason') }).fill('VIP');
    await page.keyboard.press('Enter');
    await app.button(t('lifecycle.stageChip', { stage: t('lifecycle.words.visits.loyal') })).waitFor();
    await page.locator('.entry-move').filter({ hasText: t('lifecycle.reason.locked', { text: 'VIP' }) }).waitFor();
    await until(() => page.getByRole('dialog').count(), 0);
    await page.keyboard.press('Control+z');
    await app.button(t('lifecycle.stageChip', { stage: t('lifecycle.words.visits.lead') })).waitFor();
    await app.end();
  });

  it('grades by the suggested rules after showing who moves, in one step of undo', async () => {
    const app = await shop(language);
    const { page, t } = app;
    await app.go('settings');
    await app.button(`${t('lifecycle.settings.open')}: ${t('lifecycle.settings.title')}`).click();
    await app.button(t('lifecycle.settings.suggest')).click();
    expect(await app.button(t('lifecycle.settings.apply')).isDisabled()).toBe(true);
    await app.button(t('lifecycle.settings.preview')).click();
    await page.getByText(t('lifecycle.settings.moving', { count: 3 })).waitFor();
    await app.button(t('lifecycle.settings.apply')).click();
    await app.toast(t('lifecycle.settings.applied', { count: 3 }));
    const grades = async () => Object.fromEntries((await app.call('customers.list', {})).rows.map((row) => [row.name, row.grade]));
    const [, next, rest] = (await app.call('settings.get', {})).grades;
    expect(await grades()).toEqual({ [first]: next, [second]: next, [third]: rest });
    await app.go('customers');
    await app.seesNames(NAMES[language].toReversed());
    await page.keyboard.press('Control+z');
    await until(grades, { [first]: null, [second]: null, [third]: null });
    await app.end();
  });

  it('shows how many would move where before other days count, and takes rules and moves back with one Ctrl+Z', async () => {
    const app = await shop(language);
    const { page, t } = app;
    const stages = async () => Object.fromEntries((await app.call('customers.list', {})).rows.map((row) => [row.name, row.stage]));
    const before = await stages();
    await app.go('settings');
    await app.button(`${t('lifecycle.settings.open')}: ${t('lifecycle.settings.title')}`).click();
    const field = page.getByLabel(t('lifecycle.settings.loyalSales'));
    const stored = await field.inputValue();
    await field.fill('2');
    const save = app.button(t('lifecycle.settings.save'));
    expect(await save.isDisabled()).toBe(true);
    await app.button(`${t('lifecycle.settings.preview')}: ${t('lifecycle.settings.stages')}`).click();
    const outcome = page.getByRole('region', { name: t('lifecycle.settings.previewTitle') });
    await outcome.getByText(t('lifecycle.settings.stageMoving', { count: 1 })).waitFor();
    const arrow = t('lifecycle.arrow', { from: t('lifecycle.words.visits.active'), to: t('lifecycle.words.visits.loyal') });
    await outcome.locator('.stage-flows').getByText(arrow).waitFor();
    expect(await stages()).toEqual(before);
    await save.click();
    await until(stages, { ...before, [second]: 'loyal' });
    await app.toast(t('lifecycle.settings.saved'));
    await page.locator('main').press('Control+z');
    await until(stages, before);
    await until(() => field.inputValue(), stored);
    await app.end();
  });

  it('is a board whose cards ask for a reason when they are put elsewhere', async () => {
    const app = await shop(language);
    const { page, t } = app;
    await app.call('views.create', { name: 'Board', pinned: true, body: { layout: 'board', text: '', filter: { all: [] }, columns: null, sort: null, group: null, board: 'stage' } });
    await page.getByRole('button', { name: 'Board', exact: true }).click();
    const column = (stage: 'lead' | 'new', count: number) => page.getByRole('region', { name: t('views.board.column', { name: t(`lifecycle.words.visits.${stage}`), count }) });
    const card = column('lead', 1).getByRole('group', { name: third });
    await card.focus();
    await page.keyboard.press('Space');
    await page.locator('.board-card.is-lifted').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.board-column.is-over').filter({ hasText: t('lifecycle.words.visits.new') }).waitFor();
    await page.keyboard.press('Space');
    const lock = page.getByRole('dialog', { name: t('lifecycle.lock.title', { name: third }) });
    await lock.getByRole('textbox', { name: t('lifecycle.lock.reason') }).fill('VIP');
    await lock.getByRole('button', { name: t('lifecycle.lock.ok') }).click();
    await column('new', 2).getByRole('group', { name: third }).waitFor();
    await app.end();
  });
});

it('has nothing to tell of a month without moves', async () => {
  const app = await startApp(browser, { people: [{ name: '王一' }] });
  await app.page.getByRole('link', { name: app.t('lifecycle.nav'), exact: true }).click();
  await app.page.getByText(app.t('lifecycle.matrix.empty')).waitFor();
  expect((await app.call('lifecycle.month', { month: thisMonth() })).moves).toEqual([]);
  await app.end();
});
