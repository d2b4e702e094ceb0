import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromRoot } from '../paths.ts';
import type { NoElectron } from './texts.ts';

const folder = fromRoot('node_modules/electron');
const probeTimeoutMs = 5_000;
const downloadTimeoutMs = 5 * 60_000;
const versionTimeoutMs = 15_000;

export type ElectronSearch = { readonly path: string } | { readonly reason: NoElectron };

/** Runs a program to its end and returns its exit code, or undefined when it could not start or was stopped after `timeoutMs`. */
function exitCodeOf(command: string, args: readonly string[], timeoutMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', timeout: timeoutMs, killSignal: 'SIGKILL' });
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => resolve(code ?? undefined));
  });
}

async function installedPath(): Promise<string | undefined> {
  const name = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => undefined);
  if (name === undefined) return undefined;
  const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : undefined;
}

/** Whether the place Electron is fetched from answers at all; a blocked network must cost seconds, not minutes. */
async function downloadHostAnswers(): Promise<boolean> {
  const host = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/releases/';
  const signal = AbortSignal.timeout(probeTimeoutMs);
  return fetch(host, { method: 'HEAD', redirect: 'manual', signal }).then(
    (response) => response.status < 400,
    () => false,
  );
}

/** What rules Electron out before anything is fetched: Chromium's sandbox refuses root, and without a display there is no window. */
function ruledOut(): NoElectron | undefined {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'runs-as-root';
  return process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined ? 'no-display' : undefined;
}

/**
 * Finds an Electron that runs here, fetching its runtime by Electron's own installer if it is missing and `mayDownload` says so.
 * Always ends: 5 s until an unreachable download host is given up, 5 min for the download itself.
 */
export async function findElectron(mayDownload: boolean, onDownload: () => void): Promise<ElectronSearch> {
  let path = await installedPath();
  const obstacle = ruledOut();
  if (path === undefined && obstacle === undefined && mayDownload && (await downloadHostAnswers())) {
    onDownload();
    await exitCodeOf(process.execPath, [join(folder, 'install.js')], downloadTimeoutMs);
    path = await installedPath();
  }
  if (path === undefined) return { reason: 'not-installed' };
  if (obstacle !== undefined) return { reason: obstacle };
  return (await exitCodeOf(path, ['--version'], versionTimeoutMs)) === 0 ? { path } : { reason: 'does-not-run' };
}
