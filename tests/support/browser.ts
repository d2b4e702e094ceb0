import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const run = promisify(execFile);
const packageName = '@sparticuz/chromium';
const packageFolder = dirname(dirname(fileURLToPath(import.meta.resolve(packageName))));
const { version } = createRequire(import.meta.url)(join(packageFolder, 'package.json')) as { readonly version: string };
const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

/**
 * Unpacks the browser that comes from the package registry into a folder of this checkout and this version, and returns that folder.
 * The package itself would unpack to the shared temporary folder and reuse whatever lies there, of any version and owner. Safe when
 * several test processes start at once: each unpacks aside, the first rename wins.
 */
async function unpackedChromium(): Promise<string> {
  const folder = join(cacheFolder, `chromium-${version}`);
  if (existsSync(join(folder, 'chromium'))) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const staging = await mkdtemp(join(cacheFolder, 'chromium-unpack-'));
  // The variable makes the package unpack the shared libraries too, which a bare system lacks.
  const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const script = `const { default: chromium } = await import(${JSON.stringify(import.meta.resolve(packageName))}); await chromium.executablePath();`;
  await run(process.execPath, ['--input-type=module', '--eval', script], { env });
  await rename(staging, folder).catch(async (error: unknown) => {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(join(folder, 'chromium'))) throw error;
  });
  return folder;
}

/** The environment for the unpacked browser: its own shared libraries and fonts, each only where the system has none. */
async function browserEnv(folder: string): Promise<Record<string, string>> {
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const { stdout } = await run('ldd', [join(folder, 'chromium')]).catch(() => ({ stdout: 'not found' }));
  if (stdout.includes('not found')) env['LD_LIBRARY_PATH'] = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean).join(':');
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] ??= join(folder, 'fonts');
  return env;
}

/**
 * Starts a real Chromium. On Linux x64 it is the one `npm ci` brought, which needs no package of the system and runs as root too;
 * elsewhere the installed Edge (Windows) or Chrome. Never downloads, never falls back to something else: without a browser it throws.
 */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return chromium.launch({ channel: process.platform === 'win32' ? 'msedge' : 'chrome', args: [...args] });
  }
  const folder = await unpackedChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    env: await browserEnv(folder),
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', ...args],
  });
}

export type OpenPage = { readonly page: Page; readonly context: BrowserContext; readonly problems: readonly string[] };

/** Those whose context was not closed yet: a test that fails leaves them behind. */
export const openPages = new Set<OpenPage>();

/**
 * A fresh page with its own storage. `problems` collects what the browser complains about (uncaught errors, errors and warnings of the
 * console, refused content): a test ends by expecting it to be empty.
 */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  const open = { page, context, problems };
  openPages.add(open);
  context.once('close', () => openPages.delete(open));
  return open;
}
