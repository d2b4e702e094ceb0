/**
 * T3: the power fails. One run of commits is traced; at moments spread over it the disk is
 * put together as a cut would leave it, three ways each, and opened. Nothing acknowledged
 * may be missing; with `synchronous=OFF` the same search must find broken books.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src-main/core/changes/audit.ts';
import type { Mac } from '../../src-main/core/changes/audit.ts';
import { checkHighWater } from '../../src-main/core/changes/high-water.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { report, seeded } from './lib/kill.ts';
import { createDisk, CUTS } from './lib/power-cut.ts';
import { POWER_KEY, powerMac } from './lib/power-book.ts';
import { buildShim, readTrace, runShimmed } from './lib/shim.ts';

const MOMENTS = Number(process.env['RELIABILITY_POWER_MOMENTS'] ?? 3800);
const COMMITS = 250;

let root: string;
let shim: string | null;
let mac: Mac;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-power-'));
  shim = buildShim(root);
  mac = await powerMac();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Verdict = { readonly state: 'sound'; readonly lost: number } | { readonly state: 'broken'; readonly why: string };

/** Opens what a cut left and compares with what had been acknowledged. */
function judge(files: ReadonlyMap<string, Buffer>, acked: number): Verdict {
  const dir = join(root, 'after');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  for (const [name, bytes] of files) if (name !== 'acks') writeFileSync(join(dir, name), bytes);
  try {
    const db = openDatabase(join(dir, 'crm.db'), { key: POWER_KEY, synchronous: 'OFF' });
    try {
      if (db.raw.pragma('quick_check', { simple: true }) !== 'ok') return { state: 'broken', why: 'pages' };
      if (verifyAudit(db, mac) !== null) return { state: 'broken', why: 'audit' };
      const torn = db.raw.prepare('SELECT count(*) FROM customer c WHERE NOT EXISTS (SELECT 1 FROM change_log l WHERE l.seq = c.aseq)').pluck().get();
      if (torn !== 0) return { state: 'broken', why: 'half a transaction' };
      const head = Number(db.raw.prepare('SELECT coalesce(max(seq), 0) FROM audit').pluck().get());
      const mark = checkHighWater(dir, db, { today: mac, record: mac, isFirst: true }).state;
      if (mark === 'missing' || mark === 'forked') return { state: 'broken', why: `mark ${mark}` };
      return { state: 'sound', lost: Math.max(0, acked - head) };
    } finally {
      db.close();
    }
  } catch (e) {
    return { state: 'broken', why: e instanceof Error ? e.message : 'unknown' };
  }
}

async function cutEverywhere(synchronous: 'FULL' | 'OFF', moments: number) {
  const dir = join(root, synchronous);
  mkdirSync(dir);
  expect(await runShimmed(shim!, 'power.ts', [dir, synchronous, String(COMMITS)])).toMatchObject({ code: 0, stderr: '' });
  const ops = [...readTrace(join(root, `${synchronous}.trace`))];
  const random = seeded(99);
  const disk = createDisk();
  const sums = { states: 0, lost: 0, broken: 0, why: new Set<string>() };
  let acked = 0;
  // Evenly spread; where there are more moments than calls, each call is cut at more than once, with other parts lost.
  const share = Math.min(1, moments / ops.length);
  const rounds = Math.max(1, Math.round(moments / ops.length));
  ops.forEach((op, i) => {
    if (op.path.endsWith('/acks')) {
      if (op.op === 'w') acked = Number(op.data.toString('utf8'));
      return;
    }
    disk.next(op);
    // Before the first acknowledgement there is no book yet.
    if (acked === 0 || Math.floor((i + 1) * share) === Math.floor(i * share)) return;
    for (const how of CUTS.flatMap((cut) => (cut === 'nothing' ? [cut] : Array<typeof cut>(rounds).fill(cut)))) {
      const verdict = judge(disk.cut(how, random), acked);
      sums.states++;
      if (verdict.state === 'sound') sums.lost += verdict.lost;
      else {
        sums.broken++;
        sums.why.add(verdict.why);
      }
    }
  });
  return { ...sums, ops: ops.length, acked };
}

describe('power cuts', () => {
  it('take nothing that was acknowledged and break no book', async () => {
    if (shim === null) return;
    const { states, lost, broken, why, ops, acked } = await cutEverywhere('FULL', MOMENTS);
    report('power cuts', { states, calls: ops, acknowledged: acked, lost, corrupt: broken });
    expect({ lost, broken, why: [...why] }).toEqual({ lost: 0, broken: 0, why: [] });
    expect(states).toBeGreaterThan(MOMENTS);
  });

  it('break a book that does not wait for the disk', async () => {
    if (shim === null) return;
    const { states, lost, broken } = await cutEverywhere('OFF', 40);
    report('power cuts without sync (must fail)', { states, lost, corrupt: broken });
    expect(lost + broken).toBeGreaterThan(states / 4);
  });
});
