/**
 * Goes through a list of faults in one process: for each a fresh copy of one book, the
 * fault armed, a piece of work, the fault gone, the same work again, and the book closed
 * and looked at. Tells one line of JSON per fault.
 */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { verifyAudit } from '../../../src-main/core/changes/audit.ts';
import { checkHighWater } from '../../../src-main/core/changes/high-water.ts';
import { marksOf } from '../../../src-main/core/changes/marks.ts';
import { openDatabase } from '../../../src-main/core/database/open.ts';
import { createCore } from '../../../src-main/core/app/create-core.ts';
import { silentLogger } from '../../../src-main/core/kernel/logger.ts';
import { systemClock, systemRandom } from '../../../src-main/core/kernel/ports.ts';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';
import { systemVaultDeps, unlockWithPassphrase } from '../../../src-main/core/vault/index.ts';
import { PASSPHRASE, tell } from '../lib/child-core.ts';
import type { Fault, FaultOutcome } from '../lib/fault-plan.ts';
import { faults } from '../lib/shim.ts';

const [root, plan] = process.argv.slice(2) as [string, string];
const template = join(root, 'template');
const sodium = await loadSodium();
const CHEAP = { mKiB: 19 * 1024, t: 1 };

// Another child copies the template at the same time: unlocking, which leaves traces, is done on a copy.
const forKeys = join(root, `keys-${String(process.pid)}`);
cpSync(join(template, 'book'), forKeys, { recursive: true });
const unlocked = await unlockWithPassphrase(systemVaultDeps({ appVersion: '0.1.0' }), forKeys, PASSPHRASE);
if (!unlocked.ok) throw new Error(unlocked.error.code);
const { keys } = unlocked.value;

function makeCore(dir: string, bugs: string[]) {
  return createCore(
    {
      clock: systemClock,
      random: systemRandom,
      logger: silentLogger,
      dataDir: join(dir, 'data'),
      host: 'node',
      keychain: null,
      files: { resolve: (token) => ({ kind: 'path', path: join(dir, token.slice('token:'.length)), name: token.slice('token:'.length) }) },
      version: '0.1.0',
      workerEntry: new URL('../../../src-main/core/jobs/job-worker.ts', import.meta.url),
      debug: (_id, e) => bugs.push(e instanceof Error ? (e.stack ?? e.message) : String(e)),
    },
    { vault: { cost: { daily: CHEAP, backup: CHEAP } } },
  );
}
type Core = Awaited<ReturnType<typeof makeCore>>;

/** Living customers by name, with their notes. */
type Model = Map<string, string | null>;

interface Case {
  readonly core: Core;
  readonly dir: string;
  readonly model: Model;
  readonly codes: string[];
  readonly problems: string[];
}

async function attempt<T>(c: Case, method: string, input: unknown): Promise<T | null> {
  const result = await c.core.call(method, input);
  if (result.ok) return result.value as T;
  c.codes.push(result.error.code);
  return null;
}

async function job(c: Case, method: string, input: unknown): Promise<{ state: string; error: { code: string } | null } | null> {
  const ended = new Map<string, { state: string; error: { code: string } | null }>();
  const off = c.core.onEvent((e) => {
    if (e.type === 'job.ended') {
      ended.set(e.job.jobId, e.job);
      wake?.();
    }
  });
  let wake: (() => void) | null = null;
  const started = await attempt<{ jobId: string }>(c, method, input);
  while (started && !ended.has(started.jobId)) await new Promise<void>((resolve) => (wake = resolve));
  off();
  const end = started ? ended.get(started.jobId)! : null;
  if (end?.error) c.codes.push(end.error.code);
  return end;
}

async function edit(c: Case, round: string): Promise<void> {
  const made = await attempt<{ id: number }>(c, 'customers.create', { name: `甲${round}`, notes: '一'.repeat(300) });
  if (made) c.model.set(`甲${round}`, '一'.repeat(300));
  if (made && (await attempt(c, 'customers.update', { id: made.id, patch: { notes: '二' } }))) c.model.set(`甲${round}`, '二');
  const other = await attempt<{ id: number }>(c, 'customers.create', { name: `乙${round}` });
  if (other) c.model.set(`乙${round}`, null);
  if (other && (await attempt(c, 'customers.remove', { selection: { ids: [other.id] } }))) c.model.delete(`乙${round}`);
  const before = new Map(c.model);
  const third = await attempt<{ id: number }>(c, 'customers.create', { name: `丙${round}` });
  if (third) c.model.set(`丙${round}`, null);
  if (third && (await attempt(c, 'undo.undo', {}))) {
    c.model.clear();
    for (const [name, notes] of before) c.model.set(name, notes);
  }
}

const open = (c: Case) => c.core.openFolder(join(c.dir, 'book'), { type: 'passphrase', passphrase: PASSPHRASE });

async function mustOpen(c: Case): Promise<void> {
  let opened = await open(c);
  if (!opened.ok && opened.error.code === 'vault.wait') {
    // The note of tries could not be deleted after the right passphrase: it errs on the side of waiting a second.
    await new Promise((resolve) => setTimeout(resolve, (opened as { error: { retryInMs?: number } }).error.retryInMs ?? 1000));
    opened = await open(c);
  }
  if (!opened.ok) c.problems.push(`does not open: ${opened.error.code}`);
}

/** What happens while the fault is armed, and then the proof that the program works again without a restart. */
const phases: Record<Fault['phase'], (c: Case, armed: (work: () => Promise<void>) => Promise<void>) => Promise<void>> = {
  async edit(c, armed) {
    await mustOpen(c);
    await armed(() => edit(c, '1'));
  },
  async open(c, armed) {
    await armed(async () => {
      const opened = await open(c);
      if (!opened.ok) c.codes.push(opened.error.code);
    });
    await mustOpen(c);
  },
  async close(c, armed) {
    await mustOpen(c);
    await edit(c, '1');
    await armed(async () => void (await attempt(c, 'session.lock', {})));
    await mustOpen(c);
  },
  async backup(c, armed) {
    await mustOpen(c);
    await armed(async () => {
      const end = await job(c, 'backup.create', { file: 'token:b.regulars' });
      const there = readdirSync(c.dir).includes('b.regulars');
      if (end?.state === 'done' && !there) c.problems.push('told done, but there is no backup');
      if (end?.state !== 'done' && there) c.problems.push('told failed, but there is a file');
    });
    if (!readFileSync(join(c.dir, 'older.regulars')).equals(readFileSync(join(template, 'older.regulars')))) c.problems.push('an older backup changed');
    const again = await job(c, 'backup.create', { file: 'token:c.regulars' });
    if (again?.state !== 'done') c.problems.push('no backup afterwards');
    const left = readdirSync(join(c.dir, 'book', 'staging'));
    if (left.length > 0) c.problems.push(`staging holds ${left.join()}`);
  },
  async import(c, armed) {
    await mustOpen(c);
    const mapping = { columns: [{ to: 'field', field: 'name' }, { to: 'field', field: 'notes' }] };
    const start = () => job(c, 'import.start', { file: 'token:rows.csv', mapping });
    await armed(async () => void (await start()));
    const { imports } = (await attempt<{ imports: { importId: number; state: string }[] }>(c, 'import.list', {})) ?? { imports: [] };
    for (const one of imports) {
      if (one.state === 'running') c.problems.push('an import that ended is shown as running');
      const undone = await job(c, 'import.undo', { importId: one.importId });
      if (undone?.state !== 'done') c.problems.push(`an import cannot be undone: ${undone?.error?.code ?? 'not started'}`);
    }
  },
};

function verify(c: Case): void {
  const dir = join(c.dir, 'book');
  const db = keys.db.use((key) => openDatabase(join(dir, 'crm.db'), { key }));
  try {
    if (db.raw.pragma('quick_check', { simple: true }) !== 'ok') c.problems.push('damaged');
    if (verifyAudit(db, (m) => keys.audit.use((k) => sodium.hash(32, m, k))) !== null) c.problems.push('audit chain broken');
    const mark = checkHighWater(dir, db, marksOf(sodium, keys)).state;
    if (mark !== 'fits') c.problems.push(`mark ${mark}`);
    const rows = db.raw.prepare<[], { name: string; notes: string | null }>('SELECT name, notes FROM customer WHERE deleted_at IS NULL').all();
    const stored = new Map(rows.map((r) => [r.name, r.notes]));
    for (const [name, notes] of c.model) if (!stored.has(name) || stored.get(name) !== notes) c.problems.push(`lost ${name}`);
    for (const name of stored.keys()) if (!c.model.has(name)) c.problems.push(`unasked ${name}`);
  } finally {
    db.close();
  }
}

async function run(fault: Fault): Promise<FaultOutcome> {
  const dir = join(root, `case-${String(process.pid)}`);
  rmSync(dir, { recursive: true, force: true });
  cpSync(template, dir, { recursive: true });
  const bugs: string[] = [];
  const core = await makeCore(dir, bugs);
  const c: Case = { core, dir, model: new Map([['老客户', '旧']]), codes: [], problems: [] };
  let counted = { calls: 0, faults: 0 };
  faults.watch(dir);
  await phases[fault.phase](c, async (work) => {
    faults.arm(fault.n, fault.ops, fault.errno, fault.mode);
    try {
      await work();
    } finally {
      counted = faults.count();
      faults.disarm();
    }
  });
  const codes = [...new Set(c.codes)];
  c.codes.length = 0;
  await edit(c, '2');
  if (c.codes.length > 0) c.problems.push(`does not work again: ${c.codes.join()}`);
  const list = await c.core.call('customers.list', {});
  const total = list.ok ? (list.value as { total: number }).total : -1;
  if (total !== c.model.size) c.problems.push(`the list shows ${String(total)}, not ${String(c.model.size)}`);
  await core.close();
  verify(c);
  if (codes.includes('internal')) c.problems.push(...bugs.map((b) => `bug ${b}`));
  return { fault, ...counted, codes, problems: c.problems };
}

for (const fault of JSON.parse(plan) as Fault[]) tell(JSON.stringify(await run(fault)));
process.exit(0);
