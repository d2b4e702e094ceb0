/** The rules of grades as the book has them: one row, replicated and undoable like any other. */
import { gradeRulesSchema } from '../../../../shared/modules/lifecycle.ts';
import type { GradeRules } from '../../../../shared/modules/lifecycle.ts';
import type { Writer } from '../../changes/write.ts';
import type { Db } from '../../database/open.ts';
import { prepared } from '../../changes/statements.ts';

const KIND = 'grades';
export const NO_RULES: GradeRules = { enabled: false, rules: [], otherwise: null };

interface Stored {
  readonly id: number;
  readonly body: string | null;
}

function storedRules(db: Db): Stored | undefined {
  return prepared(db.raw, 'SELECT id, body FROM rule_set WHERE kind = ? AND deleted_at IS NULL ORDER BY id LIMIT 1').get(KIND) as Stored | undefined;
}

/** The rules; none when there never were any or they cannot be read any more. */
export function readGradeRules(db: Db): GradeRules {
  const parsed = gradeRulesSchema.safeParse(JSON.parse(storedRules(db)?.body ?? 'null'));
  return parsed.success ? parsed.data : NO_RULES;
}

/** Writes them as part of a transaction. */
export function writeGradeRules(w: Writer, rules: GradeRules): void {
  const stored = storedRules(w.db);
  if (stored) w.update('ruleSet', stored.id, { body: rules });
  else w.create('ruleSet', { kind: KIND, body: rules });
}
