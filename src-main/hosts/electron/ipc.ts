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
import type { Passing } from './passing.ts';
import { isOwnUrl } from './protocol.ts';
import { createSaving } from './saving.ts';
import type { Saved } from './saving.ts';

export interface IpcDeps {
  /** Loads the page anew, in a process that knows nothing of what it knew. */
  readonly blank: () => void;
  readonly window: () => BrowserWindow | null;
  readonly core: CoreClient;
  readonly dialogs: Dialogs;
  readonly passing: Passing;
  /** Preferences of this computer were changed. */
  readonly prefsChanged: () => void;
}

/** Files need a person to click in a dialog: more than this is a page gone mad. */
const DIALOGS_PER_SECOND = 1;
const DIALOG_BURST = 10;
const NAME_CHARS = 500;
/** A sheet with the recovery code is a page; nothing longer is made by the window. */
const MAX_TEXT_CHARS = 100_000;

/** Close one book on the way to something else: their answer (a recovery code, once) must reach the page that asked. */
const SWITCHING = new Set<unknown>(['books.create', 'books.openSample', 'books.removeSample', 'session.unlock', 'repair.look', 'repair.run']);

/** Whether a message is heard: the window it came from, or `null`. */
type Heard = (event: IpcMainInvokeEvent) => BrowserWindow | null;

/** Registers the handlers and forwards the core's events to the window. */
export function connectIpc(deps: IpcDeps): void {
  const calls = createRateLimit(Date.now);
  let switching = 0;
  let locks = 0;
  const fromOurPage: Heard = (event) => {
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
      const reply = await deps.core.call(method as string, input ?? {});
      if (method === 'prefs.set') deps.prefsChanged();
      return reply;
    } finally {
      switching -= switches;
    }
  });
  ipcMain.handle(CHANNELS.forget, (event, text: unknown) => {
    if (fromOurPage(event) !== null && typeof text === 'string' && text !== '' && text.length <= MAX_TEXT_CHARS) deps.passing.put(text);
  });
  connectFiles(deps, fromOurPage, () => locks);
  deps.core.onEvent((event) => {
    deps.window()?.webContents.send(CHANNELS.event, event);
    if (event.type !== 'session.locked') return;
    locks++;
    void deps.passing.takeOff();
    // The page forgets by itself; its process ends all the same, with what its script and its pictures still held.
    if (switching === 0) deps.blank();
  });
}

/** What opens a dialog of the system, or takes a file from it. */
function connectFiles({ dialogs }: IpcDeps, fromOurPage: Heard, locks: () => number): void {
  const files = createRateLimit(Date.now, DIALOGS_PER_SECOND, DIALOG_BURST);
  const saving = createSaving(dialogs, locks);
  const heard: Heard = (event) => {
    const window = fromOurPage(event);
    return window !== null && files.take() ? window : null;
  };
  const plain = (value: unknown): string => (typeof value === 'string' ? value.slice(0, NAME_CHARS) : '');

  ipcMain.handle(CHANNELS.open, (event, accept: unknown) => {
    const window = heard(event);
    return window && dialogs.open(window, plain(accept));
  });
  ipcMain.handle(CHANNELS.save, (event, suggestedName: unknown) => {
    const window = heard(event);
    return window && dialogs.save(window, plain(suggestedName));
  });
  ipcMain.handle(CHANNELS.drop, (event, path: unknown) => (heard(event) === null || typeof path !== 'string' ? null : dialogs.drop(path)));
  ipcMain.handle(CHANNELS.folder, (event) => {
    const window = heard(event);
    return window && dialogs.folder(window);
  });
  ipcMain.handle(CHANNELS.pdf, (event, suggestedName: unknown): Saved | Promise<Saved> => {
    const window = heard(event);
    return window === null ? err('request.denied') : saving.pdf(window, plain(suggestedName));
  });
  ipcMain.handle(CHANNELS.text, (event, suggestedName: unknown, text: unknown): Saved | Promise<Saved> => {
    const window = heard(event);
    if (window === null) return err('request.denied');
    if (typeof text !== 'string' || text.length > MAX_TEXT_CHARS) return err('request.tooLarge', { limit: MAX_TEXT_CHARS });
    return saving.text(window, plain(suggestedName), text);
  });
}
