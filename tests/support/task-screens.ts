/** A walk through the screens of tasks and care plans. */
import { until, type App } from './app.ts';

type Visit = (app: App, name: string) => Promise<void>;

const words = {
  'zh-CN': { title: '寄样品', note: '要两份', plan: '到店关怀', step: '致谢', message: '{称呼}您好，{公司}的样品到了' },
  en: { title: 'Send samples', note: 'Two of each', plan: 'Walk-ins', step: 'Say thanks', message: 'Hello {salutation}, the samples for {company} are here' },
} as const;

export async function walkTasks(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  const say = words[app.language];
  const customerId = (await app.call('customers.list', {})).rows[0]!.id;
  await page.getByRole('navigation').getByRole('link', { name: t('tasks.title') }).click();
  await page.getByText(t('tasks.empty')).waitFor();
  await visit(app, 'no tasks');
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: t('tasks.add') }).getByLabel(t('tasks.who')).waitFor();
  await visit(app, 'new task');
  await away(app);
  const [late, today] = [-3, 0].map((days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv'));
  await app.call('tasks.create', { customerId, title: say.title, due: late, method: 'letter', priority: 'high', note: say.note });
  await app.call('tasks.create', { customerId, title: say.step, due: today });
  await page.getByRole('radio', { name: t('tasks.bands.overdue') }).locator('..').click();
  await page.locator('.task-title').first().waitFor();
  await visit(app, 'tasks');
  await app.button(t('outputs.save')).click();
  await page.getByRole('dialog', { name: t('outputs.tasks.title') }).waitFor();
  await visit(app, 'export tasks');
  await away(app);
  await app.button(t('outputs.calls.open')).click();
  await page.locator('.call-sheet[data-ready=true]').waitFor();
  await visit(app, 'call list');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: t('tasks.bands.overdue') }).locator('..').click();
  await page.getByRole('radio', { name: t('care.tabs.care') }).locator('..').click();
  await page.getByText(t('care.noneOn')).waitFor();
  await visit(app, 'care plans');
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: t('care.add') }).getByLabel(t('care.name')).waitFor();
  await visit(app, 'new care plan');
  await away(app);
  const segment = (await app.call('segments.create', { kind: 'live', name: 'VIP 2', filter: { all: [] } })).segment.id;
  const plan = await app.call('care.createPlan', { name: say.plan, segmentId: segment, steps: [{ key: 's1', day: 0, method: 'wechat', title: say.step, message: say.message }] });
  await page.locator('.care-group').waitFor();
  await visit(app, 'proposals');
  await app.call('care.confirm', { planId: plan.id, runs: 'all' });
  await page.getByRole('radio', { name: t('care.tabs.tasks') }).locator('..').click();
  await page.getByRole('radio', { name: t('tasks.bands.today') }).locator('..').click();
  await page.locator('.row-list-row', { has: page.locator('.task-says') }).first().click();
  await page.locator('.merged-text').waitFor();
  await visit(app, 'a task with its text');
  await away(app);
  await page.getByRole('navigation').getByRole('link', { name: t('calendarPage.title'), exact: true }).click();
  await page.locator('.cal-entry').first().waitFor();
  await visit(app, 'calendar, a month');
  await page.keyboard.press('w');
  await until(() => page.getByRole('gridcell').count(), 7);
  await visit(app, 'calendar, a week');
  await page.locator('[data-entry^="task"], [data-entry^="care"]').first().focus();
  await page.keyboard.press('.');
  await page.getByRole('dialog', { name: t('calendarPage.moveTitle') }).waitFor();
  await page.keyboard.press('Escape');
  await visit(app, 'calendar, move');
  await away(app);
  await page.keyboard.press('a');
  await page.locator('.cal-line').first().waitFor();
  await visit(app, 'calendar, agenda');
  await page.getByRole('button', { name: t('handOff.button') }).first().click();
  await page.getByRole('img', { name: /./ }).and(page.locator('.qr-code')).waitFor();
  await visit(app, 'an event for a phone');
  await away(app);
  await app.button(t('handOff.calendarButton')).click();
  await page.getByRole('dialog', { name: t('handOff.titles.calendar') }).waitFor();
  await visit(app, 'calendar, export');
  await away(app);
  await app.button(t('calendarPage.show')).click();
  await page.locator('.cal-show').waitFor();
  await visit(app, 'calendar, what to show');
  await page.keyboard.press('Escape');
  await until(() => page.locator('.cal-show:visible').count(), 0);
  await page.keyboard.press('m');
  await page.locator('.cal-entry').first().waitFor();
  await app.button(t('calendarPage.print')).click();
  await page.locator('.cal-sheet[data-ready=true]').waitFor();
  await visit(app, 'calendar on paper');
  await page.keyboard.press('Escape');
  await page.getByRole('grid').waitFor();
  await app.call('care.removePlan', { id: plan.id });
  await walkVisits(app, visit, segment);
  await app.call('segments.remove', { id: segment });
}

async function walkVisits(app: App, visit: Visit, segmentId: number): Promise<void> {
  const { page, t } = app;
  const say = words[app.language];
  await page.getByRole('navigation').getByRole('link', { name: t('tasks.title') }).click();
  await page.getByRole('radio', { name: t('care.tabs.visits') }).locator('..').click();
  await page.getByText(t('visits.empty')).waitFor();
  await visit(app, 'no return visits');
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: t('visits.add') });
  await form.getByLabel(t('visits.name')).waitFor();
  await visit(app, 'new return visits');
  await away(app);
  const day = new Date().toLocaleDateString('sv');
  const { plan } = await app.call('visits.create', { name: say.plan, method: 'phone', script: say.note, selection: { query: { filter: { all: [{ segment: segmentId }] } } }, spread: { by: 'perDay', from: day, perDay: 5 }, workdays: false });
  const [first] = (await app.call('visits.list', { id: plan.id, state: 'open' })).rows;
  await app.call('tasks.finish', { id: first!.id, followUp: { method: 'phone', content: say.note, result: 'reached', satisfaction: '4' } });
  await page.locator('.visit-plan').waitFor();
  await visit(app, 'return visits');
  await page.getByRole('link', { name: say.plan }).click();
  await page.locator('.visit-row').first().waitFor();
  await visit(app, 'one round of return visits');
  await page.keyboard.press('g');
  await page.getByRole('dialog').getByRole('button', { name: t('portrait.missed.open'), exact: true }).click();
  await page.getByRole('dialog').getByRole('group', { name: t('portrait.missed.reason') }).waitFor();
  await visit(app, 'a visit nobody answered');
  await away(app);
  await page.getByRole('button', { name: t('visits.actions', { name: say.plan }) }).click();
  await page.getByRole('menuitem', { name: t('visits.edit') }).click();
  await page.getByRole('dialog', { name: t('visits.edit') }).getByLabel(t('visits.name')).waitFor();
  await visit(app, 'changed return visits');
  await away(app);
  await app.call('visits.remove', { id: plan.id });
}

async function away({ page }: App): Promise<void> {
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
}
