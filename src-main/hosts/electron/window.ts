/** The one window. */
import { app, BrowserWindow } from 'electron';
import type { Session } from 'electron';
import { PAGE_URL } from './protocol.ts';

/** Opens the window on our page; shown when the page has drawn itself. While `stays`, closing it only hides it. */
export function createMainWindow(session: Session, preload: string, stays: () => boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    minWidth: 900,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    if (!stays()) return;
    event.preventDefault();
    window.hide();
  });
  void window.loadURL(PAGE_URL);
  return window;
}

/** Loading anew alone would keep the process with all it had in memory: it ends, and the page comes back in another. */
export function startAnew(window: BrowserWindow | null): void {
  if (window === null) return;
  window.webContents.forcefullyCrashRenderer();
  window.webContents.reload();
}
