/** The composition root: one place where all parts are put together. */
import type { CoreEvent } from '../../../shared/contract/events.ts';
import { contract, isMethodName } from '../../../shared/contract/index.ts';
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { presetSchema } from '../../../shared/modules/words.ts';
import { sqliteFailure } from '../database/errors.ts';
import { createJobRunner } from '../jobs/job-runner.ts';
import { errorToken, logId } from '../kernel/logger.ts';
import { noKeychain } from '../kernel/ports.ts';
import { loadSodium } from '../kernel/sodium.ts';
import { readHeader, systemVaultDeps } from '../vault/index.ts';
import type { VaultDeps, VaultSecret } from '../vault/index.ts';
import { copyOnQuit, watchBackups } from './backup-watch.ts';
import { bookRoutes } from './book-routes.ts';
import type { Core, CoreDeps } from './core.ts';
import type { DispatchDeps } from './dispatch.ts';
import { dispatch } from './dispatch.ts';
import { createJobRoutes } from './job-routes.ts';
import { createKeyChangeRoutes } from './key-change-routes.ts';
import { watchReminders } from './reminder-watch.ts';
import { createRestoreRoutes } from './restore-routes.ts';
import { createRepairRoutes } from './repair-routes.ts';
import { createSession } from './session.ts';
import { createShelfRoutes } from './shelf-routes.ts';
import { createSessionRoutes } from './session-routes.ts';
import { openShelf, refOf } from './shelf.ts';

export interface CoreOptions {
  /** Parse every output against the contract (tests). */
  readonly checkOutput?: boolean;
  /** Cheaper key derivation (tests). */
  readonly vault?: Partial<VaultDeps>;
}

/** Builds a core without an open book. Loads the cryptography once; touches no book. */
export async function createCore(deps: CoreDeps, options: CoreOptions = {}): Promise<Core> {
  const listeners = new Set<(event: CoreEvent) => void>();
  const emit = (event: CoreEvent) => listeners.forEach((listen) => listen(event));
  const sodium = await loadSodium();
  const onBug = (e: unknown): string => {
    const id = Buffer.from(deps.random.bytes(6)).toString('hex');
    deps.logger.log('error', 'bug', { id: logId(id), kind: errorToken(e) });
    deps.debug?.(id, e);
    return id;
  };
  const vault: VaultDeps = {
    ...systemVaultDeps({ appVersion: deps.version, keychain: deps.keychain ?? noKeychain }),
    clock: deps.clock,
    random: deps.random,
    ...options.vault,
  };
  const sessionDeps = { core: deps, vault, sodium, shelf: openShelf(deps.dataDir), emit, onBug };
  const session = createSession(sessionDeps);
  const freeJobs = createJobRunner({
    db: null,
    clock: deps.clock,
    random: deps.random,
    emit,
    onBug,
    inWorker: () => Promise.reject(new Error('a job without a book has no worker')),
  });
  const routes: DispatchDeps = {
    publicRoutes: {
      ...createSessionRoutes(sessionDeps, session),
      ...createShelfRoutes(sessionDeps, session),
      ...createRestoreRoutes(sessionDeps, freeJobs, session.book),
      ...createRepairRoutes(sessionDeps, freeJobs, session),
      ...createKeyChangeRoutes(sessionDeps, freeJobs, session),
      ...createJobRoutes(() => [session.book()?.jobs, freeJobs].filter((r) => r !== undefined)),
    },
    bookRoutes: bookRoutes(sessionDeps, session),
    book: session.book,
    desk: session.desk,
    onBug,
    checkOutput: options.checkOutput ?? false,
  };
  const closed = new AbortController();
  const stopWatching = watchBackups(sessionDeps, session.book);
  const ask = (method: string, input: unknown) => dispatch(routes, method, input, { signal: closed.signal, actor: undefined });
  const reminders = watchReminders({ clock: deps.clock, timed: deps.host !== 'node', book: session.book, desk: session.desk, ask, emit, onBug });
  listeners.add(reminders.onEvent);
  return {
    async call(method, input, call) {
      // Questions come from refreshing screens too; only deeds show that somebody is there.
      if (isMethodName(method) && contract[method].kind !== 'query') session.touch();
      const signal = call?.signal ? AbortSignal.any([call.signal, closed.signal]) : closed.signal;
      // A window shows first answers at once and better ones when the index is loaded; a command asks only once.
      if (deps.host === 'node' && method.startsWith('customers.')) await session.book()?.derived.ready();
      return dispatch(routes, method, input, { signal, actor: call?.actor });
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openFolder: (dir, secret) =>
      guarded(async () => {
        const named = await withPerson(vault, dir, secret);
        return named.ok ? session.open(dir, named.value) : named;
      }, onBug),
    async shelve(dir) {
      if (!sessionDeps.shelf.find(refOf(dir))) await sessionDeps.shelf.touch(dir, null);
      return refOf(dir);
    },
    createInFolder: (dir, { passphrase, ...input }) => {
      const meta = { ...input, preset: presetSchema.parse(input.preset), sample: false };
      return guarded(() => session.create(dir, meta, passphrase), onBug);
    },
    wake: reminders.look,
    async close(how) {
      closed.abort();
      stopWatching();
      reminders.stop();
      if (how?.quit === true) await copyOnQuit(sessionDeps, session.book());
      await freeJobs.close();
      await session.close(null);
    },
  };
}

/** The same secret with the person by number; `people.gone` for a name that has no passphrase. */
async function withPerson(vault: VaultDeps, dir: string, secret: Parameters<Core['openFolder']>[1]): Promise<Result<VaultSecret>> {
  if (secret.type !== 'passphrase' || typeof secret.person !== 'string') return ok(secret as VaultSecret);
  const header = await readHeader(vault, dir);
  if (!header.ok) return header;
  const found = header.value.people.find(({ name }) => name === secret.person);
  return found ? ok({ ...secret, person: found.id }) : err('people.gone', { name: secret.person });
}

async function guarded<T>(work: () => Promise<Result<T>>, onBug: (e: unknown) => string): Promise<Result<T>> {
  try {
    return await work();
  } catch (e) {
    const failure = e instanceof AppFailure ? e : sqliteFailure(e);
    if (failure) return { ok: false, error: failure.error };
    return { ok: false, error: { code: 'internal', logId: onBug(e) } };
  }
}
