import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../../src-main/core/kernel/ports.ts';
import { acquireBookLock, LOCK_FILE } from '../../../src-main/core/vault/index.ts';
import { HEARTBEAT_MS } from '../../../src-main/core/vault/lock-file.ts';
import { isDead, ownIdentity } from '../../../src-main/core/vault/process-identity.ts';
import { errorOf, tempFolder, valueOf } from './support.ts';

const options = { clock: systemClock };
const program = join(import.meta.dirname, 'lock-holder.ts');

interface Holder {
  readonly child: ChildProcess;
  /** Tells it to try, and answers `won` or `busy <pid>`. */
  attempt(): Promise<string>;
  kill(): Promise<void>;
  release(): Promise<void>;
}

async function startHolder(folder: string): Promise<Holder> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  expect((await lines.next()).value).toBe('ready');
  return {
    child,
    async attempt() {
      child.stdin.write('go');
      return String((await lines.next()).value);
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async release() {
      child.stdin.write('release');
      await exited;
    },
  };
}

async function writeLock(folder: string, change: Record<string, unknown>): Promise<void> {
  const self = await ownIdentity();
  const record = { token: 'ab'.repeat(16), ...self, since: 1_790_000_000_000, ...change };
  await writeFile(join(folder, LOCK_FILE), JSON.stringify(record));
}

describe('acquireBookLock', () => {
  it('refuses a second opener and names the holder, until released', async () => {
    const folder = await tempFolder();
    const lock = valueOf(await acquireBookLock(folder, options));
    expect(errorOf(await acquireBookLock(folder, options))).toMatchObject({
      code: 'book.busy',
      pid: process.pid,
      host: hostname(),
      sameHost: true,
      mayTakeOver: false,
    });
    await lock.release();
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    await valueOf(await acquireBookLock(folder, options)).release();
  });

  it('refuses while another process holds it, and takes over at once when that is killed', async () => {
    const folder = await tempFolder();
    const holder = await startHolder(folder);
    expect(await holder.attempt()).toBe('won');
    expect(errorOf(await acquireBookLock(folder, options))).toMatchObject({ code: 'book.busy', pid: holder.child.pid });
    await holder.kill();
    const lock = valueOf(await acquireBookLock(folder, options));
    expect(JSON.parse(await readFile(join(folder, LOCK_FILE), 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('sees that a pid was given to another process', async () => {
    const folder = await tempFolder();
    await writeLock(folder, { start: 'an-earlier-boot:4711' });
    await valueOf(await acquireBookLock(folder, options)).release();
  });

  it('leaves a lock of another machine alone until its silence and the user say otherwise', async () => {
    const folder = await tempFolder();
    await writeLock(folder, { host: 'other-pc', pid: 2 ** 22 + 1 });
    expect(errorOf(await acquireBookLock(folder, { ...options, takeOver: true }))).toMatchObject({
      host: 'other-pc',
      sameHost: false,
      mayTakeOver: false,
    });
    const longAgo = new Date(systemClock.now() - 120_000);
    await utimes(join(folder, LOCK_FILE), longAgo, longAgo);
    expect(errorOf(await acquireBookLock(folder, options))).toMatchObject({ code: 'book.busy', mayTakeOver: true });
    await valueOf(await acquireBookLock(folder, { ...options, takeOver: true })).release();
  });

  it('never pushes a living process of this machine aside, however silent', async () => {
    const folder = await tempFolder();
    await writeLock(folder, { pid: process.ppid, start: null });
    await utimes(join(folder, LOCK_FILE), new Date(0), new Date(0));
    expect(errorOf(await acquireBookLock(folder, { ...options, takeOver: true })).code).toBe('book.busy');
  });

  it('takes back a lock of its own that could not be deleted when it was released', async () => {
    const folder = await tempFolder();
    const first = valueOf(await acquireBookLock(folder, options));
    expect(errorOf(await acquireBookLock(folder, options)).code).toBe('book.busy');
    const left = await readFile(join(folder, LOCK_FILE));
    await first.release();
    await writeFile(join(folder, LOCK_FILE), left);
    await valueOf(await acquireBookLock(folder, options)).release();
  });

  it('replaces an unreadable lock once it is too old to be one being written', async () => {
    for (const content of ['', '{"tok', '{"token":"x"}']) {
      const folder = await tempFolder();
      await writeFile(join(folder, LOCK_FILE), content);
      const old = new Date(systemClock.now() - 60_000);
      await utimes(join(folder, LOCK_FILE), old, old);
      await valueOf(await acquireBookLock(folder, options)).release();
    }
  });

  it('goes on when a process was killed in the middle of taking over, twice', async () => {
    const folder = await tempFolder();
    const corpse = { pid: 2 ** 22 + 1, start: 'gone' };
    await writeLock(folder, corpse);
    const self = await ownIdentity();
    const claim = (token: string) => JSON.stringify({ ...self, ...corpse, token, since: 1 });
    await writeFile(join(folder, `lock.claim-${'ab'.repeat(6)}`), claim('cd'.repeat(16)));
    await writeFile(join(folder, `lock.claim-${'ab'.repeat(6)}.claim-${'cd'.repeat(6)}`), claim('ef'.repeat(16)));
    await valueOf(await acquireBookLock(folder, options)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('beats, and tells when the lock has become someone else’s', async () => {
    const folder = await tempFolder();
    const path = join(folder, LOCK_FILE);
    const onLost = vi.fn();
    let beat: () => void = () => undefined;
    const repeat = (everyMs: number, run: () => void) => {
      expect(everyMs).toBe(HEARTBEAT_MS);
      beat = run;
      return () => undefined;
    };
    const lock = valueOf(await acquireBookLock(folder, { ...options, onLost, repeat }));
    await utimes(path, new Date(0), new Date(0));
    beat();
    await vi.waitFor(async () => expect((await stat(path)).mtimeMs).toBeGreaterThan(1_000_000));
    await writeLock(folder, { host: 'other-pc' });
    beat();
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce());
    await lock.release();
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ host: 'other-pc' });
  });
});

describe('isDead', () => {
  it('tells a zombie and a free pid from a living process', async () => {
    const self = await ownIdentity();
    expect(await isDead(self)).toBe(false);
    expect(await isDead({ ...self, pid: 2 ** 22 + 1 })).toBe(true);
    expect(await isDead({ ...self, pid: 2 ** 22 + 1, host: 'other-pc' })).toBe(false);
    expect(await isDead({ ...self, start: null })).toBe(false);
    expect(await isDead({ ...self, start: 'earlier' })).toBe(true);
  });
});

describe('processes racing for a stale lock', () => {
  it('exactly one wins, the others are told who', { timeout: 120_000 }, async () => {
    for (let round = 0; round < 6; round++) {
      const folder = await tempFolder();
      const first = await startHolder(folder);
      expect(await first.attempt()).toBe('won');
      await first.kill();
      const rivals = await Promise.all(Array.from({ length: 4 }, () => startHolder(folder)));
      const answers = await Promise.all(rivals.map((rival) => rival.attempt()));
      const winners = rivals.filter((_, i) => answers[i] === 'won');
      expect(winners).toHaveLength(1);
      expect(answers.filter((answer) => answer === `busy ${winners[0]?.child.pid}`)).toHaveLength(3);
      await Promise.all(rivals.map((rival) => (rival === winners[0] ? rival.release() : rival.kill())));
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('many tries within one process never give two holders', async () => {
    const folder = await tempFolder();
    for (let round = 0; round < 40; round++) {
      await writeLock(folder, { pid: 2 ** 22 + 1 });
      const results = await Promise.all(Array.from({ length: 8 }, () => acquireBookLock(folder, options)));
      const won = results.filter((result) => result.ok);
      expect(won).toHaveLength(1);
      await Promise.all(won.map((result) => valueOf(result).release()));
      expect(await readdir(folder)).toEqual([]);
    }
  });
});
