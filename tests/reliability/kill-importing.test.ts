/**
 * T1: SIGKILL at random moments of an import. Each time a fresh copy of one book: after
 * the kill it opens, the import is shown as interrupted with exactly the rows it wrote,
 * and undoing it gives back the book as it was, updates included.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src-main/core/database/open.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import { systemVaultDeps, unlockWithPassphrase } from '../../src-main/core/vault/index.ts';
import type { VaultKeys } from '../../src-main/core/vault/index.ts';
import { startChildCore, PASSPHRASE } from './lib/child-core.ts';
import { report, runAndKill, seeded } from './lib/kill.ts';

const KILLS_PER_LANE = Number(process.env['RELIABILITY_IMPORT_KILLS'] ?? 75);
const LANES = 2;
/** Every so many kills the program itself opens the book, shows the import and takes it back. */
const UNDO_EVERY = 5;
const EXISTING = 40;
const ROWS = 6000;

let root: string;
let template: string;
let keys: VaultKeys;
let before: string;

function contents(db: Db): string {
  const rows = db.raw.prepare('SELECT name, phones, company, notes, tags, extra FROM customer WHERE deleted_at IS NULL ORDER BY id').all();
  return JSON.stringify(rows);
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-kill-'));
  template = join(root, 'template');
  const first = await startChildCore(template, true, { by: 'keychain' });
  const phone = (i: number) => `138${String(10_000_000 + i)}`;
  for (let i = 0; i < EXISTING; i++) await first.call('customers.create', { name: `老客户${String(i)}`, phones: [{ value: phone(i * 97) }] });
  await first.core.close();
  const lines = Array.from({ length: ROWS }, (_, i) => `客户${String(i)},${phone(i)},公司${String(i % 50)},备注${String(i)}`);
  writeFileSync(join(template, 'customers.csv'), `姓名,手机,公司,备注\n${lines.join('\n')}\n`);
  const unlocked = await unlockWithPassphrase(systemVaultDeps({ appVersion: '0.1.0' }), join(template, 'book'), PASSPHRASE);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  keys = unlocked.value.keys;
  const db = openBook(template);
  before = contents(db);
  db.close();
});
afterAll(() => {
  keys.dispose();
  rmSync(root, { recursive: true, force: true });
});

function openBook(dir: string): Db {
  return keys.db.use((key) => openDatabase(join(dir, 'book', 'crm.db'), { key }));
}

/** What the log says was created must be exactly what is there. */
function problems(db: Db): string[] {
  const found: string[] = [];
  if (db.raw.pragma('quick_check', { simple: true }) !== 'ok') found.push('damaged');
  const orphans = db.raw.prepare('SELECT count(*) FROM customer c WHERE NOT EXISTS (SELECT 1 FROM change_log l WHERE l.seq = c.aseq)').pluck().get();
  if (orphans !== 0) found.push(`${String(orphans)} rows without a change`);
  const logged = Number(db.raw.prepare("SELECT coalesce(sum(l.row_count), 0) FROM change_log l JOIN action a ON a.id = l.action_id WHERE a.kind LIKE 'import%'").pluck().get());
  const rows = Number(db.raw.prepare('SELECT count(*) FROM customer').pluck().get());
  const updated = Number(
    db.raw.prepare("SELECT count(*) FROM customer c JOIN change_log l ON l.seq = c.aseq JOIN action a ON a.id = l.action_id WHERE c.id IN (SELECT id FROM customer ORDER BY id LIMIT ?) AND a.kind LIKE 'import%'").pluck().get(EXISTING),
  );
  if (rows - EXISTING + updated !== logged) found.push(`log tells of ${String(logged)} rows, book has ${String(rows - EXISTING)} new and ${String(updated)} updated`);
  return found;
}

async function undoInProgram(dir: string): Promise<string[]> {
  const child = await startChildCore(dir, false, { by: 'keychain' });
  try {
    const { imports } = await child.call('import.list', {});
    const latest = imports[0];
    if (!latest) return contentsAre(dir);
    if (latest.state === 'running') return ['import still called running'];
    const { jobId } = await child.call('import.undo', { importId: latest.importId });
    const ended = await child.job(jobId);
    if (ended !== 'done') return [`undo ended as ${ended}`];
  } finally {
    await child.core.close();
  }
  return contentsAre(dir);
}

function contentsAre(dir: string): string[] {
  const db = openBook(dir);
  const same = contents(db) === before;
  db.close();
  return same ? [] : ['undo did not give the book back as it was'];
}

async function lane(number: number) {
  const sums = { kills: 0, midway: 0, undone: 0, bad: 0 };
  for (let i = 0; i < KILLS_PER_LANE; i++) {
    const seed = number * 100_000 + i;
    const dir = join(root, `run-${String(seed)}`);
    cpSync(template, dir, { recursive: true });
    const killed = await runAndKill('importer.ts', [dir], Math.floor(seeded(seed)() * 250));
    expect(killed.stderr).toBe('');
    const db = openBook(dir);
    const found = problems(db);
    const rows = Number(db.raw.prepare('SELECT count(*) FROM customer').pluck().get());
    db.close();
    if (rows > EXISTING && rows < EXISTING + ROWS - EXISTING) sums.midway++;
    if (i % UNDO_EVERY === 0) {
      found.push(...(await undoInProgram(dir)));
      sums.undone++;
    }
    sums.kills++;
    sums.bad += found.length;
    expect(found, `seed ${String(seed)}`).toEqual([]);
    rmSync(dir, { recursive: true, force: true });
  }
  return sums;
}

describe('kill -9 while importing', () => {
  it('leaves whole batches only, and an import that can be taken back', async () => {
    const lanes = await Promise.all(Array.from({ length: LANES }, (_, i) => lane(i + 1)));
    const sum = (key: keyof (typeof lanes)[number]) => lanes.reduce((n, l) => n + l[key], 0);
    report('kill -9 while importing', { kills: sum('kills'), 'cut midway': sum('midway'), 'undone whole': sum('undone'), bad: sum('bad') });
    expect(sum('bad')).toBe(0);
    // A harness that only ever kills before or after the work would prove nothing.
    expect(sum('midway')).toBeGreaterThan(0);
  });
});
