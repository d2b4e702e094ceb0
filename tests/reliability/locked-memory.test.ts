/**
 * T12: after the lock no living process of ours holds a key, a customer or a passphrase. The host
 * as people start it does a day's work and locks, three times; then the memory of each of its
 * processes is searched, the one that listens among them.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../build/stale.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { systemVaultDeps, unlockWithPassphrase } from '../../src-main/core/vault/index.ts';
import { send } from '../hosts/loopback-client.ts';
import { report } from './lib/kill.ts';
import type { Sought } from './lib/memory.ts';
import { canLook, countInMemory, familyOf } from './lib/memory.ts';

const PASSPHRASE = 'violet anchor 83 meadow quartz';
const WRONG = 'violet anchor 83 meadow quarts';
const CANARY = 'Quetzalnameh';
const SITTINGS = 3;
let root: string;
let host: ChildProcess;
let port = 0;
let headers: Record<string, string> = {};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-locked-'));
  await buildIfStale('renderer');
  host = spawn(process.execPath, [join(import.meta.dirname, 'children', 'host.ts'), join(root, 'data')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve) => createInterface({ input: host.stdout! }).once('line', resolve));
  const said = JSON.parse(line) as { port: number; url: string };
  port = said.port;
  const origin = `http://127.0.0.1:${port}`;
  const entrance = await send(port, { path: said.url.slice(origin.length) });
  headers = { cookie: String(entrance.headers['set-cookie']).split(';')[0] ?? '', origin, 'x-regulars': '1', 'content-type': 'application/json' };
}, 120_000);
afterAll(async () => {
  const gone = new Promise((resolve) => host.once('exit', resolve));
  host.stdin?.end();
  await gone;
  rmSync(root, { recursive: true, force: true });
}, 60_000);

async function call<T = unknown>(method: string, input: unknown): Promise<T> {
  const answer = await send(port, { method: 'POST', path: '/api/call', headers, body: JSON.stringify({ method, input }) });
  // As the window does: between two processes of the host.
  if (answer.headers['x-regulars-again'] !== undefined) return call(method, input);
  const result = answer.json() as Result<T>;
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  return result.value;
}

async function ended(jobId: string): Promise<void> {
  await expect.poll(async () => (await call<{ state: string }>('jobs.get', { jobId })).state, { timeout: 60_000 }).toBe('done');
}

/** Customers by hand and from a file, looked for, looked at, listed. */
async function work(): Promise<void> {
  for (let i = 0; i < 30; i++) await call('customers.create', { name: `${CANARY} 欧阳 hand ${i}`, notes: `${CANARY} note ${i}` });
  const rows = Array.from({ length: 200 }, (_, i) => `${CANARY} file ${i},139${String(10_000_000 + i)}`);
  const upload = await send(port, { method: 'POST', path: '/api/files?name=people.csv', headers: { ...headers, 'content-type': 'application/octet-stream' }, body: `name,phone\n${rows.join('\n')}\n` });
  const { token } = (upload.json() as { value: { token: string } }).value;
  const { columns } = await call<{ columns: { target: unknown }[] }>('import.inspect', { file: token });
  await ended((await call<{ jobId: string }>('import.start', { file: token, mapping: { columns: columns.map(({ target }) => target) } })).jobId);
  const { rows: listed } = await call<{ rows: { id: number }[] }>('customers.list', { limit: 100 });
  await call('customers.list', { query: { text: CANARY.slice(0, 6) }, limit: 50 });
  for (const { id } of listed.slice(0, 20)) await call('customers.get', { id });
}

/** What must not be there: keys as bytes, names as the forms a process holds texts in. */
async function needles(): Promise<Sought[]> {
  const books = join(root, 'data', 'books');
  const opened = await unlockWithPassphrase(systemVaultDeps({ appVersion: '0.1.0' }), join(books, readdirSync(books)[0]!), PASSPHRASE);
  if (!opened.ok) throw new Error(opened.error.code);
  const { keys } = opened.value;
  const sought = (['master', 'db', 'search', 'audit', 'blob', 'backup'] as const).map((name) => ({ what: `key ${name}`, bytes: Buffer.from(keys[name].copy()) }));
  const texts = { customer: CANARY, passphrase: PASSPHRASE, wrong: WRONG };
  return [...sought, ...Object.entries(texts).flatMap(([what, text]) => (['utf8', 'utf16le'] as const).map((form) => ({ what: `${what} ${form}`, bytes: Buffer.from(text, form) })))];
}

/** Over all processes of ours. */
function look(sought: readonly Sought[]): Map<string, number> {
  const sums = new Map(sought.map(({ what }) => [what, 0]));
  for (const pid of familyOf(host.pid!)) for (const [what, count] of countInMemory(pid, sought)) sums.set(what, sums.get(what)! + count);
  return sums;
}

const found = (counts: ReadonlyMap<string, number>): string[] => [...counts].flatMap(([what, count]) => (count > 0 ? [`${what}: ${count}`] : []));

/** Once every process that was there, but for the one that listens, has ended and others have taken over. */
async function changedOver(before: readonly number[]): Promise<void> {
  await expect.poll(() => familyOf(host.pid!).filter((pid) => pid !== host.pid && before.includes(pid)), { timeout: 30_000 }).toEqual([]);
  await call('session.status', {});
  await expect.poll(() => familyOf(host.pid!).length, { timeout: 30_000 }).toBe(3);
}

describe.skipIf(!canLook)('the memory of living processes', () => {
  it('holds no key, no customer and no passphrase once the book is locked', { timeout: 240_000 }, async () => {
    await call('books.create', { name: 'Locked', language: 'en', kind: 'both', preset: 'general', passphrase: PASSPHRASE });
    const { books } = await call<{ books: { ref: string }[] }>('books.list', {});
    const unlock = (passphrase: string) => call('session.unlock', { ref: books[0]!.ref, secret: { type: 'passphrase', passphrase } });
    for (let sitting = 1; sitting <= SITTINGS; sitting++) {
      if (sitting > 1) await unlock(PASSPHRASE);
      await work();
      const sought = await needles();
      const before = look(sought);
      const family = familyOf(host.pid!);
      await call('session.lock', {});
      await changedOver(family);
      const after = look(sought);
      report(`memory of all processes while open, sitting ${sitting}`, Object.fromEntries(before));
      report(`memory of all processes after the lock, sitting ${sitting}`, Object.fromEntries(after));
      // The control: the search finds what is there.
      for (const what of ['key master', 'key db', 'customer utf8', 'customer utf16le', 'passphrase utf8']) expect(before.get(what), what).toBeGreaterThan(0);
      expect(found(after)).toEqual([]);
    }
  });

  it('holds no passphrase that was refused', { timeout: 60_000 }, async () => {
    const { books } = await call<{ books: { ref: string }[] }>('books.list', {});
    const sought = await needles();
    const family = familyOf(host.pid!);
    await expect(call('session.unlock', { ref: books[0]!.ref, secret: { type: 'passphrase', passphrase: WRONG } })).rejects.toThrow('vault.wrongSecret');
    await changedOver(family);
    expect(found(look(sought))).toEqual([]);
  });
});

if (!canLook) console.warn('[reliability] T12 skipped: only Linux lets a test look into its processes');
