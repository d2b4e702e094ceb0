/**
 * Facts that follow from rows (sums per customer, lines of sales, what is still open) and
 * are kept beside them in the same transaction: undo, import and restore keep them right
 * because they all end in `write`. One more kind of fact is one more line in `maintain`.
 */
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { Db } from '../../database/open.ts';
import { keepFacts } from './keep.ts';
import { keepStageRules, keepStages } from './stages.ts';
import { keepReminders, keepRemindersOf } from './reminders.ts';
import { keepNextSteps, keepNextStepsOf } from './next-steps.ts';
import type { TouchedRow } from './touched.ts';
import { touchedByCreation, touchedFacts } from './touched.ts';

export interface Changed {
  readonly rows: readonly TouchedRow[];
  /** Rows made in bulk: new, of one entity, all as they were written. */
  readonly created: { readonly entity: EntityName; readonly ids: readonly number[] } | null;
}

/** Called by `write` before the commit with everything the transaction changed. */
export function maintain(db: Db, changed: Changed, now: number): void {
  keepNextSteps(db, changed.rows);
  keepStageRules(db, changed.rows);
  keepReminders(db, changed.rows, now);
  if (changed.created?.entity === 'followUp') keepNextStepsOf(db, changed.created.ids);
  if (changed.created?.entity === 'reminder') keepRemindersOf(db, changed.created.ids, now);
  const made = changed.created && touchedByCreation(db, changed.created.entity, changed.created.ids);
  for (const touched of [touchedFacts(changed.rows), made]) {
    if (!touched) continue;
    keepFacts(db, touched);
    keepStages(db, touched.staged, now);
  }
}

export { bookCurrency } from './keep.ts';
export { rebuildFacts, rebuildStats, wrongFacts } from './rebuild.ts';
export { gradesByRule, noteGrades } from './grade-moves.ts';
export { loyalCount, monthsBefore, stageAfter, stagePath } from './stage-path.ts';
export { keepStages, rebuildStages, STAGE_RULES_KEY, staged, stageFacts, stageRules, stagesDue } from './stages.ts';
export { purchase } from './sql.ts';
export { anyMoves, morningOf, moveReminders, NO_DAY, REMINDER_COLUMNS, saveDue, saveTold, toldOf, toReminder } from './reminders.ts';
export type { StoredReminder, StoredTold } from './reminders.ts';
export { broughtYears, calendarVersion, HOLIDAYS_KEY, workCalendarOf } from './work-calendar.ts';
export { customerOf } from './touched.ts';
export type { TouchedRow } from './touched.ts';
