/**
 * T1: SIGKILL at random moments of editing. One book lives through all the kills of its
 * lane; what was acknowledged must be there, and at most the one edit under way may be
 * there besides.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src-main/core/changes/audit.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { loadSodium } from '../../src-main/core/kernel/sodium.ts';
import type { Sodium } from '../../src-main/core/kernel/sodium.ts';
import { systemVaultDeps, unlockWithPassphrase } from '../../src-main/core/vault/index.ts';
import type { VaultKeys } from '../../src-main/core/vault/index.ts';
import { checkHighWater } from '../../src-main/core/changes/high-water.ts';
import { marksOf } from '../../src-main/core/changes/marks.ts';
import { PASSPHRASE, startChildCore } from './lib/child-core.ts';
import { report, runAndKill, seeded } from './lib/kill.ts';

const KILLS_PER_LANE = Number(process.env['RELIABILITY_KILLS'] ?? 385);
const LANES = 2;
const FULL_CHECK_EVERY = 30;

interface Expected {
  name: string;
  notes: string | null;
  deleted: boolean;
}
type Step = { op: 'create'; name: string } | { op: 'update'; id: number; notes: string } | { op: 'remove' | 'restore'; id: number };

let sodium: Sodium;
let root: string;
beforeAll(async () => {
  sodium = await loadSodium();
  root = mkdtempSync(join(tmpdir(), 'regulars-kill-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Applies what was acknowledged; answers the step that was under way, if any. */
function replay(model: Map<number, Expected>, lines: readonly string[]): { acked: number; open: Step | null } {
  let open: Step | null = null;
  let acked = 0;
  for (const line of lines) {
    if (line.startsWith('I ')) open = JSON.parse(line.slice(2)) as Step;
    else if (line.startsWith('A ') && open) {
      const answer = JSON.parse(line.slice(2)) as { id?: number; ok?: boolean };
      if (open.op === 'create') model.set(answer.id!, { name: open.name, notes: null, deleted: false });
      else if (open.op === 'update' && answer.ok) model.get(open.id)!.notes = open.notes;
      else if (open.op !== 'update') model.get(open.id)!.deleted = open.op === 'remove';
      acked++;
      open = null;
    }
  }
  return { acked, open };
}

interface StoredRow {
  readonly id: number;
  readonly name: string;
  readonly notes: string | null;
  readonly deleted: number;
}

/** Differences between the book and the model; the open step may have happened or not, and is then part of the model. */
function differences(db: Db, model: Map<number, Expected>, open: Step | null): string[] {
  const rows = db.raw.prepare<[], StoredRow>('SELECT id, name, notes, deleted_at IS NOT NULL AS deleted FROM customer').all();
  const found: string[] = [];
  const stored = new Map(rows.map((r) => [r.id, r]));
  for (const [id, row] of stored) {
    if (model.has(id)) continue;
    if (open?.op === 'create' && row.name === open.name) model.set(id, { name: row.name, notes: null, deleted: false });
    else found.push(`unexpected row ${String(id)}`);
  }
  for (const [id, want] of model) {
    const row = stored.get(id);
    if (!row) {
      found.push(`lost row ${String(id)}`);
      continue;
    }
    if (open && 'id' in open && open.id === id) {
      if (open.op === 'update' && row.notes === open.notes) want.notes = open.notes;
      if (open.op !== 'update') want.deleted = row.deleted === 1;
    }
    if (row.name !== want.name || row.notes !== want.notes || (row.deleted === 1) !== want.deleted) found.push(`row ${String(id)} differs`);
  }
  return found;
}

async function keysOf(dir: string): Promise<VaultKeys> {
  const unlocked = await unlockWithPassphrase(systemVaultDeps({ appVersion: '0.1.0' }), dir, PASSPHRASE);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  return unlocked.value.keys;
}

async function lane(number: number) {
  const dir = join(root, `lane-${String(number)}`);
  const first = await startChildCore(dir, true, { by: 'keychain' });
  await first.core.close();
  const bookDir = join(dir, 'book');
  const keys = await keysOf(bookDir);
  const mac = (m: Uint8Array) => keys.audit.use((k) => sodium.hash(32, m, k));
  const model = new Map<number, Expected>();
  const sums = { kills: 0, acked: 0, lost: 0, corrupt: 0, unacked: 0 };
  for (let i = 0; i < KILLS_PER_LANE; i++) {
    const seed = number * 100_000 + i;
    const known = JSON.stringify([...model.keys()].slice(-40));
    const killed = await runAndKill('editor.ts', [dir, String(seed), known], Math.floor(seeded(seed)() * 60));
    expect(killed.stderr).toBe('');
    expect(killed.ended).toBe(false);
    const { acked, open } = replay(model, killed.lines);
    const db = keys.db.use((key) => openDatabase(join(bookDir, 'crm.db'), { key }));
    const wrong = differences(db, model, open);
    const full = i % FULL_CHECK_EVERY === FULL_CHECK_EVERY - 1;
    const sound = !full || (db.raw.pragma('integrity_check', { simple: true }) === 'ok' && verifyAudit(db, mac) === null);
    const mark = checkHighWater(bookDir, db, marksOf(sodium, keys)).state;
    db.close();
    sums.kills++;
    sums.acked += acked;
    sums.unacked += open ? 1 : 0;
    sums.lost += wrong.length;
    sums.corrupt += sound && (mark === 'fits' || mark === 'absent') ? 0 : 1;
    expect(wrong, `seed ${String(seed)}`).toEqual([]);
  }
  keys.dispose();
  return sums;
}

describe('kill -9 while editing', () => {
  it('loses no acknowledged change and leaves no broken book', async () => {
    const lanes = await Promise.all(Array.from({ length: LANES }, (_, i) => lane(i + 1)));
    const sum = (key: keyof (typeof lanes)[number]) => lanes.reduce((n, l) => n + l[key], 0);
    report('kill -9 while editing', { kills: sum('kills'), acknowledged: sum('acked'), 'cut off': sum('unacked'), lost: sum('lost'), corrupt: sum('corrupt') });
    expect(sum('lost')).toBe(0);
    expect(sum('corrupt')).toBe(0);
    expect(sum('acked')).toBeGreaterThan(sum('kills'));
  });

  it('would notice a loss: a row taken away, a note turned back', () => {
    const model = new Map<number, Expected>([[1, { name: 'a', notes: 'n', deleted: false }]]);
    const db = { raw: { prepare: () => ({ all: (): StoredRow[] => [] }) } } as unknown as Db;
    expect(differences(db, new Map(model), null)).toEqual(['lost row 1']);
    const old = { raw: { prepare: () => ({ all: (): StoredRow[] => [{ id: 1, name: 'a', notes: null, deleted: 0 }] }) } } as unknown as Db;
    expect(differences(old, new Map(model), null)).toEqual(['row 1 differs']);
  });
});
