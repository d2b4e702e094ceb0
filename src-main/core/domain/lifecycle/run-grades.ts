/** Going over all customers with rules of grades: counting what they would do, or doing it in batches. */
import type { GradePreview, GradeRules } from '../../../../shared/modules/lifecycle.ts';
import { yieldToOthers } from '../../changes/undo.ts';
import { beginAction, endAction, endQuietly, write } from '../../changes/write.ts';
import type { WriteDeps } from '../../changes/write.ts';
import { createGrader, rowsToGrade } from './grader.ts';
import { writeGradeRules } from './grade-rules.repo.ts';

export interface GradeHooks {
  readonly actor: string;
  readonly now: number;
  readonly stopped: () => boolean;
  readonly progress: (done: number) => void;
  readonly began?: (actionId: number) => void;
}

export interface GradesDone {
  readonly count: number;
  readonly actionId: number | null;
  readonly complete: boolean;
}

/** Customers per transaction: some 20 ms. */
const BATCH = 250;
const MOVERS_SHOWN = 200;

/** What the rules would change; nothing is written. */
export async function previewGrades(db: WriteDeps['db'], rules: GradeRules, hooks: GradeHooks): Promise<GradePreview> {
  const grader = createGrader(db, rules, hooks.now);
  const counts = new Map<string | null, { before: number; after: number }>();
  const at = (grade: string | null) => counts.get(grade) ?? counts.set(grade, { before: 0, after: 0 }).get(grade)!;
  const movers: GradePreview['movers'][number][] = [];
  let [moving, done] = [0, 0];
  for (let rows = rowsToGrade(db, 0, BATCH); rows.length > 0 && !hooks.stopped(); rows = rowsToGrade(db, rows.at(-1)!.id, BATCH)) {
    for (const row of rows) {
      const to = rules.enabled ? grader.verdict(row).grade : row.grade;
      at(row.grade).before++;
      at(to).after++;
      if (to === row.grade) continue;
      moving++;
      if (movers.length < MOVERS_SHOWN) movers.push({ id: row.id, name: row.name, from: row.grade, to });
    }
    hooks.progress((done += rows.length));
    await yieldToOthers();
  }
  const grades = [...counts].map(([grade, count]) => ({ grade, ...count }));
  return { grades: grades.sort((a, b) => (a.grade ?? '\uffff').localeCompare(b.grade ?? '\uffff')), moving, movers };
}

/** Grades everybody anew as one step of undo; with `newRules` these become the book's rules in its first batch. */
export async function runGrades(deps: WriteDeps, kind: 'grades.apply' | 'grades.day', rules: GradeRules, hooks: GradeHooks): Promise<GradesDone> {
  const action = { kind, actor: hooks.actor, origin: 'job' as const, facts: { count: 0 } };
  const actionId = beginAction(deps, action);
  hooks.began?.(actionId);
  let [count, done] = [0, 0];
  try {
    if (kind === 'grades.apply') write(deps, { ...action, actionId }, (w) => writeGradeRules(w, rules));
    const grader = createGrader(deps.db, rules, hooks.now);
    for (let after = rules.enabled ? 0 : null; after !== null && !hooks.stopped(); ) {
      const from: number = after;
      // Read and written in one transaction: nobody's edit falls between.
      const batch = write(deps, { ...action, actionId }, (w) => {
        const rows = rowsToGrade(w.db, from, BATCH);
        const moving = rows.flatMap((row) => {
          const { grade } = grader.verdict(row);
          return grade === row.grade ? [] : [[row.id, grade] as const];
        });
        for (const [id, grade] of moving) w.update('customer', id, { grade });
        return { last: rows.at(-1)?.id ?? null, rows: rows.length, moved: moving.length };
      }).value;
      after = batch.last;
      count += batch.moved;
      hooks.progress((done += batch.rows));
      await yieldToOthers();
    }
  } catch (e) {
    endQuietly(deps, actionId, 'failed');
    throw e;
  }
  const complete = !hooks.stopped();
  endAction(deps, actionId, complete ? 'done' : 'cancelled', { count });
  return { count, actionId, complete };
}
