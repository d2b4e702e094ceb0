/**
 * T8: three simulated years of keeping copies, five hundred times over, with clocks that jump, files that rot, are cut, encrypted or
 * taken away. No rule of keeping is ever broken; what is left restores. A tidy-up that goes by date alone must be caught.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultMigrationsDir, loadMigrations, migrate } from '../../src-main/core/database/migrate.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { copiesAt, forgetCopy } from '../../src-main/core/operations/backup/targets.repo.ts';
import { createTestCore, TEST_PASSPHRASE } from '../support/create-test-core.ts';
import type { TestCore } from '../support/create-test-core.ts';
import { report, seeded } from './lib/kill.ts';
import { DAY, FROM, live, ours, quickFolder, remembering } from './lib/three-years.ts';
import type { Kind, Life, Schedule, Tidied, Tidy } from './lib/three-years.ts';

const SCHEDULES = Number(process.env['RELIABILITY_SCHEDULES'] ?? 500);
/** Every so many schedules keep real backups, of which one that is left is restored. */
const REAL_EVERY = 25;
const VAULT = '0123abcd-0000-4000-8000-000000000000';
const PROVED = 3;

let root: string;
let db: Db;
let owner: TestCore;
/** Real backups of one book, each with one customer more. */
const real: Buffer[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(quickFolder(tmpdir()), 'regulars-years-'));
  db = remembering(openDatabase(join(root, 'notes.db'), { key: randomBytes(32), create: true, synchronous: 'OFF' }));
  migrate(db, loadMigrations(defaultMigrationsDir()), FROM);
  owner = await createTestCore({ dir: join(root, 'owner') });
  for (let n = 1; n <= 3; n++) {
    await owner.call('customers.create', { name: `客户${String(n)}` });
    const path = join(root, `real-${String(n)}.regulars`);
    const { jobId } = await owner.call('backup.create', { file: owner.file(path) });
    expect((await owner.job(jobId)).state).toBe('done');
    real.push(readFileSync(path));
  }
});
afterAll(async () => {
  await owner.dispose();
  db.close();
  rmSync(root, { recursive: true, force: true });
});

/** The beginning of a sealed file, and the number. */
const plain = (seq: number) => Buffer.concat([Buffer.from('CRMSEAL'), Buffer.from([1, 16, 0, 0, 0]), Buffer.from(`copy ${String(seq)}`)]);

/** What a tidy-up did against the rules. */
function broken(kind: Kind, { now, before, gone, strangersGone, spoilt, code }: Tidied): string[] {
  const found: string[] = [];
  const proved = (list: Tidied['before']) => list.filter((copy) => copy.proven).length;
  const left = before.filter(({ name }) => !gone.includes(name));
  if (proved(left) < Math.min(PROVED, proved(before))) found.push(`${String(proved(left))} proved ones left of ${String(proved(before))}`);
  if (spoilt && gone.length > 0) found.push('removed beside a spoilt one');
  if (code !== null && !(code === 'backup.changedThere' && spoilt)) found.push(`refused with ${code}`);
  // An upload that was cut off may go when its day is over.
  found.push(...strangersGone.filter((name) => !name.endsWith('.partial')).map((name) => `removed ${name}, which is not its own`));
  for (const name of gone) {
    const copy = before.find((one) => one.name === name)!;
    if (before.filter((one) => one.seq > copy.seq && one.proven).length < PROVED) found.push('removed without three newer proved ones');
    if (kind === 'generations' && now - copy.at <= 14 * DAY) found.push('removed a young one');
  }
  if (kind === 'generations' && gone.length > Math.max(1, before.length * 0.2)) found.push(`removed ${String(gone.length)} of ${String(before.length)} at once`);
  return found;
}

/** In a life without faults: the newest of each of the last days, weeks, months and years must be there. Told by another reckoning than the program's. */
function missingGenerations(life: Life): string[] {
  const all = [...life.made.values()].sort((a, b) => b.seq - a.seq);
  const bucket = (at: number) => [at / DAY, at / (7 * DAY)].map((n) => String(Math.floor(n))).concat(new Date(at).toISOString().slice(0, 7), new Date(at).toISOString().slice(0, 4));
  return [7, 4, 12, 3].flatMap((count, which) => {
    const newestOf = new Map<string, string>();
    for (const copy of all) if (!newestOf.has(bucket(copy.at)[which]!)) newestOf.set(bucket(copy.at)[which]!, copy.name);
    return [...newestOf.values()].slice(0, count).filter((name) => !life.place.files.has(name));
  });
}

async function restores(bytes: Buffer): Promise<number | string> {
  const dir = mkdtempSync(join(root, 'restored-'));
  const t = await createTestCore({ dir, book: false });
  try {
    writeFileSync(join(dir, 'copy.regulars'), bytes);
    const { jobId } = await t.call('backup.restore', { file: t.file(join(dir, 'copy.regulars')), secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } });
    const { state, result, error } = await t.job(jobId);
    return state === 'done' ? Number((result as { customers?: number } | null)?.customers) : (error?.code ?? state);
  } finally {
    await t.dispose();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function one(number: number, changed: Partial<Schedule> = {}) {
  const random = seeded(880_000 + number);
  const kind: Kind = number % 4 === 0 ? 'ring' : 'generations';
  const rules: string[] = [];
  const quiet = number % 5 === 1;
  const isReal = number % REAL_EVERY === 0;
  const bytes = isReal ? (seq: number) => real[seq % real.length]! : plain;
  const life = await live(db, { random, kind, quiet, vaultId: VAULT, bytes, tidy: ours, onTidied: (tidied) => rules.push(...broken(kind, tidied)), ...changed });
  if (quiet && kind === 'generations') rules.push(...missingGenerations(life).map((name) => `${name} is missing`));
  return { life, rules, kind, isReal, random };
}

/** Sorts by date, keeps five, and asks nothing else. */
const byDate: Tidy = async (book, _deps, place) => {
  const [target] = copiesAt(book.db, '00112233445566aa').map(({ targetId }) => targetId);
  const old = copiesAt(book.db, target ?? '').toSorted((a, b) => b.at - a.at).slice(5);
  for (const { name } of old) {
    place.files.delete(name);
    forgetCopy(book.db, target!, name);
  }
};

describe('three years of copies', () => {
  it('break no rule of keeping, and what is left restores', async () => {
    const sums = { schedules: 0, copies: 0, proofs: 0, removed: 0, jumps: 0, faults: 0, refusals: 0, broken: 0, restored: 0 };
    let [most, calmDays, calmProofs] = [0, 0, 0];
    for (let number = 1; number <= SCHEDULES; number++) {
      const { life, rules, isReal, random } = await one(number);
      sums.schedules++;
      sums.broken += rules.length;
      for (const key of ['copies', 'proofs', 'removed', 'jumps', 'faults', 'refusals'] as const) sums[key] += life.figures[key];
      most = Math.max(most, life.place.files.size);
      calmDays += life.calm.days;
      calmProofs += life.calm.proofs;
      expect(rules.slice(0, 5), `schedule ${String(number)}`).toEqual([]);
      // At most the newest once a day and an older one a week.
      expect(life.calm.proofs, `proofs of schedule ${String(number)} in ${String(life.calm.days)} days`).toBeLessThanOrEqual(life.calm.days * (1 + 1 / 7) + 20);
      const survivors = [...life.proven];
      if (!isReal || survivors.length === 0) continue;
      const survivor = life.made.get(survivors[Math.floor(random() * survivors.length)]!)!;
      expect(await restores(life.place.files.get(survivor.name)!)).toBe((survivor.seq % real.length) + 1);
      sums.restored++;
    }
    report('three years of copies', { ...sums, 'most at one place': most });
    expect(sums.refusals).toBeGreaterThan(0);
    expect(calmProofs).toBeGreaterThan(calmDays / 60);
    expect(sums.restored).toBeGreaterThan(SCHEDULES / REAL_EVERY / 2);
  });

  it('would show a tidy-up that goes by date alone, and a copy with one bit turned', async () => {
    let caught = 0;
    for (let number = 2; number <= 12; number++) caught += (await one(number, { tidy: byDate })).rules.length > 0 ? 1 : 0;
    const turned = Buffer.from(real[0]!);
    turned[turned.length - 9]! ^= 1;
    const told = await restores(turned);
    report('three years of copies, tidied by date (must fail)', { schedules: 11, caught });
    expect(caught).toBeGreaterThan(8);
    expect(told).toBe('backup.damaged');
  });
});
