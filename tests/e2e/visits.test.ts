/** Return visits (回访): planned from a segment or from chosen customers, done one after another by keyboard, counted. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App, type Person } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const people: readonly Person[] = [
  { name: '王小明', phones: [{ value: '13812345678' }] },
  { name: '赵敏', phones: [{ value: '13912345678' }] },
  { name: '李红' },
  { name: '欧阳娜娜', doNotContact: 'all' },
];
const words = {
  'zh-CN': { name: '冬季回访', script: '暖气用得怎么样？', segment: '老客', said: '很暖和' },
  en: { name: 'Winter round', script: 'How is the heating?', segment: 'Regulars', said: 'Warm enough' },
} as const;

async function openVisits(app: App): Promise<void> {
  await app.page.goto(`${app.page.url().replace(/#.*$/, '')}#/visits`);
  await app.page.getByRole('heading', { level: 1, name: app.t('visits.title') }).waitFor();
}
const dialogOf = ({ page, t }: App) => page.getByRole('dialog', { name: t('tasks.done', { title: words[t('visits.title') === '回访' ? 'zh-CN' : 'en'].name }) });
const who = (app: App) => dialogOf(app).locator('.follow-up-whom').innerText();

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  const say = words[language];

  it('a round over a segment is planned, done one after another by keyboard, put off once, and counted', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await app.call('segments.create', { kind: 'live', name: say.segment, filter: { all: [] } });
    await openVisits(app);
    await page.getByText(t('visits.empty')).waitFor();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: t('visits.add') });
    await form.getByLabel(t('visits.name')).fill(say.name);
    await form.getByLabel(t('visits.script')).fill(say.script);
    await form.getByRole('combobox', { name: t('visits.who') }).fill(say.segment);
    await page.keyboard.press('Enter');
    await form.getByText(t('visits.leftOut', { count: 1, names: '欧阳娜娜' })).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: say.name }).waitFor();
    await until(() => page.locator('.visit-row').count(), 3);
    const [plan] = (await app.call('visits.plans', {})).plans;
    const first = (await app.call('visits.list', { id: plan!.id, state: 'open' })).rows.map((row) => row.customerName);

    await page.keyboard.press('g');
    await dialogOf(app).getByText(say.script).waitFor();
    await until(() => who(app), first[0]!);
    await dialogOf(app).getByRole('textbox').first().fill(say.said);
    await dialogOf(app).getByRole('group', { name: t('fields.followUp.satisfaction') }).getByRole('button', { name: `5 ${t('fields.satisfaction.5')}`, exact: true }).click();
    await page.keyboard.press('Control+Enter');

    // The second one does not answer: put off with the reason, and the round goes on.
    await until(() => who(app), first[1]!);
    await dialogOf(app).getByRole('button', { name: t('portrait.missed.open'), exact: true }).click();
    await dialogOf(app).getByRole('button', { name: t('portrait.missed.reasons.busy'), exact: true }).click();
    await dialogOf(app).locator('.missed').getByRole('button').last().click();

    await until(() => who(app), first[2]!);
    const text = dialogOf(app).getByRole('textbox').first();
    await dialogOf(app).getByRole('button', { name: t('portrait.followUp.insertTemplate'), exact: true }).click();
    expect(await text.inputValue()).toBe(t('portrait.followUp.template'));
    await dialogOf(app).getByRole('group', { name: t('portrait.followUp.result') }).getByRole('button', { name: t('fields.result.reached'), exact: true }).click();
    await page.keyboard.press('Control+Enter');
    await app.toast(t('visits.roundDone', { name: say.name }));
    await until(() => dialogOf(app).count(), 0);

    await until(() => page.locator('.visit-row').count(), 1);
    await page.locator('.visit-row').getByText(t('portrait.missed.reasons.busy')).waitFor();
    const counts = (await app.call('visits.report', { id: plan!.id })).counts;
    expect(counts).toMatchObject({ total: 3, done: 2, open: 1, missed: 1, satisfaction: 5 });
    await until(() => page.getByRole('progressbar', { name: t('visits.progressOf', { name: say.name }) }).getAttribute('aria-valuenow'), '2');
    await page.getByRole('radio', { name: t('visits.states.done'), exact: true }).locator('..').click();
    await page.locator('.visit-row').getByText(say.said).waitFor();
    await page.getByRole('link', { name: first[0]!, exact: true }).click();
    await page.locator('.entry-chip').getByText(t('fields.satisfaction.5')).waitFor();
    await app.end();
  });

  it('customers chosen in the list get a round; deleting it leaves what was done', async () => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await page.goto(`${page.url().replace(/#.*$/, '')}#/customers`);
    await page.getByRole('gridcell', { name: '王小明', exact: true }).first().click();
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: t('segments.list.add'), exact: true }).click();
    await page.getByRole('menuitem', { name: t('visits.plan') }).click();
    const form = page.getByRole('dialog', { name: t('visits.add') });
    await form.getByLabel(t('visits.name')).fill(say.name);
    await form.getByText(t('visits.leftOut', { count: 1, names: '欧阳娜娜' })).waitFor();
    await form.getByRole('button', { name: t('visits.create'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: say.name }).waitFor();
    await until(() => page.locator('.visit-row').count(), 3);
    const [plan] = (await app.call('visits.plans', {})).plans;
    const [row] = (await app.call('visits.list', { id: plan!.id, state: 'open' })).rows;
    await app.call('tasks.finish', { id: row!.id });
    await page.getByRole('button', { name: t('visits.actions', { name: say.name }) }).click();
    await page.getByRole('menuitem', { name: t('visits.remove') }).click();
    await page.getByText(t('visits.empty')).waitFor();
    expect(await app.call('tasks.counts', {})).toMatchObject({ closed: 1, today: 0, overdue: 0, week: 0, later: 0 });
    await app.end();
  });
});
