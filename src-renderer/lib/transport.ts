/**
 * The one way out of the window. Two hosts answer: the Electron preload (`window.regulars`) and the loopback server of the same
 * origin. Everything else in the renderer sees only `Transport`.
 */
import type { CoreEvent } from '../../shared/contract/events.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { createCallSocket, MAX_MESSAGE_CHARS } from './call-socket.ts';

export interface FileRef {
  readonly token: string;
  readonly name: string;
  readonly sizeBytes: number;
}
export interface TargetName {
  readonly name: string;
}
export interface TargetRef extends TargetName {
  readonly token: string;
}

/** What is asked for by a notice, and of which reminders. */
export interface NoticePressed {
  readonly act: 'open' | 'hour' | 'tomorrow' | 'done';
  readonly ids: readonly number[];
}

export interface Transport {
  readonly host: 'electron' | 'loopback' | 'test';
  call(method: string, input: unknown, signal?: AbortSignal): Promise<Result<unknown>>;
  onEvent(listener: (event: CoreEvent) => void): () => void;
  /** Called when the stream of events was cut and has come back: events may have been missed. */
  onReconnect(listener: () => void): () => void;
  /** Lets the user choose a file to read; `null` when they changed their mind. */
  openFile(accept: string): Promise<FileRef | null>;
  /** Takes in a file that was dropped on the window. */
  takeFile(file: File): Promise<FileRef>;
  /** Lets the user choose where a new file goes; `null` when they changed their mind. */
  saveFile(suggestedName: string): Promise<TargetRef | null>;
  /** Saves text made in the window, and answers under which name; `null` when they changed their mind. No server sees it. */
  saveText(suggestedName: string, text: string): Promise<TargetName | null>;
  /** Saves the page as it would lie on paper; `null` where the browser's own print dialog does that. */
  readonly savePdf: ((suggestedName: string) => Promise<TargetName | null>) | null;
  /** Takes this text off the clipboard after a while, if it is still there; `null` where the page has to do it itself. */
  readonly forgetCopied: ((text: string) => Promise<void>) | null;
  /** Lets the user choose a folder, answered as its path; `null` where a page cannot ask the system for one. */
  readonly pickFolder: (() => Promise<string | null>) | null;
  /** What this host can be beside its window; `null` where it is a page of a browser. */
  readonly shell: { readonly tray: boolean; readonly autostart: boolean } | null;
  /** Somebody pressed a notice of the system; `null` where the page shows notices itself. */
  readonly onNoticePressed: ((listener: (pressed: NoticePressed) => void) => () => void) | null;
  /** Hands the finished file to the user where the host has not already put it in its place. */
  deliver(target: TargetRef): Promise<void>;
}

interface Bridge {
  call(method: string, input: unknown): Promise<Result<unknown>>;
  onEvent(listener: (event: CoreEvent) => void): () => void;
  forgetCopied(text: string): Promise<void>;
  readonly shell: { readonly tray: boolean; readonly autostart: boolean };
  onNoticePressed(listener: (pressed: NoticePressed) => void): () => void;
  readonly files: {
    open(options: { accept: string }): Promise<FileRef | null>;
    save(options: { suggestedName: string }): Promise<TargetRef | null>;
    folder(): Promise<string | null>;
    savePdf(options: { suggestedName: string }): Promise<Result<TargetName | null>>;
    saveText(options: { suggestedName: string; text: string }): Promise<Result<TargetName | null>>;
    /** Registers a dropped file; only the preload can see where it lies. */
    drop?(file: File): Promise<FileRef> | FileRef;
  };
}

declare global {
  interface Window {
    readonly regulars?: Bridge;
  }
}

const CLIENT_HEADER = { 'x-regulars': '1' } as const;
/** After a lock one process of the host follows another: a request that came in between is made again. */
const AGAIN_HEADER = 'x-regulars-again';
const AGAIN_MS = 50;
const AGAIN_TIMES = 200;
const REOPEN_MS = 2_000;
const unreachable = { ok: false, error: { code: 'client.unreachable' } } as const;

/** The transport of this window: the preload's bridge when there is one, else the server that served the page. */
export function createTransport(): Transport {
  return window.regulars === undefined ? loopbackTransport() : bridgeTransport(window.regulars);
}

function bridgeTransport(bridge: Bridge): Transport {
  return {
    host: 'electron',
    call: async (method, input) => {
      try {
        return await bridge.call(method, input);
      } catch {
        return unreachable;
      }
    },
    onEvent: (listener) => bridge.onEvent(listener),
    onReconnect: () => () => undefined,
    openFile: (accept) => bridge.files.open({ accept }),
    takeFile: async (file) => {
      if (bridge.files.drop === undefined) throw new Error('this host takes no dropped files');
      return bridge.files.drop(file);
    },
    saveFile: (suggestedName) => bridge.files.save({ suggestedName }),
    saveText: async (suggestedName, text) => taken(await bridge.files.saveText({ suggestedName, text })),
    savePdf: async (suggestedName) => taken(await bridge.files.savePdf({ suggestedName })),
    pickFolder: () => bridge.files.folder(),
    forgetCopied: (text) => bridge.forgetCopied(text),
    shell: bridge.shell,
    onNoticePressed: (listener) => bridge.onNoticePressed(listener),
    deliver: () => Promise.resolve(),
  };
}

function loopbackTransport(): Transport {
  const events = lazyEvents();
  const socket = createCallSocket(callOverHttp);
  return {
    host: 'loopback',
    // Over the socket when it is open, as it is but for the first calls of all; large calls are left to HTTP.
    call: (method, input, signal) => {
      const call = JSON.stringify({ method, input });
      return (call.length > MAX_MESSAGE_CHARS ? null : socket.call(call, signal)) ?? callOverHttp(call, signal);
    },
    onEvent: (listener) => events.on('event', listener),
    onReconnect: (listener) => events.on('reconnect', listener),
    openFile: chooseAndUpload,
    takeFile: upload,
    saveFile: async (name) => {
      const response = await fetchAgain('/api/files/target', {
        method: 'POST',
        headers: { ...CLIENT_HEADER, 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      });
      return unwrapFile<TargetRef>(response);
    },
    saveText: (name, text) => {
      const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
      clickLink(url, name);
      // The click has already taken the blob; the next task is late enough.
      setTimeout(() => URL.revokeObjectURL(url), 0);
      return Promise.resolve({ name });
    },
    savePdf: null,
    forgetCopied: null,
    shell: null,
    onNoticePressed: null,
    pickFolder: null,
    deliver: (target) => {
      clickLink(`/api/files/${encodeURIComponent(target.token)}`, target.name);
      return Promise.resolve();
    },
  };
}

/** As `fetch`, and again for as long as the host says that it did not begin. */
async function fetchAgain(path: string, init: RequestInit): Promise<Response> {
  for (let time = 1; ; time++) {
    const response = await fetch(path, init);
    if (!response.headers.has(AGAIN_HEADER) || time === AGAIN_TIMES || init.signal?.aborted === true) return response;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

async function callOverHttp(body: string, signal?: AbortSignal): Promise<Result<unknown>> {
  try {
    const response = await fetchAgain('/api/call', {
      method: 'POST',
      headers: { ...CLIENT_HEADER, 'content-type': 'application/json' },
      body,
      signal: signal ?? null,
    });
    const answer: unknown = await response.json().catch(() => null);
    if (isResult(answer)) return answer;
    return { ok: false, error: { code: response.status === 401 || response.status === 403 ? 'client.refused' : 'client.unreachable' } };
  } catch (cause) {
    if (signal?.aborted === true) return { ok: false, error: { code: 'request.cancelled' } };
    if (cause instanceof TypeError) return unreachable;
    throw cause;
  }
}

function isResult(body: unknown): body is Result<unknown> {
  return typeof body === 'object' && body !== null && 'ok' in body && typeof body.ok === 'boolean';
}

/** The file routes answer either the reference itself or a `Result` of it. */
async function unwrapFile<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => null);
  if (isResult(body)) return taken(body as Result<T>);
  if (!response.ok || body === null) throw new FileRefused('client.unreachable', {});
  return body as T;
}

function taken<T>(reply: Result<T>): T {
  if (reply.ok) return reply.value;
  throw new FileRefused(reply.error.code, reply.error);
}

/** A file the host would not take; carries the code and the facts of the error. */
export class FileRefused extends Error {
  readonly error: { readonly code: string; readonly [fact: string]: unknown };
  constructor(code: string, facts: object) {
    super(code);
    this.name = 'FileRefused';
    this.error = { ...facts, code };
  }
}

async function upload(file: File): Promise<FileRef> {
  const response = await fetchAgain(`/api/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { ...CLIENT_HEADER, 'content-type': 'application/octet-stream' },
    body: file,
  }).catch(() => {
    throw new FileRefused('client.unreachable', {});
  });
  return unwrapFile<FileRef>(response);
}

function chooseAndUpload(accept: string): Promise<FileRef | null> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.hidden = true;
    document.body.append(input);
    const end = (file: File | null) => {
      input.remove();
      if (file === null) resolve(null);
      else upload(file).then(resolve, reject);
    };
    input.addEventListener('change', () => end(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => end(null), { once: true });
    input.click();
  });
}

function clickLink(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

interface Listeners {
  readonly event: Set<(event: CoreEvent) => void>;
  readonly reconnect: Set<() => void>;
}

/** One EventSource for all listeners, opened with the first of them. */
function lazyEvents() {
  const listeners: Listeners = { event: new Set(), reconnect: new Set() };
  let source: EventSource | null = null;
  let lost = false;
  const open = () => {
    source = new EventSource('/api/events');
    source.onmessage = (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as CoreEvent;
      for (const listener of listeners.event) listener(event);
    };
    source.onerror = () => {
      lost = true;
      // A stream that was refused, not cut off, is given up by the browser.
      if (source?.readyState === EventSource.CLOSED) setTimeout(open, REOPEN_MS);
    };
    source.onopen = () => {
      if (lost) for (const listener of listeners.reconnect) listener();
      lost = false;
    };
  };
  return {
    on<K extends keyof Listeners>(kind: K, listener: Listeners[K] extends Set<infer L> ? L : never): () => void {
      if (source === null) open();
      const set = listeners[kind] as Set<unknown>;
      set.add(listener);
      return () => set.delete(listener);
    },
  };
}
