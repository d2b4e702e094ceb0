/**
 * The built app on a folder of its own, in a real browser: the loopback host with its core process, one page, and the words of that page.
 * Whatever the browser complains about (errors, refused content) fails the test that ends with `app.end()`.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Input, MethodName, Output } from '../../shared/contract/index.ts';
import type { Prefs } from '../../shared/modules/system.ts';
import type { Language } from '../../shared/modules/words.ts';
import type { FileDescriptor } from '../../src-main/core/app/core.ts';
import { createCore } from '../../src-main/core/app/create-core.ts';
import { silentLogger } from '../../src-main/core/kernel/logger.ts';
import { systemClock, systemRandom } from '../../src-main/core/kernel/ports.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { keepLoopback } from '../../src-main/hosts/loopback/keeper.ts';
import type { Host } from '../../src-main/hosts/loopback/host.ts';
import { serveLoopback, type ServeOptions } from '../../src-main/hosts/loopback/serve.ts';
import { openPage } from './browser.ts';
import { wordsOf, type Words } from './words.ts';

export const PASSPHRASE = 'maple harbor 57 lantern';
/** The cheapest derivation the vault's bounds allow; real books cost ten times as much. */
const CHEAP = { mKiB: 19 * 1024, t: 1 };
/** For states that a busy machine may take long to reach; nothing waits this long when all is well. */
export const PATIENCE_MS = 60_000;
/** Another build of the window than the one in out/, to test one while the other is being made. */
const otherPages = process.env['REGULARS_TEST_PAGES'];
/** Every journey with the processes that people's own program has, a new one after each lock. */
const alwaysKept = process.env['REGULARS_TEST_KEPT'] !== undefined;

export type Person = Input<'customers.create'>;

export interface AppOptions {
  readonly language?: Language;
  readonly size?: { readonly width: number; readonly height: number };
  readonly prefs?: Partial<Prefs>;
  /** `none`: a fresh machine. `locked`: a book stands at the lock screen. Default: it is open. */
  readonly book?: 'none' | 'locked' | 'open';
  /** The host as people start it, in processes of its own; else within this one, which is quicker to start. */
  readonly kept?: boolean;
  /** Where an open book begins; most journeys begin at the list. */
  readonly start?: 'today' | 'customers';
  readonly people?: readonly Person[];
  /** An existing folder, to come back to one. */
  readonly dataDir?: string;
}

export interface App {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly host: Host;
  readonly dataDir: string;
  readonly language: Language;
  readonly t: Words;
  /** Of the book made by `book`; '' without one. */
  readonly recoveryCode: string;
  readonly bookName: string;
  readonly problems: readonly string[];
  /** Asks the core directly, for preparing and for checking what the screen cannot show. */
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>;
  /** A token for a file on disk, as if it had been chosen. */
  file(path: string): string;
  button(name: string): Locator;
  grid(): Locator;
  /** Names of the rows on screen, from the top. */
  names(): Promise<string[]>;
  /** Waits until the list shows exactly these names, in this order. */
  seesNames(names: readonly string[]): Promise<void>;
  /** Types into the search box as a person does, key by key, after emptying it. */
  search(text: string): Promise<void>;
  go(screen: 'customers' | 'bin' | 'transfer' | 'settings'): Promise<void>;
  /** Waits for a message at the foot of the window. */
  toast(text: string | RegExp): Promise<void>;
  /** Opens another page on the same host. */
  another(): Promise<Page>;
  /** Chooses a file in the system's dialog that `open` brings up. */
  choose(open: () => Promise<unknown>, file: { readonly name: string; readonly bytes: Uint8Array }): Promise<void>;
  /** What `act` downloads. */
  download(act: () => Promise<unknown>): Promise<{ readonly name: string; readonly bytes: Buffer }>;
  /** Expects a window without complaints and closes everything. */
  end(): Promise<void>;
}

/** Makes a book with a cheap key in a folder, before any host runs there. Answers its reference and recovery code. */
export async function makeBook(dataDir: string, language: Language, people: readonly Person[], more: { readonly name?: string; readonly passphrase?: string } = {}): Promise<{ ref: string; name: string; recoveryCode: string }> {
  const name = more.name ?? (language === 'en' ? 'Little Flower Shop' : '小满花店');
  const core = await createCore(
    {
      clock: systemClock,
      random: systemRandom,
      logger: silentLogger,
      dataDir,
      host: 'node',
      keychain: null,
      files: { resolve: () => null },
      version: '0.1.0',
      workerEntry: new URL('../../src-main/core/jobs/job-worker.ts', import.meta.url),
    },
    { vault: { cost: { daily: CHEAP, backup: CHEAP } } },
  );
  const ask = async <M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> => {
    const reply = await core.call(method, input);
    if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
    return reply.value as Output<typeof method>;
  };
  const made = await ask('books.create', { name, language, kind: 'both', preset: 'retail', passphrase: more.passphrase ?? PASSPHRASE });
  const group = made.recoveryCode.split('-')[2] ?? '';
  await ask('session.confirmRecovery', { group: 2, text: group });
  for (const person of people) await ask('customers.create', person);
  await core.close();
  return { ref: made.book.ref, name, recoveryCode: made.recoveryCode };
}

interface StartedHost {
  readonly host: Host;
  ask(method: string, input: unknown): Promise<Result<unknown>>;
  registerFile(token: string, file: FileDescriptor): void;
}

async function startHost(kept: boolean, options: ServeOptions): Promise<StartedHost> {
  if (!kept) {
    const host = await serveLoopback(options);
    return { host, ask: (method, input) => host.core.call(method, input), registerFile: (token, file) => host.core.registerFile(token, file) };
  }
  const host = await keepLoopback(options);
  const entrance = await fetch(host.launchUrl(), { redirect: 'manual' });
  const origin = `http://127.0.0.1:${host.port}`;
  const headers = { cookie: entrance.headers.get('set-cookie')?.split(';')[0] ?? '', origin, 'x-regulars': '1', 'content-type': 'application/json' };
  const ask: StartedHost['ask'] = async (method, input) => {
    const answer = await fetch(`${origin}/api/call`, { method: 'POST', headers, body: JSON.stringify({ method, input }) });
    return answer.headers.has('x-regulars-again') ? ask(method, input) : ((await answer.json()) as Result<unknown>);
  };
  return { host, ask, registerFile: () => assert.fail('no file is handed to another process') };
}

/** Starts the app as described; the page shows its first screen when this resolves. */
export async function startApp(browser: Browser, options: AppOptions = {}): Promise<App> {
  const language = options.language ?? 'zh-CN';
  const t = wordsOf(language);
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'regulars-e2e-'));
  const mode = options.book ?? 'open';
  const made = mode === 'none' ? null : await makeBook(dataDir, language, options.people ?? []);
  const { host, ask, registerFile } = await startHost(options.kept ?? alwaysKept, { dataDir, language, idleMinutes: 0, ...(otherPages && { pagesFolder: otherPages }) });
  const call: App['call'] = async (method, input) => {
    const reply = await ask(method, input);
    if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
    return reply.value as Output<typeof method>;
  };
  if (options.prefs) await call('prefs.set', options.prefs);
  if (made && mode === 'open') await call('session.unlock', { ref: made.ref, secret: { type: 'passphrase', passphrase: PASSPHRASE } });
  const { page, context, problems } = await openPage(browser, { locale: language === 'en' ? 'en-GB' : 'zh-CN', viewport: options.size ?? { width: 1280, height: 800 } });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(host.launchUrl());
  const main = page.locator('main');
  await main.first().waitFor();
  // Keys pressed before the list stands would go nowhere.
  const toList = async (one: Page) => {
    await one.goto(`${one.url().replace(/#.*$/, '')}#/customers`);
    await one.getByRole('heading', { level: 1, name: t('ui.nav.customers') }).waitFor();
  };
  const fromList = made !== null && mode === 'open' && options.start !== 'today';
  if (fromList) await toList(page);

  const names = () => page.locator('[role="grid"] [data-row] [data-column="0"]').evaluateAll(readNames);
  const app: App = {
    page,
    context,
    host,
    dataDir,
    language,
    t,
    recoveryCode: made?.recoveryCode ?? '',
    bookName: made?.name ?? '',
    problems,
    call,
    file(path) {
      const token = `test-file-${basename(path)}`;
      registerFile(token, { kind: 'path', path, name: basename(path) });
      return token;
    },
    button: (name) => page.getByRole('button', { name, exact: true }),
    grid: () => page.getByRole('grid'),
    names,
    seesNames: async (expected) => {
      await until(names, [...expected]);
    },
    async search(text) {
      const box = page.getByRole('searchbox');
      await box.fill('');
      await box.pressSequentially(text);
    },
    async go(screen) {
      await page.getByRole('navigation').getByRole('link', { name: t(`ui.nav.${screen}`) }).click();
      await page.getByRole('heading', { level: 1 }).first().waitFor();
    },
    async toast(text) {
      await page.locator('.toast').filter({ hasText: text }).first().waitFor();
    },
    async another() {
      const other = await context.newPage();
      await other.goto(host.launchUrl());
      if (fromList) await toList(other);
      return other;
    },
    async choose(open, file) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()]);
      await chooser.setFiles({ name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.bytes) });
    },
    async download(act) {
      const [download] = await Promise.all([page.waitForEvent('download'), act()]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
    },
    async end() {
      await context.close();
      await host.close();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      assert.deepEqual(problems, [], 'the browser complained');
    },
  };
  return app;
}

/** Reads again and again until it reads what is expected; then, or when patience ends, compares for good. */
export async function until<T>(read: () => Promise<T> | T, expected: T): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await read();
    try {
      return assert.deepEqual(seen, expected);
    } catch (difference) {
      if (Date.now() > deadline) throw difference;
      await pause(25);
    }
  }
}

/** Runs in the page: rows may be recycled out of order, so they are sorted by their row number. */
function readNames(cells: (HTMLElement | SVGElement)[]): string[] {
  return cells
    .map((cell) => ({ row: Number(cell.closest<HTMLElement>('[data-row]')?.dataset['row']), name: cell.textContent.trim() }))
    .sort((a, b) => a.row - b.row)
    .map(({ name }) => name);
}
