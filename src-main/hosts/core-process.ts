/**
 * Entry of the process that owns the book: keys, rows and the database connection live
 * here and nowhere else, and are gone when it ends. It speaks `common/protocol.ts` with
 * whichever host started it, in Electron with the window itself too, and ends by itself when that host is gone.
 */
import { join } from 'node:path';
import { err } from '../../shared/kernel/result.ts';
import type { Core, FileDescriptor } from '../core/app/core.ts';
import { createCore } from '../core/app/create-core.ts';
import { createFileSink, createLogger } from '../core/kernel/logger.ts';
import { systemClock, systemRandom } from '../core/kernel/ports.ts';
import type { OsKeychain } from '../core/kernel/ports.ts';
import type { FromCore, KeychainOp, ToCore } from './common/protocol.ts';
import { createNotices } from './common/notices.ts';
import { thisMachine } from './common/this-machine.ts';
import { createWindowCalls } from './common/window-calls.ts';
import type { WindowPort } from './common/window-calls.ts';

/** Time a close may take when the host is gone. */
const CLOSE_GRACE_MS = 15_000;

interface HostPort {
  post(message: FromCore): void;
  /** `end` comes with `port`. */
  onMessage(listener: (message: ToCore, end: WindowPort | undefined) => void): void;
  onGone(listener: () => void): void;
}

/** What Electron gives a utility process instead of `process.send`. */
interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly WindowPort[] }) => void): void;
}

function hostPort(): HostPort {
  const electron = (process as { readonly parentPort?: ElectronParentPort }).parentPort;
  if (electron) {
    return {
      post: (message) => electron.postMessage(message),
      onMessage: (listener) => electron.on('message', (event) => listener(event.data as ToCore, event.ports[0])),
      // Electron ends its utility processes with itself.
      onGone: () => undefined,
    };
  }
  if (!process.send) throw new Error('the core process is started by a host');
  return {
    post: (message) => void (process.connected && process.send?.(message, undefined, undefined, () => undefined)),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToCore, undefined)),
    onGone: (listener) => void process.once('disconnect', listener),
  };
}

interface Keychain extends OsKeychain {
  settle(id: number, value: boolean | Uint8Array | null): void;
}

/** The keychain belongs to the host's process: each question is a message there and back. */
function remoteKeychain(port: HostPort): Keychain {
  const asked = new Map<number, (value: boolean | Uint8Array | null) => void>();
  let nextId = 1;
  const ask = (op: KeychainOp, data: Uint8Array | null) =>
    new Promise<boolean | Uint8Array | null>((resolve) => {
      const id = nextId++;
      asked.set(id, resolve);
      port.post({ type: 'keychain', id, op, data });
    });
  const bytes = (value: boolean | Uint8Array | null) => (value instanceof Uint8Array ? new Uint8Array(value) : null);
  return {
    available: async () => (await ask('available', null)) === true,
    seal: async (secret) => bytes(await ask('seal', secret)),
    open: async (sealed) => bytes(await ask('open', sealed)),
    settle(id, value) {
      asked.get(id)?.(value);
      asked.delete(id);
    },
  };
}

function main(port: HostPort): void {
  const files = new Map<string, FileDescriptor>();
  const calls = new Map<number, AbortController>();
  const keychain = remoteKeychain(port);
  let core: Core | null = null;
  let flushLog: () => Promise<void> = () => Promise.resolve();
  let ending = false;
  const windowCalls = createWindowCalls({
    call: async (method, input, signal) => (core === null ? err('internal', { reason: 'core' }) : core.call(method, input, { signal })),
    note: (note) => port.post({ type: 'note', note }),
    now: Date.now,
  });
  const notices = createNotices({
    call: async (method, input) => (core === null || ending ? err('internal', { reason: 'core' }) : core.call(method, input)),
    tell: (told) => port.post({ type: 'told', told }),
    now: Date.now,
  });

  const start = async (message: Extract<ToCore, { type: 'start' }>) => {
    const sink = createFileSink(join(message.dataDir, 'logs'));
    flushLog = () => sink.flush();
    core = await createCore({
      clock: systemClock,
      random: systemRandom,
      logger: createLogger({ sink, clock: systemClock }),
      dataDir: message.dataDir,
      host: message.host,
      keychain: message.keychain ? keychain : null,
      files: { resolve: (token) => files.get(token) ?? null },
      version: message.version,
      automaticBackups: message.automaticBackups === true,
      machine: thisMachine(),
      workerEntry: new URL('../core/jobs/job-worker.ts', import.meta.url),
      ...(process.env['REGULARS_DEBUG'] ? { debug: (id: string, e: unknown) => void process.stderr.write(`${id} ${e instanceof Error ? (e.stack ?? '') : String(e)}\n`) } : {}),
    });
    core.onEvent((event) => {
      if (message.windowPort !== true || event.type === 'session.opened' || event.type === 'session.locked') port.post({ type: 'event', event });
      windowCalls.tell(event);
      if (message.windowPort === true) notices.take(event);
    });
    port.post({ type: 'ready' });
  };
  const call = async (message: Extract<ToCore, { type: 'call' }>) => {
    if (!core || ending) return;
    const abort = new AbortController();
    calls.set(message.id, abort);
    const result = await core.call(message.method, message.input, { signal: abort.signal });
    calls.delete(message.id);
    port.post({ type: 'reply', id: message.id, result: message.json === true ? Buffer.from(JSON.stringify(result)) : result });
  };
  const end = async (quit = false) => {
    if (ending) return;
    ending = true;
    notices.end();
    await windowCalls.leave();
    await core?.close({ quit });
    await flushLog();
    process.exit(0);
  };

  port.onMessage((message, given) => {
    if (message.type === 'call') void call(message);
    else if (message.type === 'cancel') calls.get(message.id)?.abort();
    else if (message.type === 'port') void (given && windowCalls.take(given));
    else if (message.type === 'register-file') files.set(message.token, message.file);
    else if (message.type === 'keychain-reply') keychain.settle(message.id, message.value);
    else if (message.type === 'close') void end(message.quit);
    else void start(message);
  });
  port.onGone(() => {
    // Nobody is left to kill a close that hangs; what was saved is safe at any moment.
    setTimeout(() => process.exit(1), CLOSE_GRACE_MS).unref();
    void end();
  });
  // Ctrl+C reaches the whole group of processes; the host decides in which order they end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => void end());
  // A report would hold the memory of this process, customers included.
  if (process.report) process.report.reportOnFatalError = process.report.reportOnUncaughtException = process.report.reportOnSignal = false;
}

main(hostPort());
