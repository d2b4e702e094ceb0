/**
 * T4: a full disk, I/O errors, half writes and failed syncs at calls spread over editing,
 * opening, closing, backup and import. The program answers with the code of the fault,
 * loses nothing, does nothing that was refused, and works again without a restart.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChildCore } from './lib/child-core.ts';
import { KINDS, PHASES, spread } from './lib/fault-plan.ts';
import type { Fault, FaultOutcome } from './lib/fault-plan.ts';
import { report } from './lib/kill.ts';
import { buildShim, runShimmed } from './lib/shim.ts';

const POINTS = Number(process.env['RELIABILITY_FAULT_POINTS'] ?? 36);
/** Work of worker threads takes seconds, not fractions: fewer points. */
const HEAVY = new Set<Fault['phase']>(['backup', 'import']);
const HEAVY_POINTS = Math.max(2, Math.ceil(POINTS / 4));
const LANES = 2;
/** What a person is told of a disk that fails; anything else would be a wrong cause. */
const DISK_CODES = new Set(['disk.full', 'disk.io', 'disk.denied', 'disk.failed']);

let root: string;
let shim: string | null;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-faults-'));
  shim = buildShim(root);
  const template = join(root, 'template');
  const first = await startChildCore(template, true);
  await first.call('customers.create', { name: '老客户', notes: '旧' });
  const { jobId } = await first.call('backup.create', { file: first.file(join(template, 'older.regulars')) });
  await first.job(jobId);
  await first.core.close();
  const lines = Array.from({ length: 400 }, (_, i) => `导入${String(i)},${'字'.repeat(40)}`);
  writeFileSync(join(template, 'rows.csv'), `姓名,备注\n${lines.join('\n')}\n`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function runAll(faults: readonly Fault[]): Promise<FaultOutcome[]> {
  const lanes = Array.from({ length: LANES }, (_, lane) => faults.filter((_f, i) => i % LANES === lane));
  const runs = await Promise.all(lanes.filter((l) => l.length > 0).map((l) => runShimmed(shim!, 'faulty.ts', [root, JSON.stringify(l)])));
  for (const run of runs) expect({ code: run.code, signal: run.signal, stderr: run.stderr }).toEqual({ code: 0, signal: null, stderr: '' });
  return runs.flatMap((run) => run.lines.map((line) => JSON.parse(line) as FaultOutcome));
}

describe('faults of the disk', () => {
  it('are told by their codes, lose nothing, and pass', async () => {
    if (shim === null) return;
    const kinds = PHASES.flatMap((phase) => KINDS.map((kind) => ({ ...kind, phase })));
    // How often a phase makes the calls of a kind depends on which calls those are alone.
    const sameCalls = ({ phase, ops }: Omit<Fault, 'n'>) => `${phase} ${ops}`;
    const counted = await runAll([...new Map(kinds.map((kind) => [sameCalls(kind), { ...kind, n: 0 }])).values()]);
    expect(counted.flatMap((o) => o.problems)).toEqual([]);
    const callsOf = new Map(counted.map(({ fault, calls }) => [sameCalls(fault), calls]));
    const plan = kinds.flatMap((kind) => spread(callsOf.get(sameCalls(kind))!, HEAVY.has(kind.phase) ? HEAVY_POINTS : POINTS).map((n) => ({ ...kind, n })));
    const outcomes = await runAll(plan);
    const bad = outcomes.filter((o) => o.problems.length > 0 || o.codes.some((code) => !DISK_CODES.has(code)));
    const hit = outcomes.filter((o) => o.faults > 0);
    const told = new Map<string, number>();
    for (const code of outcomes.flatMap((o) => o.codes)) told.set(code, (told.get(code) ?? 0) + 1);
    const count = (what: RegExp) => outcomes.filter((o) => o.problems.some((p) => what.test(p))).length;
    report('faults of the disk', { tried: outcomes.length, hit: hit.length, lost: count(/^(lost|unasked)/), corrupt: count(/damaged|chain|mark|open/), told: [...told].map(([k, n]) => `${k}=${String(n)}`).join(' ') });
    expect(bad.map((o) => ({ ...o.fault, codes: o.codes, problems: o.problems }))).toEqual([]);
    expect(hit.length).toBeGreaterThan(outcomes.length * 0.8);
    expect(told.get('disk.full')).toBeGreaterThan(10);
    expect(told.get('disk.io')).toBeGreaterThan(10);
  });
});
