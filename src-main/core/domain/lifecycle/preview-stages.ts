/** What other rules of stages would do, counted without writing: every customer's way by the old rules and by the new. */
import { STAGES, type Stage, type StagePreview, type StageRules } from '../../../../shared/modules/lifecycle.ts';
import { staged, stageFacts, stagePath, stageRules } from '../../changes/facts/index.ts';
import { prepared } from '../../changes/statements.ts';
import { yieldToOthers } from '../../changes/undo.ts';
import type { Db } from '../../database/open.ts';
import { isoDate } from '../../kernel/civil-date.ts';

/** Customers between two breaths: some 10 ms. */
const BATCH = 100;
const MOVERS_SHOWN = 200;

export interface PreviewHooks {
  readonly now: number;
  readonly stopped: () => boolean;
  readonly progress: (done: number) => void;
}

/** Leads without a sale or a lock stay leads by any rules, so only the others are looked at. */
export async function previewStages(db: Db, rules: StageRules, { now, stopped, progress }: PreviewHooks): Promise<StagePreview> {
  const [old, today] = [stageRules(db), isoDate(now)];
  const counts = new Map(STAGES.map((stage) => [stage, { before: 0, after: 0 }]));
  const moves = new Map<string, { readonly from: Stage; readonly to: Stage; count: number }>();
  const movers: StagePreview['movers'] = [];
  let [moving, seen, done] = [0, 0, 0];
  for (let ids = staged(db, 0, BATCH); ids.length > 0 && !stopped(); ids = staged(db, ids.at(-1)!, BATCH)) {
    for (const id of ids) {
      const facts = stageFacts(db, id);
      if (!facts || facts.deleted) continue;
      const [from, to] = [old, rules].map((by) => stagePath({ ...facts, rules: by, today }).stage) as [Stage, Stage];
      counts.get(from)!.before++;
      counts.get(to)!.after++;
      seen++;
      if (from === to) continue;
      moving++;
      const move = moves.get(`${from}>${to}`) ?? { from, to, count: 0 };
      move.count++;
      moves.set(`${from}>${to}`, move);
      if (movers.length < MOVERS_SHOWN) movers.push({ id, name: nameOf(db, id), from, to });
    }
    progress((done += ids.length));
    await yieldToOthers();
  }
  const leads = living(db) - seen;
  const stages = STAGES.map((stage) => {
    const { before, after } = counts.get(stage)!;
    return { stage, before: before + (stage === 'lead' ? leads : 0), after: after + (stage === 'lead' ? leads : 0) };
  });
  return { stages, moves: [...moves.values()].sort((a, b) => b.count - a.count), moving, movers };
}

const nameOf = (db: Db, id: number) => (prepared(db.raw, 'SELECT name FROM customer WHERE id = ?').get(id) as { name: string }).name;
const living = (db: Db) => (prepared(db.raw, 'SELECT count(*) AS n FROM customer WHERE deleted_at IS NULL').get() as { n: number }).n;
