/**
 * P17: the lifecycle. A book of as many customers as the size asks for, two sales each, spread over three years: noting every
 * stage anew, a day on which one in fifty moves, the longest hold of the write lock, and the matrix of a month.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { staged, stagesDue } from '../../src-main/core/changes/facts/index.ts';
import { defaultMigrationsDir, loadMigrations, migrate } from '../../src-main/core/database/migrate.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { stageBatches } from '../../src-main/core/domain/lifecycle/day.ts';
import { matrixOf, movesOf } from '../../src-main/core/domain/lifecycle/stages.repo.ts';
import { createRandom } from './generate.ts';
import type { Report } from './report.ts';
import { ms, spreadOf, timed } from './stats.ts';

const TODAY = Date.UTC(2026, 10, 22, 8);
const DAY_MS = 86_400_000;
const MATRIX_LIMIT_MS = 100;
const HOLD_LIMIT_MS = 50;

function fill(db: Db, customers: number): void {
  const random = createRandom(17);
  const person = db.raw.prepare("INSERT INTO customer (id, kind, name, pinyin, created_at, updated_at, aseq) VALUES (?, 'individual', ?, '', 0, 0, 0)");
  const sale = db.raw.prepare(`INSERT INTO sale (id, customer_id, kind, date, amount_minor, currency, paid_minor, created_at, updated_at, aseq)
    VALUES (?, ?, 'sale', ?, 1000, 'CNY', 1000, 0, 0, 0)`);
  const day = () => new Date(TODAY - Math.floor(random() * 1100) * DAY_MS).toISOString().slice(0, 10);
  for (let i = 1; i <= customers; i++) {
    person.run(i, `顾客${i}`);
    sale.run(2 * i, i, day());
    sale.run(2 * i + 1, i, day());
  }
}

/** Runs the batches of the day's work; each one's hold of the lock. */
function batches(db: Db, next: (last: number, limit: number) => number[], now: number): { readonly holds: number[]; readonly moved: number } {
  const done = [...stageBatches(db, next, now)];
  return { holds: done.map((batch) => batch.heldMs), moved: done.reduce((sum, batch) => sum + batch.moved, 0) };
}

/** Makes the book, measures, removes it. */
export function benchLifecycle(root: string, customers: number, report: Report): void {
  const dir = join(root, `lifecycle-${customers}`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const db = openDatabase(join(dir, 'crm.db'), { key: new Uint8Array(32).fill(5), create: true });
  try {
    migrate(db, loadMigrations(defaultMigrationsDir()), 1);
    db.raw.transaction(() => fill(db, customers)).immediate();
    measure(db, customers, report);
  } finally {
    db.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

function measure(db: Db, customers: number, report: Report): void {
  const all = timed(() => batches(db, (last, limit) => staged(db, last, limit), TODAY));
  const day = timed(() => batches(db, (_, limit) => stagesDue(db, TODAY + DAY_MS, limit), TODAY + DAY_MS));
  const rows = [
    ['everybody noted anew', all, spreadOf(all.value.holds)],
    ['a day passes', day, spreadOf(day.value.holds.length > 0 ? day.value.holds : [0])],
  ] as const;
  report.table(
    'Stages',
    ['work', 'customers moved', 'total ms', 'lock p50 ms', 'longest lock ms'],
    rows.map(([name, run, holds]) => [name, run.value.moved.toLocaleString('en'), ms(run.ms), ms(holds.p50), ms(holds.max)]),
  );
  const longest = Math.max(rows[0][2].max, rows[1][2].max);
  report.figure('P17', 'longest hold of the write lock while stages are noted', `${ms(longest)} ms`, `${HOLD_LIMIT_MS} ms`, longest <= HOLD_LIMIT_MS, `batches of ${Math.round(customers / rows[0][1].value.holds.length)} customers on average`);
  const months = Array.from({ length: 24 }, (_, i) => new Date(Date.UTC(2026, 10 - i, 1)).toISOString().slice(0, 7));
  for (const month of months.slice(0, 3)) matrixOf(db, month);
  const matrix = spreadOf(months.flatMap((month) => Array.from({ length: 5 }, () => timed(() => matrixOf(db, month)).ms)));
  const page = spreadOf(months.map((month) => timed(() => movesOf(db, { month, from: 'new', to: 'atRisk', offset: 0, limit: 50 })).ms));
  report.note(`first 50 moves behind a number with their count: p50 ${ms(page.p50)} ms, p95 ${ms(page.p95)} ms`);
  report.figure('P17', 'matrix of a month, p95', `${ms(matrix.p95)} ms`, `${MATRIX_LIMIT_MS} ms`, matrix.p95 <= MATRIX_LIMIT_MS, `max ${ms(matrix.max)} ms`);
}
