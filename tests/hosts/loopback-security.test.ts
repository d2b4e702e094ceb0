/** What the loopback host refuses. Requests are raw: a browser would not even send most of them. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser.ts';
import { send, startLoopbackClient } from './loopback-client.ts';

type Client = Awaited<ReturnType<typeof startLoopbackClient>>;
const status = { method: 'session.status', input: {} };

describe('the loopback host', () => {
  let folder: string;
  let client: Client;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regulars-loopback-'));
    client = await startLoopbackClient(folder, { maxUploadBytes: 1_000_000 });
  });
  afterAll(async () => {
    await client.close();
    await rm(folder, { recursive: true, force: true });
  });
  const call = (headers: Record<string, string>, body: unknown = status) => send(client.port, { method: 'POST', path: '/api/call', headers, body: JSON.stringify(body) });

  it('lets the page in that came through the launch link', async () => {
    expect(client.entrance.status).toBe(303);
    expect(client.entrance.headers.location).toBe('/');
    expect(String(client.entrance.headers['set-cookie'])).toMatch(/^regulars-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await call(client.write)).status).toBe(200);
  });

  it('takes each launch token once, and no invented one', async () => {
    const path = client.host.launchUrl().slice(client.origin.length);
    expect((await send(client.port, { path })).status).toBe(303);
    expect((await send(client.port, { path })).status).toBe(401);
    for (const token of ['', 'x', 'A'.repeat(43), '%00', path.slice(8, -1)]) {
      const answer = await send(client.port, { path: `/?token=${token}` });
      expect(answer.status, token).toBe(401);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('knows nobody without the cookie, or with another', async () => {
    const { cookie: _cookie, ...bare } = client.write;
    const name = client.write.cookie.split('=')[0] ?? '';
    for (const cookie of ['', `${name}=`, `${name}=${'A'.repeat(43)}`, `other=${client.write.cookie.split('=')[1]}`, `x${client.write.cookie}`]) {
      expect((await call({ ...bare, cookie })).status, cookie).toBe(401);
    }
    for (const path of ['/api/events', '/api/files/abcdefgh', '/assets/x.js', '/index.html']) expect((await send(client.port, { path })).status).toBe(401);
  });

  it('answers to its own name only', async () => {
    for (const host of ['localhost', `localhost:${client.port}`, '127.0.0.1', `evil.example:${client.port}`, `127.0.0.1:${client.port + 1}`, `127.0.0.1.:${client.port}`, `[::1]:${client.port}`]) {
      expect((await call({ ...client.write, host })).status, host).toBe(403);
      expect((await send(client.port, { path: '/', headers: { ...client.read, host } })).status, host).toBe(403);
    }
  });

  it('refuses what another origin began', async () => {
    for (const origin of ['null', 'http://evil.example', `http://localhost:${client.port}`, `https://127.0.0.1:${client.port}`, `http://127.0.0.1:${client.port}.evil.example`]) {
      expect((await call({ ...client.write, origin })).status, origin).toBe(403);
      expect((await send(client.port, { path: '/api/events', headers: { ...client.read, origin } })).status, origin).toBe(403);
    }
    const { origin: _origin, ...without } = client.write;
    expect((await call(without)).status).toBe(403);
    const { 'x-regulars': _mark, ...unmarked } = client.write;
    expect((await call(unmarked)).status).toBe(403);
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect((await call({ ...client.write, 'sec-fetch-site': site })).status, site).toBe(403);
      expect((await send(client.port, { path: '/api/events', headers: { ...client.read, 'sec-fetch-site': site } })).status, site).toBe(403);
    }
  });

  it('never lets another origin read an answer', async () => {
    const preflight = await send(client.port, { method: 'OPTIONS', path: '/api/call', headers: { ...client.write, origin: 'http://evil.example', 'access-control-request-method': 'POST' } });
    expect(preflight.status).toBe(403);
    for (const answer of [preflight, await call(client.write), await send(client.port, { path: '/', headers: client.read })]) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(answer.headers['referrer-policy']).toBe('no-referrer');
    }
  });

  it('serves the files of the window and no others', async () => {
    for (const path of ['/../package.json', '/assets/../../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/assets/..%5c..%5cpackage.json', '//etc/passwd', '/etc/passwd', '/assets', '/assets/', '/constructor', '/__proto__', '/index.html/', `/${'a'.repeat(5000)}`]) {
      const answer = await send(client.port, { path, headers: client.read });
      expect(answer.status, path).toBe(404);
      expect(answer.body.toString()).not.toContain('devDependencies');
    }
    const page = await send(client.port, { path: '/', headers: client.read });
    const script = /src="\.(\/assets\/[^"]+\.js)"/.exec(page.body.toString())?.[1] ?? '';
    expect((await send(client.port, { path: script, headers: client.read })).status).toBe(200);
  });

  it('refuses bodies that are too large, no JSON, or of another kind', async () => {
    const big = JSON.stringify({ method: 'customers.create', input: { name: 'x'.repeat(4_000_000) } });
    const refused = await send(client.port, { method: 'POST', path: '/api/call', headers: client.write, body: big });
    expect([refused.status, refused.json()]).toEqual([413, { ok: false, error: { code: 'request.tooLarge', limit: 3_000_000 } }]);
    expect((await call(client.write, { method: 'customers.create', input: { name: 'x'.repeat(1_200_000) } })).json()).toMatchObject({ error: { code: 'request.tooLarge' } });
    for (const body of ['', 'null', '7', '{', '[]x', '"x"']) expect((await send(client.port, { method: 'POST', path: '/api/call', headers: client.write, body })).status, body).toBe(400);
    expect((await send(client.port, { method: 'POST', path: '/api/call', headers: { ...client.write, 'content-type': 'text/plain' }, body: JSON.stringify(status) })).status).toBe(400);
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect((await send(client.port, { method, path: '/api/call', headers: client.write })).status).toBe(405);
    expect((await call(client.write)).status).toBe(200);
  });

  it('seals an upload at once, keeps its name harmless, and has a limit', async () => {
    const secret = '王芳,13800138000';
    const file = await client.upload('../../etc/\u0000passwd.csv', secret.repeat(1000));
    expect(file).toMatchObject({ name: '_passwd.csv', sizeBytes: Buffer.byteLength(secret) * 1000 });
    const staged = (await readdir(join(folder, 'staging'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(staged.length).toBe(1);
    for (const entry of staged) expect((await readFile(join(entry.parentPath, entry.name))).includes('13800138000')).toBe(false);
    expect((await client.download(file.token)).toString()).toBe(secret.repeat(1000));
    const tooLarge = await send(client.port, { method: 'POST', path: '/api/files?name=a.csv', headers: client.write, body: Buffer.alloc(1_500_000) }).catch(() => null);
    if (tooLarge !== null) expect(tooLarge.json()).toMatchObject({ ok: false, error: { code: 'file.tooLarge' } });
    expect((await readdir(join(folder, 'staging'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length).toBe(1);
    expect((await send(client.port, { path: `/api/files/${'A'.repeat(32)}`, headers: client.read })).status).toBe(404);
  });

  it('forgets what was uploaded when the book locks', async () => {
    await client.call('books.create', { name: '店', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: 'seven quiet lanterns over the harbour' });
    const file = await client.upload('a.csv', '姓名\n王芳\n');
    await client.call('session.lock', {});
    await expect.poll(async () => (await send(client.port, { path: `/api/files/${file.token}`, headers: client.read })).status).toBe(404);
    await expect.poll(async () => (await readdir(join(folder, 'staging'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())).toEqual([]);
  });

  it('removes at its start what a killed one left behind', async () => {
    const left = join(folder, 'staging', '999999999-dead');
    await mkdir(left);
    await writeFile(join(left, 'x'), 'sealed');
    const second = await startLoopbackClient(folder);
    expect(existsSync(left)).toBe(false);
    await second.close();
  });

  it('ends by itself when nobody has used it for long', async () => {
    let idle = 0;
    const second = await startLoopbackClient(folder, { idleMinutes: 0.002, onIdle: () => idle++ });
    await expect.poll(() => idle).toBeGreaterThan(0);
    await second.close();
  });
});

describe('the page of the loopback host in a browser', () => {
  let folder: string;
  let client: Client;
  let browser: Browser;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regulars-loopback-'));
    client = await startLoopbackClient(folder);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await client.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('opens by the link, hides the token, draws itself, and keeps nothing in the browser', async () => {
    const { page, problems, context } = await openPage(browser);
    await page.goto(client.host.launchUrl());
    await page.waitForFunction(() => (document.querySelector('#root')?.childElementCount ?? 0) > 0);
    expect(page.url().replace(/#.*/, '')).toBe(`${client.origin}/`);
    expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual(['', 0, 0]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('runs no script but its own, and talks to nobody else', async () => {
    const { page, problems, context } = await openPage(browser);
    await page.goto(client.host.launchUrl());
    await page.waitForFunction(() => (document.querySelector('#root')?.childElementCount ?? 0) > 0);
    const outcome = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.injected = true"><iframe src="/"></iframe>');
      const outside = await fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'refused');
      // Two frames later the picture has failed to load and its attribute would have run.
      await new Promise((resolve) => document.querySelector('img[src=x]')?.addEventListener('error', () => requestAnimationFrame(resolve)));
      return { injected: 'injected' in window, outside };
    });
    expect(outcome).toEqual({ injected: false, outside: 'refused' });
    expect(problems.some((problem) => problem.includes('Content Security Policy'))).toBe(true);
    await context.close();
  });

  it('gives a foreign page neither answers nor frames', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(client.host.launchUrl());
    await page.waitForFunction(() => (document.querySelector('#root')?.childElementCount ?? 0) > 0);
    const foreign = await context.newPage();
    await foreign.route('http://foreign.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>foreign</h1>' }));
    await foreign.goto('http://foreign.example/');
    const outcome = await foreign.evaluate(async (origin) => {
      const post = (init: RequestInit) => fetch(`${origin}/api/call`, { method: 'POST', body: '{"method":"session.status","input":{}}', credentials: 'include', ...init }).then(() => 'read', () => 'refused');
      return [await post({}), await post({ headers: { 'x-regulars': '1', 'content-type': 'application/json' } }), await fetch(`${origin}/`, { credentials: 'include' }).then(() => 'read', () => 'refused')];
    }, client.origin);
    expect(outcome).toEqual(['refused', 'refused', 'refused']);
    await context.close();
  });
});
