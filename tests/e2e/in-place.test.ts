/** Done where it is seen: a file let go over its field, a link changed in its cell, the reason of a hit on boards and in groups, what a column counts. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customName } from '../../shared/modules/custom-fields.ts';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const one = async (app: App, name: string) => (await app.call('customers.list', {})).rows.find((row) => row.name === name)!;

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('files let go over a field of files go into it, beside it into the attachments alone', async () => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }] });
    const { page, t } = app;
    const field = await app.call('fields.create', { label: 'Papers', kind: 'file' });
    const { id } = await one(app, '李红');
    const held = async () => ((await one(app, '李红')).custom[String(field.id)] as readonly number[] | undefined)?.length ?? 0;
    await page.goto(`${page.url().replace(/#.*$/, '')}#/customers/${String(id)}`);
    const papers = page.getByRole('group', { name: 'Papers', exact: true });
    await papers.scrollIntoViewIfNeeded();
    const spot = (await papers.boundingBox())!;
    const drag = (type: 'dragenter' | 'dragover' | 'drop', name: string, at: { readonly x: number; readonly y: number }) =>
      page.evaluate(
        ([kind, file, x, y]) => {
          const data = new DataTransfer();
          data.items.add(new File(['signed'], file, { type: 'text/plain' }));
          document.elementFromPoint(x, y)!.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, clientX: x, clientY: y, dataTransfer: data }));
        },
        [type, name, at.x, at.y] as const,
      );
    const inside = { x: spot.x + spot.width / 2, y: spot.y + spot.height / 2 };
    await drag('dragenter', 'contract.txt', inside);
    await drag('dragover', 'contract.txt', inside);
    await page.locator('.drop-spot.is-over').getByText(t('customFields.dropInto', { field: 'Papers' })).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/drop-spot-${language}.png` });
    await drag('drop', 'contract.txt', inside);
    await until(held, 1);
    await papers.getByRole('button', { name: 'contract.txt', exact: true }).waitFor();
    await until(() => page.locator('.drop-over').count(), 0);
    await drag('dragenter', 'other.txt', { x: spot.x + 20, y: 20 });
    await drag('drop', 'other.txt', { x: spot.x + 20, y: 20 });
    await until(async () => (await app.call('attachments.list', { customerId: id })).total, 2);
    expect(await held()).toBe(1);
    await app.end();
  });

  it('a link is changed in its cell by keyboard: searched, chosen with Enter, left with Esc, taken away with Delete', async () => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }, { name: '王小明' }, { name: '赵敏' }] });
    const { page, t } = app;
    const field = await app.call('fields.create', { label: 'Introduced by', kind: 'link' });
    const linked = async () => (await one(app, '李红')).custom[String(field.id)] ?? null;
    await app.call('settings.set', { listColumns: [{ field: 'name', width: 200 }, { field: customName(field.id), width: 200 }] });
    await page.reload();
    const cell = page.locator('[data-row]').filter({ has: page.locator('[data-column="0"]', { hasText: '李红' }) }).locator('[data-column="1"]');
    await cell.click();
    const pick = page.getByRole('combobox', { name: t('customers.list.editCell', { field: 'Introduced by' }) });
    await page.keyboard.press('F2');
    await pick.pressSequentially('wxm');
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').filter({ hasText: '王小明' }).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/link-cell-${language}.png` });
    await page.keyboard.press('Enter');
    await until(linked, (await one(app, '王小明')).id);
    await cell.getByText('王小明').waitFor();
    await cell.click();
    await page.keyboard.press('F2');
    await pick.pressSequentially('赵');
    await page.locator('.ant-select-dropdown:visible').getByText('赵敏').waitFor();
    await page.keyboard.press('Escape');
    await pick.waitFor({ state: 'detached' });
    expect(await linked()).toBe((await one(app, '王小明')).id);
    await page.keyboard.press('F2');
    await pick.press('Delete');
    await until(linked, null);
    // The grid has the keys again; a choice is taken by keyboard too.
    await page.keyboard.press('F2');
    await pick.press('Enter');
    await pick.waitFor({ state: 'detached' });
    await app.call('settings.set', { listColumns: [{ field: 'name', width: 200 }, { field: 'grade', width: 200 }] });
    await page.reload();
    await cell.click();
    await page.keyboard.press('F2');
    const [grade] = (await app.call('settings.get', {})).grades;
    await page.getByRole('combobox', { name: t('customers.list.editCell', { field: t('fields.customer.grade') }) }).pressSequentially(grade!);
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').filter({ hasText: grade! }).waitFor();
    await page.keyboard.press('Enter');
    await until(async () => (await one(app, '李红')).grade, grade);
    await app.end();
  });

  it('boards and groups say why somebody was found', async () => {
    const app = await startApp(browser, { language, people: [{ name: '李红', grade: 'A', preferences: '只喝茉莉花茶' }, { name: '茉莉', grade: 'B' }, { name: '王小明', grade: 'B' }] });
    const { page, t } = app;
    await app.search('茉莉');
    await app.button(t('views.group.button')).click();
    await page.getByRole('menuitem', { name: t('views.group.by', { field: t('fields.customer.grade') }) }).click();
    await page.getByRole('region', { name: t('views.group.label') }).waitFor();
    await until(() => page.getByRole('searchbox').inputValue(), '茉莉');
    const group = (name: string) => page.getByRole('grid', { name: t('views.group.rows', { group: name }) });
    await until(() => group('A').locator('.found-in').innerText(), `${t('customers.found.in', { place: t('fields.customer.preferences') })}只喝茉莉花茶`);
    // All groups have the column then, so that they stay one table.
    for (const name of ['A', 'B']) await group(name).getByRole('columnheader', { name: t('customers.found.column') }).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/found-groups-${language}.png` });
    await app.search('小明');
    await until(() => page.getByRole('columnheader', { name: t('customers.found.column') }).count(), 0);
    await app.call('views.create', { name: 'Board', pinned: true, body: { layout: 'board', text: '', filter: { all: [] }, columns: null, sort: null, group: null, board: 'grade' } });
    await page.getByRole('button', { name: 'Board', exact: true }).click();
    await app.search('茉莉');
    const card = page.locator('.board-card', { hasText: '李红' });
    await until(() => card.locator('.found-in mark').innerText(), '茉莉');
    expect(await page.locator('.board-card', { hasText: t('customers.found.in', { place: t('fields.customer.preferences') }) }).count()).toBe(1);
    if (pictures) await page.screenshot({ path: `${pictures}/found-board-${language}.png` });
    await app.end();
  });

  it('a sale that was taken back whole is no purchase, and the column says so', async () => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }] });
    const { page, t } = app;
    const { id } = await one(app, '李红');
    const sale = await app.call('sales.create', { customerId: id, date: '2026-03-05', items: [{ name: '乌龙茶', priceMinor: 9900 }] });
    await app.call('settings.set', { listColumns: [{ field: 'name', width: 200 }, { field: 'saleCount', width: 120 }] });
    await page.reload();
    const count = page.locator('[data-row="0"] [data-column="1"]');
    await until(() => count.innerText(), '1');
    await app.call('sales.refund', { id: sale.id, date: '2026-03-06' });
    await until(() => count.innerText(), '');
    await app.button(t('customers.columns.menu', { field: t('fields.customer.saleCount') })).click();
    await page.getByText(t('fields.help.saleCount')).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/column-help-${language}.png` });
    await app.end();
  });
});
