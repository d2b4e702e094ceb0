/**
 * P18: the screen of tasks with 200,000 open tasks, half as many next dates of follow-ups and
 * some customers in the bin: the first page and the counts of each span, as the window asks
 * for them, plain and filtered; and a page far down.
 */
import { join } from 'node:path';
import { createRowStore } from '../../src-main/core/changes/rows.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import type { CallContext, OpenBook } from '../../src-main/core/domain/context.ts';
import { taskRoutes } from '../../src-main/core/domain/tasks/index.ts';
import { taskBandSchema } from '../../shared/modules/tasks.ts';
import type { TaskFilter } from '../../shared/modules/tasks.ts';
import { KEY } from './book.ts';
import { createRandom, DEVICE } from './generate.ts';
import type { Report } from './report.ts';
import { ms, spreadOf, timed } from './stats.ts';

const TASKS = 200_000;
const PLANS = 5;
const BINNED = 500;
const DAY_MS = 86_400_000;
const FIRST = DEVICE * 2 ** 32 + 1;
const ROUNDS = 60;

/** Open tasks from two months ago to four months ahead, one in fifty without a day, half of them from plans. */
function addTasks(db: Db, rows: number): void {
  if (db.raw.prepare('SELECT 1 FROM task LIMIT 1').get() !== undefined) return;
  const random = createRandom(18);
  const who = () => FIRST + Math.floor(random() * rows);
  const day = () => new Date(Date.now() + (Math.floor(random() * 180) - 60) * DAY_MS).toISOString().slice(0, 10);
  const from = FIRST + rows * 8;
  const plan = db.raw.prepare("INSERT INTO care_plan (id, name, active, steps, position, created_at, updated_at, aseq) VALUES (?, '关怀', 0, '[]', 0, 0, 0, 1)");
  const task = db.raw.prepare(`INSERT INTO task (id, customer_id, title, due, method, priority, status, plan_id, created_at, updated_at, aseq)
    VALUES (?, ?, '回访一下', ?, ?, ?, 'open', ?, 0, 0, 1)`);
  const step = db.raw.prepare("INSERT OR IGNORE INTO next_step (customer_id, follow_up_id, date, method) VALUES (?, ?, ?, 'phone')");
  db.raw.exec('BEGIN');
  for (let n = 0; n < PLANS; n++) plan.run(from + n);
  for (let n = 0; n < TASKS; n++) {
    const method = random() < 0.5 ? 'phone' : 'wechat';
    task.run(from + PLANS + n, who(), random() < 0.02 ? null : day(), method, random() < 0.05 ? 'high' : 'normal', n % 2 === 0 ? null : from + (n % PLANS));
  }
  for (let n = 0; n < TASKS / 2; n++) step.run(FIRST + Math.floor(random() * rows), from + PLANS + TASKS + n, day());
  db.raw.prepare('UPDATE customer SET deleted_at = 1, deleted_kind = 1 WHERE id IN (SELECT id FROM customer LIMIT ?)').run(BINNED);
  db.raw.exec('COMMIT');
  db.raw.pragma('wal_checkpoint(TRUNCATE)');
}

/** Measures at a prepared book of `rows` customers, which keeps the tasks afterwards. */
export function benchTasks(dir: string, rows: number, report: Report): void {
  const db = openDatabase(join(dir, 'crm.db'), { key: KEY });
  try {
    addTasks(db, rows);
    const book = { db, rows: createRowStore(db), clock: { now: () => Date.now() } } as unknown as OpenBook;
    const ctx: CallContext = { book, actor: 'owner', signal: new AbortController().signal };
    const plan = FIRST + rows * 8 + 1;
    const asks: readonly TaskFilter[] = [{}, { method: 'phone' }, { source: plan }, { source: 'hand', method: 'wechat' }];
    const bands = taskBandSchema.options;
    const pages = bands.flatMap((band) => asks.flatMap((filter) => times(() => taskRoutes['tasks.list'](ctx, { band, filter, limit: 100 }))));
    report.line('first page of 100, every span, plain and filtered', pages);
    const counts = asks.flatMap((filter) => times(() => taskRoutes['tasks.counts'](ctx, { filter })));
    report.line('the counts of all spans', counts);
    const far = times(() => taskRoutes['tasks.list'](ctx, { band: 'later', filter: {}, limit: 100, cursor: `${new Date(Date.now() + 90 * DAY_MS).toISOString().slice(0, 10)}|normal|${String(FIRST)}` }));
    report.line('a page far down', far);
    const page = spreadOf([...pages, ...far]);
    report.figure('P18', '200,000 open tasks: a page of the list, p95', `${ms(page.p95)} ms`, '50 ms', page.p95 < 50, `slowest ${ms(page.max)} ms`);
    const count = spreadOf(counts);
    report.figure('P18', '200,000 open tasks: counts of all spans, p95', `${ms(count.p95)} ms`, '150 ms', count.p95 < 150, `slowest ${ms(count.max)} ms`);
  } finally {
    db.close();
  }
}

const times = (work: () => unknown): number[] => Array.from({ length: ROUNDS }, () => timed(work).ms);
