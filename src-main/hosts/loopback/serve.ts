/** Starts and stops the loopback host as a whole. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Language } from '../../../shared/modules/words.ts';
import { createCoreClient } from '../common/core-client.ts';
import type { CoreClient } from '../common/core-client.ts';
import { forkCore } from '../common/fork-core.ts';
import { createRateLimit } from '../common/gate.ts';
import { loadPages } from '../common/page.ts';
import { hostTexts } from '../common/texts.ts';
import { appVersion } from '../common/version.ts';
import { createAuth } from './auth.ts';
import { openStaging } from './files.ts';
import { createHandler } from './http.ts';
import { createCallSockets } from './socket.ts';

export interface ServeOptions {
  readonly dataDir: string;
  readonly language: Language;
  /** 0 = any free port. */
  readonly port?: number;
  /** 0 = never. */
  readonly idleMinutes?: number;
  readonly onIdle?: () => void;
  readonly pagesFolder?: string;
  readonly maxUploadBytes?: number;
  /** Copies of the open book without being asked. */
  readonly automaticBackups?: boolean;
  /** Instead of a real core process (tests). */
  readonly core?: CoreClient;
}

export interface Loopback {
  readonly port: number;
  readonly core: CoreClient;
  /** An address that opens the window once. */
  launchUrl(): string;
  /** Closes the book, ends the core and removes what was staged. */
  close(): Promise<void>;
}

const pagesFolder = fileURLToPath(new URL('../../../out/renderer/', import.meta.url));
const IDLE_CHECK_MS = 5_000;

/** Listens on 127.0.0.1. Throws when the window is not built (`ENOENT`) or the port is taken (`EADDRINUSE`). */
export async function serveLoopback(options: ServeOptions): Promise<Loopback> {
  const pages = await loadPages(options.pagesFolder ?? pagesFolder);
  const server = createServer({ maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 30 * 60_000, keepAliveTimeout: 60_000 });
  server.maxConnections = 100;
  server.on('connect', (_request, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: options.port ?? 0, exclusive: true }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const core = options.core ?? createCoreClient({ spawn: () => forkCore(), start: { dataDir: options.dataDir, host: 'loopback', version: appVersion, automaticBackups: options.automaticBackups === true }, keychain: null });
  const auth = createAuth(port, Date.now);
  const files = await openStaging(options.dataDir, core, options.maxUploadBytes);
  const idle = watchIdle(options);
  // What was uploaded or exported belongs to the session that has just ended.
  core.onEvent((event) => {
    if (event.type === 'session.locked') void files.clear();
  });
  const limit = createRateLimit(Date.now);
  const sockets = createCallSockets({ port, auth, core, limit, onActivity: idle.stir });
  server.on('upgrade', (request, socket, head) => sockets.onUpgrade(request, socket, head));
  server.on('request', createHandler({ port, auth, core, files, pages, limit, texts: hostTexts(options.language), onActivity: idle.stir, onStreams: idle.streams }));
  let closing: Promise<void> | null = null;
  return {
    port,
    core,
    launchUrl: () => `http://127.0.0.1:${port}/?token=${auth.issueToken()}`,
    close() {
      closing ??= (async () => {
        idle.stop();
        server.close();
        server.closeAllConnections();
        sockets.close();
        await core.close();
        await files.close();
      })();
      return closing;
    },
  };
}

/** An open window counts as use; without one, the time since the last request. */
function watchIdle(options: ServeOptions): { stir(): void; streams(change: 1 | -1): void; stop(): void } {
  const limitMs = (options.idleMinutes ?? 30) * 60_000;
  let last = Date.now();
  let open = 0;
  const timer = setInterval(() => {
    if (limitMs > 0 && open === 0 && Date.now() - last >= limitMs) options.onIdle?.();
  }, Math.min(IDLE_CHECK_MS, Math.max(10, limitMs / 4))).unref();
  return {
    stir: () => (last = Date.now()),
    streams(change) {
      open += change;
      last = Date.now();
    },
    stop: () => clearInterval(timer),
  };
}
