/** What the desktop shell does and refuses, seen from the built bundle and preload around the stand-in. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findElectron } from '../../build/start/electron.ts';
import { startStandIn } from './electron-stand-in/start.ts';
import type { StandIn } from './electron-stand-in/start.ts';
import { until } from '../support/app.ts';

const PASSPHRASE = 'seven quiet lanterns over the harbour';
const create = `window.regulars.call('books.create', { name: '店', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: '${PASSPHRASE}' })`;
const button = (label: string) => `[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === '${label}')`;
const stateOf = "window.regulars.call('session.status', {}).then((r) => r.value.state)";
type Inspected = Readonly<Record<string, unknown>> & { readonly sent: readonly { readonly payload: { readonly type: string; readonly reason?: string } }[]; readonly loads: number };

describe('the desktop shell', () => {
  let folder: string;
  let app: StandIn;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regulars-shell-'));
    app = await startStandIn(folder);
  });
  afterAll(async () => {
    await app.quit();
    await rm(folder, { recursive: true, force: true });
  });
  const inspect = () => app.ask({ op: 'inspect' }) as Promise<Inspected>;
  const invokeAs = (channel: string, url: string, ...args: unknown[]) => app.ask({ op: 'invoke-as', channel, url, args });
  /** Does this, and waits until another page is there for it. */
  const anew = async (act: () => Promise<unknown>) => {
    await app.page('window.pageOfBefore = 1');
    await act().catch(() => undefined);
    await app.until("typeof window.regulars === 'object' && !('pageOfBefore' in window) && document.querySelector('#root')?.childElementCount > 0");
  };
  const locks = async () => (await inspect()).sent.filter(({ payload }) => payload.type === 'session.locked').map(({ payload }) => payload.reason);

  it('opens one sandboxed window on its own page, in a session that keeps nothing', async () => {
    const seen = await inspect();
    expect(seen['webPreferences']).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false });
    expect(String(seen['partition'])).not.toMatch(/^persist:/);
    expect(seen['sandboxed']).toBe(true);
    expect(seen['channels']).toEqual(['regulars:connect', 'regulars:forget-copied', ...['file-open', 'file-save', 'file-drop', 'folder', 'save-pdf', 'save-text'].map((name) => `regulars:${name}`)]);
    expect(seen['trayLabels']).toEqual(['打开熟客', '立即锁定', '-', '退出']);
    expect(seen['problems']).toEqual([]);
  });

  it('gives the page a few functions and no way to Node', async () => {
    expect(await app.page("[typeof require, typeof process, typeof module, typeof Buffer, typeof window.electron, Object.keys(window.regulars).sort().join()]")).toEqual([
      'undefined',
      'undefined',
      'undefined',
      'undefined',
      'undefined',
      'call,files,forgetCopied,host,onEvent,onNoticePressed,shell',
    ]);
    expect(await app.page('(() => { try { window.regulars = {}; window.regulars.call = () => 1; } catch { /* frozen */ } return window.regulars.call.length; })()')).toBe(2);
  });

  it('hears only the main frame of its own page', async () => {
    for (const url of ['app://regulars/index.html', 'app://evil/index.html', 'https://regulars/', 'file:///etc/passwd', 'app://regulars@evil/', 'about:blank', '']) {
      expect(await invokeAs('regulars:connect', url), url).toBe(false);
      expect(await invokeAs('regulars:file-open', url, '.csv'), url).toBeNull();
      expect(await invokeAs('regulars:file-drop', url, '/etc/hosts.csv'), url).toBeNull();
      expect(await invokeAs('regulars:folder', url), url).toBeNull();
      for (const channel of ['regulars:save-pdf', 'regulars:save-text']) expect(await invokeAs(channel, url, 'x.txt', 'x'), url).toEqual({ ok: false, error: { code: 'request.denied' } });
    }
  });

  it('refuses calls that are too large or no call at all', async () => {
    expect(await app.page("window.regulars.call('customers.create', { name: 'x'.repeat(1200000) }).then((r) => r.error.code)")).toBe('request.tooLarge');
    expect(await app.page('window.regulars.call(7, {}).then((r) => r.error.code)')).toBe('request.unknownMethod');
    expect(await app.page("window.regulars.call('x'.repeat(100), {}).then((r) => r.error.code)")).toBe('request.unknownMethod');
    const codes = await app.page<string[]>("Promise.all(Array.from({ length: 3000 }, () => window.regulars.call('session.touch', {}))).then((all) => [...new Set(all.map((r) => r.ok ? 'ok' : r.error.code))])");
    expect(codes.sort()).toEqual(['ok', 'request.denied']);
    await app.until("window.regulars.call('session.touch', {}).then((r) => r.ok)");
  });

  it('goes nowhere, opens nothing, grants nothing, loads nothing from outside', async () => {
    await app.page("void window.open('https://example.com')").catch(() => undefined);
    await expect.poll(async () => (await inspect())['deniedWindows']).toBe(1);
    await app.page("void (location.href = 'https://example.com/')").catch(() => undefined);
    await expect.poll(async () => (await inspect())['preventedNavigations']).toContain('https://example.com/');
    expect(await app.page("fetch('https://example.com/').then(() => 'reached', () => 'refused')")).toBe('refused');
    for (const name of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal']) expect(await app.ask({ op: 'permission', name })).toBe(false);
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/nothing', '/assets/']) {
      expect(await app.page(`fetch(${JSON.stringify(path)}).then((r) => r.status)`), path).toBe(404);
    }
    expect(await app.page<boolean>("new Promise((done) => { const s = document.createElement('script'); s.textContent = 'window.injected = 1'; document.body.append(s); done('injected' in window); })")).toBe(false);
  });

  it('hands a message, a letter or a call to the system, and nothing else', async () => {
    const ours = ['sms:13812345678?body=%E6%82%A8%E5%A5%BD', 'mailto:anna@example.org?subject=Hello', 'tel:+862112345678'];
    for (const url of [...ours, 'https://example.com/', 'file:///etc/passwd', 'sms://evil/', 'mailto:', 'javascript:alert(1)', 'calculator:1']) {
      expect(await app.ask({ op: 'link', url }), url).toBe(true);
    }
    expect((await inspect())['openedOutside']).toEqual(ours);
  });

  it('keeps its window out of pictures of the screen when that is wanted, not otherwise', async () => {
    const shielded = async () => (await inspect())['contentProtection'];
    await until(shielded, false);
    await app.page("window.regulars.call('prefs.set', { hideFromCapture: true })");
    await until(shielded, true);
    await app.page("window.regulars.call('prefs.set', { hideFromCapture: false })");
    await until(shielded, false);
  });

  it('hands out tokens, never paths', async () => {
    const path = join(folder, '客户.csv');
    await writeFile(path, '姓名\n王芳\n');
    await app.ask({ op: 'dialog', path });
    const chosen = await app.page<Record<string, unknown>>("window.regulars.files.open({ accept: '.csv,.xlsx' })");
    expect(chosen).toEqual({ token: chosen['token'], name: '客户.csv', sizeBytes: 14 });
    expect(JSON.stringify(chosen)).not.toContain(folder);
    expect(await app.page("window.regulars.files.open({ accept: '.csv' })")).toBeNull();
    expect(await app.page("window.regulars.files.save({ suggestedName: '../../x.csv' })")).toBeNull();
    expect(JSON.stringify((await inspect())['lastDialog'])).not.toContain('..');
    expect(await app.page("(window.__standInDropPath = '/etc/passwd', window.regulars.files.drop(new File([], 'x')).then(() => 'taken', () => 'refused'))")).toBe('refused');
    await app.page(`window.__standInDropPath = ${JSON.stringify(path)}`);
    expect(await app.page("window.regulars.files.drop(new File([], 'x')).then((f) => f.name)")).toBe('客户.csv');
  });

  it('delivers the recovery code even when another book had to close first', async () => {
    expect(await app.page("window.regulars.call('books.openSample', { language: 'en' }).then((r) => r.ok)")).toBe(true);
    expect(String(await app.page(`${create}.then((r) => r.value.recoveryCode)`)).length).toBeGreaterThan(20);
    expect(await app.page(stateOf)).toBe('open');
  });

  it('saves the sheet of a customer as a PDF where the person says, from the button, and has it in the record', async () => {
    const id = await app.page<number>("window.regulars.call('customers.create', { name: '王小明/甲' }).then((r) => r.value.id)");
    await app.page(`void (location.hash = '#/customers/${String(id)}/print')`);
    await app.until(`${button('另存为 PDF')} !== undefined && document.querySelector('.sheet[data-ready=true]') !== null`);
    const path = join(folder, '王小明.pdf');
    await app.ask({ op: 'dialog', path });
    await app.page(`${button('另存为 PDF')}.click()`);
    await app.until("document.querySelector('.toast')?.textContent.includes('已保存：王小明.pdf') === true");
    const pdf = (await readFile(path)).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(JSON.stringify((await inspect())['lastDialog'])).toMatch(/王小明 甲 \d{4}-\d\d-\d\d\.pdf/);
    expect(await app.page("window.regulars.call('audit.list', {}).then((r) => r.value.rows.some((row) => JSON.stringify(row).includes('print.customer')))")).toBe(true);
    expect(await app.page("window.regulars.files.savePdf({ suggestedName: 'x.pdf' })")).toEqual({ ok: true, value: null });
    await app.ask({ op: 'dialog', path: join(folder, 'nowhere', 'x.pdf') });
    expect(await app.page("window.regulars.files.savePdf({ suggestedName: 'x.pdf' }).then((r) => r.error.code)")).toBe('disk.missing');
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('saves a text the window made, and asks for folders', async () => {
    const path = join(folder, 'code.txt');
    const save = (text: string) => app.page(`window.regulars.files.saveText({ suggestedName: 'code.txt', text: ${text} }).then((r) => r.ok ? r.value : r.error.code)`);
    await app.ask({ op: 'dialog', path });
    expect(await save("'恢复密钥\\r\\nAB12'")).toEqual({ name: 'code.txt' });
    expect(await readFile(path, 'utf8')).toBe('恢复密钥\r\nAB12');
    expect(await save("'x'.repeat(200000)")).toBe('request.tooLarge');
    expect(await save('7')).toBe('request.tooLarge');
    await app.ask({ op: 'dialog', path: folder });
    expect(await app.page('window.regulars.files.folder()')).toBe(folder);
    expect((await inspect())['lastDialog']).toMatchObject({ properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] });
    expect(await app.page('window.regulars.files.folder()')).toBeNull();
  });

  it('fills in the folder chosen for backups', async () => {
    await app.page("void (location.hash = '#/backup')");
    await app.until(`${button('添加地方')} !== undefined`);
    await app.page(`${button('添加地方')}.click()`);
    await app.until(`${button('选择文件夹…')} !== undefined`);
    await app.ask({ op: 'dialog', path: folder });
    await app.page(`${button('选择文件夹…')}.click()`);
    await app.until(`document.querySelector('[role=dialog] .folder-input input')?.value === ${JSON.stringify(folder)}`);
  });

  it('goes on when the page is loaded anew: with another port, and the book still open', async () => {
    const before = (await inspect())['utilityPids'];
    await anew(() => app.page('void setTimeout(() => location.reload(), 0)'));
    expect(await app.page(stateOf)).toBe('open');
    await app.page("window.heard = []; window.regulars.onEvent((e) => window.heard.push(e.type)); 1");
    await app.page("window.regulars.call('tags.create', { name: '新' })");
    await app.until("window.heard.includes('data.changed')");
    expect((await inspect())['utilityPids']).toEqual(before);
  });

  it('has no customer and no passphrase pass through the process that outlives the lock', async () => {
    const had = (text: string) => app.ask({ op: 'count', text }) as Promise<{ readonly main: number; readonly ports: number }>;
    const passphrase = 'nine copper kettles under the bridge';
    const name = '甄不该留下';
    const ref = await app.page<string>(`window.regulars.call('books.create', { name: '另店', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: '${passphrase}' }).then((r) => r.value.book.ref)`);
    await app.page("void (location.hash = '#/customers')");
    await app.page(`window.regulars.call('customers.create', { name: '${name}', phones: [{ value: '13955556666' }] })`);
    await app.until(`document.body.textContent.includes('${name}')`);
    await app.page("window.regulars.call('prefs.set', { hideFromCapture: false })");
    await anew(() => app.page("void window.regulars.call('session.lock', {})"));
    expect(await app.page(`window.regulars.call('session.unlock', { ref: '${ref}', secret: { type: 'passphrase', passphrase: '${passphrase}' } }).then((r) => r.ok)`)).toBe(true);
    expect(await app.page("window.regulars.call('customers.search', { text: '5556' }).then((r) => r.value.rows[0].name)")).toBe(name);
    await anew(() => app.ask({ op: 'power', event: 'lock-screen' }));
    expect(await app.page(stateOf)).toBe('locked');
    for (const text of [passphrase, name, '13955556666']) {
      const { main, ports } = await had(text);
      expect([main, ports > 0], text).toEqual([0, true]);
    }
    // What it does have is counted: its own question for the preferences, the word of the lock.
    for (const text of ['prefs.get', 'session.locked']) expect((await had(text)).main, text).toBeGreaterThan(0);
    // The others go on with the book of before.
    const first = await app.page<string>("window.regulars.call('books.list', {}).then((r) => r.value.books.find((b) => b.name === '店').ref)");
    expect(await app.page(`window.regulars.call('session.unlock', { ref: '${first}', secret: { type: 'passphrase', passphrase: '${PASSPHRASE}' } }).then((r) => r.ok)`)).toBe(true);
  });

  it('locks when the computer sleeps: the process with the keys ends, the page starts anew', async () => {
    const before = await inspect();
    const pid = (before['utilityPids'] as number[]).at(-1) ?? 0;
    await app.page('window.secretOfThePage = 1');
    // A phone that was copied a moment ago goes too.
    await app.ask({ op: 'copy', text: '13800001111' });
    await app.page("window.regulars.forgetCopied('13800001111')");
    await app.ask({ op: 'power', event: 'suspend' });
    await expect.poll(async () => (await inspect())['copied']).toBe('');
    await expect.poll(locks).toContain('system');
    await app.until("typeof window.regulars === 'object' && !('secretOfThePage' in window)");
    const after = await inspect();
    expect([after.loads, after['endedRenderers']]).toEqual([before.loads + 1, Number(before['endedRenderers']) + 1]);
    expect(await app.page(stateOf)).toBe('locked');
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('tells the page when the core crashes, answers what was asked, and goes on locked', async () => {
    await app.page("window.heard = []; window.off = window.regulars.onEvent((e) => window.heard.push(e.type)); 1");
    await app.page("window.regulars.call('prefs.set', { theme: 'dark' })");
    await app.ask({ op: 'kill-core' });
    await expect.poll(locks).toContain('crash');
    await app.until("typeof window.regulars === 'object'");
    expect(await app.page(stateOf)).toBe('locked');
    expect(await app.page("window.regulars.call('books.list', {}).then((r) => r.value.books.length)")).toBe(3);
  });

  it('keeps the key for the keychain where the system has one', async () => {
    expect(await app.page("window.regulars.call('session.status', {}).then((r) => r.value.keychainAvailable)")).toBe(true);
    const ref = await app.page<string>("window.regulars.call('books.list', {}).then((r) => r.value.books.find((b) => b.name === '店').ref)");
    const unlock = (secret: string) => app.page<boolean>(`window.regulars.call('session.unlock', { ref: '${ref}', secret: ${secret} }).then((r) => r.ok)`);
    expect(await unlock(`{ type: 'passphrase', passphrase: '${PASSPHRASE}' }`)).toBe(true);
    expect(await app.page("window.regulars.call('session.setKeychain', { enabled: true }).then((r) => r.value?.enabled)")).toBe(true);
    for (const event of ['lock-screen', 'user-did-resign-active']) {
      await app.ask({ op: 'power', event });
      await app.until(`${stateOf}.then((s) => s === 'locked')`);
      if (event === 'lock-screen') expect(await unlock(`{ type: 'passphrase', passphrase: '${PASSPHRASE}' }`)).toBe(true);
    }
    expect(await unlock("{ type: 'keychain' }")).toBe(true);
  });

  it('ends cleanly, the book closed', async () => {
    const pids = (await inspect())['utilityPids'] as number[];
    expect(await app.quit()).toBe(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
    expect(existsSync(join(folder, 'staging'))).toBe(false);
  });
});

describe('the desktop shell elsewhere', () => {
  it('refuses the keychain of a Linux desktop that has none, and a second copy of itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'regulars-shell-'));
    const app = await startStandIn(folder, { STAND_IN_KEYCHAIN: 'basic_text' });
    const available = await app.page("window.regulars.call('session.status', {}).then((r) => r.value.keychainAvailable)");
    await app.quit();
    const second = await startStandIn(folder, { STAND_IN_SECOND: '1' });
    expect(await second.exited).toBe(0);
    await rm(folder, { recursive: true, force: true });
    expect(available).toBe(process.platform !== 'linux');
  });
});

const real = await findElectron(false, () => undefined);
const reason = 'reason' in real ? ` (not run here: ${real.reason})` : '';
describe.skipIf(reason !== '')(`the desktop shell in real Electron${reason}`, () => {
  it('starts, opens its window and answers a call through the bridge', async () => {
    const { _electron } = await import('playwright-core');
    const folder = await mkdtemp(join(tmpdir(), 'regulars-electron-'));
    const app = await _electron.launch({ executablePath: 'path' in real ? real.path : '', args: ['.'], env: { ...process.env, REGULARS_HOME: folder } });
    const page = await app.firstWindow();
    await page.waitForFunction(() => (document.querySelector('#root')?.childElementCount ?? 0) > 0);
    expect(await page.evaluate("window.regulars.call('session.status', {}).then((r) => r.value.host)")).toBe('electron');
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });
});
