/**
 * The loopback host within one process: its core is a process of its own, the rest is here and
 * goes on over any number of locks. For tests and tools; what people start is `keeper.ts`, which
 * gives each sitting a process that ends with it.
 */
import { createCoreClient } from '../common/core-client.ts';
import type { CoreClient } from '../common/core-client.ts';
import { forkCore } from '../common/fork-core.ts';
import { loadPages } from '../common/page.ts';
import { hostTexts } from '../common/texts.ts';
import { createAuth } from './auth.ts';
import { answerCalls, createCallServer } from './call-server.ts';
import { openStaging } from './files.ts';
import { builtPages, coreStart, launchAddress, listen } from './host.ts';
import type { Host, HostOptions } from './host.ts';
import { watchIdle } from './idle.ts';
import { endlessTurn } from './turn.ts';

export interface ServeOptions extends HostOptions {
  /** Instead of a real core process (tests). */
  readonly core?: CoreClient;
}

export interface Loopback extends Host {
  readonly core: CoreClient;
}

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
