/** Grades follow sales, payments and edits in the transaction that changes them. */
import { sameValue } from '../../changes/rows.ts';
import { customerOf, gradesByRule } from '../../changes/facts/index.ts';
import type { Changed, TouchedRow } from '../../changes/facts/index.ts';
import type { Writer } from '../../changes/write.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import { createGrader, gradedRow } from './grader.ts';
import { readGradeRules } from './grade-rules.repo.ts';

/** Writing grades is what these do; what they leave stands. */
export const GRADING: ReadonlySet<string> = new Set(['grades.apply', 'grades.day', 'grades.hand']);
const TAKING_BACK: ReadonlySet<string> = new Set(['undo', 'redo', 'import.undo']);
const OWN: ReadonlySet<string> = new Set(['grade', 'gradeBy']);

/** The `settle` of the write path: grades whoever was touched by the rules, and marks grades that a person typed as set by hand. */
export function settleGrades(w: Writer, changed: Changed, action: string): void {
  if (GRADING.has(action) || !gradesByRule(w.db)) return;
  const ids = new Set<number>();
  for (const row of changed.rows) {
    const owner = customerOf(w.db, row.entity, row.id);
    if (owner === null) continue;
    if (row.entity !== 'customer') ids.add(owner);
    else if (typedGrade(row) && !TAKING_BACK.has(action)) {
      // A grade taken away is given back to the rules.
      if (row.after.fields['grade'] === null) ids.add(owner);
      else w.update('customer', row.id, { gradeBy: { on: isoDate(w.now), reason: '' } });
    } else if (changesMore(row)) ids.add(owner);
  }
  if (changed.created && changed.created.entity !== 'customer') {
    for (const id of changed.created.ids) {
      const owner = customerOf(w.db, changed.created.entity, id);
      if (owner !== null) ids.add(owner);
    }
  }
  if (ids.size > 0) regrade(w, ids);
}

function typedGrade({ before, after }: TouchedRow): boolean {
  return !sameValue(before?.fields['grade'], after.fields['grade']) && sameValue(before?.fields['gradeBy'], after.fields['gradeBy']);
}

function changesMore({ op, before, after }: TouchedRow): boolean {
  return op !== 'update' || before === null || Object.keys(after.fields).some((field) => !OWN.has(field) && !sameValue(before.fields[field], after.fields[field]));
}

/** Gives these customers the grade of the rules, except where a person decided. */
export function regrade(w: Writer, ids: Iterable<number>): void {
  const rules = readGradeRules(w.db);
  for (const id of ids) {
    const row = gradedRow(w.db, id);
    const stored = w.get('customer', id);
    if (!row || !stored || row.deletedAt !== null || !sameValue(stored.fields['gradeBy'], null)) continue;
    const { grade } = createGrader(w.db, rules, w.now, id).verdict(row);
    if (grade !== row.grade) w.update('customer', id, { grade });
  }
}
