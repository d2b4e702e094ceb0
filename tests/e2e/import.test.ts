import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { csvFile, xlsxFile, type Rows } from '../support/sheets.ts';

const run = promisify(execFile);
let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const heading = (app: App, name: string) => app.page.getByRole('heading', { name, exact: true }).waitFor();

/** Chooses the file on the import page and waits until it was looked at. */
async function choose(app: App, name: string, bytes: Uint8Array): Promise<void> {
  await app.go('transfer');
  await app.choose(() => app.button(app.t('transfer.drop.button')).click(), { name, bytes });
  await heading(app, app.t('transfer.read.title'));
}

async function toPreview(app: App): Promise<void> {
  await app.button(app.t('ui.actions.next')).click();
  await heading(app, app.t('transfer.columns.title'));
  await app.button(app.t('transfer.steps.preview')).click();
  await app.page.getByRole('tablist').waitFor();
}

/** The figures above the preview or the result: 新增, 更新, 可能重复, 跳过, 有错. */
async function counts(app: App): Promise<Record<string, number>> {
  const shown = await app.page.locator('.count').evaluateAll((cards) =>
    cards.map((card) => [/count-(\w+)/.exec(card.className)?.[1] ?? '', card.querySelector('b, dd')?.textContent ?? ''] as const),
  );
  return Object.fromEntries(shown.map(([name, text]) => [name, Number(text.replaceAll(',', ''))]));
}

async function start(app: App, count: number): Promise<void> {
  await app.button(app.t('transfer.preview.start', { count })).click();
  await heading(app, app.t('transfer.result.done'));
}

/** What each column becomes, as the step shows it: heading → field. */
async function mapping(app: App): Promise<Record<string, string>> {
  const rows = await app.page.locator('table.columns tbody tr:not(.question-row)').evaluateAll((all) =>
    all.map((row) => [row.querySelector('th')?.textContent ?? '', row.querySelector('.ant-select-content, .ant-select-selection-item, .ant-select')?.textContent ?? ''] as const),
  );
  return Object.fromEntries(rows);
}

const table: Rows = [
  ['姓名', '手机', '公司', '备注'],
  ['张伟', '13912345678', '海蓝贸易', '喜欢乌龙茶'],
  ['欧阳娜娜', '13700001111', '', '对花粉过敏'],
];
const traditional: Rows = [
  ['姓名', '電話', '公司', '備註'],
  ['陳怡君', '0912345678', '臺北書店', '喜歡烏龍茶'],
  ['歐陽志強', '0987654321', '', ''],
];

describe('a file people really have', () => {
  it.each([
    { kind: 'GBK with a title above the headings', name: '会员表.csv', bytes: csvFile([['小满花店会员登记表', '', '', ''], ...table], { encoding: 'gbk' }), names: ['张伟', '欧阳娜娜'] },
    { kind: 'UTF-8 with a byte order mark', name: '客户.csv', bytes: csvFile(table, { encoding: 'utf-8-bom' }), names: ['张伟', '欧阳娜娜'] },
    { kind: 'semicolons and line breaks in cells', name: 'export.csv', bytes: csvFile([...table, ['李雷', '13600002222', '', '第一行\n第二行; 第三行']], { delimiter: ';' }), names: ['张伟', '欧阳娜娜', '李雷'] },
    { kind: 'Big5', name: '客戶.csv', bytes: csvFile(traditional, { encoding: 'big5' }), names: ['陳怡君', '歐陽志強'] },
    { kind: 'UTF-16 with tabs, as Excel saves "Unicode text"', name: '客户.txt', bytes: csvFile(table, { encoding: 'utf-16le', delimiter: '\t' }), names: ['张伟', '欧阳娜娜'] },
  ])('is read right: $kind', async ({ name, bytes, names }) => {
    const app = await startApp(browser);
    await choose(app, name, bytes);
    const shown = (await app.page.locator('main').textContent()) ?? '';
    for (const one of names) expect(shown).toContain(one);
    await toPreview(app);
    await until(() => counts(app), { new: names.length, update: 0, possibleDuplicate: 0, skip: 0, error: 0 });
    await start(app, names.length);
    await app.button(app.t('transfer.result.openList')).click();
    await until(async () => (await app.names()).sort(), [...names].sort());
    const found = await app.call('customers.search', { text: names.at(-1) ?? '' });
    expect(found.rows).toHaveLength(1);
    if (name === 'export.csv') expect(found.rows[0]?.notes).toBe('第一行\n第二行; 第三行');
    await app.end();
  });

  it('is read right: a workbook', async () => {
    const app = await startApp(browser);
    await choose(app, '会员.xlsx', await xlsxFile(table, '会员'));
    await toPreview(app);
    await until(() => counts(app), { new: 2, update: 0, possibleDuplicate: 0, skip: 0, error: 0 });
    await start(app, 2);
    await app.end();
  });

  it('is read right: a workbook from LibreOffice', async (context) => {
    const office = await run('soffice', ['--version']).catch(() => null);
    if (office === null) return context.skip('LibreOffice (soffice) is not installed here');
    const folder = mkdtempSync(join(tmpdir(), 'regulars-office-'));
    writeFileSync(join(folder, '会员.csv'), csvFile(table, { encoding: 'utf-8-bom' }));
    await run('soffice', ['--headless', '--convert-to', 'xlsx', '--infilter=CSV:44,34,76', '--outdir', folder, join(folder, '会员.csv')]);
    const app = await startApp(browser);
    await choose(app, '会员.xlsx', readFileSync(join(folder, '会员.xlsx')));
    rmSync(folder, { recursive: true });
    await toPreview(app);
    await until(() => counts(app), { new: 2, update: 0, possibleDuplicate: 0, skip: 0, error: 0 });
    await app.end();
  });

  it('is refused with its reason and remedy when it is no table', async () => {
    const app = await startApp(browser);
    const { t } = app;
    const files = [
      ['空.csv', new Uint8Array(0), 'errors.file_empty.what'],
      ['旧.xls', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'), 'errors.file_oldExcel.what'],
      ['坏.xlsx', Buffer.from('504b0304'.padEnd(400, '0'), 'hex'), 'errors.file_damaged.what'],
    ] as const;
    await app.go('transfer');
    await app.choose(() => app.button(t('transfer.drop.button')).click(), { name: files[0][0], bytes: files[0][1] });
    await app.page.getByText(t(files[0][2])).waitFor();
    for (const [name, bytes, key] of files.slice(1)) {
      await app.choose(() => app.button(t('transfer.read.another')).click(), { name, bytes });
      await app.page.getByText(t(key)).waitFor();
    }
    expect((await app.call('import.list', {})).imports).toEqual([]);
    await app.end();
  });
});

describe.each(['zh-CN', 'en'] as const)('the wizard in %s', (language) => {
  it('maps by synonyms, asks about two-way dates, recovers and flags phones, and writes the bad rows to a file', async () => {
    const app = await startApp(browser, { language, people: [{ name: '王老板', phones: [{ value: '13811110000' }], notes: '旧备注' }] });
    const { page, t } = app;
    await choose(
      app,
      'customers.csv',
      csvFile([
        ['客户名称', '联系电话', 'E-mail', '出生日期', '会员卡余额', '微信号'],
        ['王老板', '13811110000', 'wang@example.com', '03/04/1990', '120', 'laowang'],
        ['赵四', '1.3912345678E+10', '', '05/06/1991', '', ''],
        ['孙五', '1.38E+10', '', '07/08/1992', '88', ''],
        ['', '', '', '', '33', ''],
        ['周六', '2083661234', '', '09/10/1993', '', ''],
      ]),
    );
    await app.button(t('ui.actions.next')).click();
    await heading(app, t('transfer.columns.title'));
    expect(await mapping(app)).toEqual({
      客户名称: t('fields.customer.name'),
      联系电话: t('fields.customer.phones'),
      'E-mail': t('fields.customer.emails'),
      出生日期: t('fields.customer.birthday'),
      会员卡余额: t('transfer.columns.extra'),
      微信号: t('fields.customer.wechats'),
    });
    const question = page.getByRole('group', { name: t('transfer.columns.ambiguous', { example: '03/04/1990' }) });
    await question.waitFor();
    await app.button(t('transfer.steps.preview')).click();
    await page.getByText(t('transfer.columns.mustAnswer')).waitFor();
    await question.getByRole('radio').nth(1).check();
    const asDayMonth = (await question.getByRole('radio').nth(1).getAttribute('value')) === 'dmy';
    await app.button(t('transfer.steps.preview')).click();
    await page.getByRole('tablist').waitFor();
    await until(() => counts(app), { new: 3, update: 1, possibleDuplicate: 0, skip: 0, error: 1 });
    await page.getByText(t('transfer.issues.name_missing')).first().waitFor();
    await page.getByRole('tab', { name: t('transfer.preview.counts.update') }).click();
    await page.getByText(t('transfer.preview.matches', { name: '王老板' })).waitFor();
    await page.getByRole('tab', { name: t('transfer.preview.counts.new') }).click();
    await page.getByText(t('transfer.issues.phone_scientificRecovered')).first().waitFor();
    await page.getByText(t('transfer.issues.phone_scientificLost')).first().waitFor();
    expect((await app.call('customers.list', {})).total).toBe(1);

    await start(app, 4);
    const file = await app.download(() => app.button(t('transfer.result.errorFile', { count: 1 })).click());
    expect(file.name).toMatch(/\.csv$/);
    expect(file.bytes.toString('utf8')).toContain(t('transfer.issues.name_missing'));
    expect(file.bytes.toString('utf8')).toMatch(/\r\n5,/);

    const { rows } = await app.call('customers.list', { query: {} });
    const by = (name: string) => rows.find((row) => row.name === name);
    expect(by('王老板')).toMatchObject({ notes: '旧备注', emails: [{ value: 'wang@example.com' }], birthday: asDayMonth ? 'S1990-04-03' : 'S1990-03-04', extra: { 会员卡余额: '120' } });
    expect(by('赵四')?.phones).toEqual([{ value: '13912345678' }]);
    expect(by('孙五')?.phones).toEqual([]);

    await app.button(t('transfer.result.undo')).click();
    await heading(app, t('transfer.result.undone'));
    const after = await app.call('customers.list', {});
    expect(after.rows.map((row) => row.name)).toEqual(['王老板']);
    expect(after.rows[0]).toMatchObject({ notes: '旧备注', emails: [], wechats: [], birthday: null, extra: {} });
    await app.go('customers');
    await app.seesNames(['王老板']);
    await app.end();
  });
});

describe('an import', () => {
  it('starts from a file dropped anywhere on the window', async () => {
    const app = await startApp(browser, { people: [{ name: '甲' }] });
    await app.seesNames(['甲']);
    const data = await app.page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], '拖进来的.csv', { type: 'text/csv' }));
      return transfer;
    }, '姓名,手机\r\n乙,13900001111\r\n');
    await app.page.dispatchEvent('main', 'dragenter', { dataTransfer: data });
    await app.page.getByText(app.t('transfer.drop.overlay')).waitFor();
    await app.page.dispatchEvent('main', 'drop', { dataTransfer: data });
    await heading(app, app.t('transfer.read.title'));
    await app.end();
  });

  it('that was cut off is shown as such after the next start, and can be undone', async () => {
    const rows: string[][] = [['姓名', '手机']];
    for (let index = 0; index < 60_000; index += 1) rows.push([`客户${index}`, `138${String(index).padStart(8, '0')}`]);
    const app = await startApp(browser);
    const { t } = app;
    await choose(app, '大表.csv', csvFile(rows));
    await toPreview(app);
    await app.button(t('transfer.preview.start', { count: 60_000 })).click();
    await heading(app, t('transfer.run.title', { file: '大表.csv' }));
    await until(async () => (await app.call('jobs.list', {})).jobs.some((job) => job.name === 'import.start' && job.state === 'running' && job.done > 1_000), true);
    await app.page.keyboard.press('Control+l');
    await app.page.locator('input[type=password]').fill('maple harbor 57 lantern');
    await app.page.keyboard.press('Enter');
    await app.go('transfer');
    const row = app.page.getByRole('row').filter({ hasText: '大表.csv' });
    await row.getByText(t('transfer.past.states.interrupted')).or(row.getByText(t('transfer.past.states.cancelled'))).waitFor();
    await row.getByRole('button', { name: t('transfer.past.undo'), exact: true }).click();
    await row.getByText(t('transfer.past.states.undone')).waitFor();
    expect((await app.call('customers.list', { limit: 1 })).total).toBe(0);
    await app.end();
  });
});
