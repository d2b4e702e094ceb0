/** Long work on grades and stages as jobs: in a worker when the book is large, else in short slices here. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { GradePreview, GradeRules, StagePreview, StageRules } from '../../../../shared/modules/lifecycle.ts';
import { gradesByRule } from '../../changes/facts/index.ts';
import type { JobContext, OpenBook } from '../context.ts';
import { hearing, whileWriting } from '../worker-write.ts';
import { dayPlan, isLittle, noteLittle, runStages } from './day.ts';
import type { DayPlan } from './day.ts';
import { readGradeRules } from './grade-rules.repo.ts';
import { previewStages } from './preview-stages.ts';
import { previewGrades, runGrades } from './run-grades.ts';
import type { GradesDone } from './run-grades.ts';

/** Above so many customers a worker does it. */
const IN_PLACE_MAX = 2000;
const ACTOR = 'owner';

/** Plain data for the worker. */
export interface GradesInput {
  readonly rules: GradeRules;
  readonly now: number;
}
export interface StagesInput {
  readonly rules: StageRules;
  readonly now: number;
}
export interface DayInput {
  readonly plan: DayPlan;
  readonly now: number;
}

const isLarge = (book: OpenBook) => book.derived.count({}) > IN_PLACE_MAX;
const hooksOf = (book: OpenBook, job: JobContext) => ({
  actor: ACTOR,
  now: book.clock.now(),
  stopped: () => job.signal.aborted,
  progress: (done: number) => job.progress('grading', done, null),
});

/** Starts counting what rules would do; the job's result is a `GradePreview`. */
export function startPreview(book: OpenBook, rules: GradeRules): string {
  return book.jobs.start('grades.preview', {}, (job) => {
    if (!isLarge(book)) return previewGrades(book.db, rules, hooksOf(book, job));
    return book.jobs.inWorker<GradePreview>(job, { handler: 'grades.preview', input: { rules, now: book.clock.now() } satisfies GradesInput });
  });
}

/** Starts counting what rules of stages would do; the job's result is a `StagePreview`. */
export function startStagePreview(book: OpenBook, rules: StageRules): string {
  return book.jobs.start('lifecycle.preview', {}, (job) => {
    if (!isLarge(book)) return previewStages(book.db, rules, hooksOf(book, job));
    return book.jobs.inWorker<StagePreview>(job, { handler: 'lifecycle.preview', input: { rules, now: book.clock.now() } satisfies StagesInput });
  });
}

/** Starts making rules the book's own; `selection.busy` while that is under way. */
export function startApply(book: OpenBook, rules: GradeRules): string {
  if (book.jobs.running('grades.apply')) throw new AppFailure('selection.busy');
  return book.jobs.start('grades.apply', {}, (job) => grade(book, job, 'grades.apply', rules));
}

/** Grades everybody; only what the owner asked for is a step to undo. */
async function grade(book: OpenBook, job: JobContext, kind: 'grades.apply' | 'grades.day', rules: GradeRules): Promise<GradesDone> {
  let actionId: number | null = null;
  const began = (id: number) => void (actionId = id);
  const run = async () => {
    if (!isLarge(book)) return runGrades(book.write, kind, rules, { ...hooksOf(book, job), began });
    return book.jobs.inWorker<GradesDone>(hearing(job, 'actionId', began), { handler: kind, input: { rules, now: book.clock.now() } satisfies GradesInput });
  };
  return whileWriting(book, ['customer', 'ruleSet'], run, () => {
    if (actionId !== null && kind === 'grades.apply') book.undo.push(actionId);
  });
}

/** Does what a new day or new rules of stages ask for; answers the job, `null` when there was nothing. */
export function startDay(book: OpenBook): string | null {
  const now = book.clock.now();
  const plan = dayPlan(book.db, now);
  if ((!plan.everybody && !plan.newDay) || book.jobs.running('lifecycle.day')) return null;
  const isGraded = plan.newDay && gradesByRule(book.db);
  if (!isGraded && isLittle(book.db, plan, now)) {
    tell(book, plan, noteLittle(book.db, plan, now));
    return null;
  }
  return book.jobs.start('lifecycle.day', {}, async (job) => {
    let moved = 0;
    // Rules that changed meanwhile are noted too, before the work is called done.
    for (let next = plan; (next.everybody || next.newDay) && !job.signal.aborted; next = dayPlan(book.db, now)) moved += await noteStages(book, job, { plan: next, now });
    const graded = isGraded ? (await grade(book, job, 'grades.day', readGradeRules(book.db))).count : 0;
    return { moved, graded };
  });
}

async function noteStages(book: OpenBook, job: JobContext, input: DayInput): Promise<number> {
  const { plan, now } = input;
  const hooks = { stopped: () => job.signal.aborted, progress: (done: number) => job.progress('stages', done, null) };
  const moved = isLittle(book.db, plan, now) ? await runStages(book.db, plan, now, hooks) : await book.jobs.inWorker<number>(job, { handler: 'lifecycle.day', input });
  tell(book, plan, moved);
  return moved;
}

/** Derived data and windows hear of moves that no commit told them. */
function tell(book: OpenBook, plan: DayPlan, moved: number): void {
  if (moved === 0) return;
  // Who is loyal lies in the snapshot; who is at risk is known from the day.
  if (plan.everybody) book.derived.rebuild();
  else {
    book.derived.pause();
    void book.derived.resume();
  }
  book.emit({ type: 'data.changed', entities: ['customer'], ids: null, origin: 'job' });
}
