/**
 * What the window may ask of this process. Only the main frame of our own window, showing our own page, is heard. Its calls
 * are not among it: it gets a port to the core, and this process, which outlives every lock, never has a text of theirs.
 */
import { ipcMain, MessageChannelMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { err } from '../../../shared/kernel/result.ts';
import type { CoreClient } from '../common/core-client.ts';
import { createRateLimit } from '../common/gate.ts';
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

/** A page asks for a port when it is loaded and after every lock. */
const PORTS_PER_SECOND = 5;
const PORT_BURST = 20;

/** Whether a message is heard: the window it came from, or `null`. */
type Heard = (event: IpcMainInvokeEvent) => BrowserWindow | null;

/** Registers the handlers and tells the window of every lock. */
export function connectIpc(deps: IpcDeps): void {
  const ports = createRateLimit(Date.now, PORTS_PER_SECOND, PORT_BURST);
  let asked = 0;
  let switching = 0;
  let locks = 0;
  const fromOurPage: Heard = (event) => {
    const window = deps.window();
    const frame = event.senderFrame;
    const ours = window !== null && frame !== null && frame === window.webContents.mainFrame && isOwnUrl(frame.url);
    return ours ? window : null;
  };

  ipcMain.handle(CHANNELS.connect, async (event) => {
    if (fromOurPage(event) === null || !ports.take()) return false;
    const turn = ++asked;
    const give = await deps.core.whenHeard();
    // Another page may have come in the meantime, and asked too: the port is for that one.
    const window = turn === asked ? fromOurPage(event) : null;
    if (give === null || window === null) return false;
    const { port1, port2 } = new MessageChannelMain();
    // The window has its end last: nothing is ever posted to an end that still lies here.
    give(port1);
    window.webContents.postMessage(CHANNELS.port, null, [port2]);
    return true;
  });
  ipcMain.handle(CHANNELS.forget, (event, text: unknown) => {
    if (fromOurPage(event) !== null && typeof text === 'string' && text !== '' && text.length <= MAX_TEXT_CHARS) deps.passing.put(text);
  });
  connectFiles(deps, fromOurPage, () => locks);
  deps.core.onNote((note) => {
    if (note === 'switching') switching++;
    else if (note === 'switched') switching--;
    else if (note === 'prefs-changed') deps.prefsChanged();
  });
  deps.core.onEvent((event) => {
    if (event.type !== 'session.locked') return;
    deps.window()?.webContents.send(CHANNELS.over, event);
    locks++;
    void deps.passing.takeOff();
    // The page forgets by itself; its process ends all the same, with what its script and its pictures still held.
    if (switching === 0) deps.blank();
    // Another process follows, which counts anew.
    switching = 0;
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
