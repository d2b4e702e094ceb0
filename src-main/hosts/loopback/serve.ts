/**
 * The loopback host within one process: its core is a process of its own, the rest is here and
 * goes on over any number of locks. For tests and tools; what people start is `keeper.ts`, which
 * gives each sitting a process that ends with it.
 */
import type { AddressInfo, Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Language } from '../../../shared/modules/words.ts';
import { createCoreClient } from '../common/core-client.ts';
import type { CoreClient } from '../common/core-client.ts';
import { forkCore } from '../common/fork-core.ts';
import { loadPages } from '../common/page.ts';
import { hostTexts } from '../common/texts.ts';
import { appVersion } from '../common/version.ts';
import { createAuth } from './auth.ts';
import { answerCalls, createCallServer } from './call-server.ts';
import { openStaging } from './files.ts';
import { watchIdle } from './idle.ts';
import { endlessTurn } from './turn.ts';

export interface HostOptions {
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
}

export interface ServeOptions extends HostOptions {
  /** Instead of a real core process (tests). */
  readonly core?: CoreClient;
}

export interface Host {
  readonly port: number;
  /** An address that opens the window once. */
  launchUrl(): string;
  /** Closes the book, ends the core and removes what was staged. */
  close(): Promise<void>;
}

export interface Loopback extends Host {
  readonly core: CoreClient;
}

export const builtPages = fileURLToPath(new URL('../../../out/renderer/', import.meta.url));

/** What every core of this host is started with. */
export const coreStart = ({ dataDir, automaticBackups }: Pick<HostOptions, 'dataDir' | 'automaticBackups'>) =>
  ({ dataDir, host: 'loopback', version: appVersion, automaticBackups: automaticBackups === true }) as const;

export const launchAddress = (port: number, token: string): string => `http://127.0.0.1:${port}/?token=${token}`;

/** Listens on 127.0.0.1. Throws when the window is not built (`ENOENT`) or the port is taken (`EADDRINUSE`). */
export async function serveLoopback(options: ServeOptions): Promise<Loopback> {
  const pages = await loadPages(options.pagesFolder ?? builtPages);
  const server = createCallServer();
  const port = await listen(server, options.port);
  const core = options.core ?? createCoreClient({ spawn: () => forkCore(), start: coreStart(options), keychain: null });
  const auth = createAuth(port, Date.now);
  const files = await openStaging(options.dataDir, core, options.maxUploadBytes);
  const idle = watchIdle(options);
  // What was uploaded or exported belongs to the session that has just ended.
  core.onEvent((event) => {
    if (event.type === 'session.locked') void files.clear();
  });
  const cutOff = answerCalls(server, { port, auth, core, files, pages, turn: endlessTurn(), texts: hostTexts(options.language), onActivity: idle.stir, onStreams: idle.streams });
  let closing: Promise<void> | null = null;
  return {
    port,
    core,
    launchUrl: () => launchAddress(port, auth.issueToken().value),
    close() {
      closing ??= (async () => {
        idle.stop();
        cutOff();
        await core.close();
        await files.close();
      })();
      return closing;
    },
  };
}

/** On 127.0.0.1 and this port only. Answers the port. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  });
  return (server.address() as AddressInfo).port;
}
