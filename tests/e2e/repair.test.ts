/** A damaged book, repaired by its owner at the lock screen and from inside, by mouse and keyboard. */
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../support/app.ts';
import { PASSPHRASE, startApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { orSkip, startWebdavServer } from '../support/storage-servers.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const PAGE = 4096;
const PEOPLE = [{ name: '林小满' }, { name: '周大山' }, { name: 'Anna Lee' }];

const bookOf = (app: App): string => {
  const books = join(app.dataDir, 'books');
  return join(books, readdirSync(books).find((name) => !name.includes('.'))!);
};

function harm(app: App, change: (bytes: Buffer) => void, name = 'crm.db'): void {
  const path = join(bookOf(app), name);
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
}

const flipAll = (bytes: Buffer): void => {
  for (let at = 1000; at < bytes.length; at += PAGE) bytes[at]! ^= 1;
};

async function backUp(app: App): Promise<void> {
  const { books } = await app.call('books.list', {});
  await app.call('session.unlock', { ref: books[0]!.ref, secret: { type: 'passphrase', passphrase: PASSPHRASE } });
  const { jobId } = await app.call('backup.run', {});
  await expect.poll(async () => (await app.call('jobs.get', { jobId })).state, { timeout: 30_000 }).toBe('done');
  await app.call('session.lock', {});
}

/** The last button opens the book; from there to the list. */
async function enter(app: App): Promise<void> {
  await app.button(app.t('repair.done.enter')).click();
  await app.page.getByRole('navigation').first().waitFor();
  await app.go('customers');
}

async function typePassphrase(app: App): Promise<void> {
  await app.page.getByLabel(app.t('session.passphrase.label'), { exact: true }).fill(PASSPHRASE);
  await app.page.keyboard.press('Enter');
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function axe(app: App): Promise<void> {
  await app.page.evaluate(axeSource);
  const { violations } = await app.page.evaluate(() => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }));
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html.slice(0, 120))])).toEqual([]);
}

const shot = async (app: App, name: string): Promise<void> => {
  const folder = process.env['REPAIR_SHOTS'];
  if (folder) await app.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

describe.each(['zh-CN', 'en'] as const)('repairing (%s)', (language) => {
  it('a book whose first page is damaged: everything is there again, and the list can be kept', async () => {
    const app = await startApp(browser, { language, book: 'locked', people: PEOPLE });
    await backUp(app);
    harm(app, (bytes) => void (bytes[500]! ^= 1));
    await app.page.reload();
    await typePassphrase(app);
    await app.button(app.t('repair.open')).click();
    await app.page.getByText(app.t('repair.found.pages', { count: 1 })).waitFor();
    await shot(app, `found-${language}`);
    await axe(app);
    await app.button(app.t('repair.found.start')).press('Enter');
    await app.page.getByText(app.t('repair.done.nothingMissing', { count: 3 })).waitFor();
    await shot(app, `done-${language}`);
    await axe(app);
    const saved = await app.download(() => app.button(app.t('repair.done.save')).click());
    expect(saved.bytes.toString('utf8')).toContain(app.t('repair.found.pages', { count: 1 }));
    await enter(app);
    await expect.poll(async () => (await app.names()).toSorted()).toEqual(PEOPLE.map(({ name }) => name).toSorted());
    await app.end();
  });

  it('a book of which nothing can be read: the backup takes its place', async () => {
    const app = await startApp(browser, { language, book: 'locked', people: PEOPLE });
    await backUp(app);
    harm(app, flipAll);
    await app.page.reload();
    await typePassphrase(app);
    await app.button(app.t('repair.open')).click();
    await app.page.getByRole('heading', { name: app.t('repair.found.title') }).waitFor();
    // Keeping what can be read is not offered: there is nothing.
    expect(await app.page.getByText(app.t('repair.found.salvage'), { exact: true }).count()).toBe(0);
    await app.button(app.t('repair.found.start')).click();
    await enter(app);
    await expect.poll(async () => (await app.names()).length).toBe(3);
    await app.end();
  });

  it('customers of whom too little is left stand in the list by name', async () => {
    const app = await startApp(browser, { language, book: 'locked', people: Array.from({ length: 30 }, (_, i) => ({ name: `顾客${i}`, notes: '记'.repeat(600) })) });
    harm(app, (bytes) => {
      for (let page = 2; page * PAGE <= bytes.length; page++) if (page % 5 !== 0) bytes[(page - 1) * PAGE + 900]! ^= 1;
    });
    await app.page.reload();
    await typePassphrase(app);
    await app.button(app.t('repair.open')).click();
    await app.button(app.t('repair.found.start')).click();
    await app.page.getByRole('heading', { name: app.t('repair.done.title') }).waitFor();
    await shot(app, `missing-${language}`);
    await axe(app);
    await app.button(app.t('repair.done.enter')).click();
    await app.page.getByRole('navigation').first().waitFor();
    await app.end();
  });

  it('from inside: the data check meets the damage and leads to the repair', async () => {
    const app = await startApp(browser, { language, people: PEOPLE });
    await app.call('session.lock', {});
    harm(app, (bytes) => void (bytes[bytes.length - PAGE + 700]! ^= 1));
    await typePassphrase(app);
    await app.page.getByRole('navigation').first().waitFor();
    await app.go('settings');
    await app.button(app.t('settings.data.checkButton')).click();
    await app.page.getByRole('button', { name: app.t('repair.open'), exact: true }).first().click();
    // Until it begins, one can go back into the book.
    await app.button(app.t('repair.ask.back')).click();
    await app.go('settings');
    await app.button(app.t('settings.data.checkButton')).click();
    await app.page.getByRole('button', { name: app.t('repair.open'), exact: true }).first().click();
    await typePassphrase(app);
    await app.button(app.t('repair.found.start')).click();
    await app.page.getByText(app.t('repair.done.nothingMissing', { count: 3 })).waitFor();
    await app.end();
  });

  it('the only backup lies on a server: it is offered, fetched, and used', async (ctx) => {
    const server = await orSkip('the WebDAV server', () => startWebdavServer());
    if (server === null) return ctx.skip('the WebDAV server does not start here');
    const app = await startApp(browser, { language, people: PEOPLE });
    try {
      await app.call('backup.addRemote', { connection: server.connection });
      const { jobId } = await app.call('backup.run', {});
      await expect.poll(async () => (await app.call('jobs.get', { jobId })).state, { timeout: 60_000 }).toBe('done');
      await app.call('session.lock', {});
      rmSync(join(app.dataDir, 'backups'), { recursive: true });
      harm(app, (bytes) => void (bytes[bytes.length - PAGE + 700]! ^= 1));
      await typePassphrase(app);
      await app.page.getByRole('navigation').first().waitFor();
      await app.go('settings');
      await app.button(app.t('settings.data.checkButton')).click();
      await app.page.getByRole('button', { name: app.t('repair.open'), exact: true }).first().click();
      await typePassphrase(app);
      await app.page.getByRole('heading', { name: app.t('repair.found.title') }).waitFor();
      const copy = app.page.getByRole('radio', { name: /客户备份/ });
      expect(await copy.isChecked()).toBe(true);
      await shot(app, `server-${language}`);
      await axe(app);
      server.front.set(() => ({ status: 503 }));
      await app.button(app.t('repair.found.again')).click();
      await app.page.getByText(app.t('repair.found.noCopies')).waitFor();
      await shot(app, `unreached-${language}`);
      server.front.set(() => null);
      await app.button(app.t('repair.found.again')).click();
      await copy.waitFor();
      await app.page.locator('input[value="restore"]').check();
      await app.button(app.t('repair.found.start')).click();
      await enter(app);
      await expect.poll(async () => (await app.names()).length).toBe(3);
    } finally {
      await app.end();
      await server.stop();
    }
  });

  it('is left at any step, and nothing has changed', async () => {
    const app = await startApp(browser, { language, book: 'locked', people: PEOPLE });
    harm(app, (bytes) => void (bytes[500]! ^= 1));
    const before = readFileSync(join(bookOf(app), 'crm.db'));
    await app.page.reload();
    await typePassphrase(app);
    await app.button(app.t('repair.open')).click();
    await app.button(app.t('repair.ask.back')).click();
    await app.page.getByRole('heading', { name: app.t('session.lock.title') }).waitFor();
    expect(readFileSync(join(bookOf(app), 'crm.db')).equals(before)).toBe(true);
    expect(readdirSync(join(app.dataDir, 'books'))).toHaveLength(1);
    await app.end();
  });
});
