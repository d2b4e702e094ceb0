/** What the desktop shell does and refuses, seen from the built bundle and preload around the stand-in. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findElectron } from '../../build/start/electron.ts';
import { startStandIn } from './electron-stand-in/start.ts';
import type { StandIn } from './electron-stand-in/start.ts';

const PASSPHRASE = 'seven quiet lanterns over the harbour';
const create = `window.regulars.call('books.create', { name: '店', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: '${PASSPHRASE}' })`;
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
  const locks = async () => (await inspect()).sent.filter(({ payload }) => payload.type === 'session.locked').map(({ payload }) => payload.reason);

  it('opens one sandboxed window on its own page, in a session that keeps nothing', async () => {
    const seen = await inspect();
    expect(seen['webPreferences']).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false });
    expect(String(seen['partition'])).not.toMatch(/^persist:/);
    expect(seen['sandboxed']).toBe(true);
    expect(seen['channels']).toEqual(['regulars:call', 'regulars:file-open', 'regulars:file-save', 'regulars:file-drop']);
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
      'call,files,host,onEvent',
    ]);
    expect(await app.page('(() => { try { window.regulars = {}; window.regulars.call = () => 1; } catch { /* frozen */ } return window.regulars.call.length; })()')).toBe(2);
  });

  it('hears only the main frame of its own page', async () => {
    for (const url of ['app://regulars/index.html', 'app://evil/index.html', 'https://regulars/', 'file:///etc/passwd', 'app://regulars@evil/', 'about:blank', '']) {
      expect(await invokeAs('regulars:call', url, 'session.status', {}), url).toEqual({ ok: false, error: { code: 'request.denied', reason: 'sender' } });
      expect(await invokeAs('regulars:file-open', url, '.csv'), url).toBeNull();
      expect(await invokeAs('regulars:file-drop', url, '/etc/hosts.csv'), url).toBeNull();
    }
  });

  it('refuses calls that are too large or no call at all', async () => {
    expect(await app.page("window.regulars.call('customers.create', { name: 'x'.repeat(1200000) }).then((r) => r.error.code)")).toBe('request.tooLarge');
    expect(await app.page('window.regulars.call(7, {}).then((r) => r.error.code)')).toBe('request.unknownMethod');
    expect(await app.page("window.regulars.call('x'.repeat(100), {}).then((r) => r.error.code)")).toBe('request.unknownMethod');
    const codes = await app.page<string[]>("Promise.all(Array.from({ length: 1500 }, () => window.regulars.call('session.touch', {}))).then((all) => [...new Set(all.map((r) => r.ok ? 'ok' : r.error.code))])");
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

  it('locks when the computer sleeps: the process with the keys ends, the page starts anew', async () => {
    const before = await inspect();
    const pid = (before['utilityPids'] as number[]).at(-1) ?? 0;
    await app.page('window.secretOfThePage = 1');
    await app.ask({ op: 'power', event: 'suspend' });
    await expect.poll(locks).toContain('system');
    await app.until("typeof window.regulars === 'object' && !('secretOfThePage' in window)");
    expect((await inspect()).loads).toBe(before.loads + 1);
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
    expect(await app.page("window.regulars.call('books.list', {}).then((r) => r.value.books.length)")).toBe(2);
  });

  it('keeps the key for the keychain where the system has one', async () => {
    expect(await app.page("window.regulars.call('session.status', {}).then((r) => r.value.keychainAvailable)")).toBe(true);
    const ref = await app.page<string>("window.regulars.call('books.list', {}).then((r) => r.value.books.find((b) => !b.sample).ref)");
    const unlock = (secret: string) => app.page<boolean>(`window.regulars.call('session.unlock', { ref: '${ref}', secret: ${secret} }).then((r) => r.ok)`);
    expect(await unlock(`{ type: 'passphrase', passphrase: '${PASSPHRASE}' }`)).toBe(true);
    expect(await app.page("window.regulars.call('session.setKeychain', { enabled: true }).then((r) => r.value?.enabled)")).toBe(true);
    await app.ask({ op: 'power', event: 'lock-screen' });
    await app.until(`${stateOf}.then((s) => s === 'locked')`);
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
