/** The rules of grades and of stages as the book has them: one row each, replicated and undoable like any other. */
import { gradeRulesSchema } from '../../../../shared/modules/lifecycle.ts';
import type { GradeRules, StageRules } from '../../../../shared/modules/lifecycle.ts';
import type { Writer } from '../../changes/write.ts';
import type { Db } from '../../database/open.ts';
import { prepared } from '../../changes/statements.ts';

type Kind = 'grades' | 'stages';
export const NO_RULES: GradeRules = { enabled: false, rules: [], otherwise: null };

interface Stored {
  readonly id: number;
  readonly body: string | null;
}

function storedRules(db: Db, kind: Kind): Stored | undefined {
  return prepared(db.raw, 'SELECT id, body FROM rule_set WHERE kind = ? AND deleted_at IS NULL ORDER BY id LIMIT 1').get(kind) as Stored | undefined;
}

/** The rules; none when there never were any or they cannot be read any more. */
export function readGradeRules(db: Db): GradeRules {
  const parsed = gradeRulesSchema.safeParse(JSON.parse(storedRules(db, 'grades')?.body ?? 'null'));
  return parsed.success ? parsed.data : NO_RULES;
}

/** Writes them as part of a transaction. */
export function writeGradeRules(w: Writer, rules: GradeRules): void {
  writeRules(w, 'grades', rules);
}

/** Whether the rules of stages have a row yet: older books have them as a setting alone, new ones have the usual ones. */
export function hasStageRules(db: Db): boolean {
  return storedRules(db, 'stages') !== undefined;
}

/** Writes them as part of a transaction; the setting follows the row (changes/facts). */
export function writeStageRules(w: Writer, rules: StageRules): void {
  writeRules(w, 'stages', rules);
}

function writeRules(w: Writer, kind: Kind, rules: GradeRules | StageRules): void {
  const stored = storedRules(w.db, kind);
  if (stored) w.update('ruleSet', stored.id, { body: rules });
  else w.create('ruleSet', { kind, body: rules });
}
