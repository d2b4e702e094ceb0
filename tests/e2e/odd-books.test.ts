/** Books that are not like others: nobody in them, one customer only, one of whom everything is long and much. Every screen stays whole. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { overflowing } from '../support/overflowing.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const SCREENS = ['today', 'customers', 'sales', 'receivables', 'products', 'sources', 'segments', 'tasks', 'care', 'lifecycle', 'bin', 'transfer', 'settings', 'settings/grades', 'settings/fields', 'settings/audit', 'backup'] as const;
/** A hundred characters: with places to break, and without. */
const LONG = {
  'zh-CN': '内蒙古自治区呼和浩特市新城区长乐未央花木种植与园林绿化养护工程技术服务有限责任公司第一分公司北部营业部'.repeat(2).slice(0, 100),
  en: 'Maximiliana-Alexandrina Featherstonehaugh-Cholmondeley of Upper Wolverhampton and Lower Stratford, Llanfairpwllgwyngyll'.slice(0, 100),
} as const;

/** What does not fit, by screen and width. */
async function misfits(app: App, hashes: readonly string[]): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const hash of hashes) {
    await app.page.evaluate((to) => (location.hash = `#/${to}`), hash);
    await app.page.getByRole('heading', { level: 1 }).first().waitFor();
    await until(() => app.page.locator('.skeleton:visible, [aria-busy="true"]:visible').count(), 0);
    for (const size of SIZES) {
      await app.page.setViewportSize(size);
      const wrong = await overflowing(app);
      if (wrong.length > 0) found[`${hash} at ${size.width}`] = wrong.slice(0, 5);
    }
  }
  return found;
}

/** Everything of one customer that can be long or many. Answers their id. */
async function fillUp(app: App, long: string): Promise<number> {
  const [one, other] = (await app.call('customers.list', { query: { sort: { field: 'createdAt', direction: 'asc' } } })).rows;
  const tags: number[] = [];
  for (let n = 0; n < 40; n++) tags.push((await app.call('tags.create', { name: `${long.slice(0, 24)} ${n}` })).id);
  const custom: Record<string, string | number> = {};
  for (let n = 0; n < 30; n++) {
    const kind = (['text', 'longText', 'number', 'url', 'date'] as const)[n % 5]!;
    const { id } = await app.call('fields.create', { label: `${long.slice(0, 30)} ${n}`, kind });
    custom[id] = { text: long, longText: `${long}\n${long}`, number: 123_456_789, url: `https://example.com/${'x'.repeat(150)}`, date: '2026-01-02' }[kind];
  }
  await app.call('customers.update', { id: one!.id, patch: { tags, custom, notes: `${long} `.repeat(10) } });
  const product = await app.call('products.create', { name: long, code: 'A1', priceMinor: 9_999_999_900 });
  for (let n = 0; n < 4; n++) await app.call('sales.create', { customerId: one!.id, date: '2026-01-05', dueDate: '2026-02-01', items: [{ productId: product.id, quantity: 3000 }], paidMinor: 0 });
  await app.call('tasks.create', { customerId: one!.id, title: long, due: '2026-01-05', priority: 'high', note: long });
  await app.call('segments.create', { kind: 'live', name: long.slice(0, 80), filter: { all: [] } });
  await app.call('views.create', { name: long.slice(0, 80), body: {} });
  await app.call('relations.create', { customerId: one!.id, otherId: other!.id, kind: 'friend' });
  return one!.id;
}

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it('a book with nobody in it, and one with a single customer, show every screen whole', { timeout: 240_000 }, async () => {
    for (const people of [[], [{ name: '王' }]]) {
      const app = await startApp(browser, { language, people });
      expect(await misfits(app, SCREENS)).toEqual({});
      await app.end();
    }
  });

  it('names of a hundred characters, forty tags and thirty fields of one’s own break no screen', { timeout: 300_000 }, async () => {
    const long = LONG[language];
    const app = await startApp(browser, { language, people: [{ name: long, company: long, phones: [{ value: '13812345678', label: '手机' }] }, { name: `${long.slice(0, 98)} B` }] });
    const id = await fillUp(app, long);
    expect(await misfits(app, [...SCREENS, `customers/${id}/print`, `customers/${id}`])).toEqual({});
    const tags = app.page.locator('.record-tags .tag-chip');
    await until(() => tags.count(), 12);
    await app.button(app.t('profile.tags.more', { count: 28 })).press('Enter');
    await until(() => tags.count(), 40);
    await app.button(app.t('profile.tags.fewer')).press('Enter');
    await until(() => tags.count(), 12);
    await app.end();
  });
});
