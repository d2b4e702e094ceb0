/**
 * SIGKILL at random moments of moving customers to another book. After each kill everybody
 * is in at least one of the two books; the next opening tells of the move, and ending it or
 * taking it back leaves everybody in exactly one.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { systemVaultDeps, unlockWithPassphrase } from '../../src-main/core/vault/index.ts';
import type { VaultKeys } from '../../src-main/core/vault/index.ts';
import { PASSPHRASE, startChildCore } from './lib/child-core.ts';
import { inLanes, report, runAndKill, seeded } from './lib/kill.ts';

const KILLS = Number(process.env['RELIABILITY_MOVE_KILLS'] ?? 28);
const PEOPLE = 1500;
const secret = { type: 'passphrase' as const, passphrase: PASSPHRASE };

let root: string;
let template: string;
const keys: Partial<Record<'book' | 'branch', VaultKeys>> = {};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-move-'));
  template = join(root, 'template');
  const first = await startChildCore(template, true);
  for (let i = 0; i < PEOPLE; i++) {
    const { id } = await first.call('customers.create', { name: `客户${String(i)}` });
    if (i % 3 === 0) await first.call('followUps.create', { customerId: id, at: i, method: 'phone', content: `谈了第 ${String(i)} 次` });
  }
  const made = await first.core.createInFolder(join(template, 'branch'), { name: 'B', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: PASSPHRASE });
  expect(made.ok).toBe(true);
  await first.core.close();
  for (const name of ['book', 'branch'] as const) {
    const unlocked = await unlockWithPassphrase(systemVaultDeps({ appVersion: '0.1.0' }), join(template, name), PASSPHRASE);
    if (!unlocked.ok) throw new Error(unlocked.error.code);
    keys[name] = unlocked.value.keys;
  }
});
afterAll(() => {
  for (const one of Object.values(keys)) one.dispose();
  rmSync(root, { recursive: true, force: true });
});

interface Seen {
  readonly names: readonly string[];
  readonly followUps: number;
  readonly sound: boolean;
}

function look(dir: string, book: 'book' | 'branch'): Seen {
  const db = keys[book]!.db.use((key) => openDatabase(join(dir, book, 'crm.db'), { key }));
  const names = db.raw.prepare<[], string>('SELECT name FROM customer WHERE deleted_at IS NULL ORDER BY name').pluck().all();
  const followUps = Number(db.raw.prepare('SELECT count(*) FROM follow_up f JOIN customer c ON c.id = f.customer_id WHERE f.deleted_at IS NULL AND c.deleted_at IS NULL').pluck().get());
  const sound = db.raw.pragma('quick_check', { simple: true }) === 'ok';
  db.close();
  return { names, followUps, sound };
}

/** What the kill left: nobody may be missing. */
function problems(dir: string): string[] {
  const [here, there] = [look(dir, 'book'), look(dir, 'branch')];
  const found = here.sound && there.sound ? [] : ['damaged'];
  const all = new Set([...here.names, ...there.names]);
  if (all.size !== PEOPLE) found.push(`${String(PEOPLE - all.size)} are in neither book`);
  if (new Set(there.names).size !== there.names.length) found.push('somebody is twice in the branch');
  return found;
}

/** Ends the move or takes it back in the program itself; answers what state it was in, or what went wrong. */
async function endMove(dir: string, deed: 'finish' | 'takeBack'): Promise<{ readonly state: string; readonly wrong: readonly string[] }> {
  const child = await startChildCore(dir, false);
  try {
    const { moves } = await child.call('moving.list', {});
    const move = moves[0];
    if (!move) return { state: 'none', wrong: ['the move is not told'] };
    const { state } = move;
    if (state === 'done') return { state, wrong: [] };
    if (state !== 'interrupted') return { state, wrong: [`the move is called ${state}`] };
    const { ref } = await child.call('books.add', { folder: join(dir, 'branch') });
    const { jobId } = await child.call(`moving.${deed}`, { ref, secret, moveId: move.moveId });
    const ended = await child.job(jobId);
    return { state, wrong: ended === 'done' ? [] : [`${deed} ended as ${ended}`] };
  } finally {
    await child.core.close();
  }
}

/** After that everybody must be in one book, with all that is theirs. */
async function settle(dir: string, deed: 'finish' | 'takeBack'): Promise<readonly string[]> {
  const { state, wrong } = await endMove(dir, deed);
  if (wrong.length > 0) return wrong;
  const [full, empty] = state === 'done' || deed === 'finish' ? (['branch', 'book'] as const) : (['book', 'branch'] as const);
  const [holder, other] = [look(dir, full), look(dir, empty)];
  const right = holder.names.length === PEOPLE && new Set(holder.names).size === PEOPLE && holder.followUps === PEOPLE / 3 && other.names.length === 0;
  return right ? [] : [`after ${deed}: ${String(holder.names.length)} with ${String(holder.followUps)} follow-ups in one book, ${String(other.names.length)} in the other`];
}

describe('kill -9 while moving to another book', () => {
  it('loses nobody, and what was cut off can be ended or taken back', async () => {
    const sums = { kills: 0, midway: 0, bad: 0 };
    await inLanes(KILLS, async (i) => {
      const dir = join(root, `run-${String(i)}`);
      cpSync(template, dir, { recursive: true });
      const killed = await runAndKill('mover.ts', [dir], Math.floor(seeded(7_000 + i)() * 900));
      expect(killed.stderr).toBe('');
      const found = problems(dir);
      const { names } = look(dir, 'branch');
      if (names.length > 0 && look(dir, 'book').names.length > 0) sums.midway++;
      found.push(...(await settle(dir, i % 2 === 0 ? 'finish' : 'takeBack')));
      sums.kills++;
      sums.bad += found.length;
      expect(found, `kill ${String(i)}`).toEqual([]);
      rmSync(dir, { recursive: true, force: true });
    });
    report('kill -9 while moving to another book', sums);
    // A harness that only ever kills before or after the work would prove nothing.
    expect(sums.midway).toBeGreaterThan(0);
  });
});
