/** A walk through every screen and dialog of the window, for the checks that must hold on all of them. */
import type { Browser } from 'playwright-core';
import { startApp, until, PASSPHRASE, type App, type AppOptions, type Person } from './app.ts';
import { walkBooks } from './book-screens.ts';
import { walkGreetings } from './greeting-screens.ts';
import { walkHelp } from './help-screens.ts';
import { walkPeople } from './people-screens.ts';
import { walkPerson } from './person-screens.ts';
import { walkReminders } from './reminder-screens.ts';
import { walkSales } from './sale-screens.ts';
import { walkSettings } from './settings-screens.ts';
import { walkStanding } from './standing-screens.ts';
import { walkTasks } from './task-screens.ts';
import { csvFile } from './sheets.ts';

/** Looks at the screen that is shown; `name` says which. */
export type Visit = (app: App, name: string) => Promise<void>;

/** Data in the language of the screens, so that a word of the other language on screen can only be the program's. */
const people: Readonly<Record<'zh-CN' | 'en', readonly Person[]>> = {
  'zh-CN': [
    { name: '王小明', phones: [{ value: '13812345678', label: '手机' }, { value: '02162345678', label: '公司' }], company: '海蓝贸易', birthday: 'L1990-12-23', grade: 'A 重点', source: '到店', notes: '喜欢乌龙茶', wechats: [{ value: '小明' }], extra: { 余额: '120' } },
    { name: '欧阳娜娜', phones: [{ value: '13900004321' }] },
    { name: '老灶火锅', kind: 'company' },
  ],
  en: [
    { name: 'Anna Smith', phones: [{ value: '+44 20 7946 0958', label: 'mobile' }, { value: '+44 20 7946 0123', label: 'work' }], company: 'Flower Trading', birthday: 'S1990-12-23', grade: 'A top', source: 'Walk-in', notes: 'Likes oolong', wechats: [{ value: 'anna' }], extra: { Balance: '120' } },
    { name: 'Oscar Novak', phones: [{ value: '+44 20 7946 0777' }] },
    { name: 'Elm Street Books', kind: 'company' },
  ],
};

const table = {
  'zh-CN': [['姓名', '手机', '出生日期', '余额'], ['王小明', '13812345678', '03/04/1990', '5'], ['赵四', '1.38E+10', '05/06/1991', ''], ['', '', '', '7']],
  en: [['Name', 'Mobile', 'Date of birth', 'Balance'], ['Anna Smith', '+44 20 7946 0958', '03/04/1990', '5'], ['Tom Young', '1.38E+10', '05/06/1991', ''], ['', '', '', '7']],
} as const;

/** All screens before and behind the lock, in one language and look. */
export async function walkScreens(browser: Browser, options: Pick<AppOptions, 'language' | 'prefs' | 'size'>, visit: Visit): Promise<void> {
  const fresh = await startApp(browser, { ...options, book: 'none' });
  await makingABook(fresh, visit);
  await fresh.end();
  const inside = await startApp(browser, { ...options, people: people[options.language ?? 'zh-CN'] });
  await theList(inside, visit);
  await walkHelp(inside, visit);
  await viewsAndSegments(inside, visit);
  await theRecord(inside, visit);
  await walkPerson(inside, (await inside.call('customers.list', {})).rows[0]!.id, visit);
  await movingIn(inside, visit);
  await walkSales(inside, visit);
  await walkStanding(inside, visit);
  await walkTasks(inside, visit);
  await walkGreetings(inside, visit);
  await walkReminders(inside, visit);
  await walkSettings(inside, visit);
  await theLock(inside, visit);
  await inside.end();
  await walkBooks(browser, options, people[options.language ?? 'zh-CN'], visit);
  await walkPeople(browser, options, people[options.language ?? 'zh-CN'], visit);
}

async function makingABook(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  await visit(app, 'welcome');
  await app.button(t('session.welcome.restore')).click();
  await page.getByRole('heading', { level: 1, name: t('session.restore.title') }).waitFor();
  await visit(app, 'restore');
  await app.button(t('ui.actions.back')).click();
  await page.getByRole('button', { name: t('session.welcome.make') }).click();
  await visit(app, 'book');
  await app.button(t('ui.actions.next')).click();
  await page.getByRole('textbox').fill(app.language === 'en' ? 'Corner Shop' : '街角小店');
  await app.button(t('ui.actions.next')).click();
  const [first, second] = [page.locator('input[type=password]').nth(0), page.locator('input[type=password]').nth(1)];
  await first.fill('12345678');
  await second.fill('12345678');
  await second.press('Enter');
  await page.getByRole('alert').first().waitFor();
  await visit(app, 'passphrase');
  await first.fill(PASSPHRASE);
  await second.fill(PASSPHRASE);
  await second.press('Enter');
  await app.button(t('session.recovery.kept')).waitFor();
  await visit(app, 'recovery code');
  await app.button(t('session.recovery.kept')).click();
  await page.getByRole('heading', { level: 1, name: t('session.confirm.title') }).waitFor();
  await visit(app, 'confirm');
  await app.button(t('session.confirm.later')).click();
  await page.getByText(t('customers.empty.text')).waitFor();
  await visit(app, 'empty list');
}

async function theList(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  await until(async () => (await app.names()).length, 3);
  await visit(app, 'list');
  await app.search(app.language === 'en' ? 'zebra' : '没有这个人');
  await page.locator('.state').waitFor();
  await visit(app, 'nobody found');
  await app.search('');
  await until(async () => (await app.names()).length, 3);
  await page.locator('[data-row="0"] [data-tick]').click();
  await page.getByRole('toolbar').waitFor();
  await visit(app, 'selection');
  await app.button(t('ui.selection.clear')).click();
  await app.button(t('customers.filter.add')).click();
  await page.locator('.filter-editor').waitFor();
  await visit(app, 'filter');
  await app.button(t('segments.builder.advanced')).click();
  const builder = page.getByRole('dialog', { name: t('segments.builder.title') });
  // The small form that is still closing takes the focus back, and the menu with it.
  const addWhere = builder.getByRole('button', { name: t('segments.builder.addWhere') }).first();
  const addSale = async (): Promise<boolean> => {
    await builder.getByRole('button', { name: t('segments.builder.addRelated') }).click();
    const picked = page.getByRole('menuitem', { name: t('segments.related.sale') }).click({ timeout: 3000 });
    return picked.then(() => addWhere.waitFor({ timeout: 3000 })).then(() => true, () => false);
  };
  await until(addSale, true);
  await addWhere.click();
  await builder.getByRole('button', { name: t('segments.builder.addGroup') }).click();
  await builder.locator('.builder-group.is-nested').waitFor();
  await visit(app, 'filter builder');
  await builder.getByRole('button', { name: t('ui.actions.cancel') }).click();
  await until(() => builder.count(), 0);
  await app.button(t('customers.columns.button')).click();
  await page.locator('.column-chooser').waitFor();
  await visit(app, 'columns');
  await page.keyboard.press('Escape');
  await until(() => page.locator('.column-chooser:visible').count(), 0);
  await page.getByRole('button', { name: t('customers.create.button') }).first().click();
  const form = page.getByRole('dialog', { name: t('customers.create.title') });
  const known = people[app.language][0];
  await form.getByRole('textbox').first().fill(known?.name ?? '');
  await form.getByLabel(t('customers.create.phone')).fill(known?.phones?.[0]?.value ?? '');
  await form.getByRole('region', { name: t('customers.duplicate.title') }).waitFor();
  await form.getByRole('button', { name: t('customers.create.more') }).click();
  await visit(app, 'new customer');
  await form.getByRole('button', { name: `${t('customers.duplicate.notSame')} ${known?.name ?? ''}` }).click();
  await form.getByText(t('customers.duplicate.said', { name: known?.name ?? '' })).waitFor();
  await page.keyboard.press('Escape');
  await until(() => form.count(), 0);
  await page.keyboard.press('n');
  await form.getByText(t('ui.kept.here')).waitFor();
  await visit(app, 'a new customer that was left, and is not the same');
  await form.getByRole('button', { name: t('ui.kept.discard') }).click();
  await page.keyboard.press('Escape');
  await until(() => form.count(), 0);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: t('ui.keys.title') }).waitFor();
  await visit(app, 'keys');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: t('palette.label') }).waitFor();
  await visit(app, 'palette');
  await page.keyboard.type(app.language === 'en' ? 'theme' : '主题');
  await page.getByRole('option').first().waitFor();
  await visit(app, 'palette with settings');
  await page.keyboard.press('Escape');
}

async function viewsAndSegments(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  await page.getByRole('link', { name: t('segments.title') }).click();
  await page.getByText(t('segments.empty.text')).waitFor();
  await visit(app, 'no segments');
  await app.call('segments.create', { kind: 'live', name: 'VIP', filter: { all: [{ related: 'sale', where: [], none: true }] } });
  await app.call('views.create', { name: 'VIP', body: {} });
  await page.locator('.segment-line').waitFor();
  await visit(app, 'segments');
  await app.go('customers');
  await page.locator('.ant-segmented-item').nth(1).click();
  await page.locator('.board-card').first().waitFor();
  await visit(app, 'board');
  await page.locator('.ant-segmented-item').nth(0).click();
  await app.button(t('views.group.button')).click();
  await page.getByRole('menuitem', { name: t('views.group.by', { field: t('fields.customer.grade') }) }).click();
  await page.locator('.grouped-part').first().waitFor();
  await visit(app, 'grouped list');
  await page.getByRole('button', { name: t('views.group.by', { field: t('fields.customer.grade') }) }).click();
  await page.getByRole('menuitem', { name: t('views.group.none') }).click();
  await until(async () => (await app.names()).length, 3);
  await app.button(t('views.chart.button')).click();
  await page.getByRole('dialog').locator('tbody tr').first().waitFor();
  await visit(app, 'distribution');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  await page.locator('[data-row="0"] [data-tick]').click();
  await app.button(t('consents.addMany')).click();
  await page.getByRole('dialog', { name: t('consents.addMany') }).waitFor();
  await visit(app, 'a notice for many');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  await app.button(t('views.bulk.button')).click();
  await page.locator('.bulk-edit').waitFor();
  await visit(app, 'bulk edit');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  await app.button(t('ui.selection.clear')).click();
}

async function theRecord(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  const name = people[app.language][0]?.name ?? '';
  await page.locator('[data-row] [data-column="0"]').filter({ hasText: name }).click();
  await page.locator('.inspector .record').waitFor();
  await visit(app, 'inspector');
  await app.button(t('profile.openFull')).click();
  await page.locator('.profile-page .facts[aria-busy="false"]').waitFor();
  await page.locator('.profile-page .entry').first().waitFor();
  await visit(app, 'profile');
  await thePortrait(app, visit);
  await app.button(t('profile.remove')).click();
  await page.locator('.toast').waitFor();
  await visit(app, 'deleted, with undo');
  await app.go('bin');
  await until(() => app.names(), [name]);
  await visit(app, 'bin');
  await page.locator('[data-row="0"]').hover();
  await app.button(t('customers.bin.restore')).click();
  await page.getByText(t('customers.bin.empty')).waitFor();
  await visit(app, 'empty bin');
}

/** What opens from a profile: the follow-up, the relation, the net of people, the sheet of paper. */
async function thePortrait(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  const away = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('dialog').count(), 0);
  };
  await page.keyboard.press('f');
  await page.getByRole('textbox', { name: t('portrait.followUp.content') }).waitFor();
  await visit(app, 'follow-up');
  await away();
  await app.button(t('portrait.relations.add')).click();
  await page.getByRole('dialog').waitFor();
  await visit(app, 'relation');
  await away();
  const rows = (await app.call('customers.list', {})).rows;
  const name = people[app.language][0]?.name ?? '';
  const self = rows.find((row) => row.name === name);
  const other = rows.find((row) => row.name !== name);
  if (self && other) await app.call('relations.create', { customerId: self.id, otherId: other.id, kind: 'friend' });
  await app.button(t('portrait.relations.graph')).click();
  await page.locator('.graph-link').first().waitFor();
  await visit(app, 'net of people');
  await app.button(t('privacy.menu')).click();
  await page.getByRole('menuitem', { name: t('privacy.erase.button') }).click();
  await page.getByRole('dialog').getByRole('textbox').waitFor();
  await visit(app, 'delete permanently');
  await away();
  await app.button(t('portrait.print.button')).click();
  await page.locator('.sheet[data-ready="true"]').waitFor();
  await visit(app, 'paper');
  await app.button(t('portrait.print.back')).click();
  await page.locator('.profile-page .facts[aria-busy="false"]').waitFor();
}

async function movingIn(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  await app.go('transfer');
  await visit(app, 'import and export');
  await app.choose(() => app.button(t('transfer.drop.button')).click(), { name: 'a.xlsx', bytes: Buffer.from('no workbook') });
  await page.locator('.state-error').or(page.getByRole('heading', { name: t('transfer.read.title') })).waitFor();
  await visit(app, 'refused file');
  await app.button(t('ui.actions.cancel')).click();
  await app.choose(() => app.button(t('transfer.drop.button')).click(), { name: 'a.csv', bytes: csvFile(table[app.language]) });
  await page.getByRole('heading', { name: t('transfer.read.title'), exact: true }).waitFor();
  await visit(app, 'how the file is read');
  await app.button(t('ui.actions.next')).click();
  await app.button(t('transfer.steps.preview')).click();
  await page.getByText(t('transfer.columns.mustAnswer')).waitFor();
  await visit(app, 'columns of the file');
  await page.locator('.question').getByRole('radio').nth(1).check();
  await app.button(t('transfer.steps.preview')).click();
  await page.getByRole('tablist').waitFor();
  await visit(app, 'preview with errors');
  await page.getByRole('tab', { name: t('transfer.preview.counts.new') }).click();
  await visit(app, 'preview');
  await page.locator('.wizard-buttons .ant-btn-primary').click();
  await page.getByRole('heading', { name: t('transfer.result.done'), exact: true }).waitFor();
  await visit(app, 'import done');
  await app.button(t('transfer.result.another')).click();
  await visit(app, 'past imports');
  await app.button(t('transfer.exportCard.button')).click();
  await page.getByRole('dialog', { name: t('transfer.export.title') }).waitFor();
  await visit(app, 'export');
  await page.keyboard.press('Escape');
}

async function theLock(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  await page.keyboard.press('Control+l');
  const field = page.locator('input[type=password]');
  await field.fill('wrong');
  await field.press('Enter');
  await page.getByRole('alert').first().waitFor();
  await visit(app, 'lock');
  await app.button(t('session.lock.useRecovery')).click();
  await visit(app, 'lock, by recovery code');
  await app.button(t('help.title')).click();
  await page.getByRole('dialog', { name: t('help.title') }).getByRole('heading', { level: 2, name: t('help.topics.forgotten') }).waitFor();
  await visit(app, 'help at the lock');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: t('session.lock.recoveryCode') }).fill(app.recoveryCode);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: t('session.recovered.title') }).waitFor();
  await visit(app, 'new passphrase after the recovery code');
}
