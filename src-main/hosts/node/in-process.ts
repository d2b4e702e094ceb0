/** The core in this very process: for the command line and for tests. */
import { basename, resolve } from 'node:path';
import type { Core, FileDescriptor } from '../../core/app/core.ts';
import { createCore } from '../../core/app/create-core.ts';
import type { CoreOptions } from '../../core/app/create-core.ts';
import { silentLogger } from '../../core/kernel/logger.ts';
import { systemClock, systemRandom } from '../../core/kernel/ports.ts';
import { newToken } from '../common/file-tokens.ts';
import { appVersion } from '../common/version.ts';
import { thisMachine } from '../common/this-machine.ts';

export interface InProcess {
  readonly core: Core;
  /** Registers a path of this computer and answers its token. */
  addFile(path: string): string;
}

/** Builds a core that keeps its list of books and preferences in `dataDir`; for `copiesIn` see `CoreDeps`. */
export async function createInProcess(dataDir: string, options: CoreOptions = {}, copiesIn?: string): Promise<InProcess> {
  const files = new Map<string, FileDescriptor>();
  const core = await createCore(
    {
      clock: systemClock,
      random: systemRandom,
      logger: silentLogger,
      dataDir,
      ...(copiesIn !== undefined && { copiesIn }),
      host: 'node',
      keychain: null,
      files: { resolve: (token) => files.get(token) ?? null },
      version: appVersion,
      workerEntry: new URL('../../core/jobs/job-worker.ts', import.meta.url),
      machine: thisMachine(),
      ...(process.env['REGULARS_DEBUG'] ? { debug: (id: string, e: unknown) => void process.stderr.write(`${id} ${e instanceof Error ? (e.stack ?? '') : String(e)}\n`) } : {}),
    },
    options,
  );
  return {
    core,
    addFile(path) {
      const token = newToken();
      files.set(token, { kind: 'path', path: resolve(path), name: basename(path) });
      return token;
    },
  };
}
