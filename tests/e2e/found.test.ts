/** One search box: customers are found by what was said, bought and filed with them, and the list says where. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const pictures = process.env['REGULARS_TEST_PICTURES'];
const PEOPLE = [{ name: '李红' }, { name: '王小明', phones: [{ value: '13800138000' }] }, { name: '赵敏' }, { name: '孙悦', preferences: '只喝茉莉花茶', company: '老街坊茶铺' }];

describe('the search box', () => {
  it.each(['zh-CN', 'en'] as const)('finds follow-ups, items and files, says where, and follows a deletion, in %s', async (language) => {
    const app = await startApp(browser, { language, people: PEOPLE, size: { width: 1440, height: 800 } });
    const { page, t } = app;
    const rows = (await app.call('customers.list', {})).rows;
    const idOf = (name: string) => rows.find((row) => row.name === name)!.id;
    await app.call('followUps.create', { customerId: idOf('李红'), at: Date.UTC(2026, 2, 2, 4), method: 'phone', content: '想退掉上次的礼盒，周五再说' });
    await app.call('sales.create', { customerId: idOf('王小明'), date: '2026-03-05', currency: 'CNY', items: [{ name: '耶加雪菲咖啡豆', quantity: 1000, priceMinor: 9900 }], paidMinor: 9900 });
    const file = join(app.dataDir, '租房合同 2026.txt');
    writeFileSync(file, 'x');
    await app.call('attachments.add', { customerId: idOf('赵敏'), file: app.file(file) });

    const whyIn = (name: string) => page.locator('[data-row]', { hasText: name }).locator('.found-in');
    await app.search('礼盒');
    await app.seesNames(['李红']);
    await whyIn('李红').getByText('想退掉上次的').waitFor();
    expect(await whyIn('李红').locator('mark').innerText()).toBe('礼盒');
    expect(await whyIn('李红').innerText()).toContain(t('customers.found.followUp'));
    await page.getByRole('columnheader', { name: t('customers.found.column') }).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/found-follow-up-${language}.png` });

    await app.search('雪菲');
    await app.seesNames(['王小明']);
    await until(() => whyIn('王小明').locator('mark').innerText(), '雪菲');
    await app.search('房合同');
    await app.seesNames(['赵敏']);
    await until(() => whyIn('赵敏').innerText(), `${t('customers.found.in', { place: t('customers.found.when', { name: t('customers.found.attachment'), day: await today(app) }) })}租房合同 2026.txt`);
    await app.search('茉莉');
    await app.seesNames(['孙悦']);
    await until(() => whyIn('孙悦').innerText(), `${t('customers.found.in', { place: t('fields.customer.preferences') })}只喝茉莉花茶`);
    // What a column shows needs no explanation.
    await app.search('街坊');
    await app.seesNames(['孙悦']);
    await until(() => page.getByRole('columnheader', { name: t('customers.found.column') }).count(), 0);
    await app.search('小明');
    await app.seesNames(['王小明']);
    await until(() => page.getByRole('columnheader', { name: t('customers.found.column') }).count(), 0);

    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: t('palette.label') }).getByRole('combobox').pressSequentially('周五');
    const option = page.getByRole('option').filter({ hasText: '李红' });
    await option.locator('mark').waitFor();
    expect(await option.locator('mark').innerText()).toBe('周五');
    if (pictures) await page.screenshot({ path: `${pictures}/found-palette-${language}.png` });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '李红' }).waitFor();

    const said = (await app.call('followUps.list', { customerId: idOf('李红') })).rows[0]!;
    await app.call('followUps.remove', { id: said.id });
    await app.go('customers');
    await app.search('礼盒');
    await page.getByText(t('customers.none.search', { text: '礼盒' })).waitFor();
    await app.end();
  });
});

/** The day as the list writes it. */
async function today(app: Awaited<ReturnType<typeof startApp>>): Promise<string> {
  const { formatDate } = await import('../../src-renderer/lib/format.ts');
  return formatDate(new Date().toLocaleDateString('sv'), app.language);
}
