/**
 * T5: copies are being written, to the computer and to a stick, and the disk is full, errs, is pulled out, or the program dies at one of
 * its calls. Older copies stay as they were, no file that is not whole has a final name, what is told as made proves by a restore, the
 * next copy succeeds, and nothing unfinished is left a day later.
 */
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spread } from './lib/fault-plan.ts';
import { report } from './lib/kill.ts';
import { buildShim, runShimmed } from './lib/shim.ts';
import { WRITER_KILL, WRITER_KINDS } from './lib/writer-plan.ts';
import type { WriterFault, WriterOutcome } from './lib/writer-plan.ts';

/** So many times the points of the plan, and so many kills. */
const TIMES = Number(process.env['RELIABILITY_WRITER_TIMES'] ?? 1);
const KILLS = 40 * TIMES;
const LANES = [1, 2];
/** What a person is told of a place that fails; a stick that is gone is away. */
const CODES = new Set(['disk.full', 'disk.io', 'disk.denied', 'disk.failed', 'disk.missing', 'backup.away']);

let root: string;
let shim: string | null;
const laneOf = (lane: number) => join(root, `lane-${String(lane)}`);
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-writer-'));
  shim = buildShim(root);
  if (shim === null) return;
  for (const lane of LANES) {
    mkdirSync(laneOf(lane));
    expect(await runShimmed(shim, 'backup-writer.ts', ['build', laneOf(lane)])).toMatchObject({ code: 0, stderr: '' });
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function child(deed: string, lane: number, parts: readonly (WriterFault | string)[]): Promise<WriterOutcome[]> {
  if (parts.length === 0) return [];
  const { code, signal, stderr, lines } = await runShimmed(shim!, 'backup-writer.ts', [deed, laneOf(lane), JSON.stringify(parts)]);
  // What the program writes to its record of an armed fault is no failure; what it writes when judging one is.
  expect({ code, signal, stderr: deed === 'faults' ? '' : stderr }).toEqual({ code: 0, signal: null, stderr: '' });
  return lines.map((line) => JSON.parse(line) as WriterOutcome);
}

/** The same deed in both lanes, each with its share. */
async function inLanes<T>(all: readonly T[], work: (lane: number, share: readonly T[]) => Promise<WriterOutcome[]>): Promise<WriterOutcome[]> {
  const lanes = await Promise.all(LANES.map((lane, i) => work(lane, all.filter((_one, n) => n % LANES.length === i))));
  return lanes.flat();
}

const survivors = new Set<number>();
async function killAll(lane: number, moments: readonly number[]): Promise<WriterOutcome[]> {
  const names: string[] = [];
  for (const n of moments) {
    cpSync(join(laneOf(lane), 'template'), join(laneOf(lane), 'case'), { recursive: true });
    const run = await runShimmed(shim!, 'backup-writer.ts', ['kill', laneOf(lane), JSON.stringify({ ...WRITER_KILL, n })]);
    // One that came to its end first had fewer calls this time; it is judged as well, and not counted as hit.
    const survived = run.lines.includes('survived');
    expect({ killed: run.signal === 'SIGKILL', stderr: run.stderr }).toEqual({ killed: !survived, stderr: '' });
    if (survived) survivors.add(n);
    names.push(`killed-${String(n)}`);
    renameSync(join(laneOf(lane), 'case'), join(laneOf(lane), names.at(-1)!));
  }
  return (await child('judge', lane, names)).map((one) => ({ ...one, faults: survivors.has(one.n) ? 0 : 1 }));
}

describe('writing copies', () => {
  it('leaves nothing that is not whole under a final name, whatever fails', async () => {
    if (shim === null) return;
    const kinds = [...WRITER_KINDS, { ...WRITER_KILL, mode: 1, points: 0 }].map((kind): WriterFault & { points: number } => ({ ...kind, n: 0 }));
    const counted = await inLanes(kinds, (lane, share) => child('faults', lane, share));
    expect(counted.flatMap((one) => [...one.problems, ...one.codes])).toEqual([]);
    const callsOf = (kind: string) => counted.find((one) => one.kind === kind)!.calls;
    const plan = WRITER_KINDS.flatMap(({ points, ...kind }) => spread(callsOf(kind.kind), points * TIMES).map((n): WriterFault => ({ ...kind, n })));
    const failed = await inLanes(plan, (lane, share) => child('faults', lane, share));
    // How many calls there are depends on what the threads do meanwhile; the last part is the same notes again.
    const moments = spread(Math.floor(callsOf(WRITER_KILL.kind) * 0.6), KILLS);
    const dead = await inLanes(moments, killAll);
    const all = [...failed, ...dead];
    const hit = all.filter((one) => one.faults > 0);
    const count = (what: RegExp) => all.filter((one) => one.problems.some((problem) => what.test(problem))).length;
    const told = failed.filter((one) => one.codes.length > 0).length;
    const problems = { 'older damaged': count(/older/), 'not whole under a final name': count(/not whole/), 'told but not there': count(/noted|neither/), 'left over': count(/left over/), 'stuck afterwards': count(/afterwards/) };
    report('writing copies', { tried: all.length, hit: hit.length, kills: dead.filter((one) => one.faults > 0).length, 'told as failed': told, ...problems });
    expect(all.filter((one) => one.problems.length > 0 || one.codes.some((code) => !CODES.has(code)))).toEqual([]);
    expect(hit.length).toBeGreaterThan(all.length * 0.8);
    expect(hit.length).toBeGreaterThanOrEqual(100 * Math.min(1, TIMES));
    expect(told).toBeGreaterThan(failed.length / 3);
  });

  it('by a careless writer is found out', async () => {
    if (shim === null) return;
    const outcomes = await child('naive', 1, [1, 2, 3].map((n): WriterFault => ({ ...WRITER_KILL, n, mode: 3 })));
    const caught = outcomes.filter((one) => one.problems.some((problem) => problem.startsWith('not whole'))).length;
    report('writing copies carelessly (must fail)', { tried: outcomes.length, caught });
    expect(caught).toBe(outcomes.length);
  });
});
