/**
 * Finds the occasions of care plans: customers who entered a stage or were found in a segment
 * get a proposal, those who left a stage a question. Looking twice finds nothing twice: an
 * occasion is known by customer, plan and day, whatever has become of its run since.
 */
import type { CarePlan } from '../../../../shared/modules/care.ts';
import { prepared } from '../../changes/statements.ts';
import { yieldToOthers } from '../../changes/undo.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { Writer } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import { isoDate, startOfUnit } from '../../derived/mirror/dates.ts';
import type { OpenBook } from '../context.ts';
import { allPlans } from './plans.repo.ts';

/** Occasions older than this have gone by. */
const LOOK_BACK_DAYS = 30;
/** Rows per transaction; a few milliseconds. */
const BATCH = 200;
/** Members of a segment asked about in one go; a few milliseconds. */
const ASKED_AT_ONCE = 1000;

interface Occasion {
  readonly customerId: number;
  readonly day: string;
}
interface Leaving extends Occasion {
  readonly runId: number;
  readonly state: string;
}

/** In the stage today, entered since the plan exists, not in the bin, not 勿扰, and not known already. */
export const ENTERED = `SELECT m.customer_id AS customerId, max(m.on_date) AS day FROM stage_move m
  JOIN customer_stage s ON s.customer_id = m.customer_id AND s.stage = m.to_value
  JOIN customer c ON c.id = m.customer_id AND c.deleted_at IS NULL AND c.do_not_contact IS NOT 'all'
  WHERE m.kind = 'stage' AND m.on_date >= @from AND m.to_value = @stage
    AND NOT EXISTS (SELECT 1 FROM care_run r WHERE r.customer_id = m.customer_id AND r.plan_id = @planId
                       AND (r.started_on >= m.on_date OR (r.deleted_at IS NULL AND (r.state = 'proposed' OR (r.state IN ('running', 'paused')
                         AND EXISTS (SELECT 1 FROM task t WHERE t.run_id = r.id AND t.status IN ('open', 'paused') AND t.deleted_at IS NULL))))))
  GROUP BY m.customer_id`;

/** Runs begun by a stage whose customer is in another one today, by whatever way they went. */
export const LEAVING = `SELECT r.id AS runId, r.customer_id AS customerId, r.state, @today AS day FROM care_run r
  LEFT JOIN customer_stage s ON s.customer_id = r.customer_id
  WHERE r.plan_id = @planId AND r.origin = 'stage' AND r.left_on IS NULL AND r.state IN ('proposed', 'running', 'paused') AND r.deleted_at IS NULL
    AND coalesce(s.stage, 'lead') <> @stage`;

const FRESH = `SELECT 1 FROM customer c WHERE c.id = ? AND c.deleted_at IS NULL AND c.do_not_contact IS NOT 'all'
  AND NOT EXISTS (SELECT 1 FROM care_run r WHERE r.customer_id = c.id AND r.plan_id = ?)`;

/** Looks once through all plans that are on; writes proposals in small transactions with room for others between them. */
export async function lookForCare(book: OpenBook, actor: string, signal: AbortSignal): Promise<{ proposed: number; left: number }> {
  const writeAll = writerOf(book, actor, signal);
  let [proposed, left] = [0, 0];
  for (const plan of allPlans(book).filter((p) => p.active)) {
    if (signal.aborted) break;
    const occasions = plan.stage !== null ? entered(book, plan, plan.stage) : plan.segmentId !== null ? await foundIn(book, plan, plan.segmentId, signal) : [];
    const origin = plan.stage === null ? 'segment' : 'stage';
    proposed += await writeAll('care.propose', occasions, (w, { customerId, day }) => void w.create('careRun', { customerId, planId: plan.id, state: 'proposed', origin, startedOn: day }));
    const leaving = plan.stage === null ? [] : leftIn(book, plan, plan.stage);
    // A proposal whose reason is gone goes with it; what is under way is asked about.
    left += await writeAll('care.left', leaving, (w, run) => void w.update('careRun', run.runId, run.state === 'proposed' ? { state: 'declined', leftOn: run.day } : { leftOn: run.day }));
  }
  return { proposed, left };
}

function entered(book: OpenBook, plan: CarePlan, stage: string): Occasion[] {
  const now = book.clock.now();
  const made = isoDate(Number(book.rows.get('carePlan', plan.id)?.fields['createdAt'] ?? now));
  const back = isoDate(startOfUnit(now, 'day', -LOOK_BACK_DAYS));
  return prepared(book.db.raw, ENTERED).all({ planId: plan.id, stage, from: made > back ? made : back }) as Occasion[];
}

const leftIn = (book: OpenBook, plan: CarePlan, stage: string) => prepared(book.db.raw, LEAVING).all({ planId: plan.id, stage, today: isoDate(book.clock.now()) }) as Leaving[];

/** Once per customer: who leaves a segment and comes back is not proposed again. A segment that cannot be answered any more finds nobody. */
async function foundIn(book: OpenBook, plan: CarePlan, segment: number, signal: AbortSignal): Promise<Occasion[]> {
  const day = isoDate(book.clock.now());
  const found: Occasion[] = [];
  const ids = membersOf(book, segment);
  for (let at = 0; at < ids.length && !signal.aborted; at += ASKED_AT_ONCE) {
    for (const customerId of ids.subarray(at, at + ASKED_AT_ONCE)) {
      if (prepared(book.db.raw, FRESH).get(customerId, plan.id) !== undefined) found.push({ customerId, day });
    }
    await yieldToOthers();
  }
  return found;
}

/** Ascending. */
function membersOf(book: OpenBook, segment: number): Float64Array {
  try {
    return book.derived.ids({ filter: { all: [{ segment }] } }).toSorted();
  } catch (e) {
    if (e instanceof AppFailure) return new Float64Array();
    throw e;
  }
}

/** Writes in small transactions until told to stop; answers how many were written. */
function writerOf(book: OpenBook, actor: string, signal: AbortSignal) {
  return async <T>(kind: string, all: readonly T[], each: (w: Writer, one: T) => void): Promise<number> => {
    let done = 0;
    while (done < all.length && !signal.aborted) {
      const part = all.slice(done, done + BATCH);
      write(book.write, { kind, actor, origin: 'job', facts: { count: part.length } }, (w) => part.forEach((one) => each(w, one)));
      done += part.length;
      await yieldToOthers();
    }
    return done;
  };
}
