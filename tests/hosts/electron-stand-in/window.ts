/** `BrowserWindow` as a page of a real Chromium. `app://regulars` is shown as an https origin that no network knows. */
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Browser, Frame, Page, Request as PageRequest, Route } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { Elsewhere } from './ports.ts';
import type { MessagePortMain } from './ports.ts';
import type { Session } from './session.ts';
import { ipcHandlers, state } from './state.ts';

const SHOWN_ORIGIN = 'https://regulars.stand-in.invalid';
const APP_ORIGIN = 'app://regulars';
const shownUrl = (url: string) => url.replace(APP_ORIGIN, SHOWN_ORIGIN);
const appUrl = (url: string) => url.replace(SHOWN_ORIGIN, APP_ORIGIN);

let browser: Browser | null = null;

export async function startBrowser(): Promise<void> {
  browser ??= await launchBrowser();
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
}

/** What a sandboxed preload may `require`, and nothing more. Runs in the page, around the built preload. */
function preloadWorld(code: string): string {
  return `(() => {
    if (window !== window.top) return;
    const invoke = window.__standInInvoke;
    const toPort = window.__standInToPort;
    const listeners = new Map();
    const ports = new Map();
    // Many at once cross in one piece: one crossing takes longer than the limit on calls allows for many.
    const leaving = [];
    let crossing = false;
    const leave = async () => {
      if (crossing) return;
      crossing = true;
      while (leaving.length > 0) await toPort(leaving.splice(0));
      crossing = false;
    };
    const comeIn = (id) => {
      const { port1, port2 } = new MessageChannel();
      ports.set(id, port2);
      port2.onmessage = ({ data }) => { leaving.push([id, data]); void leave(); };
      return port1;
    };
    Object.defineProperty(window, '__standInReceive', { value: (channel, payload, ids) => { for (const l of listeners.get(channel) ?? []) l({ ports: ids.map(comeIn) }, structuredClone(payload)); } });
    Object.defineProperty(window, '__standInFromPort', { value: (id, data) => ports.get(id)?.postMessage(data) });
    Object.defineProperty(window, '__standInClosePort', { value: (id) => ports.get(id)?.close() });
    const freeze = (o) => { for (const v of Object.values(o)) if (typeof v === 'object' && v !== null) freeze(v); return Object.freeze(o); };
    const electron = {
      contextBridge: { exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: freeze(api), enumerable: true }) },
      ipcRenderer: {
        invoke: (channel, ...args) => invoke(channel, structuredClone(args)),
        on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
        removeListener: (channel, listener) => listeners.set(channel, (listeners.get(channel) ?? []).filter((l) => l !== listener)),
      },
      webUtils: { getPathForFile: (file) => window.__standInDropPath ?? '' },
    };
    const module = { exports: {} };
    ((require, module, exports) => { ${code}\n })((name) => { if (name !== 'electron') throw new Error('a sandboxed preload cannot load ' + name); return electron; }, module, module.exports);
  })();`;
}

class WebContents extends EventEmitter {
  page: Page | null = null;
  openHandler: (() => { readonly action: string }) | null = null;
  readonly mainFrame = {
    owner: this as WebContents,
    get url(): string {
      return appUrl(this.owner.page?.url() ?? '');
    },
  };
  setWindowOpenHandler(handler: () => { readonly action: string }): void {
    this.openHandler = handler;
  }
  /** Set by the window that has it: ends the page's process; the next load is in another. */
  crash: () => void = () => undefined;
  load: () => void = () => undefined;
  forcefullyCrashRenderer(): void {
    state.endedRenderers++;
    this.crash();
  }
  reload(): void {
    this.load();
  }
  printToPDF({ preferCSSPageSize, printBackground }: { readonly preferCSSPageSize: boolean; readonly printBackground: boolean }): Promise<Buffer> {
    if (this.page === null) throw new Error('nothing is shown yet');
    return this.page.pdf({ format: 'A4', preferCSSPageSize, printBackground });
  }
  send(channel: string, payload: unknown): void {
    this.postMessage(channel, payload);
    state.sent.push({ channel, payload });
    if (isEvent(payload)) state.events.push(payload);
  }
  postMessage(channel: string, payload: unknown, transfer: readonly MessagePortMain[] = []): void {
    state.mainHad.push(JSON.stringify(payload));
    const ids = this.ports.take(transfer);
    this.#tell('__standInReceive', channel, payload, ids);
    this.ports.begin(ids);
  }
  /** The ends of channels that lie in the page. */
  readonly ports = new Elsewhere({
    message: (id, data) => {
      const { event } = data as { readonly event?: unknown };
      if (isEvent(event)) state.events.push(event);
      state.carried.push(JSON.stringify(data));
      this.#tell('__standInFromPort', id, data);
    },
    close: (id) => this.#tell('__standInClosePort', id),
  });
  #tell(name: string, ...args: readonly unknown[]): void {
    void this.page?.evaluate(([what, given]) => (window as unknown as Record<string, ((...all: unknown[]) => void) | undefined>)[what as string]?.(...(given as unknown[])), [name, args]).catch(() => undefined);
  }
}

interface Options {
  readonly webPreferences: { readonly session: Session; readonly preload: string } & Record<string, unknown>;
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly #options: Options;
  #opened: Promise<Page>;
  #loading = '';
  #url = '';

  constructor(options: Options) {
    super();
    this.#options = options;
    const { session: _session, ...preferences } = options.webPreferences;
    state.webPreferences = preferences;
    state.onContents(this.webContents);
    this.#opened = this.#open();
    this.webContents.crash = () => {
      this.webContents.ports.gone();
      const old = this.#opened;
      this.#opened = old.then(async (page) => {
        await page.context().close();
        return this.#open();
      });
    };
    this.webContents.load = () => void this.loadURL(this.#url);
    windows.push(this);
  }
  async #open(): Promise<Page> {
    if (browser === null) throw new Error('the app is not ready');
    const context = await browser.newContext({ viewport: { width: 1280, height: 820 }, locale: 'zh-CN' });
    const page = await context.newPage();
    this.webContents.page = page;
    page.on('pageerror', (error) => state.problems.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && state.problems.push(message.text()));
    context.on('page', (other) => void other.close());
    await context.exposeBinding('__standInInvoke', ({ frame }, channel: string, args: unknown[]) => this.#invoke(frame, channel, args));
    await context.exposeBinding('__standInToPort', (_source, messages: readonly (readonly [number, unknown])[]) => {
      for (const [id, data] of messages) this.webContents.ports.from(id, data);
    });
    await context.addInitScript({ content: preloadWorld(await readFile(this.#options.webPreferences.preload, 'utf8')) });
    await context.route('**/*', (route) => this.#answer(route));
    return page;
  }
  setContentProtection(on: boolean): void {
    state.contentProtection = on;
  }
  async #invoke(frame: Frame, channel: string, args: readonly unknown[]): Promise<unknown> {
    const handler = ipcHandlers.get(channel);
    if (handler === undefined) throw new Error(`nobody handles ${channel}`);
    const senderFrame = frame === this.webContents.page?.mainFrame() ? this.webContents.mainFrame : { url: appUrl(frame.url()) };
    state.mainHad.push(JSON.stringify([channel, ...args]));
    const answer = await handler({ senderFrame, sender: this.webContents }, ...args);
    state.mainHad.push(JSON.stringify(answer ?? null));
    return answer;
  }
  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = appUrl(request.url());
    const { session } = this.#options.webPreferences;
    const frame = frameOf(request);
    if (frame?.page() !== this.webContents.page) {
      // A window that the page asked for: in Electron it is never made when the handler says no.
      if (this.webContents.openHandler?.().action === 'deny') state.deniedWindows++;
      return route.abort();
    }
    let prevented = false;
    if (request.isNavigationRequest() && url !== this.#loading) {
      const event = { url, isMainFrame: frame === this.webContents.page?.mainFrame(), preventDefault: () => (prevented = true) };
      this.webContents.emit('will-frame-navigate', event);
      if (event.isMainFrame) this.webContents.emit('will-navigate', event);
      if (prevented) state.preventedNavigations.push(url);
    }
    let cancelled = false;
    session.beforeRequest?.({ url }, (verdict) => (cancelled = verdict.cancel === true));
    if (cancelled) state.cancelledRequests.push(url);
    const handler = session.handlers.get(new URL(url).protocol.slice(0, -1));
    // An answer without content leaves the page where it is, as Electron does with a prevented navigation.
    if (prevented) return route.fulfill({ status: 204 });
    if (cancelled || handler === undefined) return route.abort();
    const response = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) });
  }
  async loadURL(url: string): Promise<void> {
    this.#url = url;
    const page = await this.#opened;
    state.loads++;
    this.webContents.ports.gone();
    this.#loading = url;
    await page.goto(shownUrl(url)).catch(() => undefined);
    this.#loading = '';
    this.emit('ready-to-show');
  }
  page(): Promise<Page> {
    return this.#opened;
  }
  isDestroyed(): boolean {
    return false;
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {}
  show(): void {
    state.visible = true;
    this.focus();
  }
  hide(): void {
    state.visible = state.focused = false;
  }
  focus(): void {
    state.focused = true;
  }
  isVisible(): boolean {
    return state.visible;
  }
  isFocused(): boolean {
    return state.focused;
  }
  /** The cross in its corner. */
  close(): boolean {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    return !prevented;
  }
}

const isEvent = (value: unknown): boolean => typeof value === 'object' && value !== null && 'type' in value;

/** `null` for the first request of a window that has only just been asked for. */
function frameOf(request: PageRequest): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

export const windows: BrowserWindow[] = [];
