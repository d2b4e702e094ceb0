/** Grades and stages of a large book in a worker thread. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { previewGrades, previewStages, runGrades, runStages } from '../../domain/lifecycle/index.ts';
import type { DayInput, GradeHooks, GradesInput, StagesInput } from '../../domain/lifecycle/index.ts';
import type { WorkerBook, WorkerHandler } from '../worker-book.ts';

const hooksOf = (book: WorkerBook, now: number, phase: string): GradeHooks => ({
  actor: book.actor,
  now,
  stopped: () => book.cancelled(),
  progress: (done) => book.progress(phase, done, null),
  began: (actionId) => book.detail({ actionId }),
});

async function preview(book: WorkerBook, { rules, now }: GradesInput): Promise<unknown> {
  const result = await previewGrades(book.db, rules, hooksOf(book, now, 'grading'));
  if (book.cancelled()) throw new AppFailure('request.cancelled');
  return result;
}

async function stages(book: WorkerBook, { rules, now }: StagesInput): Promise<unknown> {
  const result = await previewStages(book.db, rules, hooksOf(book, now, 'stages'));
  if (book.cancelled()) throw new AppFailure('request.cancelled');
  return result;
}

async function grade(book: WorkerBook, kind: 'grades.apply' | 'grades.day', { rules, now }: GradesInput): Promise<unknown> {
  const result = await runGrades(book.write, kind, rules, hooksOf(book, now, 'grading'));
  if (!result.complete) throw new AppFailure('request.cancelled');
  return result;
}

export const lifecycleHandlers: Readonly<Record<string, WorkerHandler>> = {
  'grades.preview': (book, input) => preview(book, input as GradesInput),
  'lifecycle.preview': (book, input) => stages(book, input as StagesInput),
  'grades.apply': (book, input) => grade(book, 'grades.apply', input as GradesInput),
  'grades.day': (book, input) => grade(book, 'grades.day', input as GradesInput),
  'lifecycle.day': (book, input) => runStages(book.db, (input as DayInput).plan, (input as DayInput).now, hooksOf(book, 0, 'stages')),
};
