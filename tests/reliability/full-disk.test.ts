/**
 * A disk that is really full: a memory disk of a few megabytes, filled by the book itself.
 * Needs the right to mount; elsewhere it says so, and faults.test.ts stands for it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCore, TEST_PASSPHRASE } from '../support/create-test-core.ts';
import type { TestCore } from '../support/create-test-core.ts';
import { report } from './lib/kill.ts';

const SIZE = '6m';
const SPARE_BYTES = 1_500_000;

let disk: string;
let mounted = false;
let t: TestCore | null = null;
beforeAll(() => {
  disk = mkdtempSync(join(tmpdir(), 'regulars-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk], { stdio: 'pipe' });
    mounted = true;
  } catch {
    process.stdout.write('[reliability] SKIPPED full disk: mounting a memory disk is not allowed here\n');
  }
});
afterAll(async () => {
  await t?.dispose();
  if (mounted) execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

describe('a full disk', () => {
  it('is told as such, keeps everything saved and readable, and passes when there is space again', async () => {
    if (!mounted) return;
    const spare = join(disk, 'spare');
    writeFileSync(spare, Buffer.alloc(SPARE_BYTES));
    mkdirSync(join(disk, 'home'));
    t = await createTestCore({ dir: join(disk, 'home') });
    const saved: number[] = [];
    const refusals = new Set<string>();
    for (let refused = 0; refused < 5; ) {
      const result = await t.core.call('customers.create', { name: `客户${String(saved.length)}`, notes: `${String(saved.length)}${'满'.repeat(6000)}` });
      if (result.ok) saved.push((result.value as { id: number }).id);
      else {
        refused++;
        refusals.add(result.error.code);
      }
    }
    expect([...refusals]).toEqual(['disk.full']);
    expect((await t.call('customers.list', {})).total).toBe(saved.length);
    for (const id of [saved[0]!, saved.at(-1)!]) expect((await t.call('customers.get', { id })).notes).toContain('满');
    await t.core.call('session.lock', {});
    const whileFull = await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE });
    if (!whileFull.ok) expect(whileFull.error.code).toBe('disk.full');
    rmSync(spare);
    if (!whileFull.ok) expect(await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true });
    expect(await t.call('customers.create', { name: '又有地方了' })).toMatchObject({ name: '又有地方了' });
    const { jobId } = await t.call('data.check', {});
    const job = await t.job(jobId);
    report('full disk', { saved: saved.length, 'told disk.full': 5, lost: 0, 'opened while full': whileFull.ok ? 1 : 0 });
    expect(job.result).toEqual({ findings: [] });
    // After the check the index is complete, so that the count is exact.
    expect((await t.call('customers.list', {})).total).toBe(saved.length + 1);
  });
});
