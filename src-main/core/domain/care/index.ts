/** Care plans: what the owner wants done for customers at which point of their life. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../../shared/kernel/result.ts';
import type { CarePlan, careMethods } from '../../../../shared/modules/care.ts';
import type { Language, Preset } from '../../../../shared/modules/words.ts';
import { write } from '../../changes/write.ts';
import type { Handler, OpenBook, Routes } from '../context.ts';
import { readSettings } from '../settings/index.ts';
import { lookForCare } from './look.ts';
import { allPlans, findPlan, planCounts, rowToPlan, waitingRuns } from './plans.repo.ts';
import { presetPlans } from './presets.ts';
import { runRoutes } from './runs.ts';

type PlanBody = Omit<CarePlan, 'id' | 'seq'>;

const listPlans: Handler<'care.plans'> = ({ book }) => ok({ plans: allPlans(book).map((plan) => ({ ...plan, ...planCounts(book.db, plan.id) })) });

/** Refuses a name that is taken, two beginnings at once, a segment that is not there, and steps of one key. */
function check(book: OpenBook, body: PlanBody, self: number | null): Result<never, AppError> | null {
  const { name, stage, segmentId, steps } = body;
  if (allPlans(book).some((p) => p.id !== self && p.name.toLowerCase() === name.toLowerCase())) return err('care.planExists', { name });
  const segment = segmentId === null ? null : book.rows.get('segment', segmentId);
  const badSegment = segmentId !== null && (!segment || segment.deletedAt !== null);
  if (badSegment || (stage !== null && segmentId !== null) || new Set(steps.map((s) => s.key)).size < steps.length) return err('care.badPlan', { name });
  return null;
}

const inOrder = (body: PlanBody) => ({ ...body, active: body.active ? 1 : 0, steps: [...body.steps].sort((a, b) => a.day - b.day) });

/** Adds plans after the others as one action; answers it and their ids. */
export function addPlans(book: OpenBook, action: Parameters<typeof write>[1], plans: readonly PlanBody[]) {
  const from = allPlans(book).length;
  return write(book.write, action, (w) => plans.map((plan, i) => w.create('carePlan', { ...inOrder(plan), position: from + i })));
}

const createPlan: Handler<'care.createPlan'> = ({ book, actor }, input) => {
  const body = { stage: null, segmentId: null, active: true, ...input };
  const fault = check(book, body, null);
  if (fault) return fault;
  const { value, actionId } = addPlans(book, { kind: 'care.createPlan', actor, origin: 'local', facts: { name: body.name } }, [body]);
  book.undo.push(actionId);
  return ok(findPlan(book, value[0]!)!);
};

const updatePlan: Handler<'care.updatePlan'> = ({ book, actor }, { id, patch }) => {
  const plan = findPlan(book, id);
  if (!plan) return err('record.missing', { entity: 'carePlan', id });
  const { id: _, seq: _seq, ...before } = plan;
  const body = { ...before, ...patch };
  const fault = check(book, body, id);
  if (fault) return fault;
  const action = { kind: 'care.updatePlan', actor, origin: 'local' as const, facts: { name: plan.name } };
  const written = write(book.write, action, (w) => w.update('carePlan', id, inOrder(body)));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok(rowToPlan(written.value));
};

/** Most proposals one transaction takes back with their plan; those beyond are out of sight with it all the same. */
const MOST_AT_ONCE = 900;

const removePlan: Handler<'care.removePlan'> = ({ book, actor }, { id }) => {
  const plan = findPlan(book, id);
  if (!plan) return err('record.missing', { entity: 'carePlan', id });
  const proposed = waitingRuns(book.db, id, 'start', 'all').slice(0, MOST_AT_ONCE);
  const { actionId } = write(book.write, { kind: 'care.removePlan', actor, origin: 'local', facts: { name: plan.name } }, (w) => {
    for (const run of proposed) w.remove('careRun', run);
    w.remove('carePlan', id);
  });
  book.undo.push(actionId);
  return ok({ actionId });
};

/** Adds the ready-made plans of a trade as one action; none of them is switched on by itself. */
export function addPresetPlans(book: OpenBook, actor: string, preset: Preset, language: Language): { readonly added: number; readonly actionId: number | null } {
  const taken = new Set(allPlans(book).map((p) => p.name.toLowerCase()));
  const plans = presetPlans(preset, language).filter((p) => !taken.has(p.name.toLowerCase()));
  if (plans.length === 0) return { added: 0, actionId: null };
  const { actionId } = addPlans(book, { kind: 'care.addPreset', actor, origin: 'local', facts: { count: plans.length } }, plans);
  return { added: plans.length, actionId };
}

const addPreset: Handler<'care.addPreset'> = ({ book, actor }, { preset }) => {
  const { added, actionId } = addPresetPlans(book, actor, preset, readSettings(book.db).language);
  if (actionId !== null) book.undo.push(actionId);
  return ok({ added });
};

const look: Handler<'care.look'> = async ({ book, actor, signal }) => ok(await lookForCare(book, actor, signal));

export const careRoutes: Routes<keyof typeof careMethods> = {
  ...runRoutes,
  'care.plans': listPlans,
  'care.createPlan': createPlan,
  'care.updatePlan': updatePlan,
  'care.removePlan': removePlan,
  'care.addPreset': addPreset,
  'care.look': look,
};

export { allPlans } from './plans.repo.ts';
export { beginRun } from './runs.ts';
export { lookForCare } from './look.ts';
