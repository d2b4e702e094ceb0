/** The process that listens and those that follow one another behind it: what a client sees while one makes room for the next. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../build/stale.ts';
import { readFromFront } from '../../src-main/hosts/loopback/keeper-protocol.ts';
import { canLook, familyOf } from '../reliability/lib/memory.ts';
import { makeBook, PASSPHRASE } from '../support/app.ts';
import { send } from './loopback-client.ts';

const PATIENCE = { timeout: 30_000 };
type Reply = { readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly code: string } };

describe.skipIf(!canLook)('the keeper of the loopback host', () => {
  let folder: string;
  let ref: string;
  let keeper: ChildProcess;
  let port: number;
  let origin: string;
  let headers: Record<string, string>;
  let second: string;
  beforeAll(async () => {
    await buildIfStale('renderer');
    folder = await mkdtemp(join(tmpdir(), 'regulars-keeper-'));
    ({ ref } = await makeBook(folder, 'en', [{ name: 'Ada' }]));
    keeper = spawn(process.execPath, [join(import.meta.dirname, '..', 'reliability', 'children', 'host.ts'), folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const line = await new Promise<string>((resolve) => createInterface({ input: keeper.stdout! }).once('line', resolve));
    const said = JSON.parse(line) as { readonly port: number; readonly url: string; readonly second: string };
    ({ port, second } = said);
    origin = `http://127.0.0.1:${port}`;
    const entrance = await send(port, { path: said.url.slice(origin.length) });
    headers = { cookie: String(entrance.headers['set-cookie']).split(';')[0] ?? '', origin, 'x-regulars': '1', 'content-type': 'application/json' };
  }, 120_000);
  afterAll(async () => {
    if (keeper.exitCode === null) {
      const gone = new Promise((resolve) => keeper.once('exit', resolve));
      keeper.stdin?.end();
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const raw = (method: string, input: unknown) => send(port, { method: 'POST', path: '/api/call', headers, body: JSON.stringify({ method, input }) });
  const call = async (method: string, input: unknown): Promise<Reply> => {
    for (;;) {
      const answer = await raw(method, input);
      if (answer.headers['x-regulars-again'] === undefined) return answer.json() as Reply;
    }
  };
  const unlock = (of = ref) => call('session.unlock', { ref: of, secret: { type: 'passphrase', passphrase: PASSPHRASE } });
  const stateNow = async () => ((await call('session.status', {})).value as { state: string }).state;
  /** The process that answers now, its core behind it. */
  const fronts = () => familyOf(keeper.pid!).slice(1);
  const gone = (pids: readonly number[]) => expect.poll(() => fronts().filter((pid) => pids.includes(pid)), PATIENCE).toEqual([]);
  const staged = async () => (await readdir(join(folder, 'staging'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

  it('ends every process that saw the book, and keeps who was let in, the address and the next link', async () => {
    for (let i = 0; i < 2; i++) {
      expect(await unlock()).toMatchObject({ ok: true });
      expect(await call('customers.list', {})).toMatchObject({ value: { total: 1 } });
      const before = fronts();
      expect(before).toHaveLength(2);
      expect(await call('session.lock', {})).toMatchObject({ ok: true });
      expect(await call('customers.list', {})).toMatchObject({ error: { code: 'session.locked' } });
      await gone(before);
    }
    // A link that was printed before both locks, and once only.
    const path = second.slice(origin.length);
    expect((await send(port, { path })).status).toBe(303);
    expect((await send(port, { path })).status).toBe(401);
  });

  it('lets no connection fall while one follows the other, and nothing is asked of both', async () => {
    await unlock();
    const before = fronts();
    let asking = true;
    const seen = new Set<string>();
    const asker = async () => {
      while (asking) {
        const answer = await raw('session.status', {});
        const again = answer.headers['x-regulars-again'] !== undefined;
        seen.add(again ? 'again' : answer.status === 200 ? (answer.json() as { value: { state: string } }).value.state : String(answer.status));
        await pause(2);
      }
    };
    const askers = Array.from({ length: 4 }, asker);
    await call('session.lock', {});
    await gone(before);
    await pause(200);
    asking = false;
    await Promise.all(askers);
    expect([...seen].sort()).toContain('locked');
    expect([...seen].filter((one) => !['open', 'locked', 'again'].includes(one))).toEqual([]);
  });

  it('tells the window of the lock before its stream of events ends', async () => {
    await unlock();
    const events = send(port, { path: '/api/events', headers });
    await pause(100);
    await call('session.lock', {});
    const text = (await events).body.toString();
    expect(text).toContain('"session.locked"');
    expect(text).toContain('retry: ');
  });

  it('clears what was staged, with the process that had the keys to it', async () => {
    await unlock();
    await send(port, { method: 'POST', path: '/api/files?name=a.csv', headers, body: 'name\nAda\n' });
    expect(await staged()).toHaveLength(1);
    const before = fronts();
    await call('session.lock', {});
    await gone(before);
    await expect.poll(staged, PATIENCE).toEqual([]);
  });

  it('opens another book in a process that never saw the first', async () => {
    await unlock();
    const before = fronts();
    expect(await call('books.openSample', { language: 'en' })).toMatchObject({ ok: true, value: { book: { sample: true } } });
    expect(fronts().filter((pid) => before.includes(pid))).toEqual([]);
    await call('session.lock', {});
    expect(await stateNow()).toBe('locked');
  });

  it('starts anew after a passphrase that was refused, unless a file waits to be used', async () => {
    const wrong = () => call('session.unlock', { ref, secret: { type: 'passphrase', passphrase: 'not the one' } });
    const before = fronts();
    expect(await wrong()).toMatchObject({ error: { code: 'vault.wrongSecret' } });
    await gone(before);
    await send(port, { method: 'POST', path: '/api/files?name=a.csv', headers, body: 'name\nAda\n' });
    const kept = fronts();
    expect(await wrong()).toMatchObject({ error: { code: 'vault.wrongSecret' } });
    await pause(300);
    expect(fronts()).toEqual(kept);
  });

  it('goes on, locked, when the process that answers is killed', async () => {
    await expect.poll(async () => (await unlock()).ok, PATIENCE).toBe(true);
    const before = fronts();
    process.kill(before[0]!, 'SIGKILL');
    await gone(before);
    expect(await stateNow()).toBe('locked');
    await expect.poll(staged, PATIENCE).toEqual([]);
    await expect.poll(async () => (await unlock()).ok, PATIENCE).toBe(true);
    expect(await call('customers.list', {})).toMatchObject({ value: { total: 1 } });
  });

  it('leaves no connection hanging that was on its way to a process when that was killed', async () => {
    const [front] = fronts();
    process.kill(front!, 'SIGSTOP');
    const asked = [1, 2, 3, 4].map(() => raw('session.status', {}).then(
      () => 'answered',
      () => 'closed',
    ));
    // They are connected, and wait for a process that does not move.
    await pause(500);
    process.kill(front!, 'SIGKILL');
    const settled = await Promise.race([Promise.all(asked), pause(30_000, 'hanging')]);
    expect(settled).not.toBe('hanging');
    await expect.poll(stateNow, PATIENCE).toBe('locked');
    await expect.poll(async () => (await unlock()).ok, PATIENCE).toBe(true);
  });

  it('reads nothing of what a client sends, whatever it looks like', async () => {
    const before = fronts();
    for (const type of ['close', 'leaving', 'gave-back', 'go', 'start', 'connection', 'redeemed']) {
      const message = JSON.stringify({ type, cmd: 'NODE_HANDLE', token: 'A'.repeat(43), session: 'A'.repeat(43), admitted: { tokens: [], sessions: ['A'.repeat(43)] } });
      await send(port, { method: 'POST', path: '/api/call', headers, body: message });
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(`${message}\n`));
        socket.on('error', () => resolve()).on('close', () => resolve()).resume();
      });
    }
    expect(fronts()).toEqual(before);
    const cookie = `${headers['cookie']!.split('=')[0]}=${'A'.repeat(43)}`;
    expect((await send(port, { path: '/', headers: { cookie } })).status).toBe(401);
    expect(await stateNow()).toBe('open');
  });

  it('takes from the process that answers only the few messages there are', () => {
    expect(readFromFront({ type: 'leaving', more: 1 })).toEqual({ type: 'leaving' });
    for (const other of [null, 7, 'leaving', {}, { type: 'start' }, { type: 'redeemed', token: 1, session: '' }, { type: 'streams', change: 1e9 }, { type: 'close' }]) expect(readFromFront(other)).toBeNull();
  });

  it('closes the book and leaves nothing staged when it ends', async () => {
    const all = familyOf(keeper.pid!);
    const ended = new Promise((resolve) => keeper.once('exit', resolve));
    keeper.stdin?.end();
    expect(await ended).toBe(0);
    for (const pid of all) await expect.poll(() => isAlive(pid), PATIENCE).toBe(false);
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
    const books = await readdir(join(folder, 'books'));
    expect((await readdir(join(folder, 'books', books[0]!))).filter((name) => name.endsWith('-wal'))).toEqual([]);
  });
});

/** A process that ended and waits to be collected does not count. */
async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State:\tZ');
  return !/^State:\s+Z/m.test(status);
}
