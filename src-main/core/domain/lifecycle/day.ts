/** What a new day, or new rules of stages, change: noted in short transactions; the lists know the day by themselves. */
import { DEFAULT_STAGE_RULES } from '../../../../shared/modules/lifecycle.ts';
import { keepStages, staged, stageRules, stagesDue } from '../../changes/facts/index.ts';
import { yieldToOthers } from '../../changes/undo.ts';
import type { Db } from '../../database/open.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import { getSetting, putSetting } from '../settings/index.ts';

/** Up to which day and by which rules the stages are noted. */
interface DayMark {
  readonly day: string;
  readonly rules: string;
}

const MARK = 'lifecycle.mark';
/** Customers per transaction: some 10 ms. */
const BATCH = 100;

export interface DayPlan {
  /** Everybody is looked at: the rules are other ones than those the stages were noted by. */
  readonly everybody: boolean;
  /** A day has passed since the last time. */
  readonly newDay: boolean;
}

const rulesText = (db: Db): string => {
  const { words: _, ...counted } = { ...DEFAULT_STAGE_RULES, ...stageRules(db) };
  return JSON.stringify(counted);
};

/** What is to be done now. */
export function dayPlan(db: Db, now: number): DayPlan {
  const mark = getSetting(db, MARK) as DayMark | null;
  return { everybody: mark?.rules !== rulesText(db), newDay: mark?.day !== isoDate(now) };
}

/** Whether the work is so little that it needs no worker. */
export function isLittle(db: Db, { everybody }: DayPlan, now: number): boolean {
  return everybody ? staged(db, 0, BATCH + 1).length <= BATCH : stagesDue(db, now, BATCH + 1).length <= BATCH;
}

export interface DayHooks {
  readonly stopped: () => boolean;
  readonly progress: (done: number) => void;
}

/** `runStages` where `isLittle`: one short transaction. */
export function noteLittle(db: Db, plan: DayPlan, now: number): number {
  const rules = rulesText(db);
  const run = db.raw.transaction(() => {
    const changed = keepStages(db, plan.everybody ? staged(db, 0, BATCH) : stagesDue(db, now, BATCH), now);
    putSetting(db, MARK, { day: isoDate(now), rules } satisfies DayMark);
    return changed;
  });
  return run.immediate();
}

/** Notes the stages; answers how many customers moved. Each batch is durable by itself, and done again it changes nothing. */
export async function runStages(db: Db, plan: DayPlan, now: number, hooks: DayHooks): Promise<number> {
  const rules = rulesText(db);
  const nextOf = (last: number, limit: number): number[] => (plan.everybody ? staged(db, last, limit) : stagesDue(db, now, limit));
  let [changed, done] = [0, 0];
  for (const batch of stageBatches(db, nextOf, now)) {
    changed += batch.moved;
    hooks.progress((done += batch.rows));
    if (hooks.stopped()) return changed;
    await yieldToOthers();
  }
  putSetting(db, MARK, { day: isoDate(now), rules } satisfies DayMark);
  return changed;
}

/** How long a batch may hold the write lock before the next is made smaller, and how little before it grows. */
const LONG_MS = 15;
const SHORT_MS = 5;
const LEAST = 10;
/** Batches between two moves of the log into the file, which need no lock. */
const CHECKPOINT_EVERY = 40;

export interface StageBatch {
  readonly rows: number;
  readonly moved: number;
  /** How long the write lock was held. */
  readonly heldMs: number;
}

/**
 * Notes batch after batch. What a batch writes follows from other rows, so it need not be on the disk before the next one begins: its
 * commit does not wait for the disk, and the log is moved into the file between two batches instead of within one. Between two
 * batches the connection is as it was: what others commit there is on the disk when they are told so.
 */
export function* stageBatches(db: Db, nextOf: (last: number, limit: number) => number[], now: number): Generator<StageBatch> {
  let [size, no] = [LEAST, 0];
  for (let ids = nextOf(0, size); ids.length > 0; ids = nextOf(ids.at(-1)!, size)) {
    const batch = unhurried(db, () => noteBatch(db, ids, now));
    if (batch.heldMs > LONG_MS) size = Math.max(LEAST, Math.floor(size / 2));
    else if (batch.heldMs < SHORT_MS) size = Math.min(BATCH, size * 2);
    yield batch;
    if (++no % CHECKPOINT_EVERY === 0) db.raw.pragma('wal_checkpoint(PASSIVE)');
  }
}

/** Runs `work`, whose commits do not wait for the disk. */
function unhurried<T>(db: Db, work: () => T): T {
  const before = { sync: db.raw.pragma('synchronous', { simple: true }) as number, pages: db.raw.pragma('wal_autocheckpoint', { simple: true }) as number };
  db.raw.pragma('synchronous = NORMAL');
  db.raw.pragma('wal_autocheckpoint = 0');
  try {
    return work();
  } finally {
    db.raw.pragma(`synchronous = ${String(before.sync)}`);
    db.raw.pragma(`wal_autocheckpoint = ${String(before.pages)}`);
  }
}

function noteBatch(db: Db, ids: readonly number[], now: number): StageBatch {
  let held = 0;
  const note = db.raw.transaction(() => {
    held = performance.now();
    return keepStages(db, ids, now);
  });
  const moved = note.immediate();
  return { rows: ids.length, moved, heldMs: performance.now() - held };
}
