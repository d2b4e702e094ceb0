/**
 * SIGKILL at random moments of changing a book's key. After each kill the owner's passphrase opens
 * the book, with the old key or the new one, and everything is there; exactly one of the two
 * recovery codes opens it. The control writes the header of the new key first, as a careless
 * program would, and stops there: that book must not open.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opensWith } from '../../src-main/core/database/rekey.ts';
import { beginKeyChange, finishKeyChange, newRecoveryCode, systemVaultDeps, unlockWithPassphrase, unlockWithRecoveryCode } from '../../src-main/core/vault/index.ts';
import type { VaultKeys } from '../../src-main/core/vault/index.ts';
import { PASSPHRASE, startChildCore } from './lib/child-core.ts';
import { inLanes, report, runAndKill, seeded } from './lib/kill.ts';

const KILLS = Number(process.env['RELIABILITY_KEY_KILLS'] ?? 40);
const PEOPLE = 400;
const FILES = 6;

let root: string;
let template: string;
let oldCode: string;
let old: VaultKeys;
/** How long a whole change takes here, from its first word to its last. */
let spanMs: number;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-key-'));
  template = join(root, 'template');
  const first = await startChildCore(template, true);
  let id = 0;
  for (let i = 0; i < PEOPLE; i++) ({ id } = await first.call('customers.create', { name: `客户${String(i)}`, notes: '记录'.repeat(900) }));
  for (let i = 0; i < FILES; i++) {
    const path = join(root, `file-${String(i)}.txt`);
    writeFileSync(path, `${String(i)} ${'附件'.repeat(200_000)}`);
    const { jobId } = await first.call('attachments.add', { customerId: id, file: first.file(path) });
    expect(await first.job(jobId)).toBe('done');
  }
  oldCode = (await first.call('session.reissueRecovery', { secret: { type: 'passphrase', passphrase: PASSPHRASE } })).recoveryCode;
  await first.core.close();
  const unlocked = await unlockWithPassphrase(systemVaultDeps({ appVersion: '0.1.0' }), join(template, 'book'), PASSPHRASE);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  old = unlocked.value.keys;
  spanMs = await timeOfOne();
});
afterAll(() => {
  old.dispose();
  rmSync(root, { recursive: true, force: true });
});

async function timeOfOne(): Promise<number> {
  const dir = join(root, 'timed');
  cpSync(template, dir, { recursive: true });
  const child = await startChildCore(dir, false);
  const from = performance.now();
  const { jobId } = await child.call('session.changeKey', { passphrase: PASSPHRASE });
  expect(await child.job(jobId)).toBe('done');
  const span = performance.now() - from;
  await child.core.close();
  rmSync(dir, { recursive: true, force: true });
  return span;
}

const headerOf = (dir: string) => JSON.parse(readFileSync(join(dir, 'book', 'vault.json'), 'utf8')) as { pending?: unknown; former?: unknown[] };

/** In the program itself: everything there, the record whole, the attachments readable once they were gone over. */
async function problemsInside(dir: string): Promise<string[]> {
  const child = await startChildCore(dir, false);
  const found: string[] = [];
  try {
    const { total } = await child.call('customers.list', {});
    if (total !== PEOPLE) found.push(`${String(total)} customers`);
    for (;;) {
      const running = (await child.call('jobs.list', {})).jobs.find(({ state }) => state === 'running');
      if (!running) break;
      await child.job(running.jobId);
    }
    const chain = await child.call('audit.verify', {});
    await child.job(chain.jobId);
    const verdict = (await child.call('jobs.get', { jobId: chain.jobId })).result as { badSeq: number | null };
    if (verdict.badSeq !== null) found.push(`the record does not fit from ${String(verdict.badSeq)}`);
    const check = await child.call('data.check', {});
    await child.job(check.jobId);
    const { findings } = (await child.call('jobs.get', { jobId: check.jobId })).result as { findings: readonly unknown[] };
    if (findings.length > 0) found.push(JSON.stringify(findings));
  } finally {
    await child.core.close();
  }
  return found;
}

type Outcome = 'old' | 'new';

/** Which key the book has now, and what is wrong. */
async function judge(dir: string, newCode: string): Promise<{ readonly outcome: Outcome; readonly found: string[] }> {
  const found = await problemsInside(dir);
  const book = join(dir, 'book');
  const header = headerOf(dir);
  const outcome: Outcome = old.db.use((key) => opensWith(join(book, 'crm.db'), key)) ? 'old' : 'new';
  if (header.pending !== undefined) found.push('the change is still pending');
  if ((header.former?.length ?? 0) !== (outcome === 'new' ? 1 : 0)) found.push('the header is not that of the key');
  const deps = systemVaultDeps({ appVersion: '0.1.0' });
  for (const [code, of] of [[oldCode, 'old'], [newCode, 'new']] as const) {
    const opened = await unlockWithRecoveryCode({ ...deps, attempts: { ...deps.attempts, begin: () => Promise.resolve({ retryInMs: 0, failures: 0 }) } }, book, code);
    if (opened.ok) opened.value.keys.dispose();
    if (opened.ok !== (of === outcome)) found.push(`the ${of} recovery code ${opened.ok ? 'opens' : 'does not open'} a book with the ${outcome} key`);
  }
  return { outcome, found };
}

describe('kill -9 while changing the key', () => {
  it('control: with the new header before the pages, a kill in between would lose the book, and this is seen', async () => {
    const dir = join(root, 'control');
    cpSync(template, dir, { recursive: true });
    const deps = systemVaultDeps({ appVersion: '0.1.0', cost: { daily: { mKiB: 19 * 1024, t: 1 }, backup: { mKiB: 19 * 1024, t: 1 } } });
    const recoveryCode = newRecoveryCode(deps.random);
    const begun = await beginKeyChange(deps, join(dir, 'book'), old, { passphrase: PASSPHRASE, recoveryCode, id: '0'.repeat(16) });
    if (!begun.ok) throw new Error(begun.error.code);
    expect((await finishKeyChange(deps, join(dir, 'book'), begun.value)).ok).toBe(true);
    begun.value.dispose();
    await expect(judge(dir, recoveryCode)).rejects.toThrow('book.damaged');
  });

  it('leaves the old key or the new one, never neither, and loses nothing', async () => {
    const sums = { kills: 0, old: 0, new: 0, pending: 0, bad: 0 };
    await inLanes(KILLS, async (i) => {
      const dir = join(root, `run-${String(i)}`);
      cpSync(template, dir, { recursive: true });
      const killed = await runAndKill('key-changer.ts', [dir], Math.floor(seeded(11_000 + i)() * spanMs));
      expect(killed.stderr).toBe('');
      const newCode = killed.lines.find((line) => line.startsWith('C '))?.slice(2) ?? '';
      if (headerOf(dir).pending !== undefined) sums.pending++;
      const { outcome, found } = await judge(dir, newCode);
      sums.kills++;
      sums[outcome]++;
      sums.bad += found.length;
      expect(found, `kill ${String(i)}`).toEqual([]);
      rmSync(dir, { recursive: true, force: true });
    });
    report('kill -9 while changing the key', sums);
    // A harness that only ever kills before or after the work would prove nothing.
    expect(sums.pending).toBeGreaterThan(0);
    expect(sums.old).toBeGreaterThan(0);
    expect(sums.new).toBeGreaterThan(0);
  });
});
