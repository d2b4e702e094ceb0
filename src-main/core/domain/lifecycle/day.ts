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
  let [changed, done] = [0, 0];
  const nextOf = (last: number): number[] => (plan.everybody ? staged(db, last, BATCH) : stagesDue(db, now, BATCH));
  const note = (ids: readonly number[]) => db.raw.transaction(() => keepStages(db, ids, now)).immediate();
  for (let ids = nextOf(0); ids.length > 0; ids = nextOf(ids.at(-1)!)) {
    if (hooks.stopped()) return changed;
    changed += note(ids);
    hooks.progress((done += ids.length));
    await yieldToOthers();
  }
  putSetting(db, MARK, { day: isoDate(now), rules } satisfies DayMark);
  return changed;
}
