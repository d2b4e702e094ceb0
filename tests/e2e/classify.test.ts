/** Tags (C5), grades (C2) and segments (C4) as an owner sorts customers with them, by mouse and keyboard, in both languages. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const all = async (app: App) => (await app.call('customers.list', {})).rows;
const one = async (app: App, name: string) => (await all(app)).find((row) => row.name === name)!;
const sorted = (app: App) => async () => [...(await app.names())].sort();
const pickIn = (app: App, title: string) => app.page.locator('.ant-select-dropdown:visible').getByTitle(title, { exact: true }).last().click();

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('tags are named, coloured and grouped in their place, taken off many at once, and asked for by any, all and none', async () => {
    const app = await startApp(browser, { language, people: ['甲', '乙', '丙'].map((name) => ({ name })) });
    const { page, t } = app;
    const [tea, near] = [await app.call('tags.create', { name: 'Tea' }), await app.call('tags.create', { name: 'Near' })];
    const ids = async (names: readonly string[]) => (await all(app)).filter((row) => names.includes(row.name)).map((row) => row.id);
    await app.call('customers.tag', { selection: { ids: await ids(['甲', '乙']) }, add: [tea.id] });
    await app.call('customers.tag', { selection: { ids: await ids(['乙', '丙']) }, add: [near.id] });
    await app.go('settings');
    const name = page.getByRole('textbox', { name: t('views.tags.rename', { name: 'Tea' }) });
    await name.fill('Oolong');
    await name.press('Enter');
    await page.getByRole('combobox', { name: t('views.tags.groupOf', { name: 'Oolong' }) }).fill('Drinks');
    await page.getByRole('combobox', { name: t('views.tags.groupOf', { name: 'Oolong' }) }).press('Tab');
    await page.getByRole('region', { name: 'Drinks' }).waitFor();
    await page.getByRole('combobox', { name: t('views.tags.colorOf', { name: 'Oolong' }) }).click();
    await page.locator('.ant-select-dropdown:visible').getByText(t('views.tags.hue.rose'), { exact: true }).click();
    await until(async () => (await app.call('tags.list', {})).tags.find((tag) => tag.id === tea.id), { ...(await app.call('tags.list', {})).tags.find((tag) => tag.id === tea.id)!, name: 'Oolong', groupName: 'Drinks', color: 'rose' });
    if (pictures) await page.screenshot({ path: `${pictures}/tags-${language}.png` });

    await app.go('customers');
    const ask = async (question: 'anyOfTags' | 'allOf' | 'noneOfTags', tags: readonly string[], names: readonly string[]): Promise<void> => {
      await app.button(t('customers.filter.add')).click();
      const form = page.locator('.filter-editor');
      await form.getByRole('combobox', { name: t('customers.filter.field') }).click();
      await page.keyboard.type(t('fields.customer.tags'));
      await page.keyboard.press('Enter');
      await form.getByRole('combobox', { name: t('customers.filter.question') }).click();
      await pickIn(app, t(`customers.filter.ask.${question}`));
      const value = form.getByRole('combobox', { name: t('customers.filter.value') });
      for (const tag of tags) {
        await value.fill(tag);
        await page.locator('.ant-select-item-option-active .facet').filter({ hasText: tag }).waitFor();
        await value.press('Enter');
        await form.locator('.ant-select-selection-item').filter({ hasText: tag }).waitFor();
      }
      await value.press('Escape');
      await form.getByRole('button', { name: t('customers.filter.apply') }).click();
      await until(sorted(app), [...names].sort());
      await app.button(t('customers.filter.clearAll')).click();
      await until(async () => (await app.names()).length, 3);
    };
    await ask('anyOfTags', ['Oolong', 'Near'], ['甲', '乙', '丙']);
    await ask('allOf', ['Oolong', 'Near'], ['乙']);
    await ask('noneOfTags', ['Oolong'], ['丙']);

    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('toolbar').getByRole('button', { name: t('customers.bulk.removeTags') }).click();
    await page.getByText(t('customers.bulk.chooseTagsOff')).waitFor();
    await page.locator('.bulk-tags').getByRole('combobox').fill('Oolong');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.locator('.bulk-tags').getByRole('button', { name: t('customers.bulk.apply') }).click();
    await app.toast(t('customers.bulk.untagged', { count: 2 }));
    await until(() => page.locator('[data-row] .tag-chip').count(), 2);
    await page.keyboard.press('Control+z');
    await until(() => page.locator('[data-row] .tag-chip').count(), 4);
    await app.end();
  });

  it('a grade is set by hand with its reason, answered for, dated in the history, and found anew after the next sale', async () => {
    const app = await startApp(browser, { language, people: [{ name: '甲' }, { name: '乙' }] });
    const { page, t } = app;
    const [top] = (await app.call('settings.get', {})).grades;
    const rule = { grade: top!, months: null, amountMinor: null, count: 2, withinDays: null, filter: null };
    await app.call('grades.apply', { rules: { enabled: true, rules: [rule], otherwise: null } });
    const { id } = await one(app, '乙');
    await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(id)}`);
    await page.getByRole('heading', { level: 1, name: '乙' }).waitFor();
    const sell = (days: number) => app.call('sales.create', { customerId: id, date: new Date(Date.now() - days * 86_400_000).toLocaleDateString('sv'), items: [{ name: 'Tea', priceMinor: 5000 }] });
    await sell(9);
    await until(async () => (await one(app, '乙')).saleCount, 1);
    expect((await one(app, '乙')).grade).toBeNull();
    await sell(2);
    await app.button(t('lifecycle.gradeChip', { grade: top! })).click();
    const why = page.getByRole('dialog', { name: t('lifecycle.why.title', { name: '乙' }) });
    await why.getByText(t('lifecycle.why.held', { grade: top! })).waitFor();
    await why.getByText(t('lifecycle.why.count', { need: '2', actual: '2' })).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/why-grade-${language}.png` });

    await why.getByRole('button', { name: t('lifecycle.why.setByHand') }).press('Enter');
    const byHand = page.getByRole('dialog', { name: t('lifecycle.byHand.title', { name: '乙' }) });
    const other = (await app.call('settings.get', {})).grades[1]!;
    await byHand.getByRole('combobox', { name: t('lifecycle.byHand.grade') }).click();
    await pickIn(app, other);
    await byHand.getByRole('textbox', { name: t('lifecycle.byHand.reason') }).fill('VIP 7');
    await page.keyboard.press('Enter');
    await app.button(t('lifecycle.gradeChip', { grade: other })).click();
    await why.getByText(/VIP 7/).first().waitFor();
    // One line per day: from nothing to the grade given by hand, with its reason.
    const moved = why.locator('.why-moves li').filter({ hasText: t('lifecycle.arrow', { from: t('lifecycle.noGrade'), to: other }) });
    await moved.filter({ hasText: 'VIP 7' }).locator('time').waitFor();
    await sell(1);
    await until(async () => (await one(app, '乙')).saleCount, 3);
    expect((await one(app, '乙')).grade).toBe(other);
    await why.getByRole('button', { name: t('lifecycle.why.byRule') }).click();
    await until(async () => (await one(app, '乙')).grade, top);
    await app.end();
  });

  it('a segment is built of OR and NOT groups with a live count, and used for bulk work and a file', async () => {
    const app = await startApp(browser, { language, people: [{ name: '甲', company: '海蓝', source: '微信' }, { name: '乙', company: '远山' }, { name: '丙', source: '微信' }, { name: '丁' }] });
    const { page, t } = app;
    await app.button(t('customers.filter.add')).click();
    await app.button(t('segments.builder.advanced')).click();
    const dialog = page.getByRole('dialog', { name: t('segments.builder.title') });
    const mode = (at: number) => dialog.getByRole('combobox', { name: t('segments.builder.modeLabel') }).nth(at);
    const row = (at: number) => dialog.locator('.builder-row').nth(at);
    /** A text field asked for some words; the first row is there already. */
    const fill = async (at: number, field: string, question: string, value: string): Promise<void> => {
      await row(at).getByRole('combobox', { name: t('segments.builder.field') }).click();
      await pickIn(app, field);
      await row(at).getByRole('combobox', { name: t('segments.builder.question') }).click();
      await pickIn(app, question);
      await row(at).getByLabel(t('segments.builder.value')).fill(value);
    };
    const found = (count: number) => until(() => dialog.getByRole('status').textContent(), t('segments.builder.found', { count }));
    await mode(0).click();
    await pickIn(app, t('segments.builder.any'));
    await fill(0, t('fields.customer.company'), t('customers.filter.ask.contains'), '海蓝');
    await found(1);
    await dialog.getByRole('button', { name: t('segments.builder.addCondition') }).first().click();
    await fill(1, t('fields.customer.company'), t('customers.filter.ask.contains'), '远山');
    await found(2);
    await mode(0).click();
    await pickIn(app, t('segments.builder.none'));
    await found(2);
    await mode(0).click();
    await pickIn(app, t('segments.builder.any'));
    await dialog.getByRole('button', { name: t('segments.builder.addGroup') }).first().click();
    await mode(1).click();
    await pickIn(app, t('segments.builder.none'));
    await fill(2, t('fields.customer.name'), t('customers.filter.ask.contains'), '丙');
    // 甲 and 乙 by their companies, 丁 because he is not 丙.
    await found(3);
    if (pictures) await page.screenshot({ path: `${pictures}/builder-${language}.png` });
    await dialog.getByRole('button', { name: t('segments.builder.asSegment') }).click();
    await page.getByRole('dialog', { name: t('segments.saveTitle') }).getByLabel(t('segments.name')).fill('Mine');
    await page.keyboard.press('Enter');
    await app.toast('Mine');
    await until(sorted(app), ['丁', '乙', '甲'].sort());
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await app.button(t('views.bulk.button')).click();
    const last = (await app.call('settings.get', {})).sources.at(-1)!;
    await page.locator('.bulk-edit').getByLabel(t('views.bulk.value')).fill(last);
    await page.locator('.ant-select-item-option-active').filter({ hasText: last }).waitFor();
    await page.keyboard.press('Enter');
    await app.button(t('views.bulk.apply', { count: 3 })).click();
    await app.toast(t('views.bulk.done', { count: 3 }));
    expect((await all(app)).filter((row) => row.source === last).map((row) => row.name).sort()).toEqual(['丁', '乙', '甲'].sort());
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    const clear = app.button(t('ui.selection.clear'));
    await until(() => clear.evaluate((button) => button.getBoundingClientRect().right < window.innerWidth), true);
    if (pictures) await page.screenshot({ path: `${pictures}/bar-${language}.png` });
    const file = await app.download(() => page.getByRole('toolbar').getByRole('button', { name: t('customers.bulk.export'), exact: true }).click());
    expect(file.bytes.length).toBeGreaterThan(0);
    await app.end();
  });

  it('many at once are set, cleared and rewritten, each seen before and taken back in one step', async () => {
    const app = await startApp(browser, { language, people: ['甲', '乙', '丙'].map((name) => ({ name, notes: `爱喝红茶 ${name}`, source: '到店' })) });
    const { page, t } = app;
    const edit = async (field: string, way: 'set' | 'clear' | 'replace', write: () => Promise<void>): Promise<void> => {
      await until(async () => (await app.names()).length, 3);
      await page.getByRole('grid').focus();
      await page.keyboard.press('Control+a');
      await app.button(t('views.bulk.button')).click();
      const form = page.locator('.bulk-edit');
      for (const [name, option] of [[t('views.bulk.field'), field], [t('views.bulk.how'), t(`views.bulk.${way}`)]] as const) {
        await form.getByRole('combobox', { name, exact: true }).click();
        await pickIn(app, option);
      }
      await write();
      await page.getByText(t('views.bulk.will_all', { count: 3, changing: '3' })).waitFor();
      await app.button(t('views.bulk.apply', { count: 3 })).click();
      await app.toast(t('views.bulk.done', { count: 3 }));
    };
    const values = async (field: 'notes' | 'source') => (await all(app)).map((row) => row[field]).sort();
    const form = page.locator('.bulk-edit');
    const last = (await app.call('settings.get', {})).sources.at(-1)!;
    await edit(t('fields.customer.notes'), 'replace', async () => {
      await form.getByLabel(t('views.bulk.find')).fill('红茶');
      await form.getByLabel(t('views.bulk.with')).fill('绿茶');
    });
    await until(() => values('notes'), ['爱喝绿茶 丙', '爱喝绿茶 乙', '爱喝绿茶 甲'].sort());
    await page.locator('body').press('Control+z');
    await until(() => values('notes'), ['爱喝红茶 丙', '爱喝红茶 乙', '爱喝红茶 甲'].sort());
    await edit(t('fields.customer.source'), 'clear', async () => undefined);
    await until(() => values('source'), [null, null, null]);
    await page.locator('body').press('Control+z');
    await until(() => values('source'), ['到店', '到店', '到店']);
    await edit(t('fields.customer.source'), 'set', async () => {
      await form.getByLabel(t('views.bulk.value')).click();
      await pickIn(app, last);
    });
    await until(() => values('source'), [last, last, last]);
    await app.end();
  });
});
