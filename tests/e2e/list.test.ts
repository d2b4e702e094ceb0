import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App, type Person } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const people: readonly Person[] = [
  { name: '王小明', phones: [{ value: '13812345678' }], company: '海蓝贸易有限公司', wechats: [{ value: 'xiaoming_88' }], notes: '喜欢乌龙茶', grade: 'A 重点', source: '到店' },
  { name: '欧阳娜娜', phones: [{ value: '13900004321' }], emails: [{ value: 'nana@example.com' }], grade: 'B 普通', source: '抖音' },
  { name: '重庆老灶火锅', kind: 'company', phones: [{ value: '02083669876' }], notes: '对花粉过敏的老板娘', source: '到店' },
  { name: 'Anna Smith', phones: [{ value: '+44 20 7946 0958' }], emails: [{ value: 'anna.smith@flowers.example' }], grade: 'A 重点' },
  { name: '曾雪', phones: [{ value: '13700008888' }], birthday: 'L--12-23' },
];

const cell = (app: App, name: string, column: number) =>
  app.page.locator('[data-row]').filter({ has: app.page.locator('[data-column="0"]', { hasText: name }) }).locator(`[data-column="${column}"]`);
const sorted = (app: App) => async () => (await app.names()).sort();

describe('searching as one types', () => {
  it.each(['zh-CN', 'en'] as const)('finds people by everything they are known by, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    await until(async () => (await app.names()).length, 5);
    const finds: readonly (readonly [string, readonly string[]])[] = [
      ['小明', ['王小明']],
      ['wangxiaoming', ['王小明']],
      ['wxm', ['王小明']],
      ['ouyang', ['欧阳娜娜']],
      ['oynn', ['欧阳娜娜']],
      ['chongqing', ['重庆老灶火锅']],
      ['cqlz', ['重庆老灶火锅']],
      ['zengxue', ['曾雪']],
      ['13812', ['王小明']],
      ['83669876', ['重庆老灶火锅']],
      ['020 8366', ['重庆老灶火锅']],
      ['5678', ['王小明']],
      ['00004321', ['欧阳娜娜']],
      ['138 1234 5678', ['王小明']],
      ['海蓝', ['王小明']],
      ['xiaoming_88', ['王小明']],
      ['nana@', ['欧阳娜娜']],
      ['花粉', ['重庆老灶火锅']],
      ['anna', ['Anna Smith']],
      ['smith', ['Anna Smith']],
    ];
    for (const [text, names] of finds) {
      await app.search(text);
      await until(() => app.names(), [...names]).catch((error: unknown) => {
        throw new Error(`searching ${text}`, { cause: error });
      });
    }
    await app.search('查无此人');
    await app.page.getByText(app.t('customers.none.search', { text: '查无此人' })).waitFor();
    await app.page.locator('.state').getByRole('button', { name: app.t('customers.none.clearSearch') }).click();
    await until(async () => (await app.names()).length, 5);
    expect(await app.page.getByRole('searchbox').inputValue()).toBe('');
    await app.end();
  });

  it('marks what was found, and goes on to the rows with the arrow key', async () => {
    const app = await startApp(browser, { people });
    await app.page.keyboard.press('/');
    await app.page.keyboard.type('海蓝');
    await until(() => app.names(), ['王小明']);
    expect(await app.page.locator('[data-row] mark').first().textContent()).toBe('海蓝');
    await app.page.keyboard.press('ArrowDown');
    await app.page.keyboard.press('Enter');
    await app.page.getByRole('complementary', { name: app.t('profile.region', { name: '王小明' }) }).waitFor();
    await app.page.keyboard.press('Escape');
    await until(() => app.page.locator('.inspector').count(), 0);
    await app.end();
  });
});

describe('the list', () => {
  it('sorts by a column: Chinese by pinyin, both ways, and back to the order of the book', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    const name = page.getByRole('columnheader', { name: t('fields.customer.name') }).getByRole('button', { name: t('fields.customer.name'), exact: true });
    await name.click();
    await app.seesNames(['Anna Smith', '重庆老灶火锅', '欧阳娜娜', '王小明', '曾雪']);
    await name.click();
    await app.seesNames(['曾雪', '王小明', '欧阳娜娜', '重庆老灶火锅', 'Anna Smith']);
    expect(await page.getByRole('columnheader', { name: t('fields.customer.name') }).getAttribute('aria-sort')).toBe('descending');
    await app.end();
  });

  it('filters by columns, says what is filtered, and adds conditions up', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    const menu = async (field: string) => {
      await app.button(t('customers.columns.menu', { field })).click();
      await page.getByRole('menuitem', { name: t('customers.columns.filter') }).click();
    };
    await menu(t('fields.customer.source'));
    await page.getByRole('combobox').last().click();
    await page.locator('.ant-select-item-option').filter({ hasText: '到店' }).click();
    await page.keyboard.press('Escape');
    await app.button(t('customers.filter.apply')).click();
    await until(sorted(app), ['王小明', '重庆老灶火锅'].sort());
    await page.getByRole('list', { name: t('customers.filter.chips') }).getByText('到店').waitFor();
    await app.search('火锅');
    await app.seesNames(['重庆老灶火锅']);
    await app.button(t('customers.filter.clearAll')).click();
    await app.search('');
    await until(async () => (await app.names()).length, 5);
    await app.end();
  });

  it('shows the columns that are chosen and remembers them in the book', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await app.button(t('customers.columns.button')).click();
    const chooser = page.locator('.column-chooser');
    await chooser.getByRole('checkbox', { name: t('fields.customer.birthday') }).check();
    await chooser.getByRole('checkbox', { name: t('fields.customer.company') }).uncheck();
    await page.getByRole('columnheader', { name: t('fields.customer.birthday') }).waitFor();
    await page.keyboard.press('Escape');
    await until(async () => (await app.call('settings.get', {})).listColumns.map(({ field }) => field).includes('birthday'), true);
    await page.reload();
    await page.getByRole('columnheader', { name: t('fields.customer.birthday') }).waitFor();
    expect(await page.getByRole('columnheader', { name: t('fields.customer.company'), exact: true }).count()).toBe(0);
    await app.end();
  });

  it('selects many, gives them a tag, deletes them, and takes both back', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 5);
    const before = await app.names();
    await page.locator('[data-row="1"] [data-tick]').click();
    await page.locator('[data-row="3"] [data-tick]').click({ modifiers: ['Shift'] });
    const bar = page.getByRole('toolbar', { name: t('ui.selection.count', { count: 3 }) });
    await bar.getByRole('button', { name: t('customers.bulk.addTags') }).click();
    await page.locator('.bulk-tags').getByRole('combobox').fill('老客户');
    await page.keyboard.press('Enter');
    await page.locator('.bulk-tags .tag-chip').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.bulk-tags').getByRole('button', { name: t('customers.bulk.apply') }).click();
    await app.toast(t('customers.bulk.tagged', { count: 3 }));
    await until(() => page.locator('[data-row] .tag-chip').count(), 3);
    await bar.getByRole('button', { name: t('customers.bulk.remove') }).click();
    await app.toast(t('customers.bulk.removed', { count: 3 }));
    await until(async () => (await app.names()).length, 2);
    await page.locator('.toast').filter({ hasText: t('customers.bulk.removed', { count: 3 }) }).getByRole('button', { name: t('ui.undo.button') }).click();
    await until(async () => (await app.names()).sort(), [...before].sort());
    await app.end();
  });

  it.each(['zh-CN', 'en'] as const)('is edited in place: Enter saves and goes down, Tab goes on, Esc puts back, and nonsense is not taken, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 5);
    const [first, second] = await app.names();
    await cell(app, first!, 2).dblclick();
    const editor = page.locator('.cell-editor input');
    await editor.fill('海蓝茶业');
    await editor.press('Enter');
    await until(() => cell(app, first!, 2).textContent(), '海蓝茶业');
    // The cursor went down a row: F2 edits the company of the next one.
    await page.keyboard.press('F2');
    await until(() => editor.inputValue(), (await app.call('customers.search', { text: second! })).rows[0]?.company ?? '');
    await editor.press('Escape');
    await cell(app, first!, 1).dblclick();
    await editor.fill('13899990000');
    await editor.press('Tab');
    await until(() => editor.inputValue(), '海蓝茶业');
    await editor.press('Shift+Tab');
    await until(() => editor.inputValue(), '13899990000');
    await editor.fill('不是电话');
    await editor.press('Enter');
    await page.getByRole('alert').filter({ hasText: t('customers.list.badPhone') }).waitFor();
    await editor.press('Escape');
    await until(() => cell(app, first!, 1).textContent(), '138 9999 0000');
    const { rows } = await app.call('customers.search', { text: '海蓝茶业' });
    expect(rows.map((row) => [row.name, row.phones[0]?.value])).toEqual([[first, '13899990000']]);
    await app.end();
  });
});

describe('adding a customer', () => {
  it.each(['zh-CN', 'en'] as const)('needs the keyboard alone and few keys, in %s', async (language) => {
    const app = await startApp(browser, { language, people });
    const { page, t } = app;
    await until(async () => (await app.names()).length, 5);
    let keys = 0;
    const press = async (key: string) => {
      keys += 1;
      await page.keyboard.press(key);
    };
    await press('n');
    const dialog = page.getByRole('dialog', { name: t('customers.create.title') });
    await until(() => dialog.getByRole('textbox').first().evaluate((input) => input === document.activeElement), true);
    await page.keyboard.insertText('林志强');
    await press('Tab');
    await page.keyboard.insertText('13688889999');
    await press('Enter');
    await app.toast(t('customers.create.saved', { name: '林志强' }));
    // Besides name and phone themselves: N, Tab, Enter.
    expect(keys).toBe(3);
    await until(async () => (await app.names()).includes('林志强'), true);
    await until(() => dialog.count(), 0);

    await press('n');
    await until(() => dialog.getByRole('textbox').first().evaluate((input) => input === document.activeElement), true);
    await press('Enter');
    await page.getByText(t('customers.create.nameNeeded')).waitFor();
    await page.keyboard.insertText('只有名字');
    await press('Control+Enter');
    await app.toast(t('customers.create.saved', { name: '只有名字' }));
    await until(() => dialog.getByRole('textbox').first().inputValue(), '');
    expect((await app.call('customers.search', { text: '林志强' })).rows[0]?.phones).toEqual([{ value: '13688889999' }]);
    await app.end();
  });

  it('shows who it may already be while the phone is typed, and opens that one', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await app.button(t('customers.create.button')).or(page.getByRole('button', { name: t('customers.create.button') })).first().click();
    const dialog = page.getByRole('dialog', { name: t('customers.create.title') });
    await dialog.getByRole('textbox').first().fill('小明');
    await dialog.getByLabel(t('customers.create.phone')).pressSequentially('138 1234 5678');
    const hint = dialog.getByRole('region', { name: t('customers.duplicate.title') });
    await hint.getByText('王小明').waitFor();
    await hint.getByText(t('customers.duplicate.phone')).waitFor();
    await hint.getByRole('button', { name: t('customers.duplicate.open') }).click();
    await page.getByRole('heading', { level: 1, name: '王小明' }).waitFor();
    await app.end();
  });

  it('takes a pasted block apart', async () => {
    const app = await startApp(browser, { people });
    const { page, t } = app;
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: t('customers.create.title') });
    const name = dialog.getByRole('textbox').first();
    await name.waitFor();
    await name.evaluate((input, text) => {
      const data = new DataTransfer();
      data.setData('text', text);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, '周杰 13566667777 上海市徐汇区漕溪北路18号');
    await until(() => name.inputValue(), '周杰');
    expect((await dialog.getByLabel(t('customers.create.phone')).inputValue()).replaceAll(' ', '')).toBe('13566667777');
    await app.end();
  });
});
