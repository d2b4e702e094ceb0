/** Keeps `customer_stage` and the moves of stages right: derived like every other fact, in the transaction that changes what they follow from. */
import { DEFAULT_STAGE_RULES, stageRulesSchema } from '../../../../shared/modules/lifecycle.ts';
import type { StageHand, StageRules } from '../../../../shared/modules/lifecycle.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { Db } from '../../database/open.ts';
import { prepared } from '../statements.ts';
import { purchase } from './sql.ts';
import type { TouchedRow } from './touched.ts';
import type { PathMove, StagePath } from './stage-path.ts';
import { stagePath } from './stage-path.ts';

/** Setting of the book that holds its rules. */
export const STAGE_RULES_KEY = 'stages';

let lastRules = { text: '', rules: DEFAULT_STAGE_RULES };

/** The rules as the book has them now. */
export function stageRules(db: Db): StageRules {
  const row = prepared(db.raw, 'SELECT value FROM setting WHERE key = ?').get(STAGE_RULES_KEY) as { value: string } | undefined;
  if (!row) return DEFAULT_STAGE_RULES;
  if (row.value !== lastRules.text) {
    const parsed = stageRulesSchema.safeParse(JSON.parse(row.value));
    lastRules = { text: row.value, rules: parsed.success ? parsed.data : DEFAULT_STAGE_RULES };
  }
  return lastRules.rules;
}

/** The setting follows the row of the rules: undo and restore bring the rules back by it. */
export function keepStageRules(db: Db, rows: readonly TouchedRow[]): void {
  for (const { entity, after } of rows) {
    if (entity !== 'ruleSet' || after.fields['kind'] !== STAGE_RULES_KEY || after.deletedAt !== null) continue;
    prepared(db.raw, 'INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(STAGE_RULES_KEY, JSON.stringify(after.fields['body']));
  }
}

/** What a customer's stage follows from. */
export interface StageFacts {
  readonly sales: readonly string[];
  readonly hand: readonly StageHand[];
  readonly deleted: boolean;
}

const HAND = 'SELECT stage_hand AS hand, deleted_at IS NOT NULL AS deleted FROM customer WHERE id = ?';
const SALES = `SELECT date FROM sale WHERE customer_id = ? AND deleted_at IS NULL AND ${purchase()} ORDER BY date`;

/** Reads them; `null` for an unknown customer. */
export function stageFacts(db: Db, id: number): StageFacts | null {
  const row = prepared(db.raw, HAND).get(id) as { hand: string | null; deleted: number } | undefined;
  if (!row) return null;
  const sales = (prepared(db.raw, SALES).all(id) as { date: string }[]).map((sale) => sale.date);
  return { sales, hand: row.hand === null ? [] : (JSON.parse(row.hand) as StageHand[]), deleted: row.deleted === 1 };
}

interface StoredMove {
  readonly id: number;
  readonly on_date: string;
  readonly from_value: string;
  readonly to_value: string;
  readonly by_hand: number;
  readonly reason: string;
}

const MOVES = "SELECT id, on_date, from_value, to_value, by_hand, reason FROM stage_move WHERE customer_id = ? AND kind = 'stage' ORDER BY on_date, id";
const ADD_MOVE = "INSERT INTO stage_move (customer_id, kind, at, on_date, from_value, to_value, by_hand, reason) VALUES (?, 'stage', ?, ?, ?, ?, ?, ?)";
const DROP_MOVE = 'DELETE FROM stage_move WHERE id = ?';
const STAND = 'SELECT base, stage, since_on, due_on FROM customer_stage WHERE customer_id = ?';
const PUT_STAND = 'INSERT OR REPLACE INTO customer_stage (customer_id, base, stage, since_on, due_on) VALUES (?, ?, ?, ?, ?)';
const DROP_STAND = 'DELETE FROM customer_stage WHERE customer_id = ?';

/** Brings stage and moves of these customers up to date; answers how many were not. Some 60 µs each. */
export function keepStages(db: Db, ids: Iterable<number>, now: number): number {
  const [rules, today] = [stageRules(db), isoDate(now)];
  let changed = 0;
  for (const id of ids) {
    const path = pathOf(db, id, rules, today);
    const stored = prepared(db.raw, MOVES).all(id) as StoredMove[];
    const wanted = path?.moves ?? [];
    let same = 0;
    while (same < stored.length && same < wanted.length && sameMove(stored[same]!, wanted[same]!)) same++;
    for (const move of stored.slice(same)) prepared(db.raw, DROP_MOVE).run(move.id);
    for (const move of wanted.slice(same)) prepared(db.raw, ADD_MOVE).run(id, Date.parse(move.on), move.on, move.from, move.to, move.byHand ? 1 : 0, JSON.stringify(move.reason));
    const moved = stored.length !== same || wanted.length !== same;
    if (putStand(db, id, path) || moved) changed++;
  }
  return changed;
}

/** `null` for customers that stand nowhere: in the bin, or leads nobody has touched. */
function pathOf(db: Db, id: number, rules: StageRules, today: string): StagePath | null {
  const facts = stageFacts(db, id);
  if (!facts || facts.deleted || (facts.sales.length === 0 && facts.hand.length === 0)) return null;
  return stagePath({ ...facts, rules, today });
}

function sameMove(a: StoredMove, b: PathMove): boolean {
  return a.on_date === b.on && a.from_value === b.from && a.to_value === b.to && a.by_hand === (b.byHand ? 1 : 0) && a.reason === JSON.stringify(b.reason);
}

function putStand(db: Db, id: number, path: StagePath | null): boolean {
  const wanted = path && [path.base, path.stage, path.since, path.next?.on ?? null];
  const row = prepared(db.raw, STAND).get(id) as Record<string, string | null> | undefined;
  if (JSON.stringify(wanted) === JSON.stringify(row ? Object.values(row) : null)) return false;
  if (wanted) prepared(db.raw, PUT_STAND).run(id, ...wanted);
  else prepared(db.raw, DROP_STAND).run(id);
  return true;
}

/** Ids after `after`, ascending, of everybody who can stand anywhere: by the sales, by hand, or as noted. */
export function staged(db: Db, after: number, limit: number): number[] {
  const sql = `SELECT id FROM (
      SELECT * FROM (SELECT DISTINCT customer_id AS id FROM sale WHERE customer_id > @after ORDER BY customer_id LIMIT @limit)
      UNION SELECT * FROM (SELECT id FROM customer WHERE stage_hand IS NOT NULL AND id > @after ORDER BY id LIMIT @limit)
      UNION SELECT * FROM (SELECT customer_id FROM customer_stage WHERE customer_id > @after ORDER BY customer_id LIMIT @limit)
    ) ORDER BY id LIMIT @limit`;
  return (prepared(db.raw, sql).all({ after, limit }) as { id: number }[]).map((row) => row.id);
}

/** Ids of at most `limit` customers whom time has moved since they were last looked at. */
export function stagesDue(db: Db, now: number, limit: number): number[] {
  const sql = 'SELECT customer_id AS id FROM customer_stage WHERE due_on <= ? ORDER BY due_on LIMIT ?';
  return (prepared(db.raw, sql).all(isoDate(now), limit) as { id: number }[]).map((row) => row.id);
}

const AT_ONCE = 1000;

/** Builds every stage and every move from nothing; inside the caller's transaction. */
export function rebuildStages(db: Db, now: number): void {
  db.raw.exec("DELETE FROM customer_stage; DELETE FROM stage_move WHERE kind = 'stage'");
  for (let ids = staged(db, 0, AT_ONCE); ids.length > 0; ids = staged(db, ids.at(-1)!, AT_ONCE)) keepStages(db, ids, now);
}

/** How many customers' stage or moves are not what follows from the rows; those that only wait for the day's work are not wrong. */
export function wrongStages(db: Db, now: number): number {
  const [rules, today] = [stageRules(db), isoDate(now)];
  let wrong = 0;
  for (let ids = staged(db, 0, AT_ONCE); ids.length > 0; ids = staged(db, ids.at(-1)!, AT_ONCE)) {
    for (const id of ids) {
      const path = pathOf(db, id, rules, today);
      const row = prepared(db.raw, STAND).get(id) as Record<string, string | null> | undefined;
      const due = row?.['due_on'] ?? null;
      if (due !== null && due <= today) continue;
      const stored = prepared(db.raw, MOVES).all(id) as StoredMove[];
      const wanted = path?.moves ?? [];
      const stand = path && [path.base, path.stage, path.since, path.next?.on ?? null];
      const right = JSON.stringify(stand) === JSON.stringify(row ? Object.values(row) : null) && stored.length === wanted.length && stored.every((move, i) => sameMove(move, wanted[i]!));
      if (!right) wrong++;
    }
  }
  return wrong;
}
