/**
 * A stand-in for the `electron` module: as much of its interface as our main bundle uses, around a real Chromium. The
 * bundle under test runs unchanged in this process; its preload runs in the page; `app://` is answered by the bundle's own
 * handler. What it cannot show: the sandbox, the separate world of the preload, the fuses. The test at the other end of
 * this process's channel drives it (see control.ts).
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { control } from './control.ts';
import { BrowserWindow, closeBrowser, startBrowser } from './window.ts';
import { sessions, Session } from './session.ts';
import { Elsewhere, MessageChannelMain } from './ports.ts';
import type { MessagePortMain } from './ports.ts';
import { ipcHandlers, state } from './state.ts';
import type { Wired } from './utility-shim.ts';

export { BrowserWindow, MessageChannelMain };

class App extends EventEmitter {
  readonly isPackaged = false;
  name = 'stand-in';
  setName(name: string): void {
    this.name = name;
  }
  setPath(name: string, path: string): void {
    state.paths[name] = path;
  }
  getPath(name: string): string {
    return state.paths[name] ?? tmpdir();
  }
  getLocale(): string {
    return process.env['STAND_IN_LOCALE'] ?? 'zh-CN';
  }
  getAppPath(): string {
    return process.cwd();
  }
  setLoginItemSettings(settings: unknown): void {
    state.loginItem = settings;
  }
  getLoginItemSettings() {
    return { wasOpenedAtLogin: false };
  }
  enableSandbox(): void {
    state.sandboxed = true;
  }
  requestSingleInstanceLock(): boolean {
    return process.env['STAND_IN_SECOND'] === undefined;
  }
  async whenReady(): Promise<void> {
    await startBrowser();
  }
  quit(): void {
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) void closeBrowser().finally(() => process.exit(0));
  }
}

export const app = new App();
state.onContents = (contents) => app.emit('web-contents-created', {}, contents);

export const ipcMain = {
  handle(channel: string, handler: (event: unknown, ...args: unknown[]) => unknown): void {
    if (ipcHandlers.has(channel)) throw new Error(`a second handler for ${channel}`);
    ipcHandlers.set(channel, handler);
  },
};

export const protocol = { registerSchemesAsPrivileged: (schemes: unknown) => void (state.schemes = schemes) };

export const session = {
  fromPartition(partition: string): Session {
    const found = sessions.get(partition) ?? new Session();
    sessions.set(partition, found);
    state.partition = partition;
    return found;
  },
};

export const utilityProcess = {
  fork(entry: string, args: string[] = []) {
    const child = fork(entry, args, { serialization: 'advanced', execArgv: ['--import', new URL('./utility-shim.ts', import.meta.url).href], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    state.utilityPids.push(child.pid ?? 0);
    const events = new EventEmitter();
    const wire = (message: Wired) => void (child.connected && child.send(message, () => undefined));
    const ports = new Elsewhere({ message: (port, data) => wire({ port, data }), close: (port) => wire({ port, close: true }) });
    child.on('message', (message) => {
      const told = message as Wired;
      if ('data' in told) return ports.from(told.port, told.data);
      if ('close' in told) return ports.closed(told.port);
      state.mainHad.push(JSON.stringify(told.message));
      events.emit('message', told.message);
    });
    child.once('exit', (code) => {
      ports.gone();
      events.emit('exit', code);
    });
    return Object.assign(events, {
      pid: child.pid,
      postMessage: (message: unknown, transfer: readonly MessagePortMain[] = []) => {
        state.mainHad.push(JSON.stringify(message));
        const taken = ports.take(transfer);
        wire({ message, ports: taken });
        ports.begin(taken);
        if (!child.connected) ports.gone();
      },
      kill: () => child.kill('SIGKILL'),
    });
  },
};

export const dialog = {
  showOpenDialog: async (_window: unknown, options: unknown) => {
    state.lastDialog = options;
    const path = state.dialogAnswers.shift();
    return path === undefined ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [path] };
  },
  showSaveDialog: async (_window: unknown, options: unknown) => {
    state.lastDialog = options;
    const path = state.dialogAnswers.shift();
    return path === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath: path };
  },
};

type MenuItem = { readonly label?: string; readonly click?: () => void };
export const Menu = {
  buildFromTemplate: (items: MenuItem[]) => items,
  setApplicationMenu: (menu: unknown) => void (state.menu = menu),
};

export class Tray extends EventEmitter {
  setToolTip(text: string): void {
    state.trayTip = text;
  }
  setContextMenu(items: MenuItem[]): void {
    state.trayItems = items;
  }
  destroy(): void {
    state.trayItems = [];
  }
}

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  readonly #shown: (typeof state.notices)[number];
  constructor(options: (typeof state.notices)[number]['options']) {
    super();
    this.#shown = { options, isClosed: false, press: (act) => void (act === null ? this.emit('click', {}) : this.emit('action', { actionIndex: act })) };
  }
  show(): void {
    state.mainHad.push(JSON.stringify(this.#shown.options));
    state.notices.push(this.#shown);
  }
  close(): void {
    this.#shown.isClosed = true;
  }
}

export const nativeImage = { createFromDataURL: (url: string) => ({ isEmpty: () => !url.startsWith('data:image/png;base64,iVBOR') }) };

/** Seals with a key of this process, so that a sealed value is unreadable elsewhere, as with the real one. */
const keychainKey = randomBytes(4096);
const mix = (bytes: Buffer) => Buffer.from(bytes.map((byte, i) => byte ^ (keychainKey[i % keychainKey.length] ?? 0)));
export const safeStorage = {
  getSelectedStorageBackend: () => process.env['STAND_IN_KEYCHAIN'] ?? 'gnome_libsecret',
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text: string) => mix(Buffer.from(text)),
  decryptStringAsync: async (sealed: Buffer) => ({ result: mix(sealed).toString(), shouldReEncrypt: false }),
};

export const shell = { openExternal: async (url: string) => void state.openedOutside.push(url) };

export const clipboard = { readText: async () => state.copied, clear: async () => void (state.copied = '') };

export const powerMonitor = new EventEmitter();

control({ app, powerMonitor });
