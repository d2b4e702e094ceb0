/** A core on a fresh folder with a real encrypted book; one per test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { CoreEvent } from '../../shared/contract/events.ts';
import type { Input, MethodName, Output } from '../../shared/contract/index.ts';
import type { AppError } from '../../shared/kernel/result.ts';
import { createCore } from '../../src-main/core/app/create-core.ts';
import type { Core, CoreDeps, FileDescriptor } from '../../src-main/core/app/core.ts';
import { silentLogger } from '../../src-main/core/kernel/logger.ts';
import { systemRandom } from '../../src-main/core/kernel/ports.ts';

export const TEST_PASSPHRASE = 'maple harbor 57 lantern';
/** The cheapest derivation the vault's bounds allow. */
const CHEAP = { mKiB: 19 * 1024, t: 1 };

export interface TestCore {
  readonly core: Core;
  readonly dir: string;
  readonly bookDir: string;
  readonly events: CoreEvent[];
  readonly clock: { now(): number; advance(ms: number): void; set(ms: number): void };
  /** The value, or an exception that shows the error. */
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>;
  /** The error; an exception when the call succeeded. */
  fail<M extends MethodName>(method: M, input: unknown): Promise<AppError>;
  /** A token for a file on disk. */
  file(path: string): string;
  /** Waits until a job ended and answers it. */
  job(jobId: string): Promise<Extract<CoreEvent, { type: 'job.ended' }>['job']>;
  dispose(): Promise<void>;
}

export interface TestCoreOptions {
  readonly dir?: string;
  /** `false`: no book is made. */
  readonly book?: false;
  readonly host?: 'node' | 'loopback' | 'electron';
  readonly automaticBackups?: boolean;
  /** Places for backups on servers, in place of the program's own drivers. */
  readonly openRemote?: CoreDeps['openRemote'];
  readonly freeBytes?: CoreDeps['freeBytes'];
  /** Other schemas than the program's own. */
  readonly migrationsDir?: string;
}

/** Makes a core, and in it an open book unless told otherwise. Time starts at 2026-11-22T08:00Z and moves only by hand. */
export async function createTestCore(options: TestCoreOptions = {}): Promise<TestCore> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'regulars-'));
  let now = Date.UTC(2026, 10, 22, 8);
  const clock = { now: () => now, advance: (ms: number) => void (now += ms), set: (ms: number) => void (now = ms) };
  const files = new Map<string, FileDescriptor>();
  const core = await createCore(
    {
      clock,
      random: systemRandom,
      logger: silentLogger,
      dataDir: join(dir, 'data'),
      host: options.host ?? 'node',
      keychain: null,
      files: { resolve: (token) => files.get(token) ?? null },
      version: '0.1.0',
      automaticBackups: options.automaticBackups === true,
      ...(options.openRemote && { openRemote: options.openRemote }),
      ...(options.freeBytes && { freeBytes: options.freeBytes }),
      ...(options.migrationsDir !== undefined && { migrationsDir: options.migrationsDir }),
      ...(process.env['REGULARS_DEBUG'] ? { debug: (_id: string, e: unknown) => console.error(e) } : {}),
      workerEntry: new URL('../../src-main/core/jobs/job-worker.ts', import.meta.url),
    },
    { checkOutput: true, vault: { cost: { daily: CHEAP, backup: CHEAP } } },
  );
  const events: CoreEvent[] = [];
  core.onEvent((e) => events.push(e));
  const bookDir = join(dir, 'book');
  const test: TestCore = {
    core,
    dir,
    bookDir,
    events,
    clock,
    async call(method, input) {
      const result = await core.call(method, input);
      if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
      return result.value as Output<typeof method>;
    },
    async fail(method, input) {
      const result = await core.call(method, input);
      if (result.ok) throw new Error(`${method} succeeded`);
      return result.error;
    },
    file(path) {
      const token = `file-token-${files.size}`;
      files.set(token, { kind: 'path', path, name: basename(path) });
      return token;
    },
    job: (jobId) =>
      new Promise((resolve) => {
        const past = events.find((e) => e.type === 'job.ended' && e.job.jobId === jobId);
        if (past?.type === 'job.ended') return resolve(past.job);
        const off = core.onEvent((e) => {
          if (e.type !== 'job.ended' || e.job.jobId !== jobId) return;
          off();
          resolve(e.job);
        });
      }),
    async dispose() {
      await core.close();
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
  if (options.book !== false) {
    const made = await core.createInFolder(bookDir, { name: '测试', language: 'zh-CN', kind: 'both', preset: 'general', passphrase: TEST_PASSPHRASE });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
  }
  return test;
}
