import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { csvFile } from '../support/sheets.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const fields = async (app: App) => (await app.call('fields.list', {})).fields;
const field = async (app: App, label: string) => (await fields(app)).find((one) => one.label === label);
const one = async (app: App, name: string) => (await app.call('customers.list', {})).rows.find((row) => row.name === name)!;

async function openFields(app: App): Promise<void> {
  await app.go('settings');
  await app.button(app.t('customFields.settings.open')).click();
  await app.page.getByRole('heading', { level: 1, name: app.t('customFields.page.title') }).waitFor();
}

/** Opens the form, gives a name and a kind; the caller goes on from there. */
async function newField(app: App, label: string, kind: string): Promise<void> {
  await app.page.getByRole('button', { name: app.t('customFields.page.add'), exact: true }).click();
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: app.t('customFields.dialog.label') }).fill(label);
  await dialog.getByRole('combobox', { name: app.t('customFields.dialog.kind') }).click();
  await app.page.locator('.ant-select-item-option').filter({ hasText: kind }).first().click();
}
const make = (app: App) => app.page.getByRole('dialog').getByRole('button', { name: app.t('customFields.dialog.make'), exact: true }).click();

describe('fields of one’s own', () => {
  it.each(['zh-CN', 'en'] as const)('stand in the head of the profile when they are to be seen first, in their order, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }] });
    const { page, t } = app;
    await openFields(app);
    for (const label of ['Allergy', 'Shoe size']) {
      await newField(app, label, t('customFields.kind.text'));
      await page.getByRole('checkbox', { name: t('customFields.dialog.onTop') }).press('Space');
      await make(app);
      await until(async () => (await field(app, label))?.onTop, true);
    }
    const own = await fields(app);
    const id = (label: string) => own.find((f) => f.label === label)!.id;
    const customer = await one(app, '李红');
    await app.call('customers.update', { id: customer.id, patch: { custom: { [id('Allergy')]: '花粉', [id('Shoe size')]: '38' } } });
    await app.go('customers');
    await page.locator('[data-row="0"] [data-column="0"]').click();
    const facts = page.locator('.facts .fact').filter({ hasText: /Allergy|Shoe size/ });
    await until(() => facts.allTextContents(), ['Allergy花粉', 'Shoe size38']);
    const rest = own.filter((f) => f.label !== 'Shoe size').map(({ id: other, section }) => ({ id: other, section }));
    await app.call('fields.arrange', { order: [{ id: id('Shoe size'), section: null }, ...rest] });
    await until(() => facts.allTextContents(), ['Shoe size38', 'Allergy花粉']);
    await app.call('fields.update', { id: id('Shoe size'), patch: { onTop: false } });
    await until(() => facts.allTextContents(), ['Allergy花粉']);
    await app.end();
  });

  it.each(['zh-CN', 'en'] as const)('are made, computed, moved, deleted and brought back without a restart, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }] });
    const { page, t } = app;
    await openFields(app);
    await newField(app, 'Height', t('customFields.kind.number'));
    await make(app);
    await until(async () => (await field(app, 'Height'))?.kind, 'number');
    const height = (await field(app, 'Height'))!;
    await app.call('customers.update', { id: (await one(app, '李红')).id, patch: { custom: { [height.id]: 170 } } });

    await newField(app, 'Twice', t('customFields.kind.formula'));
    const formula = page.getByRole('dialog').getByRole('textbox', { name: t('customFields.formula.label') });
    await formula.fill('[Height] * "2"');
    await page.locator('.formula-problem').filter({ hasText: t('customFields.formula.types.text') }).waitFor();
    await formula.fill('[Height] * 2');
    await page.locator('.formula-preview output').filter({ hasText: '340' }).waitFor();
    await make(app);
    await until(async () => (await field(app, 'Twice'))?.result, 'number');

    const row = page.getByRole('listitem', { name: 'Twice', exact: true });
    await row.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await until(async () => (await fields(app)).map((f) => f.label).indexOf('Twice') < (await fields(app)).map((f) => f.label).indexOf('Height'), true);

    await app.button(t('customFields.page.remove', { field: 'Height' })).click();
    await app.toast(`${t('customFields.page.removed', { field: 'Height' })} ${t('customFields.page.removedUsed', { fields: 'Twice' })}`);
    await page.getByRole('button', { name: t('ui.undo.button') }).last().click();
    await until(async () => (await one(app, '李红')).custom[String((await field(app, 'Twice'))?.id)], 340);
    await app.end();
  });

  it('are filled in the profile, tidied with the original kept, and checked against the owner’s rules', async () => {
    const app = await startApp(browser, { people: [{ name: '李红' }] });
    const { page, t } = app;
    const until1 = await app.call('fields.create', { label: '合同到期', kind: 'date' });
    const plate = await app.call('fields.create', { label: '车牌', kind: 'text', rules: { format: 'plate' } });
    const id = await app.call('fields.create', { label: '身份证', kind: 'text', rules: { format: 'idCard' } });
    const stars = await app.call('fields.create', { label: '熟悉程度', kind: 'rating' });
    await page.goto(`${page.url().replace(/#.*/, '')}#/customers/${(await one(app, '李红')).id}`);
    await page.getByRole('heading', { level: 1, name: '李红' }).waitFor();
    const type = async (label: string, text: string) => {
      const box = page.getByRole('textbox', { name: label, exact: true });
      await box.fill(text);
      await box.press('Tab');
    };
    await type('合同到期', '2027年3月5日');
    await until(async () => (await one(app, '李红')).custom[String(until1.id)], '2027-03-05');
    await page.getByText(t('customFields.original', { text: '2027年3月5日' })).waitFor();
    await type('车牌', '12345');
    await page.getByRole('alert').filter({ hasText: t('customFields.rules.bad.plate') }).waitFor();
    expect((await one(app, '李红')).custom[String(plate.id)]).toBeUndefined();
    await type('身份证', '11010519491231002X');
    await page.getByRole('button', { name: t('customFields.idOffer', { birthday: '1949-12-31', gender: t('fields.gender.female') }) }).click();
    await until(async () => (await one(app, '李红')).birthday, 'S1949-12-31');
    await page.getByRole('group', { name: '熟悉程度' }).getByRole('radio').nth(3).click();
    await until(async () => (await one(app, '李红')).custom[String(stars.id)], 4);
    await app.button(t('customFields.verify.button')).click();
    await app.toast(t('customFields.verify.done', { name: '李红' }));
    expect((await one(app, '李红')).verifiedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    await app.button(t('ui.undo.button')).last().click();
    await until(async () => (await one(app, '李红')).verifiedOn, null);
    expect((await one(app, '李红')).custom[String(id.id)]).toBe('11010519491231002X');
    await app.end();
  });

  it('stand in the list as columns, sorted, edited in place', async () => {
    const app = await startApp(browser, { people: [{ name: '甲' }, { name: '乙' }, { name: '丙' }] });
    const { page, t } = app;
    const size = await app.call('fields.create', { label: '鞋号', kind: 'number' });
    const name = `custom:${size.id}`;
    for (const [who, value] of [['甲', 43], ['乙', 37]] as const) await app.call('customers.update', { id: (await one(app, who)).id, patch: { custom: { [size.id]: value } } });
    await app.button(t('customers.columns.button')).click();
    await page.getByRole('checkbox', { name: '鞋号' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('columnheader', { name: '鞋号' }).getByRole('button', { name: '鞋号', exact: true }).click();
    await app.seesNames(['乙', '甲', '丙']);
    const column = await page.locator('[role=columnheader]').evaluateAll((all) => all.findIndex((h) => (h.textContent ?? '').includes('鞋号')));
    // Out from beneath the acts that come up at the end of the row under the pointer.
    await page.getByRole('grid').evaluate((grid) => void (grid.scrollLeft = grid.scrollWidth));
    await page.locator('[data-row="2"]').locator(`[aria-colindex="${column + 1}"]`).dblclick();
    const cell = page.getByRole('textbox', { name: t('customers.list.editCell', { field: '鞋号' }) });
    await cell.fill('４０');
    await cell.press('Enter');
    await until(async () => (await one(app, '丙')).custom[String(size.id)], 40);
    const reply = await app.call('customers.list', { query: { filter: { all: [{ field: name, test: { op: 'range', min: 40 } }] }, sort: { field: name, direction: 'asc' } } });
    expect(reply.rows.map((row) => row.name)).toEqual(['丙', '甲']);
    await app.end();
  });

  it('are made of a column while a table moves in', async () => {
    const app = await startApp(browser, {});
    const { page, t } = app;
    await app.go('transfer');
    await app.choose(() => app.button(t('transfer.drop.button')).click(), { name: '会员.csv', bytes: csvFile([['姓名', '手机', '爱好'], ['甲', '13800138001', '茶'], ['乙', '13800138002', '酒']]) });
    await app.button(t('ui.actions.next')).click();
    await page.getByRole('combobox', { name: t('transfer.columns.targetOf', { column: '爱好' }) }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: t('customFields.import.newField') }).click();
    await page.getByRole('combobox', { name: t('customFields.import.kind', { label: '爱好' }) }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: t('customFields.kind.choice') }).first().click();
    await app.button(t('transfer.steps.preview')).click();
    await app.button(t('transfer.preview.start', { count: 2 })).click();
    await until(async () => (await field(app, '爱好'))?.options, ['茶', '酒']);
    await until(async () => (await one(app, '乙'))?.custom[String((await field(app, '爱好'))?.id)], '酒');
    await app.end();
  });
});
