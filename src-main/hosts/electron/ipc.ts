/**
 * The gate between window and core. Only the main frame of our own window, showing our own
 * page, is heard; sizes and rates are limited; what comes back is a `Result`, never an exception.
 */
import { ipcMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { err } from '../../../shared/kernel/result.ts';
import type { CoreClient } from '../common/core-client.ts';
import { createRateLimit, refusalOf } from '../common/gate.ts';
import { CHANNELS } from './channels.ts';
import type { Dialogs } from './dialogs.ts';
import { isOwnUrl } from './protocol.ts';

export interface IpcDeps {
  /** Loads the page anew, without anything it knew. */
  readonly blank: () => void;
  readonly window: () => BrowserWindow | null;
  readonly core: CoreClient;
  readonly dialogs: Dialogs;
}

/** Files need a person to click in a dialog: more than this is a page gone mad. */
const DIALOGS_PER_SECOND = 1;
const DIALOG_BURST = 10;

/** Close one book on the way to something else: their answer (a recovery code, once) must reach the page that asked. */
const SWITCHING = new Set<unknown>(['books.create', 'books.openSample', 'books.removeSample', 'session.unlock']);

/** Registers the handlers and forwards the core's events to the window. */
export function connectIpc(deps: IpcDeps): void {
  const calls = createRateLimit(Date.now);
  const files = createRateLimit(Date.now, DIALOGS_PER_SECOND, DIALOG_BURST);
  let switching = 0;
  const fromOurPage = (event: IpcMainInvokeEvent): BrowserWindow | null => {
    const window = deps.window();
    const frame = event.senderFrame;
    const ours = window !== null && frame !== null && frame === window.webContents.mainFrame && isOwnUrl(frame.url);
    return ours ? window : null;
  };

  ipcMain.handle(CHANNELS.call, async (event, method: unknown, input: unknown) => {
    if (fromOurPage(event) === null) return err('request.denied', { reason: 'sender' });
    if (!calls.take()) return err('request.denied', { reason: 'rate' });
    const refusal = refusalOf(method, input);
    if (refusal !== null) return refusal;
    const switches = SWITCHING.has(method) ? 1 : 0;
    switching += switches;
    try {
      return await deps.core.call(method as string, input ?? {});
    } finally {
      switching -= switches;
    }
  });
  ipcMain.handle(CHANNELS.open, async (event, accept: unknown) => {
    const window = fromOurPage(event);
    return window === null || !files.take() ? null : deps.dialogs.open(window, typeof accept === 'string' ? accept.slice(0, 500) : '');
  });
  ipcMain.handle(CHANNELS.save, async (event, suggestedName: unknown) => {
    const window = fromOurPage(event);
    return window === null || !files.take() ? null : deps.dialogs.save(window, typeof suggestedName === 'string' ? suggestedName.slice(0, 500) : '');
  });
  ipcMain.handle(CHANNELS.drop, async (event, path: unknown) => {
    if (fromOurPage(event) === null || typeof path !== 'string' || !files.take()) return null;
    return deps.dialogs.drop(path);
  });
  deps.core.onEvent((event) => {
    deps.window()?.webContents.send(CHANNELS.event, event);
    // The page forgets by itself; loading it anew also drops what its script still held.
    if (event.type === 'session.locked' && switching === 0) deps.blank();
  });
}
