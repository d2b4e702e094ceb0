/** Segments, the filter builder, saved views, boards, bulk edit, tags and stars, as a person does them. */
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

const people = [
  { name: '王一', grade: 'A 重点', source: '到店' },
  { name: '李二', grade: 'A 重点', source: '微信' },
  { name: '赵三', grade: 'B 普通', source: '到店', notes: '爱喝红茶' },
  { name: '孙四', source: '到店' },
];

async function withSales(app: App): Promise<void> {
  const { rows } = await app.call('customers.list', {});
  const id = (name: string) => rows.find((row) => row.name === name)?.id ?? 0;
  const recent = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
  for (const [name, date] of [['王一', recent], ['李二', '2020-01-05']] as const) {
    await app.call('sales.create', { customerId: id(name), date, items: [{ name: '茶', quantity: 1000, priceMinor: 8800 }], currency: 'CNY' });
  }
}

/** Picks an option of the select with this name, by keyboard as a screen reader user would. */
async function choose(app: App, within: string, name: string, option: string): Promise<void> {
  const box = app.page.locator(within).getByRole('combobox', { name, exact: true }).last();
  await box.click();
  await app.page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

describe('segments', () => {
  it('are built from sales and own fields with a live count, kept as a sentence, and used in the list', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await withSales(app);
    await app.button(t('customers.filter.add')).click();
    await app.button(t('segments.builder.advanced')).click();
    const dialog = page.getByRole('dialog', { name: t('segments.builder.title') });
    await choose(app, '.builder', t('segments.builder.field'), t('fields.customer.grade'));
    const value = dialog.getByRole('combobox', { name: t('segments.builder.value') });
    await value.click();
    await page.keyboard.type('A');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    const count = dialog.getByRole('status');
    await until(() => count.textContent(), t('segments.builder.found', { count: 2 }));
    await dialog.getByRole('button', { name: t('segments.builder.addRelated') }).click();
    await page.getByRole('menuitem', { name: t('segments.related.sale') }).click();
    await choose(app, '.builder', t('segments.builder.howMany'), t('segments.howMany.none'));
    await dialog.getByRole('button', { name: t('segments.builder.addWhere') }).click();
    await until(() => count.textContent(), t('segments.builder.found', { count: 1 }));
    expect(await dialog.locator('.builder-sentence').textContent()).toContain('没有成交（日期：最近 90 天）');
    await dialog.getByRole('button', { name: t('segments.builder.asSegment') }).click();
    await page.getByRole('dialog', { name: t('segments.saveTitle') }).getByLabel(t('segments.name')).fill('90 天没来的重点');
    await page.keyboard.press('Enter');
    await app.toast('90 天没来的重点');
    await app.seesNames(['李二']);
    await page.getByRole('link', { name: t('segments.title') }).click();
    await page.getByText(t('segments.count', { count: 1 })).waitFor();
    await app.call('customers.update', { id: (await app.call('customers.list', { query: { text: '赵三' } })).rows[0]!.id, patch: { grade: 'A 重点' } });
    await page.getByText(t('segments.count', { count: 2 })).waitFor();
    await page.getByRole('link', { name: '90 天没来的重点' }).click();
    await until(async () => [...(await app.names())].sort(), ['李二', '赵三']);
    await app.end();
  });

  it('of chosen customers are filled from the list and shown on the profile', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 4);
    await page.locator('[data-row="0"] [data-tick]').click();
    await app.button(t('segments.list.add')).click();
    await page.getByRole('menuitem', { name: t('segments.list.fresh') }).click();
    await page.getByRole('dialog', { name: t('segments.createList') }).getByLabel(t('segments.name')).fill('中秋送礼');
    await page.keyboard.press('Enter');
    await app.toast('中秋送礼');
    const [first] = await app.names();
    await page.locator('[data-row="0"] [data-column="0"]').click();
    const chip = page.locator('.inspector').getByRole('link', { name: '中秋送礼' });
    await chip.waitFor();
    await page.getByRole('button', { name: t('segments.profile.leave', { name: '中秋送礼' }) }).click();
    await until(() => chip.count(), 0);
    expect(first).toBe('孙四');
    await app.end();
  });
});

describe('saved views', () => {
  it('keep filter and grouping, show unsaved changes, come back at the next start, and are moved by keyboard', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 4);
    await app.button(t('views.group.button')).click();
    await page.getByRole('menuitem', { name: t('views.group.by', { field: t('fields.customer.grade') }) }).click();
    await page.getByRole('button', { name: 'A 重点 2 位' }).waitFor();
    await app.button(t('views.saveAs')).click();
    await page.getByRole('dialog', { name: t('views.saveTitle') }).getByLabel(t('views.name')).fill('按级别');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '按级别' }).waitFor();
    await page.getByRole('button', { name: 'A 重点 2 位' }).click();
    await until(() => page.getByRole('button', { name: 'A 重点 2 位' }).getAttribute('aria-expanded'), 'false');
    await app.button(t('views.asBoard')).or(page.locator('.ant-segmented-item').nth(1)).first().click();
    await page.getByText(t('views.unsaved')).waitFor();
    await app.button(t('views.drop')).click();
    await page.getByRole('region', { name: t('views.group.label') }).waitFor();
    await app.call('views.create', { name: '全部', body: {} });
    const second = page.getByRole('button', { name: '全部', exact: true });
    await second.waitFor();
    await page.getByRole('button', { name: t('views.drag', { name: '全部' }) }).focus();
    await page.keyboard.press('Space');
    await page.locator('.views-pinned li.is-dragging').waitFor();
    await until(async () => {
      await page.keyboard.press('ArrowUp');
      return ((await page.locator('.views-pinned li').first().getAttribute('style')) ?? '').includes('translate3d(0px, 3');
    }, true);
    await page.keyboard.press('Space');
    await until(async () => (await app.call('views.list', {})).views.map((view) => view.name), ['全部', '按级别']);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: '按级别' }).waitFor();
    await page.getByRole('region', { name: t('views.group.label') }).waitFor();
    await app.end();
  });
});

describe('boards', () => {
  it('move a card by mouse and by keyboard, each as one undoable edit', async () => {
    const app = await startApp(browser, { people, size: { width: 1440, height: 900 } });
    const { page } = app;
    await until(async () => (await app.names()).length, 4);
    await page.locator('.ant-segmented-item').nth(1).click();
    const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
    const card = page.locator('.board').getByRole('group', { name: '孙四' });
    await card.waitFor();
    const [from, to] = [await card.boundingBox(), await column('A 重点').boundingBox()];
    await page.mouse.move(from!.x + 40, from!.y + 20);
    await page.mouse.down();
    await page.mouse.move(to!.x + 60, to!.y + 200, { steps: 12 });
    await page.mouse.up();
    await app.toast('孙四');
    await column('A 重点').getByRole('group', { name: '孙四' }).waitFor();
    await until(() => column('A 重点').locator('h2 + span').textContent(), '3');
    await page.keyboard.press('Control+z');
    await column('（没填）').getByRole('group', { name: '孙四' }).waitFor();
    await column('A 重点').getByRole('group', { name: '王一' }).focus();
    await page.keyboard.press('Space');
    await page.locator('.board-card.is-lifted').waitFor();
    await until(async () => {
      const over = page.locator('.board-column.is-over h2');
      if ((await over.count()) === 0 || (await over.textContent()) !== 'B 普通') await page.keyboard.press('ArrowRight');
      return (await over.count()) === 0 ? '' : await over.textContent();
    }, 'B 普通');
    await page.keyboard.press('Space');
    await column('B 普通').getByRole('group', { name: '王一' }).waitFor();
    expect((await app.call('customers.list', { query: { text: '王一' } })).rows[0]?.grade).toBe('B 普通');
    await app.end();
  });
});

describe('bulk edit', () => {
  it('shows before and after for all results, does it once, and undo brings everything back', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 4);
    await page.locator('[data-row="0"] [data-tick]').click();
    await app.button(t('customers.bulk.all')).click();
    await app.button(t('views.bulk.button')).click();
    await choose(app, '.bulk-edit', t('views.bulk.field'), t('fields.customer.notes'));
    await choose(app, '.bulk-edit', t('views.bulk.how'), t('views.bulk.append'));
    await page.locator('.bulk-edit').getByLabel(t('views.bulk.value')).fill('双十一');
    await page.getByRole('row', { name: '赵三 爱喝红茶 爱喝红茶 双十一' }).waitFor();
    await page.getByText(t('views.bulk.will_all', { count: 4, changing: '4' })).waitFor();
    await app.button(t('views.bulk.apply', { count: 4 })).click();
    await app.toast(t('views.bulk.done', { count: 4 }));
    const notes = async () => (await app.call('customers.list', { query: { filter: { all: [{ field: 'notes', test: { op: 'contains', value: '双十一' } }] } } })).total;
    expect(await notes()).toBe(4);
    await page.locator('.toast').getByRole('button', { name: t('ui.undo.button') }).click();
    await until(notes, 0);
    await app.end();
  });
});

describe('tags and stars', () => {
  it('are merged in the settings, and starred customers are one click away', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    const [vip, other] = [await app.call('tags.create', { name: 'VIP' }), await app.call('tags.create', { name: '贵宾' })];
    const { rows } = await app.call('customers.list', {});
    await app.call('customers.tag', { selection: { ids: [rows[0]!.id] }, add: [vip.id] });
    await app.call('customers.tag', { selection: { ids: [rows[1]!.id] }, add: [other.id] });
    await app.go('settings');
    await page.getByRole('button', { name: `${t('views.tags.merge')} VIP` }).click();
    const dialog = page.getByRole('dialog', { name: t('views.tags.mergeTitle', { name: 'VIP' }) });
    await dialog.getByRole('combobox').click();
    await page.locator('.ant-select-dropdown:visible').getByTitle('贵宾').click();
    await dialog.getByRole('button', { name: t('views.tags.mergeDo'), exact: true }).click();
    await app.toast('贵宾');
    await page.getByRole('link', { name: t('views.tags.show', { name: '贵宾' }) }).click();
    await until(async () => (await app.names()).length, 2);
    await page.locator('[data-row="0"]').hover();
    await app.button(t('views.star')).click();
    const [starred] = await app.names();
    await app.button(t('views.starred')).click();
    await app.seesNames([starred!]);
    await page.locator('[data-row="0"] [data-column="0"]').dblclick();
    await app.end();
  });
});
