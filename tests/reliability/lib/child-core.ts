/** The real core in a child process that will be killed. */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Input, MethodName, Output } from '../../../shared/contract/index.ts';
import { createCore } from '../../../src-main/core/app/create-core.ts';
import type { FileDescriptor } from '../../../src-main/core/app/core.ts';
import { silentLogger } from '../../../src-main/core/kernel/logger.ts';
import type { Clock, OsKeychain } from '../../../src-main/core/kernel/ports.ts';
import { systemClock, systemRandom } from '../../../src-main/core/kernel/ports.ts';
import { childPath } from './child-path.ts';

export const PASSPHRASE = 'maple harbor 57 lantern';
const CHEAP = { mKiB: 19 * 1024, t: 1 };

/** A keychain that keeps nothing: what it sealed is the secret itself. Whoever is killed a thousand times need not pay for Argon2id each time. */
const openKeychain: OsKeychain = {
  available: () => Promise.resolve(true),
  seal: (secret) => Promise.resolve(Uint8Array.from(secret)),
  open: (sealed) => Promise.resolve(Uint8Array.from(sealed)),
};

/**
 * A core with a real clock, unless another is given, and the cheapest key derivation; opens `<dir>/book`, making it when told. As a
 * window's core it has a keychain, and `by` it the book opens once it was made so.
 */
export async function startChildCore(dir: string, create: boolean, { clock = systemClock, by = 'passphrase' }: { clock?: Clock; by?: 'passphrase' | 'keychain' } = {}) {
  const files = new Map<string, FileDescriptor>();
  const core = await createCore(
    {
      clock,
      random: systemRandom,
      logger: silentLogger,
      dataDir: join(dir, 'data'),
      host: by === 'keychain' ? 'electron' : 'node',
      keychain: by === 'keychain' ? openKeychain : null,
      files: { resolve: (token) => files.get(token) ?? null },
      version: '0.1.0',
      workerEntry: pathToFileURL(childPath('job-worker.ts')),
      debug: (id, e) => process.stderr.write(`${id} ${e instanceof Error ? (e.stack ?? '') : String(e)}\n`),
    },
    { vault: { cost: { daily: CHEAP, backup: CHEAP } } },
  );
  const bookDir = join(dir, 'book');
  const opened = create
    ? await core.createInFolder(bookDir, { name: 'T', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: PASSPHRASE })
    : by === 'keychain'
      ? await core.call('session.unlock', { ref: await core.shelve(bookDir), secret: { type: 'keychain' } })
      : await core.openFolder(bookDir, { type: 'passphrase', passphrase: PASSPHRASE });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  if (create && by === 'keychain') await core.call('session.setKeychain', { enabled: true });
  // Whoever is killed keeps nothing of what the engine compiled, and the next one would begin anew.
  flushCompileCache();
  return {
    core,
    file(path: string): string {
      const token = `file-token-${String(files.size)}`;
      files.set(token, { kind: 'path', path, name: basename(path) });
      return token;
    },
    async call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
      const result = await core.call(method, input);
      if (!result.ok) throw new Error(`${method} ${JSON.stringify(result.error)}`);
      return result.value as Output<M>;
    },
    /** Waits for the end of a job. */
    job: (jobId: string): Promise<string> =>
      new Promise((resolve) => {
        core.onEvent((e) => {
          if (e.type === 'job.ended' && e.job.jobId === jobId) resolve(e.job.state);
        });
      }),
  };
}

/** Tells the parent at once, past every buffer: what was told happened before the kill. */
export function tell(line: string): void {
  writeSync(1, `${line}\n`);
}
