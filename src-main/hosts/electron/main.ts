/** Entry of the desktop app: wires the parts of this folder together and keeps them thin. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, clipboard, powerMonitor, session, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import { createCoreClient } from '../common/core-client.ts';
import { defaultDataDir, systemLanguage } from '../common/data-dir.ts';
import { createFileTokens } from '../common/file-tokens.ts';
import { loadPages } from '../common/page.ts';
import { hostTexts } from '../common/texts.ts';
import { appVersion } from '../common/version.ts';
import { startsHidden } from './autostart.ts';
import { goOnBeside } from './beside.ts';
import { forkUtilityCore } from './core-fork.ts';
import { createDialogs } from './dialogs.ts';
import { connectIpc } from './ipc.ts';
import { createPassing } from './passing.ts';
import { installMenu } from './menu.ts';
import { createKeychain } from './os-keychain.ts';
import { registerScheme, servePages } from './protocol.ts';
import { closeOffContents, closeOffSession } from './shell-guard.ts';
import { createMainWindow, startAnew } from './window.ts';

/** In memory only: nothing the window shows may reach the browser's own files. */
const PARTITION = 'regulars-window';

async function run(dataDir: string): Promise<void> {
  const ofSystem = systemLanguage(app.getLocale() === '' ? process.env : { LANG: app.getLocale() });
  const texts = hostTexts(ofSystem);
  const pages = await loadPages(fileURLToPath(new URL('../../../out/renderer/', import.meta.url)));
  await app.whenReady();
  const ses = session.fromPartition(PARTITION, { cache: false });
  closeOffSession(ses);
  servePages(ses, pages);
  const core = createCoreClient({ spawn: forkUtilityCore, start: { dataDir, host: 'electron', version: appVersion, automaticBackups: true, windowPort: true }, keychain: createKeychain() });
  const tokens = createFileTokens((token, file) => core.registerFile(token, file));
  let window: BrowserWindow | null = null;
  const open = () => {
    if (window === null || window.isDestroyed()) window = createMainWindow(ses, fileURLToPath(new URL('../../../out/preload/preload.cjs', import.meta.url)), () => beside.stays());
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    void beside.follow();
  };
  const live = () => (window === null || window.isDestroyed() ? null : window);
  const lock = (reason: 'user' | 'system') => void core.lock(reason);
  const beside = goOnBeside(core, { live, open, lock: () => lock('user'), ofSystem });
  core.onEvent((event) => void (event.type === 'session.locked' && tokens.clear()));
  const passing = createPassing({ readText: async () => clipboard.readText(), clear: async () => clipboard.clear() });
  connectIpc({ blank: () => startAnew(live()), window: live, core, dialogs: createDialogs(tokens, texts), passing, prefsChanged: () => void beside.follow() });
  installMenu(texts);
  for (const moment of ['suspend', 'lock-screen', 'user-did-resign-active'] as const) powerMonitor.on(moment as 'suspend', () => lock('system'));
  app.on('second-instance', open);
  app.on('activate', open);
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  endCleanly(async () => {
    beside.end();
    await passing.takeOff();
    await core.close();
  });
  if (!startsHidden()) return open();
  await beside.follow();
  beside.sayLocked();
}

/** Quitting waits until the book is closed; the second time nothing holds it up. */
function endCleanly(close: () => Promise<void>): void {
  let closed = false;
  let closing = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    if (closing) return;
    closing = true;
    void close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

const dataDir = defaultDataDir();
app.setName('Regulars');
// Chromium's own files (none with data of ours) lie beside the books, and are the same for every way of starting.
app.setPath('userData', join(dataDir, 'window'));
app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  registerScheme();
  closeOffContents(app, (url) => void shell.openExternal(url).catch(() => undefined));
  await run(dataDir);
} else {
  app.quit();
}
