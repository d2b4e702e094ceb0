/**
 * T12: after the lock no living process holds a key, and the process that had the book is gone.
 * The real host and its core process do a day's work and lock; then the memory of each is searched.
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
const CANARY = 'Quetzalnameh';
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
  const result = (await send(port, { method: 'POST', path: '/api/call', headers, body: JSON.stringify({ method, input }) })).json() as Result<T>;
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  return result.value;
}

async function ended(jobId: string): Promise<void> {
  await expect.poll(async () => (await call<{ state: string }>('jobs.get', { jobId })).state, { timeout: 60_000 }).toBe('done');
}

/** Customers by hand and from a file, looked for, looked at, listed. */
async function work(): Promise<void> {
  for (let i = 0; i < 30; i++) await call('customers.create', { name: `${CANARY} hand ${i}`, notes: `${CANARY} note ${i}` });
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
  return [...sought, ...[CANARY, PASSPHRASE].flatMap((text) => (['utf8', 'utf16le'] as const).map((form) => ({ what: `${text === CANARY ? 'customer' : 'passphrase'} ${form}`, bytes: Buffer.from(text, form) })))];
}

/** Per process: the host, then its core process. */
function look(sought: readonly Sought[]): { readonly host: Map<string, number>; readonly core: Map<string, number> } {
  const [first, ...others] = familyOf(host.pid!);
  const core = new Map(sought.map(({ what }) => [what, 0]));
  for (const pid of others) for (const [what, count] of countInMemory(pid, sought)) core.set(what, core.get(what)! + count);
  return { host: countInMemory(first!, sought), core };
}

const found = (counts: ReadonlyMap<string, number>, ...of: string[]): string[] => [...counts].flatMap(([what, count]) => (count > 0 && of.some((word) => what.startsWith(word)) ? [`${what}: ${count}`] : []));

describe.skipIf(!canLook)('the memory of living processes', () => {
  it('holds no key once the book is locked, and the core process no customer', { timeout: 240_000 }, async () => {
    await call('books.create', { name: 'Locked', language: 'en', kind: 'both', preset: 'general', passphrase: PASSPHRASE });
    await work();
    const sought = await needles();
    const before = look(sought);
    const [open] = familyOf(host.pid!).slice(1);
    await call('session.lock', {});
    await expect.poll(() => familyOf(host.pid!).includes(open!), { timeout: 30_000 }).toBe(false);
    const after = look(sought);
    report('memory of the core while open', Object.fromEntries(before.core));
    report('memory of the core after the lock', Object.fromEntries(after.core));
    // The host hands answers on without reading them, but what it handed on is not wiped: told here, not hidden.
    report('memory of the host after the lock', Object.fromEntries(after.host));
    // The control: the search finds what is there.
    for (const what of ['key master', 'key db', 'customer utf8']) expect(before.core.get(what), what).toBeGreaterThan(0);
    expect(found(after.core, 'key', 'customer', 'passphrase')).toEqual([]);
    expect(found(after.host, 'key')).toEqual([]);
  });
});

if (!canLook) console.warn('[reliability] T12 skipped: only Linux lets a test look into its processes');
