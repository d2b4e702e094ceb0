/** Notes every change of a grade with its day and reason, beside the field history, where it can be counted. */
import type { MoveReason } from '../../../../shared/modules/lifecycle.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { Db } from '../../database/open.ts';
import { prepared } from '../statements.ts';
import type { TouchedRow } from './touched.ts';

const OF_DAY = "SELECT id, from_value AS was FROM stage_move WHERE customer_id = ? AND on_date = ? AND kind = 'grade' ORDER BY id DESC LIMIT 1";
const ADD = "INSERT INTO stage_move (customer_id, kind, at, on_date, from_value, to_value, by_hand, reason) VALUES (?, 'grade', ?, ?, ?, ?, ?, ?)";

/** True while the book grades by rules. */
export function gradesByRule(db: Db): boolean {
  return prepared(db.raw, "SELECT 1 FROM rule_set WHERE kind = 'grades' AND deleted_at IS NULL AND body ->> 'enabled'").get() !== undefined;
}

/** One move per customer and day: what was taken back the same day leaves none. */
export function noteGrades(db: Db, rows: readonly TouchedRow[], now: number): void {
  for (const { entity, id, before, after } of rows) {
    if (entity !== 'customer' || !before) continue;
    const [was, is] = [before.fields['grade'] ?? null, after.fields['grade'] ?? null] as [string | null, string | null];
    if (was === is) continue;
    const on = isoDate(now);
    const earlier = prepared(db.raw, OF_DAY).get(id, on) as { id: number; was: string | null } | undefined;
    if (earlier) prepared(db.raw, 'DELETE FROM stage_move WHERE id = ?').run(earlier.id);
    const from = earlier ? earlier.was : was;
    if (from === is) continue;
    const hand = after.fields['gradeBy'] as { readonly reason?: string } | null;
    const byHand = typeof hand?.reason === 'string';
    const reason: MoveReason = byHand && hand.reason !== '' ? { code: 'hand', text: hand.reason } : { code: !byHand && gradesByRule(db) ? 'rule' : 'edited' };
    prepared(db.raw, ADD).run(id, now, on, from, is, reason.code === 'rule' ? 0 : 1, JSON.stringify(reason));
  }
}
