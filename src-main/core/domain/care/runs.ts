/** What becomes of proposals: begun with their tasks, declined, paused, stopped. Each is one step of undo. */
import type { CarePlan, careMethods } from '../../../../shared/modules/care.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import { prepared } from '../../changes/statements.ts';
import type { Writer } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import { isoDate, startOfDate, startOfUnit } from '../../derived/mirror/dates.ts';
import type { CallContext, Handler, Routes } from '../context.ts';
import { changeMany, findCustomer } from '../customers/index.ts';
import { findPlan, isBusy, runsOf, waitingLines, waitingRuns } from './plans.repo.ts';

const noPlan = (id: number) => err('record.missing', { entity: 'carePlan', id });

/** `YYYY-MM-DD`, so many days later. */
const daysAfter = (date: string, days: number) => isoDate(startOfUnit(startOfDate(date), 'day', days));

/** Runs of one transaction: with all their tasks far below what a transaction may change. */
const RUNS_AT_ONCE = 70;

/** Writes the tasks of a run: one per step, on its day after the occasion; a day gone by becomes today. */
export function beginRun(w: Writer, run: { readonly id: number; readonly customerId: number; readonly startedOn: string }, plan: CarePlan, keys: ReadonlySet<string> | null): number {
  const today = isoDate(w.now);
  const steps = plan.steps.filter((step) => keys === null || keys.has(step.key));
  for (const { day, title, method, message } of steps) {
    const due = daysAfter(run.startedOn, day);
    const fields = { title, method, message: message === '' ? null : message, due: due < today ? today : due };
    w.create('task', { ...fields, customerId: run.customerId, priority: 'normal', status: 'open', planId: plan.id, runId: run.id });
  }
  return steps.length;
}

/** Every run of `ids` as one action, in transactions small enough for the tasks that come with each. */
async function changeRuns(ctx: CallContext, kind: string, plan: CarePlan, ids: readonly number[], change: (w: Writer, id: number) => void) {
  const each = (w: Writer, id: number) => {
    change(w, id);
    return true;
  };
  return changeMany(ctx, kind, { count: ids.length, name: plan.name }, ids, each, { batch: RUNS_AT_ONCE });
}

const confirm: Handler<'care.confirm'> = async (ctx, { planId, runs, steps }) => {
  const { book } = ctx;
  const plan = findPlan(book, planId);
  if (!plan) return noPlan(planId);
  let tasks = 0;
  const ids = waitingRuns(book.db, planId, 'start', runs);
  await changeRuns(ctx, 'care.confirm', plan, ids, (w, id) => {
    const { customerId, startedOn } = w.update('careRun', id, { state: 'running' }).fields as { customerId: number; startedOn: string };
    tasks += beginRun(w, { id, customerId, startedOn }, plan, steps ? new Set(steps) : null);
  });
  return ok({ count: ids.length, tasks });
};

const decline: Handler<'care.decline'> = async (ctx, { planId, runs }) => {
  const plan = findPlan(ctx.book, planId);
  if (!plan) return noPlan(planId);
  const ids = waitingRuns(ctx.book.db, planId, 'start', runs);
  await changeRuns(ctx, 'care.decline', plan, ids, (w, id) => void w.update('careRun', id, { state: 'declined' }));
  return ok({ count: ids.length });
};

const OPEN_OF_RUN = "SELECT id FROM task WHERE run_id = ? AND status IN ('open', 'paused') AND deleted_at IS NULL";
const openTasks = (w: Writer, runId: number) => (prepared(w.db.raw, OPEN_OF_RUN).all(runId) as { id: number }[]).map((t) => t.id);

function stopRun(w: Writer, id: number): void {
  w.update('careRun', id, { state: 'stopped', pausedOn: null });
  for (const task of openTasks(w, id)) w.update('task', task, { status: 'skipped', doneAt: w.now });
}

const settleLeft: Handler<'care.settleLeft'> = async (ctx, { planId, runs, keep }) => {
  const plan = findPlan(ctx.book, planId);
  if (!plan) return noPlan(planId);
  const ids = waitingRuns(ctx.book.db, planId, 'left', runs);
  await changeRuns(ctx, keep ? 'care.keep' : 'care.drop', plan, ids, (w, id) => (keep ? void w.update('careRun', id, { kept: 1 }) : stopRun(w, id)));
  return ok({ count: ids.length });
};

const start: Handler<'care.start'> = ({ book, actor }, { customerId, planId, on }) => {
  const customer = findCustomer(book, customerId);
  if (!customer || customer.deletedAt !== null) return err('record.missing', { entity: 'customer', id: customerId });
  const plan = findPlan(book, planId);
  if (!plan) return noPlan(planId);
  if (customer.doNotContact === 'all') return err('care.doNotContact', { name: customer.name });
  if (isBusy(book.db, customerId, planId)) return err('care.running', { name: plan.name });
  const startedOn = on ?? isoDate(book.clock.now());
  const action = { kind: 'care.start', actor, origin: 'local' as const, facts: { name: plan.name } };
  const { value: tasks, actionId } = write(book.write, action, (w) => {
    const id = w.create('careRun', { customerId, planId, state: 'running', origin: 'hand', startedOn });
    return beginRun(w, { id, customerId, startedOn }, plan, null);
  });
  book.undo.push(actionId);
  return ok({ count: 1, tasks });
};

/** Taken up again, what was open comes back with its days moved by the days of the pause. */
function resumeRun(w: Writer, id: number, pausedOn: string): void {
  const days = Math.round((startOfDate(isoDate(w.now)) - startOfDate(pausedOn)) / 86_400_000);
  w.update('careRun', id, { state: 'running', pausedOn: null });
  for (const task of openTasks(w, id)) {
    const due = w.get('task', task)?.fields['due'];
    w.update('task', task, { status: 'open', ...(typeof due === 'string' && { due: daysAfter(due, days) }) });
  }
}

const setRun: Handler<'care.setRun'> = ({ book, actor }, { id, state }) => {
  const row = book.rows.get('careRun', id);
  if (!row || row.deletedAt !== null) return err('record.missing', { entity: 'careRun', id });
  const now = row.fields['state'];
  const fits = { paused: now === 'running', running: now === 'paused', stopped: now === 'running' || now === 'paused' };
  if (!fits[state]) return err('care.notRunning', { id });
  const facts = { name: findPlan(book, Number(row.fields['planId']))?.name ?? '' };
  const kind = { paused: 'care.pause', running: 'care.resume', stopped: 'care.stop' }[state];
  const { actionId } = write(book.write, { kind, actor, origin: 'local', facts }, (w) => {
    if (state === 'stopped') return stopRun(w, id);
    if (state === 'running') return resumeRun(w, id, String(row.fields['pausedOn']));
    w.update('careRun', id, { state: 'paused', pausedOn: isoDate(w.now) });
    for (const task of openTasks(w, id)) w.update('task', task, { status: 'paused' });
  });
  book.undo.push(actionId);
  return ok({});
};

const proposals: Handler<'care.proposals'> = ({ book }, { planId, what, after, limit }) => {
  const rows = waitingLines(book.db, { planId, what, after: after ?? 0 }, limit + 1);
  return ok({ rows: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]!.id : null });
};

const ofCustomer: Handler<'care.ofCustomer'> = ({ book }, { customerId }) => ok({ runs: runsOf(book.db, customerId) });

type Own = 'care.confirm' | 'care.decline' | 'care.settleLeft' | 'care.start' | 'care.setRun' | 'care.proposals' | 'care.ofCustomer';
export const runRoutes: Routes<Own & keyof typeof careMethods> = {
  'care.confirm': confirm,
  'care.decline': decline,
  'care.settleLeft': settleLeft,
  'care.start': start,
  'care.setRun': setRun,
  'care.proposals': proposals,
  'care.ofCustomer': ofCustomer,
};
